"""Train the Cyrillic name tagger on the numbers that `prepare` wrote. Needs torch, in an environment of its own.

python -m redactor.names.training_cyrillic.train --data FOLDER --vectors vectors.npy --out checkpoint.pt
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from numpy.typing import NDArray
from torch import Tensor  # type: ignore[import-not-found, unused-ignore]  # likewise
from torch.nn.functional import log_softmax  # type: ignore[import-not-found, unused-ignore]  # likewise

from redactor.names.features import BUCKETS, READINGS, SETTINGS, SHAPES
from redactor.names.labels import LABELS, TOLD, runs
from redactor.names.training.precision import halved
from redactor.names.training.shipped import shipped_weights
from redactor.names.training_cyrillic.network import Tagger

IGNORED, NO_NAME = 255, 254
_ORGANISATION = [0, LABELS.index("B-ORG"), LABELS.index("I-ORG")]
_TOLD = LABELS.index(f"B-{TOLD[0]}")  # from here on labels of values that only their sentence tells
_DEAR = 3.0  # what a token of these costs beside others: they are few
_LONGEST = 160  # tokens of a training window
_BATCH = 6000  # tokens at once
SIZES = {
    "buckets": BUCKETS,
    "shapes": SHAPES,
    "settings": SETTINGS,
    "readings": READINGS,
    "labels": len(LABELS),
}
log = logging.getLogger("train")


@dataclass(frozen=True, slots=True)
class Data:
    """Arrays of all tokens, and windows (first, end) over them."""

    arrays: dict[str, NDArray[np.generic]]
    windows: NDArray[np.int64]

    @classmethod
    def read(cls, path: Path, longest: int) -> Data:
        """From a file of `prepare`."""
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files}
        ends = arrays.pop("ends")
        windows = [
            (first, min(first + longest, end))
            for start, end in zip(np.concatenate(([0], ends[:-1])), ends, strict=True)
            for first in range(start, end, longest)
        ]
        return cls(arrays, np.array(windows, np.int64))

    def batches(self, random: np.random.Generator | None) -> Iterator[dict[str, Tensor]]:
        """Windows of like length together, in a random order."""
        sizes = self.windows[:, 1] - self.windows[:, 0]
        order = np.argsort(sizes + (random.random(len(sizes)) * 8 if random else 0), kind="stable")
        groups, first = [], 0
        while first < len(order):
            last, longest = first, 0
            while last < len(order):
                longest = max(longest, int(sizes[order[last]]))
                if longest * (last - first + 1) > _BATCH:
                    break
                last += 1
            groups.append(order[first : max(last, first + 1)])
            first = max(last, first + 1)
        for group in random.permutation(len(groups)) if random else range(len(groups)):
            yield self._batch(self.windows[groups[group]])

    def _batch(self, windows: NDArray[np.int64]) -> dict[str, Tensor]:
        longest = int((windows[:, 1] - windows[:, 0]).max())
        places = windows[:, :1] + np.arange(longest)
        real = places < windows[:, 1:]
        places = np.where(real, places, 0)
        found = {}
        for name, values in self.arrays.items():
            rows = values[places]
            kind = np.float32 if name == "readings" else np.int64
            found[name] = torch.from_numpy(rows.astype(kind))
        found["labels"][~torch.from_numpy(real)] = IGNORED
        found["real"] = torch.from_numpy(real.astype(np.float32))[:, :, None]
        return found


def loss_of(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy; a token that may be a firm or nothing pays only for people and places."""
    odds = log_softmax(scores, 2)
    sure = labels < NO_NAME
    paid = -odds.gather(2, torch.where(sure, labels, 0)[:, :, None])[:, :, 0]
    either = -odds[:, :, _ORGANISATION].logsumexp(2)
    paid = torch.where(labels == NO_NAME, either, paid) * (labels != IGNORED)
    paid = torch.where(sure & (labels >= _TOLD), _DEAR * paid, paid)
    return paid.sum() / (labels != IGNORED).sum()


