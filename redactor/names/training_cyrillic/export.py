"""Write a checkpoint of `train`, or the mean of several, as ONNX for `redactor.names.cyrillic_model`; say its hash."""

from __future__ import annotations

import argparse
import hashlib
import logging
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
import torch  # type: ignore[import-not-found, unused-ignore]  # likewise
from onnx.numpy_helper import from_array, to_array  # type: ignore[import-not-found, unused-ignore]  # likewise

from redactor.names.features import AFFIXES, READINGS
from redactor.names.training.shipped import HALVED
from redactor.names.training.untraced import save_untraced
from redactor.names.training_cyrillic.network import VECTOR, Tagger
from redactor.names.training_cyrillic.train import SIZES

_LARGE = 1000  # numbers of a matrix that is worth halving
log = logging.getLogger("export")


class Running(torch.nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not installed beside mypy
    """One text at a time, nothing padded."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(
        self,
        vectors: torch.Tensor,
        affixes: torch.Tensor,
        shapes: torch.Tensor,
        settings: torch.Tensor,
        readings: torch.Tensor,
    ) -> torch.Tensor:
        """Scores [1, length, labels]."""
        scores: torch.Tensor = self.tagger(vectors, affixes, shapes, settings, readings, torch.ones(()))
        return scores


def write_onnx(tagger: Tagger, path: Path) -> None:
    """Float32 ONNX; the length of the text is free."""
    tagger.eval()
    size = 32
    sample = (
        torch.zeros(1, size, VECTOR),
        torch.zeros(1, size, AFFIXES, dtype=torch.int64),
        torch.zeros(1, size, dtype=torch.int64),
        torch.zeros(1, size, dtype=torch.int64),
        torch.zeros(1, size, READINGS),
    )
    names = ["vectors", "affixes", "shapes", "settings", "readings"]
    length = {1: torch.export.Dim("length", min=2, max=100_000)}
    program = torch.onnx.export(
        Running(tagger), sample, input_names=names, output_names=["scores"],
        dynamic_shapes=dict.fromkeys(names, length), dynamo=True, external_data=False,
    )  # fmt: skip
    model = program.model_proto
    halve(model)
    save_untraced(model, path)


def halve(model: Any) -> None:
    """Matrices of an onnx.ModelProto stored in 16 bits; onnxruntime makes 32 of them once, when it reads the file."""
    for one in model.graph.initializer:
        if one.data_type == onnx.TensorProto.FLOAT and math.prod(one.dims) >= _LARGE:
            name, stored = one.name, one.name + HALVED
            one.CopyFrom(from_array(to_array(one).astype(np.float16), stored))
            model.graph.node.insert(0, onnx.helper.make_node("Cast", [stored], [name], to=onnx.TensorProto.FLOAT))


def main() -> None:
    """Read the command line, export, say size and hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="of several the mean is taken")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="a checkpoint of the mean, to train on from")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    saved = [torch.load(path, weights_only=True) for path in options.checkpoint]
    tagger = Tagger(**SIZES, width=saved[0]["width"])
    names = saved[0]["weights"]
    tagger.load_state_dict({name: sum(one["weights"][name] for one in saved) / len(saved) for name in names})
    if options.keep:
        torch.save({"weights": tagger.state_dict(), "width": saved[0]["width"]}, options.keep)
    write_onnx(tagger, options.out)
    data = options.out.read_bytes()
    log.info("%s: %d bytes, SHA-256 %s", options.out.name, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
