"""`gnomon demo`: the whole story on this machine, in windows where there is a display, in text where there is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import click
import httpx

from agent.demo.story import DemoFiles, compose_prompt, forbidden_values, read_demo_files
from agent.messages import (
    AskRequest,
    Delta,
    Done,
    Failed,
    Found,
    Masked,
    MaskedItem,
    State,
    read_endpoint,
    state_folder,
)
from cli.client import Client, Trouble
from cli.terms import sensor as sensor_words
from cli.terms import term
from cli.tray import start_agent
from cli.words import language, say, table, tr

START_SECONDS = 120
LISTED_TOOLS = 12


@click.command(
    help=tr(
        "Показать всё на примере: что найдено на этом компьютере, что ушло бы из вопроса с личными данными, "
        "что вернулось, цел ли журнал. Учебный шлюз отвечает вместо модели.",
        "Show everything on an example: what is found on this computer, what would leave of a question with "
        "personal data, what came back, whether the log is whole. A demo gateway answers in place of a model.",
    )
)
@click.option("--once", is_flag=True, help=tr("Рассказать и закончить", "Tell the story and end"))
@click.option("--no-window", is_flag=True, help=tr("Без окон, даже если есть экран", "No windows, even with a display"))
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=tr("Папка состояния", "State folder"),
)
@click.option(
    "--port", default=None, type=int, help=tr("Порт защиты; 0: любой свободный", "Port of the agent; 0: any free one")
)
def demo(once: bool, no_window: bool, state: Path | None, port: int | None) -> None:
    display = has_display() and not no_window
    once = once or not (display or sys.stdout.isatty())
    with tempfile.TemporaryDirectory(prefix="gnomon-demo-") as passing:
        where = state or (Path(passing) if once else state_folder() / "demo")
        _run(where, once=once, display=display and not once, port=port)


def _run(where: Path, *, once: bool, display: bool, port: int | None) -> None:
    say(
        tr(
            "Gnomon: рассказ на примере. Всё происходит на этом компьютере.",
            "Gnomon: a story on an example. All of it happens on this computer.",
        )
    )
    agent = None
    _on_end_signals(_leave)
    if read_endpoint(where) is None or not _answers(where):
        extra = ["--port", str(port if port is not None else 0 if once else 8765)]
        agent = start_agent(where, demo=True, extra=extra)
    try:
        client = _wait_ready(where, agent)
        tell(client, where)
        if display:
            from desktop.main import main

            _on_end_signals(signal.SIG_DFL)  # Qt's loop runs no handler of Python's
            sys.exit(main(["--ask"], state=where, start_agent=lambda: None))
        if not once and agent is not None:
            say(tr("\nЗащита работает; Ctrl+C остановит её.", "\nProtection goes on; Ctrl+C stops it."))
            _wait_for_interrupt(agent)
    finally:
        if agent is not None:
            _end(agent, where)


def tell(client: Client, where: Path) -> None:
    """The story in text; ends the command with a sentence and code 1 when one of its claims does not hold."""
    _tell_scan(client)
    prompt = compose_prompt(language())
    say(tr("\n2. Вопрос, как его пишет человек\n", "\n2. The question as a person writes it\n"))
    say(_indented(prompt))
    items, answer = _ask(client, prompt)
    files = read_demo_files(where)
    received = _received(files)
    say(
        tr(
            "\n3. Что ушло с компьютера (так его получил шлюз)\n",
            "\n3. What left the computer (as the gateway received it)\n",
        )
    )
    say(_indented(received))
    leaked = [value for value in forbidden_values() if value in received]
    if leaked:
        raise Trouble(
            tr(f"ОШИБКА: шлюз увидел значений: {len(leaked)}.", f"FAILED: the gateway saw {len(leaked)} values.")
        )
    labels = ", ".join(dict.fromkeys(item.label.to(language()) for item in items))
    say(tr(f"\n   Скрыто: {labels}", f"\n   Masked: {labels}"))
    say(tr("\n4. Что вернулось: значения снова на местах\n", "\n4. What came back: the values are in place again\n"))
    say(_indented(answer))
    missing = [value for value in forbidden_values() if value not in answer]
    if missing:
        raise Trouble(
            tr(f"ОШИБКА: не вернулось значений: {len(missing)}.", f"FAILED: {len(missing)} values did not come back.")
        )
    _tell_log(where)
    base, token = client.endpoint.base_url, client.token
    say(
        tr(
            "\n6. Попробуйте сами: любая программа с OpenAI API, только адрес и ключ другие\n",
            "\n6. Try it yourself: any program that speaks the OpenAI API, with another base URL and key\n",
        )
    )
    say(f"   base_url = {base}/v1")
    say(
        f"   curl -s {base}/v1/chat/completions -H 'Authorization: Bearer {token}' "
        "-H 'Content-Type: application/json' \\"
    )
    say(
        '     -d \'{"model":"gnomon-demo","messages":[{"role":"user","content":"'
        + tr("Иван Петров, тел. +7 912 345-67-89", "I am John Smith, call +1 212 555 0143")
        + "\"}]}'"
    )


def _tell_scan(client: Client) -> None:
    say(tr("\n1. Инструменты ИИ на этом компьютере\n", "\n1. AI tools on this computer\n"))
    found = client.post("/scan", {}, Found)
    shown = [one for one in found.sightings if one.confidence != "hint"]
    rows = [
        ("  ", one.name, *(term(value).to(language()) for value in (one.surface, one.confidence, one.verdict)))
        for one in shown[:LISTED_TOOLS]
    ]
    if rows:
        say(
            table(
                rows,
                (
                    "  ",
                    tr("инструмент", "tool"),
                    tr("где", "surface"),
                    tr("уверенность", "confidence"),
                    tr("политика", "policy"),
                ),
            )
        )
        if len(shown) > LISTED_TOOLS:
            say(
                tr(
                    f"   и ещё {len(shown) - LISTED_TOOLS}: gnomon scan",
                    f"   and {len(shown) - LISTED_TOOLS} more: gnomon scan",
                )
            )
    else:
        say(tr("   Ничего не найдено.", "   Nothing was found."))
    looked = sum(sensor.looked_at for sensor in found.sensors)
    say(
        tr(
            f"   Датчиков: {len(found.sensors)}, просмотрено: {looked}.",
            f"   {len(found.sensors)} sensors looked at {looked} things.",
        )
    )
    for sensor in found.sensors:
        if sensor.status not in ("ok", "absent", "off"):
            what, how = sensor_words(sensor.name).to(language()), term(sensor.status).to(language())
            say(f"   ! {what}: {how}; {sensor.sentence.to(language())}")


def _tell_log(where: Path) -> None:
    from agent.logbook import verify_log

    result = verify_log(where / "audit.db", where)
    say(tr("\n5. Журнал\n", "\n5. The log\n"))
    if not result.ok:
        raise Trouble(tr("ОШИБКА: цепочка журнала прервана.", "FAILED: the log's chain is broken."))
    say(
        tr(
            f"   Записей: {result.entries}, цепочка проверена и цела. Текста вопроса в журнале нет.",
            f"   {result.entries} entries; the chain was verified and is whole. The question's text is not in it.",
        )
    )


def _ask(client: Client, prompt: str) -> tuple[tuple[MaskedItem, ...], str]:
    items: tuple[MaskedItem, ...] = ()
    pieces: list[str] = []
    for event in client.ask(AskRequest(text=prompt)):
        if isinstance(event, Masked):
            items = event.items
        elif isinstance(event, Delta):
            pieces.append(event.text)
        elif isinstance(event, Failed):
            raise Trouble(event.sentence.to(language()) + (f" ({event.details})" if event.details else ""))
        elif isinstance(event, Done):
            break
    return items, "".join(pieces)


def _received(files: DemoFiles) -> str:
    """The last question in the demo gateway's own memory."""
    from agent.demo.gateway import last_question

    response = httpx.get(
        files.received_url, headers={"Authorization": f"Bearer {files.key}"}, trust_env=False, timeout=10
    )
    import json

    return last_question(json.loads(response.raise_for_status().json()[-1]))