def dropped(batch: dict[str, Tensor], unknown: int) -> dict[str, Tensor]:
    """With some words made unknown, and some without readings or affixes, so that context must do; names more often."""
    labels = batch["labels"]
    name = (labels > 0) & (labels < NO_NAME)
    chance = torch.where(name, 0.25, 0.1)
    words = torch.where(torch.rand(labels.shape) < chance, unknown, batch["words"])
    readings = batch["readings"] * (torch.rand(labels.shape) > 0.15)[:, :, None]
    affixes = batch["affixes"] * (torch.rand(labels.shape) > 0.10)[:, :, None]
    return batch | {"words": words, "readings": readings, "affixes": affixes}


def run(tagger: Tagger, vectors: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Scores of a batch."""
    scores: Tensor = tagger(
        vectors[batch["words"]],
        batch["affixes"],
        batch["shapes"],
        batch["settings"],
        batch["readings"],
        batch["real"],
    )
    return scores


def measure(tagger: Tagger, vectors: Tensor, data: Data) -> str:
    """Exact spans of each kind: precision and recall."""
    tagger.eval()
    right: dict[str, list[int]] = {}
    with torch.no_grad():
        for batch in data.batches(None):
            best = run(tagger, vectors, batch).argmax(2)
            for row, gold in zip(best.tolist(), batch["labels"].tolist(), strict=True):
                row = [label if known < NO_NAME else 0 for label, known in zip(row, gold, strict=True)]
                gold = [label if label < NO_NAME else 0 for label in gold]
                found, wanted = set(runs(row)), set(runs(gold))
                for kind in ("PER", "ORG", "LOC", "ADR"):
                    count = right.setdefault(kind, [0, 0, 0])
                    mine, its = {s for s in found if s[2] == kind}, {s for s in wanted if s[2] == kind}
                    count[0] += len(mine & its)
                    count[1] += len(mine)
                    count[2] += len(its)
    tagger.train()
    return "  ".join(f"{k} {r / max(1, m):.3f}/{r / max(1, i):.3f}" for k, (r, m, i) in sorted(right.items()))


def weights_of(path: Path) -> dict[str, Tensor]:
    """Of a checkpoint, or of an exported network."""
    if path.suffix == ".onnx":
        return {name.removeprefix("tagger."): torch.tensor(one) for name, one in shipped_weights(path).items()}
    weights: dict[str, Tensor] = torch.load(path, weights_only=True)["weights"]
    return weights


def main() -> None:
    """Train, log, write a checkpoint: the mean of the weights over the last third of the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint, or the network that is shipped")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=41)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    data, unseen = Data.read(options.data / "train.npz", _LONGEST), Data.read(options.data / "unseen.npz", 400)
    vectors = torch.from_numpy(np.load(options.vectors))
    unknown = len(vectors) - 2  # navec's <unk>
    tagger = Tagger(**SIZES, width=options.width)
    if options.start:
        tagger.load_state_dict(weights_of(options.start))
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=options.rate, weight_decay=0.01)
    steps = options.epochs * sum(1 for _ in data.batches(np.random.default_rng(0)))
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps + 10, pct_start=0.08)
    mean = torch.optim.swa_utils.AveragedModel(tagger, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    step, begun, lost = 0, time.time(), 0.0
    for epoch in range(options.epochs):
        for batch in data.batches(random):
            with halved():
                scores = run(tagger, vectors, dropped(batch, unknown))
            loss = loss_of(scores.float(), batch["labels"])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            mean.update_parameters(tagger)
            lost = 0.98 * lost + 0.02 * float(loss.detach())
            step += 1
            if step % 200 == 0:
                log.info("step %d of %d, loss %.4f, %.0f s", step, steps, lost, time.time() - begun)
        log.info("epoch %d, unseen P/R: %s", epoch, measure(mean.module, vectors, unseen))
        torch.save({"weights": mean.module.state_dict(), "width": options.width}, options.out)


if __name__ == "__main__":
    main()
