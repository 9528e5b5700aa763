"""The Cyrillic name tagger in torch: a layer over what is known of each token, convolutions that reach ever further."""

from __future__ import annotations

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from torch import Tensor, nn  # type: ignore[import-not-found, unused-ignore]  # likewise

VECTOR = 300  # of navec
_REACH = (1, 2, 4, 8, 1, 2, 4, 8)  # tokens between what a convolution of three looks at (docs/decisions/0445)


class Block(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not installed beside mypy
    """A convolution of three tokens beside a way around it."""

    def __init__(self, width: int, reach: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.around = nn.Conv1d(width, width, 3, padding=reach, dilation=reach)
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows: Tensor, real: Tensor) -> Tensor:
        """Rows [batch, length, width]; `real` [batch, length, 1] is 0 where nothing is."""
        seen = self.around((self.norm(rows) * real).transpose(1, 2)).transpose(1, 2)
        kept: Tensor = rows + self.dropout(torch.relu(seen))
        return kept


class Tagger(nn.Module):  # type: ignore[misc, unused-ignore]  # likewise
    """Scores of each label for each token."""

    def __init__(self, *, buckets: int, shapes: int, settings: int, readings: int, labels: int, width: int) -> None:
        super().__init__()
        self.affixes = nn.Embedding(buckets, 24, padding_idx=0)
        self.shapes = nn.Embedding(shapes, 16)
        self.settings = nn.Embedding(settings, 8)
        self.first = nn.Linear(VECTOR + 24 + 16 + 8 + readings, width)
        self.blocks = nn.ModuleList(Block(width, reach, 0.15) for reach in _REACH)
        self.norm = nn.LayerNorm(width)
        self.last = nn.Linear(width, labels)
        self.dropout = nn.Dropout(0.2)

    def forward(
        self, vectors: Tensor, affixes: Tensor, shapes: Tensor, settings: Tensor, readings: Tensor, real: Tensor
    ) -> Tensor:
        """Of vectors [batch, length, 300], affixes [., ., 5], readings [., ., 10]; `real` [., ., 1]: 0 for padding."""
        known = (vectors, self.affixes(affixes).sum(2), self.shapes(shapes), self.settings(settings), readings)
        rows = torch.relu(self.first(self.dropout(torch.cat(known, 2))))
        for block in self.blocks:
            rows = block(rows, real)
        scores: Tensor = self.last(self.norm(rows))
        return scores
