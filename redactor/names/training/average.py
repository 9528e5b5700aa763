"""The mean of the weights of trainings of which one went on from the other: steadier than any of them.

python -m redactor.names.training.average FOLDER FOLDER … --out FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only


def main() -> None:
    """Read checkpoints of one shape, write their mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, *others = (torch.load(folder / "checkpoint.pt", weights_only=True) for folder in options.folders)
    weights = {
        name: sum((other["weights"][name] for other in others), start=weight) / (1 + len(others))
        for name, weight in first["weights"].items()
    }
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({**first, "weights": weights}, options.out / "checkpoint.pt")
    (options.out / "vocab.txt").write_bytes((options.folders[0] / "vocab.txt").read_bytes())


if __name__ == "__main__":
    main()
