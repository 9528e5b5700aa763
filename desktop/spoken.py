"""Words for the values of the agent: where a tool was seen, how sure that is, what the policy says to it."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from agent.messages import PolicyState
from desktop.words import fill, language, translate


def surface_words(surface: str) -> str:
    """Where a tool was seen."""
    return {
        "web": translate("Spoken", "in the browser"),
        "app": translate("Spoken", "installed program"),
        "process": translate("Spoken", "running program"),
        "connection": translate("Spoken", "network connection"),
        "extension": translate("Spoken", "browser extension"),
        "plugin": translate("Spoken", "editor plug-in"),
        "package": translate("Spoken", "program package"),
        "server": translate("Spoken", "local model server"),
        "mcp": translate("Spoken", "MCP server"),
        "agent": translate("Spoken", "command-line agent"),
    }.get(surface, surface)


def confidence_words(confidence: str) -> str:
    """How sure a sighting is."""
    return {
        "hint": translate("Spoken", "a hint"),
        "likely": translate("Spoken", "likely"),
        "confirmed": translate("Spoken", "certain"),
    }.get(confidence, confidence)


def verdict_words(verdict: str) -> str:
    """What the policy says to a tool; it names the way on, not a fault."""
    return {
        "allow": translate("Spoken", "Approved"),
        "monitor": translate("Spoken", "Noted"),
        "coach": translate("Spoken", "There is a safer way"),
        "justify": translate("Spoken", "Needs a reason"),
        "redact": translate("Spoken", "Approved with masking"),
        "block": translate("Spoken", "Use the company's way"),
    }.get(verdict, verdict)


def status_words(status: str) -> str:
    """How a sensor fared."""
    return {
        "ok": translate("Spoken", "looked"),
        "denied": translate("Spoken", "no access"),
        "absent": translate("Spoken", "nothing to look at"),
        "off": translate("Spoken", "off"),
        "partial": translate("Spoken", "looked at a part"),
        "failed": translate("Spoken", "could not look"),
    }.get(status, status)


def policy_words(policy: PolicyState) -> str:
    """The policy and its version, as a person calls it."""
    name = policy.title.to(language()) if policy.title is not None else policy.name
    return fill(translate("Spoken", "%1, version %2"), name, str(policy.version))


def signature_words(policy: PolicyState) -> str:
    """Whether a signature was checked, and whose it is. An unsigned policy names nobody, whatever its file says."""
    if not policy.signed:
        return translate("Spoken", "not signed")
    if policy.signer:
        return fill(translate("Spoken", "signed by %1"), policy.signer)
    return translate("Spoken", "signature checked")


def read_time(text: str) -> datetime | None:
    """A time from the agent (ISO 8601, UTC), or None."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def clock(moment: datetime) -> str:
    """Hour and minute where the person is."""
    local = moment.astimezone()
    return _locale().toString(QTime(local.hour, local.minute), "HH:mm")


def day_words(day: date, today: date) -> str:
    """ "Today", "Yesterday", or the date."""
    if day == today:
        return translate("Spoken", "Today")
    if (today - day).days == 1:
        return translate("Spoken", "Yesterday")
    return date_words(day)


def date_words(day: date) -> str:
    """A date as it is written in the language in force."""
    return _locale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def _locale() -> QLocale:
    return QLocale(QLocale.Language.Russian if language() == "ru" else QLocale.Language.English)
