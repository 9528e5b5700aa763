"""Programs that run now. Arguments are looked at only where a path is needed from them, and dropped here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from detector.facts import Match, Process
from detector.platforms.host import Program, System
from detector.sensors.documents import read_plist
from detector.view import View

NAME = "processes"

# Programs that run another one named in their arguments.
_INTERPRETERS = (
    "node",
    "bun",
    "deno",
    "python",
    "pypy",
    "ruby",
    "bash",
    "sh",
    "dash",
    "zsh",
    "fish",
    "electron",
    "java",
)
# Settings that let an agent act without asking, by the argument that switches them on.
_RISKY_ARGUMENTS = {
    "--dangerously-skip-permissions": "skips-permissions",
    "--dangerously-bypass-approvals-and-sandbox": "skips-permissions",
    "--yolo": "acts-without-asking",
    "--full-auto": "acts-without-asking",
    "danger-full-access": "no-sandbox",
}


def look(view: View) -> Iterator[Process]:
    """Each running program that the catalogue knows."""
    with view.tally.attempt():
        for program in view.host.programs():
            view.tally.looked_at += 1
            fact = process_fact(view, program)
            if fact is not None:
                yield fact


def look_at(view: View, pids: Iterable[int]) -> Iterator[Process]:
    """The same for a few programs, by id."""
    for pid in pids:
        with view.tally.attempt():
            program = view.host.program(pid)
            if program is None:
                continue
            view.tally.looked_at += 1
            fact = process_fact(view, program)
            if fact is not None:
                yield fact


def process_fact(view: View, program: Program) -> Process | None:
    """What a program is: by its own path, or by the script that it runs when it is an interpreter."""
    match = view.matcher.match_process(program.name, program.path, view.host.system)
    if is_interpreter(program):
        match = _stronger(match, _script_match(view, view.host.arguments(program.pid)))
    if match is None:
        return None
    match = _stronger(_bundle_match(view, program.path), match) or match
    flags = _risky(view.host.arguments(program.pid)) if match.strength > 1 else ()
    return Process(match, view.today, flags)


def is_interpreter(program: Program) -> bool:
    """Whether a program runs another one that its arguments name."""
    name = (program.path.rpartition("/")[2] or program.name).lower().removesuffix(".exe")
    return name.rstrip("0123456789.") in _INTERPRETERS


def _script_match(view: View, arguments: Sequence[str]) -> Match | None:
    """What an interpreter runs: the first path among its leading arguments (`node /…/cli.js`), links followed.

    An interpreter that was started from a tool's own folder (`…/uv/tools/aider-chat/bin/python -m aider`) is that tool.
    """
    script = next((argument for argument in arguments[1:6] if not argument.startswith("-")), "").replace("\\", "/")
    found = _placed(view, script) if "/" in script else None
    if found is None and script.startswith("/"):
        with suppress(OSError):
            found = _placed(view, view.host.link_target(script))
    return found or (_placed(view, arguments[0].replace("\\", "/")) if arguments else None)


def _placed(view: View, path: str) -> Match | None:
    """The tool that a path's place names. A bare name is not enough: scripts bear any name."""
    match = view.matcher.match_process("", path, view.host.system)
    return match if match is not None and match.strength > 1 else None


def _bundle_match(view: View, path: str) -> Match | None:
    """The tool of the macOS bundle that a program lies in. Asked only of programs that look like a tool already."""
    bundle, inside, _ = path.partition(".app/Contents/MacOS/")
    if view.host.system is not System.MACOS or not inside:
        return None
    with view.tally.attempt():
        identifier = read_plist(view, f"{bundle}.app/Contents/Info.plist").get("CFBundleIdentifier")
        return view.matcher.match_bundle(identifier) if isinstance(identifier, str) else None
    return None


def _stronger(one: Match | None, other: Match | None) -> Match | None:
    known = [match for match in (one, other) if match is not None]
    return max(known, key=lambda match: match.strength, default=None)


def _risky(arguments: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({_RISKY_ARGUMENTS[argument] for argument in arguments if argument in _RISKY_ARGUMENTS}))
