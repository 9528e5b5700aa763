"""slovnet's NER network over navec's word vectors, run over tokens whose shapes the caller chooses.

Both files come with the natasha 1.6.0 wheel (MIT, github.com/natasha) and are taken by their SHA-256. The network is
slovnet 0.6.0's (three convolutions of width 3, then a CRF); it is computed here for many sentences at once, and the
word vectors stay on the disk, mapped: only pages of words that were met are read.
"""

import ctypes
import hashlib
import importlib.util
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from slovnet.exec.model import NER
from slovnet.exec.pack import Pack

_NER = ("model/slovnet_ner_news_v1.tar", "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e")
_NAVEC = ("emb/navec_news_v1_1B_250K_300d_100q.tar", "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca")
_PQ_HEAD = 16
_EPSILON = 1e-5

Floats = NDArray[np.float32]


class ModelError(Exception):
    """A model file is absent or not the one that was measured."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence: the lower-case word and the shape to show to the network."""

    word: str
    shape: str


def model_folder() -> Path:
    """Where the natasha wheel keeps its models; natasha itself is not imported (it needs pymorphy2).

    A frozen bundle carries the two files in the same place without the package.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "natasha" / "data"
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the natasha wheel with the name models is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def checked(folder: Path, name: str, digest: str) -> Path:
    """The path of a model file whose bytes are the expected ones. Raises ModelError."""
    path = folder / name
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path.name} cannot be read") from error
    if found != digest:
        raise ModelError(f"the model file {path.name} is not the one that was measured")
    return path


def use_one_thread() -> None:
    """Tell numpy's OpenBLAS to compute in the calling thread: on small matrices its threads wait longer than they work.

    numpy offers no call for it; the library that it carries does (OpenBLAS interface, openblas_set_num_threads).
    """
    for path in Path(np.__file__).parent.parent.glob("numpy.libs/*openblas*"):
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
                return


class CyrillicModel:
    """Tags tokens B-PER, I-PER, B-LOC, … O."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        use_one_thread()
        with Pack(str(checked(folder, *_NER))) as pack:
            network = pack.load_model(NER)
            network = network.inject_arrays(dict(pack.load_arrays(network.weights)))
            self._words: dict[str, int] = pack.load_vocab("word").item_ids
            self._shapes: dict[str, int] = pack.load_vocab("shape").item_ids
            self.tags: list[str] = pack.load_vocab("tag").items
        self._person = [number for number, tag in enumerate(self.tags) if tag.endswith("-PER")]
        self._other = [number for number, tag in enumerate(self.tags) if not tag.endswith("-PER")]
        self._unknown = self._words["<unk>"]
        self._shape_vectors: Floats = network.emb.shape.weight.array
        self._indexes, self._codes = _map_navec(checked(folder, *_NAVEC))
        self._quantiles = np.arange(self._codes.shape[0])
        self._layers = [_Layer.of(layer) for layer in network.encoder.layers]
        self._out = (network.head.proj.weight.array, network.head.proj.bias.array)
        self._transitions: Floats = network.head.crf.transitions.array

    def knows(self, word: str) -> bool:
        """Whether the lower-case word has a vector of its own."""
        return word in self._words

    def emissions(self, sentences: Sequence[Sequence[Token]]) -> list[Floats]:
        """For each sentence a row of tag scores a token, before the CRF."""
        sizes = [len(sentence) for sentence in sentences]
        ids, shapes = self._encoded(sentences, sum(sizes) + len(sizes) + 1)
        real = ids >= 0
        vectors = self._codes[self._quantiles, self._indexes[ids]].reshape(len(ids), -1)
        rows = np.concatenate((vectors, self._shape_vectors[shapes]), axis=1)
        rows[~real] = 0
        for layer in self._layers:
            rows = layer(rows)
            rows[~real] = 0
        scores = rows @ self._out[0] + self._out[1]
        found, at = [], 1
        for size in sizes:
            found.append(scores[at : at + size])
            at += size + 1
        return found

    def _encoded(
        self, sentences: Sequence[Sequence[Token]], length: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Word and shape numbers of all sentences in one row, a gap (-1) before, between and after them."""
        ids = np.full(length, -1, dtype=np.int64)
        shapes = np.zeros(length, dtype=np.int64)
        at = 1
        for sentence in sentences:
            for token in sentence:
                ids[at] = self._words.get(token.word, self._unknown)
                shapes[at] = self._shapes.get(token.shape, self._shapes["OTHER"])
                at += 1
            at += 1
        return ids, shapes

    def tag(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[list[str], Floats]]:
        """For each sentence its best tags, and for each token how much more it looks like a person than like all else.

        The second is a difference of scores before the CRF; above 0 the word alone would be tagged as a person.
        """
        scores = self.emissions(sentences)
        paths = viterbi(scores, self._transitions)
        return [
            ([self.tags[tag] for tag in path], rows[:, self._person].max(1) - rows[:, self._other].max(1))
            for path, rows in zip(paths, scores, strict=True)
        ]


def viterbi(sentences: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """The best path through each sentence's scores, all sentences together, the longest first."""
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    paths: list[list[int]] = [[] for _ in sentences]
    live = [i for i in order if len(sentences[i])]
    if not live:
        return paths
    padded = np.zeros((len(sentences[live[0]]), len(live), transitions.shape[0]), dtype=np.float32)
    for column, i in enumerate(live):
        padded[: len(sentences[i]), column] = sentences[i]
    sizes = np.array([len(sentences[i]) for i in live])
    score = padded[0].copy()
    back: list[NDArray[np.int64]] = []
    for step in range(1, len(padded)):
        count = int(np.searchsorted(-sizes, -step, side="left"))
        joint = score[:count, :, None] + transitions
        best = joint.argmax(1)
        score[:count] = np.take_along_axis(joint, best[:, None, :], 1)[:, 0] + padded[step, :count]
        back.append(best)
    last = score.argmax(1)
    for column, i in enumerate(live):
        tag = int(last[column])
        path = [tag]
        for best in reversed(back[: len(sentences[i]) - 1]):
            tag = int(best[column, tag])
            path.append(tag)
        paths[i] = path[::-1]
    return paths


@dataclass(frozen=True, slots=True)
class _Layer:
    """Convolution of width 3, ReLU and normalisation as slovnet computes them (a division by `std`)."""

    left: Floats
    middle: Floats
    right: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, layer: object) -> "_Layer":
        conv, norm = layer.conv, layer.norm  # type: ignore[attr-defined]  # slovnet ships no types
        weight = conv.weight.array
        left, middle, right = (np.ascontiguousarray(weight[:, :, i].T) for i in range(3))
        scale = norm.weight.array / norm.std.array
        return cls(left, middle, right, conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)

    def __call__(self, rows: Floats) -> Floats:
        out: Floats = rows @ self.middle
        out[1:] += (rows @ self.left)[:-1]
        out[:-1] += (rows @ self.right)[1:]
        out += self.bias
        np.maximum(out, 0, out=out)
        out *= self.scale
        out += self.shift
        return out


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
