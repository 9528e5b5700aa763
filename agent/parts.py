"""Everything that one running agent consists of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agent.activity import in_words
from agent.control.ask import Asker
from agent.explain import explain_tool, explanation_of
from agent.finder import PolicyFinder
from agent.hub import Hub
from agent.logbook import newest
from agent.messages import ActivityRow, ExplainRequest, Explanation
from agent.notebook import Notebook
from agent.policy_file import PolicyFile
from agent.recorder import AuditRecorder
from agent.settings import Settings
from agent.watch import Watch
from audit.log import AuditLog


@dataclass(slots=True)
class Parts:
    """The parts in the order in which they are built; ``stopping`` ends the agent."""

    settings: Settings
    policy: PolicyFile
    log: AuditLog
    notebook: Notebook
    hub: Hub
    finder: PolicyFinder
    recorder: AuditRecorder
    watch: Watch
    asker: Asker
    stopping: asyncio.Event
    metrics: Callable[[], str] = str
    """Counters in Prometheus' text format."""

    @property
    def log_path(self) -> Path:
        return self.settings.state / "audit.db"

    def newest_activity(self, limit: int, before: int) -> tuple[tuple[ActivityRow, ...], int]:
        """Rows of the Activity window, newest first, and how many records there are. Runs in a thread.

        Raises:
            AuditError: the log cannot be read.
        """
        rows = tuple(in_words(entry) for entry in newest(self.log_path, limit, before=before))
        return rows, (rows[0].seq if rows and not before else max(0, before))

    def explain(self, request: ExplainRequest, now: datetime) -> Explanation | None:
        """A decision in one sentence; None when nothing was decided yet."""
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
