"""Write a checkpoint as int8 ONNX with its vocabulary and its quiet words.

python -m redactor.names.training.export --checkpoint <folder> --data ../shared/data/ner --out redactor/names
"""

from __future__ import annotations

import argparse
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch  # type: ignore[import-not-found, unused-ignore]  # in the training environment only
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped, unused-ignore]

from redactor.names.labels import LABELS
from redactor.names.training.corpora import FILES, read
from redactor.names.training.lexicon import cultures
from redactor.names.training.network import Shape, Tagger
from redactor.names.training.prompts import Example, Writer
from redactor.names.wordpiece import WORDS

QUIET_COUNT = 4  # a word is quiet when it was met so often, and never within a name
log = logging.getLogger("export")


def read_checkpoint(folder: Path) -> tuple[Tagger, str]:
    """The trained network and its vocabulary as text."""
    saved = torch.load(folder / "checkpoint.pt", weights_only=True)
    names = (folder / "vocab.txt").read_text("utf-8")
    tagger = Tagger(Shape(len(names.split("\n")), len(LABELS), saved["layers"]))
    tagger.load_state_dict(saved["weights"])
    return tagger.eval(), names


def write_onnx(tagger: Tagger, path: Path) -> None:
    """Float32 ONNX, opset 17: ids, mask, cases int64 [batch, length] -> logits."""
    sample = tuple(torch.ones(2, 16, dtype=torch.int64) for _ in range(3))  # three tensors: one would be one input
    sizes = {0: torch.export.Dim("batch", min=1, max=256), 1: torch.export.Dim("length", min=2, max=256)}
    program = torch.onnx.export(
        tagger, sample, input_names=["ids", "mask", "cases"], output_names=["logits"],
        dynamic_shapes={"ids": sizes, "mask": sizes, "cases": sizes}, dynamo=True, external_data=False,
    )  # fmt: skip
    program.save(str(path))


def quiet_words(examples: Iterable[Example]) -> list[str]:
    """Lower-case words that are often met and never part of a name: sentences of these need no model."""
    often: Counter[str] = Counter()
    named = {
        part.lower()
        for culture in cultures(held_out=False)
        for name in (*culture.given, *culture.family)
        for part in WORDS.findall(name)
    }
    named |= {
        part.lower()
        for culture in cultures(held_out=True)
        for name in (*culture.given, *culture.family)
        for part in WORDS.findall(name)
    }
    for example in examples:
        inside = [False] * (len(example.text) + 1)
        for span in example.spans:
            inside[span.start : span.end] = [True] * (span.end - span.start)
        for match in WORDS.finditer(example.text):
            if inside[match.start()]:
                named.add(match.group().lower())
            elif match.group().isascii() and match.group().isalpha():
                often[match.group().lower()] += 1
    return sorted(word for word, count in often.items() if count >= QUIET_COUNT and word not in named)


def main() -> None:
    """Read the command line, export, quantize, say the sizes and hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpora", default="wnut,gum")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    tagger, names = read_checkpoint(options.checkpoint)
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        write_onnx(tagger, Path(folder) / "latin.onnx")
        whole, small = Path(folder) / "latin.onnx", options.out / "latin.onnx"
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
    (options.out / "latin_vocabulary.txt").write_text(names, "utf-8")
    examples = [example for name in options.corpora.split(",") for example in read(options.data / FILES[name])]
    examples += list(Writer(7).examples(20_000))
    (options.out / "latin_quiet.txt").write_text("\n".join(quiet_words(examples)) + "\n", "utf-8")
    for name in ("latin.onnx", "latin_vocabulary.txt", "latin_quiet.txt"):
        data = (options.out / name).read_bytes()
        log.info("%s: %d bytes, SHA-256 %s", name, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
