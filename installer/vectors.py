"""Writes navec's file in a frozen folder again without the words that the redactor takes no vector of.

    python installer/vectors.py build/frozen/gnomon

16 MB less to install, for code numbers of words cannot be packed any further. The file must have the digest that
redactor/names/vectors.py asks for: whoever marks other words writes the new one there.
"""

import gzip
import sys
import tarfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from redactor.names.vectors import NAVEC, PACKED, checked, kept_words, vocabulary

_HEAD = 4  # numbers before the code numbers: words, dimension, parts, centroids


def without_rare_words(whole: Path) -> bytes:
    """A tar of the same three files (navec 0.10: meta.json, vocab.bin, pq.bin), the same on every machine."""
    words, kept = vocabulary(whole), kept_words()
    with tarfile.open(whole) as tar:
        files = {one.name: file.read() for one in tar if (file := tar.extractfile(one)) is not None}
    text = "\n".join(words[number] for number in kept).encode("utf-8")
    no_counts = bytes(4 * len(kept))  # nobody asks how often a word was met
    files["vocab.bin"] = gzip.compress(np.uint32(len(kept)).tobytes() + no_counts + text, compresslevel=0, mtime=0)
    files["pq.bin"] = _codes(files["pq.bin"], kept)
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, BytesIO(data))
    return packed.getvalue()


def _codes(pq: bytes, kept: Sequence[int]) -> bytes:
    head = np.frombuffer(pq, np.uint32, _HEAD)
    size, parts = int(head[0]), int(head[2])
    indexes = np.frombuffer(pq, np.uint8, size * parts, head.nbytes).reshape(size, parts)
    book = pq[head.nbytes + indexes.nbytes :]
    return np.uint32(len(kept)).tobytes() + head[1:].tobytes() + indexes[kept].tobytes() + book


def main(arguments: Sequence[str]) -> int:
    """Rewrite the file in one frozen folder."""
    folder = Path(arguments[0]) / "_internal" / "natasha" / "data"
    path = folder / NAVEC
    path.write_bytes(without_rare_words(path))
    checked(folder, NAVEC, PACKED)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
