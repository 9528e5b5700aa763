"""Real programs set up by `gnomon connect` ask one question each: `python -m bench.connect.run FOLDER [PROGRAM…]`.

FOLDER holds the programs, one folder each, and "node" for those that need one; `--install` fetches what is missing from
npm and PyPI. A program runs in an empty home, in a room without a network but loopback, before a real agent and a
gateway of the bench. What is checked stands in `Seen`; --wire prints its requests, too. Results: docs/connect.md.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import venv
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.connect.gateway import Gateway, gateway
from bench.connect.programs import NODE, TRIALS, Trial
from bench.connect.wire import Wire, closed_room, watched
from tests.agent.running import Agent, agent, gnomon

PERSON = ("Кузнецова Ольга Сергеевна", "o.kuznetsova@primer-zavod.ru", "+7 912 345-67-89")
NOTE = "m.orlova@primer-zavod.ru"
PROMPT = "Run the shell tool once, then answer. Кто это: [[{}]]".format(", ".join(PERSON))
MODELS = ("corp-large", "corp-small")
POLICY = """\
apiVersion: gnomon/v1
name: {{ru: "Стенд", en: "Bench"}}
version: 1
mode: enforce
gateways:
  - id: corp
    name: {{ru: "Шлюз", en: "Gateway"}}
    url: {url}
    models: [{models}]
"""
PARTS = ("Кузнецов", "kuznetsova", "345-67-89", "orlova")
"""Of the persons' values: what may not arrive at the gateway, whole or in part."""
OWN = {
    "OPENAI_API_KEY": "sk-own", "OPENAI_BASE_URL": "http://own.invalid/v1", "OPENAI_API_BASE": "http://own.invalid/v1",
    "OPENAI_MODEL": "own-model", "ANTHROPIC_API_KEY": "sk-ant-own", "ANTHROPIC_BASE_URL": "http://own.invalid",
    "ANTHROPIC_MODEL": "own-model", "GEMINI_API_KEY": "own", "CLAUDE_CODE_USE_BEDROCK": "1", "AWS_REGION": "us-east-1",
}  # fmt: skip
"""What a person's shell may hold already; `--own` sets it."""
PROXIES = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
STDERR = b"\n--- stderr\n"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a program lies, where it runs, what its shell holds, and how long it may take."""

    folder: Path
    home: Path
    work: Path
    variables: dict[str, str]
    seconds: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run showed.

    asked: prompts that arrived at the gateway. leaked: what arrived though it may not, our token included. restored:
    the program printed the real values. tool: its tool got them, and what the tool read arrived masked and came back;
    None: it has none. refused: requests that we did not serve. names: hosts that it wanted to reach besides. undone:
    its settings are as they were.
    """

    program: str
    version: str
    exit: int
    asked: int
    leaked: tuple[str, ...]
    restored: bool
    tool: bool | None
    refused: tuple[str, ...]
    names: tuple[str, ...]
    undone: bool


def main() -> None:
    asked = options().parse_args()
    chosen = [one for one in TRIALS if not asked.programs or one.id in asked.programs]
    if asked.install:
        for one in chosen:
            install(one, asked.folder)
    closed_room(["-m", "bench.connect.run", *[one for one in sys.argv[1:] if one != "--install"]])
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        corp = stack.enter_context(gateway(MODELS))
        policy = POLICY.format(url=corp.url, models=", ".join(MODELS))
        running = stack.enter_context(agent(Path(place) / "agent", policy=policy))
        for one in chosen:
            variables = {**(OWN if asked.own else {}), **(PROXIES if asked.proxy else {})}
            own = Path(place) / one.id
            setting = Setting(asked.folder / one.id, own / "home", own / "work", variables, asked.seconds)
            if not setting.folder.is_dir():
                print(json.dumps({"program": one.id, "installed": False}))
                continue
            seen, wire, said = tried(one, setting, corp, running)
            print(json.dumps(asdict(seen), ensure_ascii=False), flush=True)
            if asked.wire:
                show(wire, corp, said)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("programs", nargs="*")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--own", action="store_true", help="the shell holds keys and addresses already")
    parser.add_argument("--proxy", action="store_true", help="the shell names a corporate proxy, which serves nothing")
    parser.add_argument("--seconds", type=int, default=180, help="for one answer")
    parser.add_argument("--wire", action="store_true")
    return parser


def install(trial: Trial, folder: Path) -> None:
    """Fetch a program, and node for one that needs it, each into a folder of its own."""
    node = folder / "node/node_modules/.bin"
    place = folder / trial.id
    if trial.source == "npm":
        for package, where in ((NODE, folder / "node"), (trial.package, place)):
            if not where.is_dir():
                where.mkdir(parents=True)
                command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(where), package]
                path = f"{node}{os.pathsep}{os.environ['PATH']}"
                subprocess.run(["nice", "-n", "10", *command], check=True, env={**os.environ, "PATH": path})
    elif not place.is_dir():
        venv.create(place, with_pip=True)
        subprocess.run(
            ["nice", "-n", "10", str(place / "bin/pip"), "install", "-q", *trial.package.split()], check=True
        )


