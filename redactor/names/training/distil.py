"""Teach a smaller network what a trained one does: fewer layers, narrower ones, a third of the cost.

    python -m redactor.names.training.distil --teacher FOLDER --data ../shared/data/ner --out FOLDER

The student begins as a part of its teacher: some of its layers and, in each, the neurons that matter most. It learns
the labels, the teacher's odds for every word and the teacher's hidden states, of which there are many more than labels.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from torch import Tensor, nn  # type: ignore[import-not-found, unused-ignore]  # likewise
from torch.nn import functional  # type: ignore[import-not-found, unused-ignore]

from redactor.names.labels import LABELS
from redactor.names.training.encode import IGNORED, Batch, encode
from redactor.names.training.network import HEAD, HEADS, Layer, Shape, Tagger
from redactor.names.training.precision import halved
from redactor.names.training.train import (
    Plan,
    add_plan,
    development,
    examples_of,
    fit,
    plan_of,
    read_checkpoint,
    report,
    save,
    tensors,
)

FEWER_LAYERS = {5: (0, 1, 2, 3, 5), 4: (0, 1, 3, 5), 3: (0, 2, 5)}  # of six
SAMPLES = 12  # batches by which neurons are weighed
STATES = 4.0  # weight of the hidden states beside the labels
log = logging.getLogger("distil")


def smaller(teacher: Tagger, shape: Shape, batches: Sequence[Batch]) -> Tagger:
    """A part of the teacher: as many of its layers, and in each the neurons and heads that say most on `batches`."""
    student = Tagger(shape, dropout=0.0)  # its teacher's word is steadier than any it could learn by heart
    rest = {name: weight for name, weight in teacher.state_dict().items() if not name.startswith("layers.")}
    student.load_state_dict(rest, strict=False)
    for own, number in zip(student.layers, taught(teacher, shape.layers), strict=True):
        layer = teacher.layers[number]
        neurons = _loudness(teacher, layer.down, batches).topk(shape.inner).indices.sort().values
        heads = _loudness(teacher, layer.out, batches).view(layer.heads, HEAD).sum(1).topk(shape.heads).indices.sort()
        asked = (heads.values[:, None] * HEAD + torch.arange(HEAD)).flatten()
        _copy_part(own, layer, neurons, asked)
    return student


def taught(teacher: Tagger, layers: int) -> Sequence[int]:
    """The teacher's layers that a student of so many is made of: all, or FEWER_LAYERS of six."""
    return range(layers) if len(teacher.layers) == layers else FEWER_LAYERS[layers]


def _copy_part(own: Layer, layer: Layer, neurons: Tensor, asked: Tensor) -> None:
    weights = layer.state_dict()
    for name, rows in {"query": asked, "key": asked, "value": asked, "up": neurons}.items():
        for kind in ("weight", "bias"):
            weights[f"{name}.{kind}"] = weights[f"{name}.{kind}"][rows]
    weights["out.weight"], weights["down.weight"] = weights["out.weight"][:, asked], weights["down.weight"][:, neurons]
    own.load_state_dict(weights)


def _loudness(teacher: Tagger, reader: nn.Linear, batches: Sequence[Batch]) -> Tensor:
    """The mean size of each value that `reader` reads, times the weights that read it."""
    total = torch.zeros(reader.in_features)

    def listen(_: object, given: tuple[Tensor], __: object) -> None:
        total.add_(given[0].detach().float().abs().mean((0, 1)))

    handle = reader.register_forward_hook(listen)
    with torch.no_grad(), halved():
        for batch in batches:
            teacher(*tensors(batch)[:3])
    handle.remove()
    return total * reader.weight.detach().norm(dim=0)


class Lesson:
    """The loss of a student beside its teacher."""

    def __init__(self, teacher: Tagger, layers: Sequence[int]) -> None:
        self._teacher = teacher.eval()
        self._layers = layers  # the teacher's layers whose states the student's layers should have

    def __call__(self, student: Tagger, batch: Batch) -> Tensor:
        ids, cases, mask, labels = tensors(batch)
        with halved():
            with torch.no_grad():
                wanted = self._teacher.states(ids, cases, mask)
                odds = self._teacher.head(wanted[-1])
            states = student.states(ids, cases, mask)
            logits = student.head(states[-1])
        real = mask.bool()
        first = labels != IGNORED
        hard = functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten())
        soft = functional.kl_div(
            logits[first].float().log_softmax(-1), odds[first].float().softmax(-1), reduction="batchmean"
        )
        alike = sum(
            functional.mse_loss(own[real].float(), wanted[number][real].float())
            for own, number in zip(states, self._layers, strict=True)
        )
        result: Tensor = hard + soft + STATES / len(states) * alike
        return result


def main() -> None:
    """Read the command line, distil, save the checkpoint, say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True, help="the folder of a finished training")
    parser.add_argument("--start", type=Path, help="a student of an earlier lesson, to begin as a part of it")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--inner", type=int, default=1024)
    parser.add_argument("--heads", type=int, default=HEADS)
    add_plan(parser, prompts=60_000, repeats=4, rate=3e-4, seed=31)
    options = parser.parse_args()
    plan: Plan = plan_of(options)
    teacher, pieces, names = read_checkpoint(options.teacher)
    encoded = [encode(example, pieces) for example in examples_of(plan, options.data, pieces)]
    log.info("%d examples, %d pieces", len(encoded), sum(len(one.ids) for one in encoded))
    sets = development(options.data, pieces)
    order = plan.order(encoded, pieces.padding)
    shape = Shape(len(names), len(LABELS), options.layers, options.inner, options.heads)
    origin = read_checkpoint(options.start)[0] if options.start else teacher
    student = smaller(origin, shape, order[:SAMPLES])
    student.words.weight.requires_grad_(requires_grad=False)
    numbers = taught(teacher, options.layers)
    fit(student, order, plan.rate, Lesson(teacher, numbers), lambda: report(student, pieces.padding, sets, limit=400))
    save(student, names, options.out)
    report(student, pieces.padding, sets, limit=plan.measured)


if __name__ == "__main__":
    main()
