"""The mean of the weights of two trainings of which one went on from the other: steadier than either.

python -m redactor.names.training.average FOLDER FOLDER --out FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only


def main() -> None:
    """Read two checkpoints of one shape, write their mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (torch.load(folder / "checkpoint.pt", weights_only=True) for folder in options.folders)
    weights = {name: (weight + second["weights"][name]) / 2 for name, weight in first["weights"].items()}
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({**first, "weights": weights}, options.out / "checkpoint.pt")
    (options.out / "vocab.txt").write_bytes((options.folders[0] / "vocab.txt").read_bytes())


if __name__ == "__main__":
    main()