def tried(trial: Trial, setting: Setting, corp: Gateway, running: Agent) -> tuple[Seen, Wire, str]:
    """One program, set up, asked, and set back."""
    home, work = setting.home, setting.work
    work.mkdir(parents=True)
    home.mkdir()
    (work / "note.txt").write_text(f"Second: {NOTE}\n", "utf-8")
    corp.arrived.clear()
    corp.tools = trial.tools
    environment = environment_of(setting)
    say_if_failed(gnomon("connect", trial.id, state=running.state, HOME=str(home)))
    written = contents(home)
    version = subprocess.run(trial.version, capture_output=True, text=True, env=environment, cwd=work, check=False)
    with watched(int(str(running.http.base_url).rstrip("/").rpartition(":")[2])) as wire:
        code, said = answered(trial, environment, work, setting.seconds)
    touched = {name for name, data in written.items() if (home / name).read_bytes() != data}
    say_if_failed(gnomon("connect", trial.id, "--undo", state=running.state, HOME=str(home)))
    printed = " ".join(said.partition(STDERR.decode())[0].split())
    arrived = "\n".join(f"{one.path}\n{one.headers}\n{as_text(one.body)}" for one in corp.arrived)
    told = (work / "told.txt").read_text("utf-8") if (work / "told.txt").is_file() else ""
    token = running.http.headers["Authorization"].split()[1]
    seen = Seen(
        program=trial.id,
        version=" ".join((version.stdout or version.stderr).split())[:60],
        exit=code,
        asked=sum(one.method == "POST" for one in corp.arrived),
        leaked=tuple(one for one in (*PARTS, token) if one in arrived),
        restored=all(one in printed for one in PERSON),
        tool=(all(one in told for one in PERSON) and NOTE in printed) if trial.tools else None,
        refused=tuple(
            f"{status} {head.split(' HTTP', 1)[0]}"
            for head, status in zip(wire.heads, wire.statuses, strict=True)
            if status >= 400 or not status
        ),
        names=tuple(sorted(wire.names)),
        undone=not (written.keys() - touched) & contents(home).keys()
        and not any(token.encode() in data for data in contents(home).values()),
    )
    return seen, wire, said


def answered(trial: Trial, environment: dict[str, str], work: Path, seconds: int) -> tuple[int, str]:
    """Exit code and all that was printed; 124 where it did not end in time. Nothing that it started lives on."""
    command = [one.format(prompt=PROMPT) for one in trial.command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as keys:
        keys.write(f"{PROMPT}\n".encode() if trial.typed else b"")
        keys.seek(0)
        started = subprocess.Popen(
            command, stdout=out, stderr=err, stdin=keys, env=environment, cwd=work, start_new_session=True
        )
        try:
            code = started.wait(seconds)
        except subprocess.TimeoutExpired:
            code = 124
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        for one in (out, err):
            one.seek(0)
        return code, (out.read() + STDERR + err.read()).decode("utf-8", "replace")


def environment_of(setting: Setting) -> dict[str, str]:
    """Nothing of ours: no key, no proxy, no setting."""
    folder = setting.folder
    places = (
        folder / "node_modules/.bin",
        folder / "bin",
        folder.parent / "node/node_modules/.bin",
        os.environ["PATH"],
    )
    return {
        "HOME": str(setting.home), "PATH": os.pathsep.join(map(str, places)), "LANG": "C.UTF-8", "TERM": "dumb",
        "USER": "person", "SHELL": "/bin/bash", **setting.variables,
    }  # fmt: skip


def contents(home: Path) -> dict[str, bytes]:
    """Every file below a home."""
    return {str(one.relative_to(home)): one.read_bytes() for one in home.rglob("*") if one.is_file()}


def as_text(body: str) -> str:
    """JSON without escapes, so that a value is seen however it is written."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False) if body else ""
    except ValueError:
        return body


def say_if_failed(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        print(done.stdout, done.stderr, file=sys.stderr)


def show(wire: Wire, corp: Gateway, said: str) -> None:
    """The requests as they were sent, what reached the gateway, and what the program printed."""
    for head, status in zip(wire.heads, wire.statuses, strict=True):
        print(f"  {status} {head.strip()}".replace("\r\n", "\n      "))
    for one in corp.arrived:
        print(f"  gateway: {one.method} {one.path} {one.headers}\n    {one.body}")
    print(said)


if __name__ == "__main__":
    main()
