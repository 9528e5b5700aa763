"""Everything that one running agent consists of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent.control.ask import Asker
from agent.credentials import Credentials
from agent.finder import PolicyFinder
from agent.hub import Hub
from agent.logbook import newest
from agent.messages import ActivityRow, ExplainRequest, Explanation
from agent.notebook import Notebook
from agent.policy_in_force import PolicyInForce
from agent.recorder import AuditRecorder
from agent.settings import Settings
from agent.spans.outbox import Outbox
from audit.log import AuditLog
from policy.words import Text

if TYPE_CHECKING:  # the catalogue and the sensors come after the first answer
    from agent.hosts import Hosts
    from agent.watch import Watch


@dataclass(slots=True)
class Parts:
    """The parts in the order in which they are built; ``stopping`` ends the agent."""

    settings: Settings
    policy: PolicyInForce
    log: AuditLog
    notebook: Notebook
    hub: Hub
    finder: PolicyFinder
    recorder: AuditRecorder
    spans: Outbox
    asker: Asker
    credentials: Credentials
    stopping: asyncio.Event
    metrics: Callable[[], str] = str
    """Counters in Prometheus' text format."""
    _watch: Watch | None = None
    _hosts: Hosts | None = None

    @property
    def log_path(self) -> Path:
        return self.settings.state / "audit.db"

    @property
    def watch(self) -> Watch:
        """What looks at this machine; it is made when it is first asked for."""
        if self._watch is None:
            from agent.watch import Watch
            from detector.platforms.this_host import this_host

            self._watch = Watch(
                host=this_host(str(self.settings.home) if self.settings.home else ""),
                policy=lambda: self.policy.current,
                log=self.log,
                notebook=self.notebook,
                hub=self.hub,
            )
        return self._watch

    @property
    def hosts(self) -> Hosts:
        """What decides on AI hosts; it is made when it is first asked for."""
        if self._hosts is None:
            from agent.hosts import Hosts

            self._hosts = Hosts(matcher=self.watch.matcher, policy=lambda: self.policy.current, watch=self.watch)
        return self._hosts

    def called(self, name: str) -> Text:
        """What a person calls the gateway or the tool of this id; what is known no more is called by its id."""
        policy, tool = self.policy.current, self.watch.catalogue().tools.get(name)
        gateway = next((one.name for one in policy.gateways if one.id == name), None) if policy else None
        return gateway or (Text(tool.name, tool.name) if tool else Text(name, name))

    async def newest_activity(self, limit: int, before: int) -> tuple[tuple[ActivityRow, ...], int]:
        """Rows of the Activity window, newest first, and how many records there are.

        Raises:
            AuditError: the log cannot be read.
        """
        from agent.activity import in_words

        entries = await asyncio.to_thread(newest, self.log_path, limit, before=before)
        rows = tuple(in_words(entry, self.called) for entry in entries)
        return rows, (rows[0].seq if rows and not before else max(0, before))

    def explain(self, request: ExplainRequest, now: datetime) -> Explanation | None:
        """A decision in one sentence; None when nothing was decided yet."""
        from agent.explain import explain_tool, explanation_of

        if request.tool:
            return explain_tool(self.policy.current, request.tool, now)
        decision = self.recorder.last_decision
        return explanation_of(decision) if decision else None

    def document_text(self, name: str, data: bytes) -> str:
        """The text of a document. Runs in a thread.

        Raises:
            DocumentRefused: with a sentence for the person.
        """
        from redactor.documents import as_markdown, extract  # office and PDF readers, only when a file is dropped

        document = extract(data, name)
        return as_markdown(document, document.texts) if document.parts else ""
