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

from redactor.names.training.corpora import FILES, read
from redactor.names.training.lexicon import DATA, cultures, lines_of, sections
from redactor.names.training.network import POSITIONS, Tagger
from redactor.names.training.prompts import Example, Writer
from redactor.names.training.running import RunningTagger
from redactor.names.training.train import read_checkpoint
from redactor.names.training.untraced import save_untraced
from redactor.names.wordpiece import WORDS

LISTED = ("product", "month", "weekday", "nationality", "department")  # of data/values.txt
QUIET_COUNT = 4  # a word is quiet when it was met so often, and never within a name
log = logging.getLogger("export")


def write_onnx(tagger: Tagger, path: Path) -> None:
    """Float32 ONNX for one stretch of text at a time: ids, cases int64 [1, length], firsts int64 [words] -> logits."""
    sample = (*(torch.ones(1, 16, dtype=torch.int64) for _ in range(2)), torch.arange(1, 9))
    length = {1: torch.export.Dim("length", min=2, max=POSITIONS)}
    program = torch.onnx.export(
        RunningTagger(tagger).eval(), sample, input_names=["ids", "cases", "firsts"], output_names=["logits"],
        dynamic_shapes={"ids": length, "cases": length, "firsts": {0: torch.export.Dim("asked", min=1, max=POSITIONS)}},
        dynamo=True, external_data=False,
    )  # fmt: skip
    save_untraced(program.model_proto, path)


def quiet_words(edited: Iterable[Example], others: Iterable[Example]) -> list[str]:
    """Words that are no names: sentences of these alone need no model.

    A word counts when it was met in lower case, once in edited text or QUIET_COUNT times elsewhere, and was never part
    of a name there nor of a name in the lists, nor of a sentence about words that are names. Function words, products,
    months and the like count always; other words with a capital never, for people may be called so too (Beryl).
    """
    often: Counter[str] = Counter()
    named = {
        part.lower()
        for held_out in (False, True)
        for culture in cultures(held_out=held_out)
        for name in (*culture.given, *culture.family)
        for part in WORDS.findall(name)
    }
    named |= {
        word.lower()
        for line in sections(DATA / "negatives.txt")["words that are names"]
        for word in WORDS.findall(line)
    }
    for weight, examples in ((QUIET_COUNT, edited), (1, others)):
        for example in examples:
            inside = [False] * (len(example.text) + 1)
            for span in example.spans:
                inside[span.start : span.end] = [True] * (span.end - span.start)
            for match in WORDS.finditer(example.text):
                word = match.group()
                if inside[match.start()]:
                    named.add(word.lower())
                elif word.isascii() and word.islower() and word.isalpha():
                    often[word.lower()] += weight
    always = {word for line in lines_of(DATA / "function_words.txt") for word in line.split()}
    listed = sections(DATA / "values.txt")
    always |= {word.lower() for name in LISTED for line in listed[name] for word in WORDS.findall(line)} - named
    met = {word for word, count in often.items() if count >= QUIET_COUNT and word not in named}
    return sorted(met | {word for word in always if word.isalpha()})


def main() -> None:
    """Read the command line, export, quantize, say the sizes and hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    tagger, _, names = read_checkpoint(options.checkpoint)
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        write_onnx(tagger, Path(folder) / "latin.onnx")
        whole, small = Path(folder) / "latin.onnx", options.out / "latin.onnx"
        # Seven bits: a processor without VNNI adds two products in 16 bits, and eight overflow (docs/decisions/0443).
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    (options.out / "latin_vocabulary.txt").write_text("\n".join(names), "utf-8")
    quiet = quiet_words(
        read(options.data / FILES["gum"]), [*read(options.data / FILES["wnut"]), *Writer(7).as_written(20_000)]
    )
    (options.out / "latin_quiet.txt").write_text("\n".join(quiet) + "\n", "utf-8")
    for name in ("latin.onnx", "latin_vocabulary.txt", "latin_quiet.txt"):
        data = (options.out / name).read_bytes()
        log.info("%s: %d bytes, SHA-256 %s", name, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
