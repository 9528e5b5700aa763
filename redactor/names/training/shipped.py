"""The weights of a network that is shipped, to train on from: the checkpoints of a training stay on its machine."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from numpy.typing import NDArray
from onnx.numpy_helper import to_array  # type: ignore[import-not-found, unused-ignore]  # likewise

_QUANTIZED, _SCALE = "_quantized", "_scale"
HALVED = "_halved"
Weights = dict[str, NDArray[np.float32]]


def shipped_weights(path: Path) -> Weights:
    """Every weight of an exported network by its name in torch, float32.

    What was rounded to int8 or to 16 bits stays rounded. The exporter keeps the names of biases, norms and embeddings;
    the matrix of a linear layer is told by the bias that is added to its product, and lies the other way round.
    """
    graph = onnx.load(str(path)).graph
    found = _unrounded({one.name: to_array(one) for one in graph.initializer})
    takers: dict[str, list[Any]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            takers[name].append(node)
    for node in graph.node:
        if node.op_type in ("MatMul", "MatMulInteger"):
            matrix = found.pop(node.input[1].removesuffix(_QUANTIZED))
            found[f"{_bias_after(node, takers).removesuffix('.bias')}.weight"] = np.ascontiguousarray(matrix.T)
    return {name: value for name, value in found.items() if name.endswith((".weight", ".bias"))}


def _unrounded(stored: dict[str, NDArray[Any]]) -> Weights:
    """int8 and its scale, one of all or one a column, and 16 bits back to figures."""
    found: Weights = {}
    for name, value in stored.items():
        if name.endswith(_QUANTIZED):
            plain = name.removesuffix(_QUANTIZED)
            zero = stored[f"{plain}_zero_point"].astype(np.float32)
            found[plain] = (value.astype(np.float32) - zero) * stored[plain + _SCALE]
        else:
            found[name.removesuffix(HALVED)] = value.astype(np.float32) if name.endswith(HALVED) else value
    return found


def _bias_after(node: Any, takers: dict[str, list[Any]]) -> str:
    """The bias that is added to what a product became."""
    while node.op_type != "Add":
        (node,) = takers[node.output[0]]
    (name,) = (name for name in node.input if name.endswith(".bias"))
    return str(name)
