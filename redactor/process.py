"""One worker process and its two pipes, as the agent holds them."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress

from redactor.frames import LENGTH_BYTES, Answer, Ask, FrameError, body_length, pack, to_bytes, unpack_answer


class Child:
    """One process and its two pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._number = 0
        self.memory_mb = 0

    @classmethod
    async def spawn(cls, command: Sequence[str]) -> "Child":
        """Start a process. Who is cancelled meanwhile leaves none behind. Raises OSError."""
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=_environment(),
            )
        )
        try:
            return cls(await asyncio.shield(starting))
        except asyncio.CancelledError:
            with suppress(OSError):
                await cls(await starting).kill()
            raise

    async def ask(self, texts: Sequence[str]) -> Answer:
        """One prompt, one answer. Raises FrameError or OSError."""
        self._number += 1
        await self.say(pack(Ask(self._number, [to_bytes(text) for text in texts])))
        answer = await self.hear()
        if answer.number != self._number:
            raise FrameError("number")
        return answer

    async def say(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        await self._process.stdin.drain()

    async def hear(self) -> Answer:
        assert self._process.stdout is not None
        try:
            head = await self._process.stdout.readexactly(LENGTH_BYTES)
            answer = unpack_answer(await self._process.stdout.readexactly(body_length(head)))
        except asyncio.IncompleteReadError as error:
            raise FrameError("end of pipe") from error
        self.memory_mb = answer.memory_mb
        return answer

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def ended(self) -> None:
        await self._process.wait()

    async def kill(self) -> None:
        """End it now and wait until it is gone, also when the caller is cancelled meanwhile."""
        with suppress(ProcessLookupError):
            self._process.kill()
        gone = asyncio.ensure_future(self._process.wait())
        try:
            await asyncio.shield(gone)
        finally:
            await gone
            transport = getattr(self._process, "_transport", None)  # asyncio offers no public way to close the pipes
            if transport is not None:
                transport.close()


def _environment() -> dict[str, str]:
    """The environment of the process: one thread for every numeric library, no proxies."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
