"""Where a repository is read from: a web server, a folder or share, or one zip file."""

from __future__ import annotations

import asyncio
import ssl
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from tuf.api.exceptions import DownloadError, DownloadHTTPError
from tuf.ngclient import FetcherInterface

from policy.trust.roles import MOST_BYTES, THIS_MACHINE

SECONDS = 20.0
"""For a whole update, slow headers included."""
_ABSENT = 404
_OK = 200
_BASE = "gnomon-policy:/"  # what a folder's and a zip's names begin with


@contextmanager
def opened(source: str, tls: ssl.SSLContext | None = None) -> Iterator[tuple[FetcherInterface, str]]:
    """The fetcher of a source and the address that its files lie under.

    ``source``: ``https://…`` (``http://`` on loopback only), a zip file, or a folder.

    Raises:
        DownloadError: it is none of these, or cannot be opened.
    """
    parts = urlsplit(source)
    if parts.scheme in ("http", "https") and parts.hostname:
        local = parts.hostname in THIS_MACHINE
        if parts.scheme == "http" and not local:
            raise DownloadError("http is accepted from this machine only")
        with asyncio.Runner() as runner:
            fetcher = HttpFetcher(runner, tls, proxied=not local)
            try:
                yield fetcher, source.rstrip("/") + "/"
            finally:
                runner.run(fetcher.close())
    elif Path(source).is_dir():
        yield FolderFetcher(Path(source)), _BASE
    else:
        try:
            with zipfile.ZipFile(source) as archive:
                yield ZipFetcher(archive), _BASE
        except (OSError, zipfile.BadZipFile) as error:
            raise DownloadError(f"no repository: {type(error).__name__}") from error


class HttpFetcher(FetcherInterface):
    """One client and one deadline for a whole update: no redirects, nothing compressed, a bound on bytes."""

    def __init__(self, runner: asyncio.Runner, tls: ssl.SSLContext | None, *, proxied: bool) -> None:
        """``proxied``: by the proxy that the environment names; what stands on this machine is asked directly."""
        self._runner = runner
        self._ends = runner.get_loop().time() + SECONDS
        self._client = httpx.AsyncClient(
            verify=tls if tls is not None else True,
            follow_redirects=False,
            headers={"Accept-Encoding": "identity", "User-Agent": "gnomon"},
            timeout=SECONDS,
            trust_env=proxied,
        )

    def _fetch(self, url: str) -> Iterator[bytes]:
        return iter((self._runner.run(self._get(url)),))

    async def _get(self, url: str) -> bytes:
        body = bytearray()
        try:
            async with asyncio.timeout_at(self._ends), self._client.stream("GET", url) as answer:
                if answer.status_code != _OK:
                    raise DownloadHTTPError(f"status {answer.status_code}", answer.status_code)
                async for piece in answer.aiter_raw():
                    body += piece
                    if len(body) > MOST_BYTES:
                        raise DownloadError("the answer is too large")
        except (TimeoutError, httpx.HTTPError, OSError) as error:
            raise DownloadError(type(error).__name__) from error
        return bytes(body)

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()


class FolderFetcher(FetcherInterface):
    """Files below a folder, a network share or a mounted stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._folder / url.removeprefix(_BASE)
        try:
            with path.open("rb") as file:
                return iter((file.read(MOST_BYTES),))
        except FileNotFoundError as error:
            raise DownloadHTTPError("no such file", _ABSENT) from error
        except OSError as error:
            raise DownloadError(type(error).__name__) from error


class ZipFetcher(FetcherInterface):
    """Members of a zip file by their exact names; nothing is ever extracted."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
            raise DownloadError("the zip file unpacks to too much")
        self._archive = archive

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            with self._archive.open(url.removeprefix(_BASE)) as member:
                return iter((member.read(MOST_BYTES),))
        except KeyError as error:
            raise DownloadHTTPError("no such member", _ABSENT) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise DownloadError(type(error).__name__) from error


def pack(folder: Path, target: Path) -> int:
    """Write a repository as one zip file for a share, a stick or a management system; gives how many files.

    Only what a device needs: every root, the newest of the other roles, and the targets that they name.

    Raises:
        OSError: it cannot be read or written.
    """
    metadata = folder / "metadata"
    newest: dict[str, tuple[int, Path]] = {}
    chosen = []
    for path in sorted(metadata.glob("*.json")):
        number, _, role = path.name.removesuffix(".json").rpartition(".")
        if role == "root" or not number:
            chosen.append(path)
        elif int(number) >= newest.get(role, (0, path))[0]:
            newest[role] = (int(number), path)
    chosen += [path for _, path in newest.values()]
    chosen += (path for path in sorted((folder / "targets").rglob("*")) if path.is_file())
    partial = target.with_name(target.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in chosen:
            archive.write(path, path.relative_to(folder).as_posix())
    partial.replace(target)
    return len(chosen)
