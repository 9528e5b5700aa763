"""MiniLM as a token classifier: BERT's layers in plain torch, read from the base model's safetensors file.

Differences from the base: pieces of other scripts are cut from the vocabulary, two unused pieces became the marks
for line ends and gaps, and the token-type embedding tells how a word is written (`wordpiece.Case`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from torch import Tensor, nn  # type: ignore[import-not-found, unused-ignore]

WIDTH = 384
HEADS = 12
HEAD = WIDTH // HEADS
INNER = 1536
POSITIONS = 256  # of the base's 512: windows are shorter
CASES = 4
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Shape:
    """What differs between one network and another."""

    vocabulary: int
    labels: int
    layers: int
    inner: int = INNER  # neurons of a layer's feed-forward part
    heads: int = HEADS  # of a layer's attention, HEAD wide each


class Layer(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not installed where mypy runs
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, asked = heads, heads * HEAD
        self.query, self.key, self.value = nn.Linear(WIDTH, asked), nn.Linear(WIDTH, asked), nn.Linear(WIDTH, asked)
        self.out, self.out_norm = nn.Linear(asked, WIDTH), nn.LayerNorm(WIDTH, EPSILON)
        self.up, self.down, self.down_norm = (
            nn.Linear(WIDTH, inner),
            nn.Linear(inner, WIDTH),
            nn.LayerNorm(WIDTH, EPSILON),
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        """hidden [batch, length, WIDTH]; bias [batch, 1, 1, length] is 0 where there is a piece, or None."""
        batch, length, _ = hidden.shape
        shape = (batch, length, self.heads, HEAD)
        projected = self.query(hidden), self.key(hidden), self.value(hidden)
        query, key, value = (part.reshape(shape).transpose(1, 2) for part in projected)
        scores = query @ key.transpose(-1, -2) * HEAD**-0.5
        weights = torch.softmax(scores if bias is None else scores + bias, dim=-1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).reshape(batch, length, self.heads * HEAD)
        hidden = self.out_norm(hidden + self.dropout(self.out(mixed)))
        inner = nn.functional.gelu(self.up(hidden))
        return self.down_norm(hidden + self.dropout(self.down(inner)))


class Tagger(nn.Module):  # type: ignore[misc, unused-ignore]  # as above
    """Piece ids, mask and cases to label logits."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(shape.inner, shape.heads, dropout) for _ in range(shape.layers)])
        self.head = nn.Linear(WIDTH, shape.labels)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids, cases, mask: int64 [batch, length], no mask where nothing is padded; float [batch, length, labels]."""
        result: Tensor = self.head(self.states(ids, cases, mask)[-1])
        return result

    def states(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> list[Tensor]:
        """What each layer gives, the last one last: float [batch, length, WIDTH]."""
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        hidden = self.dropout(self.norm(self.words(ids) + self.places(places) + self.cases(cases)))
        bias = None if mask is None else (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -10000.0
        found = []
        for layer in self.layers:
            hidden = layer(hidden, bias)
            found.append(hidden)
        return found


def load_base(tagger: Tagger, weights: Mapping[str, Tensor], kept: list[int], layers: list[int]) -> None:
    """Fill `tagger` from the base model: `kept` are the vocabulary rows, `layers` the base layers to use."""
    with torch.no_grad():
        tagger.words.weight.copy_(weights["embeddings.word_embeddings.weight"][kept])
        tagger.places.weight.copy_(weights["embeddings.position_embeddings.weight"][:POSITIONS])
        tagger.cases.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].expand(CASES, -1))
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(tagger.layers, layers, strict=True):
            for own, name in _PARTS.items():
                _copy(getattr(layer, own), weights, f"encoder.layer.{number}.{name}")


def _copy(part: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    part.weight.copy_(weights[f"{name}.weight"])
    part.bias.copy_(weights[f"{name}.bias"])


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "out_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "down_norm": "output.LayerNorm",
}
