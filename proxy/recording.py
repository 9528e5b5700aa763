"""One opening and one closing record for every exchange, whatever happens."""

import asyncio
import logging
from datetime import UTC, datetime

from proxy.ports import Exchange, Outcome, Recorder
from proxy.refusal import Refused
from proxy.sentences import refusal

_log = logging.getLogger(__name__)


class Records:
    """Writes through a recorder; a client that leaves does not stop the writing."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._writing: set[asyncio.Task[None]] = set()

    async def open(self, exchange: Exchange) -> None:
        """Write the opening record. When the client leaves meanwhile, it is closed all the same.

        Raises:
            Refused: it could not be written; nothing may be sent.
        """
        try:
            await self._recorder.opened(exchange)
        except asyncio.CancelledError:
            self.close(exchange._replace(outcome=Outcome.CLIENT_ABORT, ended=datetime.now(UTC)))
            raise
        except Exception as error:
            _log.error("an exchange could not be recorded: %s", type(error).__name__)
            raise Refused(refusal("record-failed")) from error

    def close(self, exchange: Exchange) -> None:
        """Write the closing record in the background."""
        task = asyncio.get_running_loop().create_task(self._close(exchange))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def drain(self) -> None:
        """Wait until every record is written."""
        while self._writing:
            await asyncio.wait(set(self._writing))

    async def _close(self, exchange: Exchange) -> None:
        try:
            await self._recorder.closed(exchange)
        except Exception as error:  # noqa: BLE001 (the exchange is over; its opening record stands open)
            _log.error("the end of an exchange could not be recorded: %s", type(error).__name__)
