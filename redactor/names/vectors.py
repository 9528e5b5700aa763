"""navec's word vectors, mapped from the disk: only pages of words that were met are read.

The file comes with the natasha 1.6.0 wheel (MIT, github.com/natasha) and is taken by its SHA-256. Of its 250,000 words
98,000 keep their vectors, those that training_cyrillic/keep.py marked in kept.bin; another is read by its other
spellings or as an unknown word (decision 0418).
"""

import gzip
import hashlib
import importlib.util
import sys
import tarfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAVEC = "emb/navec_news_v1_1B_250K_300d_100q.tar"
WHOLE = "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca"  # as the wheel holds it
PACKED = "42d501b86722b3082545513cd96839c06d61bf789c4c66b36c386bf9428874df"  # as installer/vectors.py writes it
_KEPT = ("kept.bin", "7ea8b812231c5f73d39c17feab23c686a75953a2acf051974ceadf88881b3b0a")
_PQ_HEAD = 16
_VOCABULARY_HEAD = 4

Floats = NDArray[np.float32]


class ModelError(Exception):
    """A model file is absent or not the one that was measured."""


def model_folder() -> Path:
    """Where the natasha wheel keeps its models; natasha itself is not imported (it needs pymorphy2).

    A frozen bundle carries the file in the same place without the package.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "natasha" / "data"
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the natasha wheel with the name models is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def checked(folder: Path, name: str, *digests: str) -> Path:
    """The path of a model file whose bytes are expected ones. Raises ModelError."""
    path = folder / name
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path.name} cannot be read") from error
    if found not in digests:
        raise ModelError(f"the model file {path.name} is not the one that was measured")
    return path


class WordVectors:
    """Numbers of words, and their vectors of 300 numbers each."""

    def __init__(self, folder: Path | None = None) -> None:
        path = checked(folder or model_folder(), NAVEC, WHOLE, PACKED)
        words, numbers = vocabulary(path), kept_words()
        self._words = dict(zip(words, count())) if len(words) == len(numbers) else {words[at]: at for at in numbers}
        self._unknown = self._words["<unk>"]
        self._indexes, self._codes = _map_navec(path)
        self._parts = np.arange(self._codes.shape[0])

    @property
    def size(self) -> int:
        """How many numbers there are, in the wheel's file those of words not kept too."""
        return len(self._indexes)

    def number(self, spellings: Iterable[str]) -> int:
        """Of the first of a lower-case word's spellings that has one; of an unknown word that of all such."""
        known = (number for word in spellings if (number := self._words.get(word)) is not None)
        return next(known, self._unknown)

    def __getitem__(self, numbers: NDArray[np.int64]) -> Floats:
        """A row of 300 for each number."""
        return self._codes[self._parts, self._indexes[numbers]].reshape(len(numbers), -1)


def vocabulary(path: Path | None = None) -> list[str]:
    """All words in the order of their numbers (navec 0.10, vocab.bin: a count, so many frequencies, the words)."""
    path = path or model_folder() / NAVEC
    with tarfile.open(path) as tar:
        file = tar.extractfile("vocab.bin")
        assert file is not None
        data = gzip.decompress(file.read())
    count = int(np.frombuffer(data[:_VOCABULARY_HEAD], np.uint32)[0])
    return data[_VOCABULARY_HEAD * (count + 1) :].decode("utf-8").split("\n")


def kept_words() -> list[int]:
    """Numbers, in the wheel's file, of the words that keep their vectors: a bit a word."""
    bits = np.fromfile(checked(Path(__file__).parent, *_KEPT), np.uint8)
    numbers: list[int] = np.flatnonzero(np.unpackbits(bits)).tolist()
    return numbers


def _map_navec(path: Path) -> tuple[NDArray[np.uint8], Floats]:
    """Code numbers of all words, mapped from the file, and the code book (navec 0.10, pq.bin)."""
    with tarfile.open(path) as tar:
        offset = tar.getmember("pq.bin").offset_data
    with path.open("rb") as file:
        file.seek(offset)
        words, dimension, parts, centroids = (int(n) for n in np.frombuffer(file.read(_PQ_HEAD), np.uint32))
        file.seek(words * parts, 1)
        codes = np.frombuffer(file.read(dimension * centroids * 4), np.float32).reshape(parts, centroids, -1)
    indexes = np.memmap(path, np.uint8, "r", offset + _PQ_HEAD, (words, parts))
    return indexes, codes
