"""The commands' client of the running agent."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from agent.messages import API, AskEvent, Refusal, decode, encode, read_endpoint, state_folder
from cli.words import complain, language, tr

if TYPE_CHECKING:  # imported where it is used: `gnomon agent` starts without it
    import httpx

T = TypeVar("T")

MOST_INPUT = 100_000_000
"""Bytes of standard input that are taken: as much as of a document."""

state_option = click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=tr("Папка состояния защиты", "State folder of the agent"),
)
json_option = click.option("--json", "as_json", is_flag=True, help=tr("Вывод для программ (JSON)", "Print JSON"))


json_lines_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=tr("Вывод для программ: строка JSON на событие", "Print JSON, one line for each event"),
)


class Trouble(click.ClickException):
    """A sentence that ends a command with exit code 1."""

    def show(self, file: object = None) -> None:
        print(self.message, file=sys.stderr)


def read_standard_input() -> str:
    """All of standard input, which must be UTF-8.

    Raises:
        Trouble: it is not, or is endless.
    """
    if sys.stdin.isatty():
        end = "Ctrl+Z, Enter" if sys.platform == "win32" else "Ctrl+D"
        complain(tr(f"Введите текст; в конце {end}.", f"Type the text; end with {end}."))
    data = sys.stdin.buffer.read(MOST_INPUT + 1)
    if len(data) > MOST_INPUT:
        raise Trouble(
            tr("Поток ввода больше 100 МБ: разделите его.", "Standard input is larger than 100 MB: split it.")
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Trouble(
            tr(
                "Поток ввода не в UTF-8. Сохраните текст в файл в UTF-8 и назовите файл.",
                "Standard input is not UTF-8. Save the text to a file in UTF-8 and name the file.",
            )
        ) from error


def folder(state: Path | None) -> Path:
    """The state folder a command works with."""
    return state or state_folder()


class Client:
    """Talks to the agent of a state folder."""

    def __init__(self, state: Path | None) -> None:
        import httpx

        found = read_endpoint(folder(state))
        if found is None:
            raise Trouble(away())
        self.endpoint, self.token = found
        self._http = httpx.Client(
            base_url=self.endpoint.base_url,
            headers={"Authorization": f"Bearer {self.token}", "Accept-Language": language()},
            timeout=httpx.Timeout(60, connect=3),
            trust_env=False,
        )

    def get(self, path: str, kind: type[T]) -> T:
        return self._send("GET", path, None, kind)

    def post(self, path: str, message: object, kind: type[T]) -> T:
        return self._send("POST", path, message, kind)

    def ask(self, message: object) -> Iterator[AskEvent]:
        """Events of one answer."""
        import httpx

        with (
            _translated(),
            self._http.stream(
                "POST", API + "/ask", content=encode(message), headers=_JSON, timeout=httpx.Timeout(None, connect=3)
            ) as response,
        ):
            if response.status_code != 200:
                response.read()
                raise Trouble(_refused(response))
            for line in response.iter_lines():
                if line.startswith("data:"):
                    yield decode(line[5:].strip(), AskEvent)  # type: ignore[arg-type] # a union is a type to msgspec

    def _send(self, method: str, path: str, message: object, kind: type[T]) -> T:
        with _translated():
            content = encode(message) if message is not None else None
            response = self._http.request(method, API + path, content=content, headers=_JSON)
        if response.status_code >= 400:
            raise Trouble(_refused(response))
        return decode(response.content, kind)


_JSON = {"Content-Type": "application/json"}


def away() -> str:
    """What to do when no agent runs."""
    return tr(
        "Защита не запущена. Запустите: gnomon (с окнами), gnomon agent (без окон) или gnomon demo.",
        "Protection is not running. Start it: gnomon (with windows), gnomon agent (without) or gnomon demo.",
    )


@contextmanager
def _translated() -> Iterator[None]:
    import httpx

    try:
        yield
    except httpx.ConnectError as error:
        raise Trouble(away()) from error
    except httpx.HTTPError as error:
        raise Trouble(
            tr("Защита не ответила вовремя. Посмотрите: gnomon doctor", "Protection did not answer. See: gnomon doctor")
        ) from error


def _refused(response: httpx.Response) -> str:
    try:
        return decode(response.content, Refusal).sentence.to(language())
    except ValueError:
        pass
    try:
        error = json.loads(response.content)["error"]
        return str(error["gnomon"][language()] if "gnomon" in error else error["message"])
    except (ValueError, KeyError, TypeError):
        return tr(f"Отказ (HTTP {response.status_code}).", f"Refused (HTTP {response.status_code}).")
