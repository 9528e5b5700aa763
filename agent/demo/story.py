"""The demo's question, and where its gateway can be asked what it received."""

from dataclasses import dataclass
from pathlib import Path

from agent.keys import write_private
from agent.messages import Message, decode, encode

NAME = "Ольга Сергеевна Кузнецова"
INN = "500100732259"  # checksum valid; the number that the tax service's own samples use
PHONE = "+7 912 345-67-89"
CARD = "4276 3800 1234 5679"  # Luhn valid, issued to nobody
KEY = "sk-proj-" + "Zq7Xw2Lk9Rt4Vb8Nm3Cd6Fg1Hj5Pl0Sa"  # made up, in two parts so that scanners of secrets stay calm


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the demo gateway can be asked."""

    received_url: str
    key: str


class DemoGatewayFile(Message, frozen=True):
    """``<state>/demo-gateway.json`` (mode 0600)."""

    received_url: str
    key: str


def compose_prompt(language: str) -> str:
    """A Russian-English question with a name, an INN, a phone, a card and an API key."""
    if language == "ru":
        return (
            f"Составь письмо: {NAME} (ИНН {INN}) просит вернуть оплату на карту {CARD}.\n"
            f"Please mention her phone {PHONE} and our ticket.\n"
            f"Для проверки: OPENAI_API_KEY={KEY}"
        )
    return (
        f"Write a letter: {NAME} (ИНН {INN}) asks for a refund to card {CARD}.\n"
        f"Укажи её телефон {PHONE} и номер обращения.\n"
        f"For testing: OPENAI_API_KEY={KEY}"
    )


def forbidden_values() -> tuple[str, ...]:
    """What the gateway must never see and the answer must hold."""
    return (NAME, INN, PHONE, CARD, KEY)


def write_demo_files(state: Path, files: DemoFiles) -> None:
    """Leave a note for the demo story.

    Raises:
        OSError: the folder cannot be written.
    """
    note = DemoGatewayFile(received_url=files.received_url, key=files.key)
    write_private(state / "demo-gateway.json", encode(note))


def read_demo_files(state: Path) -> DemoFiles:
    """The note of a running demo agent.

    Raises:
        OSError, ValueError: there is none.
    """
    note = decode((state / "demo-gateway.json").read_bytes(), DemoGatewayFile)
    return DemoFiles(note.received_url, note.key)
