"""The network as onnxruntime runs it fastest: other operators and less to compute, the same figures.

Measured on onnxruntime 1.31, one thread, AVX-512: a norm as `InstanceNormalization` over pieces instead of channels is
one vectorised step (its own layer norm reads number by number); `MultiHeadAttention` spares the copies between heads;
and the last layer asks only for the first pieces of words, which alone are read.
"""

from __future__ import annotations

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from torch import Tensor, nn  # type: ignore[import-not-found, unused-ignore]

from redactor.names.training.network import EPSILON, HEAD, Layer, Tagger


class RunningTagger(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not installed where mypy runs
    """Logits of the first pieces of words, of one stretch of text at a time."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.words, self.places, self.cases = tagger.words, tagger.places, tagger.cases
        self.norm, self.layers, self.head = tagger.norm, tagger.layers, tagger.head

    def forward(self, ids: Tensor, cases: Tensor, firsts: Tensor) -> Tensor:
        """ids, cases: int64 [1, length]; firsts: int64 [words], where words begin; float [1, words, labels]."""
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        hidden = normed(self.norm, self.words(ids) + self.places(places) + self.cases(cases))
        for layer in self.layers[:-1]:
            hidden = passed(layer, hidden, hidden)
        result: Tensor = self.head(passed(self.layers[-1], hidden[:, firsts], hidden))
        return result


def passed(layer: Layer, asking: Tensor, told: Tensor) -> Tensor:
    """What a layer makes of `asking` [1, asked, width] beside all that is `told` [1, length, width]."""
    mixed = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        (layer.query(asking), layer.key(told), layer.value(told)),
        attrs={"num_heads": layer.heads},
        dtype=asking.dtype,
        shape=(*asking.shape[:2], layer.heads * HEAD),
        version=1,
    )
    asking = normed(layer.out_norm, asking + layer.out(mixed))
    return normed(layer.down_norm, asking + layer.down(nn.functional.gelu(layer.up(asking))))


def normed(norm: nn.LayerNorm, hidden: Tensor) -> Tensor:
    """Layer norm of [1, length, width], each piece taken for a channel."""
    even, nothing = torch.ones(hidden.shape[1]), torch.zeros(hidden.shape[1])
    result: Tensor = torch.onnx.ops.symbolic(
        "InstanceNormalization",
        (hidden, even, nothing),
        attrs={"epsilon": EPSILON},
        dtype=hidden.dtype,
        shape=hidden.shape,
    )
    return result * norm.weight + norm.bias
