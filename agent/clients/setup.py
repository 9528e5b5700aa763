"""Setting programs up and back: what stood before is kept in the state folder until it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.clients.document import DocumentError, changed, restored, taken_back
from agent.clients.table import PROGRAMS, Access, Program, SettingsFile
from agent.keys import write_private
from agent.messages import Message, decode, encode
from agent.system_words import reason_of
from policy.words import Text


class SetupError(Exception):
    """A program could not be set up or back; nothing was changed. ``reason`` says what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Kept(Message, frozen=True):
    """What stood in a settings file before us, and with what access we changed it."""

    path: str
    existed: bool
    mode: int
    before: str
    after: str
    base_url: str
    token: str
    model: str
    models: tuple[str, ...] = ()
    direct: str = ""


class KeptFiles(Message, frozen=True):
    """``<state>/connected/<program>.json`` (mode 0600)."""

    files: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, for a person."""

    program: Program
    files: tuple[Path, ...]


def program_by_id(name: str) -> Program | None:
    """The program of the table, or None."""
    return next((one for one in PROGRAMS if one.id == name), None)


def is_connected(program: Program, state: Path) -> bool:
    """Whether we set it up and did not set it back."""
    return _note(program, state).is_file()


def connect(
    program: Program, access: Access, *, home: Path, state: Path, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Set a program up; done twice it changes nothing more. ``environment``: the person's shell.

    Raises:
        SetupError: it cannot be set up, or one of its files cannot be read or written, or a corporate proxy would get
            what it asks.
    """
    if not program.files:
        raise SetupError(program.note)
    if not program.goes_direct and asks_a_proxy(environment or {}):
        raise SetupError(_through_a_proxy(program))
    if is_connected(program, state):
        disconnect(program, home=home, state=state)
    kept = [_changed_file(_present(file, home), access, home) for file in program.files]
    try:
        (state / "connected").mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(_note(program, state), encode(KeptFiles(files=tuple(kept))))
        for one in kept:
            _write(Path(one.path), one.after)
    except OSError as error:
        raise SetupError(_not_written(error)) from error
    return Outcome(program, tuple(Path(one.path) for one in kept))


def disconnect(program: Program, *, home: Path, state: Path) -> Outcome:
    """Set a program back: a file that nobody touched since is again byte for byte what it was.

    Raises:
        SetupError: it was not set up by us, or one of its files cannot be read or written.
    """
    try:
        kept = decode(_note(program, state).read_bytes(), KeptFiles).files
    except (OSError, ValueError) as error:
        raise SetupError(
            Text(f"{program.name} не настраивали через Gnomon.", f"{program.name} was not set up by Gnomon.")
        ) from error
    try:
        for one in kept:
            _put_back(program, one, home)
        _note(program, state).unlink()
    except OSError as error:
        raise SetupError(_not_written(error)) from error
    return Outcome(program, tuple(Path(one.path) for one in kept))


def _changed_file(file: SettingsFile, access: Access, home: Path) -> Kept:
    path = _place(file, home)
    try:
        existed = path.exists()
        mode = path.stat().st_mode & 0o777 if existed else 0o600
        before = _read(path) if existed else ""
        after = changed(before, file.kind, file.changes(access))
    except (OSError, UnicodeDecodeError, DocumentError) as error:
        raise SetupError(
            Text(
                f"{path} не удалось разобрать, файл не изменён. Впишите сами: адрес {access.base_url}/v1, "
                "ключ из gnomon token.",
                f"{path} could not be understood and was left as it is. Enter by hand: base URL {access.base_url}/v1, "
                "key from gnomon token.",
            )
        ) from error
    return Kept(
        path=str(path), existed=existed, mode=mode, before=before, after=after,
        base_url=access.base_url, token=access.token, model=access.model, models=access.models,
        direct=access.direct,
    )  # fmt: skip


def _put_back(program: Program, kept: Kept, home: Path) -> None:
    path = Path(kept.path)
    if not path.exists():
        return
    try:
        now = _read(path)
        if now == kept.after:
            if kept.existed:
                _write(path, kept.before)
                path.chmod(kept.mode)
            else:
                path.unlink()
            return
        file = next(one for one in _all(program.files) if (home / one.path).resolve() == path)
        access = Access(kept.base_url, kept.token, kept.model, kept.models, kept.direct)
        text = taken_back(now, kept.before, kept.after)
        _write(path, restored(now, kept.before, file.kind, file.changes(access)) if text is None else text)
        path.chmod(kept.mode)
    except (DocumentError, UnicodeDecodeError) as error:
        raise SetupError(
            Text(
                f"{path} изменён и больше не разбирается. Уберите из него адрес {kept.base_url} сами.",
                f"{path} was changed and can no longer be understood. Remove {kept.base_url} from it by hand.",
            )
        ) from error


def _present(file: SettingsFile, home: Path) -> SettingsFile:
    """The file that the program reads: another one only where that is there and this is not."""
    other = file.otherwise
    return other if other and (home / other.path).exists() and not (home / file.path).exists() else file


def _all(files: tuple[SettingsFile, ...]) -> tuple[SettingsFile, ...]:
    return (*files, *(one.otherwise for one in files if one.otherwise))


def _place(file: SettingsFile, home: Path) -> Path:
    return (home / file.path).resolve()


def _read(path: Path) -> str:
    """With the line ends that it has."""
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    """Only its owner may read a file that holds our token."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, text.encode("utf-8"))


def _note(program: Program, state: Path) -> Path:
    return state / "connected" / f"{program.id}.json"


def asks_a_proxy(environment: Mapping[str, str]) -> bool:
    """Whether a program of this shell sends requests for this computer to a corporate proxy, prompt and token in clear.

    All seven programs that were tried with HTTP_PROXY and without NO_PROXY did (docs/connect.md).
    """
    names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
    direct = (environment.get("no_proxy") or environment.get("NO_PROXY") or "").replace(" ", "").split(",")
    return any(map(environment.get, names)) and not {"127.0.0.1", "*"}.intersection(direct)


def _through_a_proxy(program: Program) -> Text:
    return Text(
        f"Здесь задан корпоративный прокси, и {program.name} отправил бы запросы ему, а не на защиту. Добавьте "
        "127.0.0.1,localhost в NO_PROXY и no_proxy и повторите.",
        f"A corporate proxy is set here, and {program.name} would send its requests to it, not to protection. Add "
        "127.0.0.1,localhost to NO_PROXY and no_proxy, then try again.",
    )


def _not_written(error: OSError) -> Text:
    why = reason_of(error)
    return Text(f"Не записано: {why.ru}.", f"Could not be written: {why.en}.")
