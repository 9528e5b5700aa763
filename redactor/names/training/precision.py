"""How exactly a training counts."""

from __future__ import annotations

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only


def halved() -> torch.autocast:
    """bfloat16 where the processor multiplies it itself: elsewhere torch does so in software, fifty times slower."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu.get_capabilities()["avx512_bf16"])