def _wait_ready(where: Path, agent: subprocess.Popen[bytes] | None) -> Client:
    """Until the agent is warm; a word each few seconds."""
    say(tr("Защита запускается…", "Protection is starting…"))
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if agent is not None and agent.poll() is not None:
            raise Trouble(_last_words(where))
        if read_endpoint(where) is not None and _answers(where):
            client = Client(where)
            if client.get("/state", State).redactor_ready:
                return client
        time.sleep(0.2)
    raise Trouble(
        tr(
            f"Защита не запустилась за {START_SECONDS} с. Подробности: {where / 'agent.log'}",
            f"Protection did not start within {START_SECONDS} s. Details: {where / 'agent.log'}",
        )
    )


def _last_words(where: Path) -> str:
    try:
        lines = (where / "agent.log").read_text("utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else tr("Защита не запустилась.", "Protection did not start.")


def _answers(where: Path) -> bool:
    try:
        Client(where).get("/state", State)
    except Trouble:
        return False
    return True


def _wait_for_interrupt(agent: subprocess.Popen[bytes]) -> None:
    try:
        agent.wait()
    except KeyboardInterrupt:
        print()


def _on_end_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """What `kill` and a closed terminal do to us; where they are ignored (`nohup`) they stay so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> None:
    """End in order, so that the agent that we started ends with us."""
    raise SystemExit(128 + number)


def _end(agent: subprocess.Popen[bytes], where: Path) -> None:
    """It is asked to end, in order; ``terminate`` is no request on Windows."""
    try:
        Client(where).post("/stop", {}, dict)
    except Trouble:
        agent.terminate()
    try:
        agent.wait(15)
    except subprocess.TimeoutExpired:
        agent.kill()
        agent.wait()


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())


def has_display() -> bool:
    """Whether windows can be shown: always on Windows and macOS, by X11 or Wayland elsewhere."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
