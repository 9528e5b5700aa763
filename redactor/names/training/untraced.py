"""Writes an exported network without what the exporter notes of this machine: files, lines, the stack at each node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx  # type: ignore[import-not-found, unused-ignore]  # in the training environment only


def save_untraced(model: Any, path: Path) -> None:
    """model: onnx.ModelProto."""
    forget_traces(model)
    onnx.save(model, str(path))


def forget_traces(model: Any) -> None:
    """model: onnx.ModelProto, changed in place."""
    for holder in (model, model.graph, *model.functions):
        del holder.metadata_props[:]
        holder.doc_string = ""
    for holder in (model.graph, *model.functions):
        for node in holder.node:
            del node.metadata_props[:]
            node.doc_string = ""
    graph = model.graph
    for value in (*graph.value_info, *graph.input, *graph.output, *graph.initializer):
        del value.metadata_props[:]
        value.doc_string = ""
