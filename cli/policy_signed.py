"""`gnomon policy key|init|publish|…`: signing a policy and looking at a signed one."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from agent.system_words import reason_of
from cli.client import Trouble, json_option
from cli.policy import policy
from cli.words import complain, language, print_json, say, tr

if TYPE_CHECKING:
    from policy.trust.repository import PolicyRepository
    from policy.trust.signing import PublicKey, Signer

F = TypeVar("F", bound=Callable[..., object])

PASSWORD = "GNOMON_KEY_PASSWORD"  # noqa: S105 (the name of a variable)
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)

repository_argument = click.argument("repository", type=FOLDER)
keys_option = click.option(
    "--key",
    "keys",
    type=FILE,
    multiple=True,
    required=True,
    help=tr(
        f"Файл закрытого ключа; можно несколько. Пароль спрашивается или берётся из {PASSWORD}",
        f"Private key file; may be given several times. Its password is asked for, or taken from {PASSWORD}",
    ),
)


def public_keys_option(name: str, help_text: str) -> Callable[[F], F]:
    """An option for .pub files of one role."""
    return click.option(f"--{name}", name.replace("-", "_"), type=FILE, multiple=True, help=help_text)


@policy.command(help=tr("Создать ключ подписи: ИМЯ.pem и ИМЯ.pub.", "Make a signing key: NAME.pem and NAME.pub."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--no-password",
    is_flag=True,
    help=tr("Без пароля: для машины, которая подписывает сама", "No password: for a machine that signs by itself"),
)
def key(file: Path, no_password: bool) -> None:
    from policy.trust.signing import new_key

    if file.suffix != ".pem":
        raise Trouble(tr("Имя файла ключа: ИМЯ.pem", "Name the key file NAME.pem"))
    password = None if no_password else _password(file, confirm=True)
    with _in_words():
        public = new_key(file, password)
    say(
        tr(
            f"{file} (храните отдельно) и {public} (можно раздавать)",
            f"{file} (keep it apart) and {public} (may be given away)",
        )
    )


@policy.command(help=tr("Создать хранилище подписанной политики.", "Begin a repository of a signed policy."))
@repository_argument
@public_keys_option("root", tr("Открытый ключ корня, .pub (лучше три)", "Public root key, .pub (three are better)"))
@public_keys_option("author", tr("Открытый ключ автора политики", "Public key of the policy's author"))
@public_keys_option("online", tr("Открытый ключ машины для свежести", "Public key of the freshness machine"))
@public_keys_option("on-call", tr("Открытый ключ дежурного (аварийный выключатель)", "Public key of a person on call"))
@click.option("--threshold", type=click.IntRange(1), default=2, show_default=True,
              help=tr("Сколько подписей корня нужно", "How many root signatures are needed"))  # fmt: skip
@keys_option
def init(
    repository: Path,
    root: Sequence[Path],
    author: Sequence[Path],
    online: Sequence[Path],
    on_call: Sequence[Path],
    threshold: int,
    keys: Sequence[Path],
) -> None:
    from policy.trust.roles import EMERGENCY

    if not (root and author and online):
        raise Trouble(tr("Нужны --root, --author и --online.", "--root, --author and --online are needed."))
    if threshold > len(root):
        raise Trouble(tr("Ключей корня меньше, чем подписей.", "There are fewer root keys than signatures."))
    roles = {
        "root": _public(root),
        "targets": _public(author),
        "snapshot": _public(online),
        "timestamp": _public(online),
        EMERGENCY: _public(on_call),
    }
    with _in_words():
        _opened(repository, keys).create(roles, {"root": threshold})
    first = repository / "metadata" / "1.root.json"
    say(
        tr(
            f"Хранилище создано: {repository}\nНа компьютеры: {first} как root.json рядом с gnomon.toml",
            f"The repository is there: {repository}\nFor devices: {first} as root.json beside gnomon.toml",
        )
    )


@policy.command(
    help=tr(
        "Проверить, подписать и опубликовать файл политики.",
        "Check, sign and publish a policy file.",
    )
)
@click.argument("file", type=FILE)
@repository_argument
@keys_option
def publish(file: Path, repository: Path, keys: Sequence[Path]) -> None:
    from agent.explain import tags_by
    from policy.trust.publishing import publish as sign

    with _in_words():
        version = sign(
            _opened(repository, keys), file.read_bytes(), file=str(file), now=datetime.now(UTC), tags_by=tags_by
        )
    say(tr(f"Опубликована версия {version}.", f"Version {version} is published."))


@policy.command(help=tr("Вернуть прежнюю версию под новым номером.", "Bring an earlier version back as a new one."))
@repository_argument
@click.argument("version", type=click.IntRange(1))
@keys_option
def rollback(repository: Path, version: int, keys: Sequence[Path]) -> None:
    from agent.explain import tags_by
    from policy.trust.publishing import roll_back

    with _in_words():
        new = roll_back(_opened(repository, keys), version, now=datetime.now(UTC), tags_by=tags_by)
    say(tr(f"Версия {version} вернулась как {new}.", f"Version {version} is back as {new}."))


@policy.command(
    short_help=tr("Подтвердить свежесть.", "Vouch for freshness."),
    help=tr(
        "Подтвердить свежесть: делайте это каждые несколько часов на машине с ключом --online.",
        "Vouch for freshness: do it every few hours on the machine with the --online key.",
    ),
)
@repository_argument
@keys_option
def freshen(repository: Path, keys: Sequence[Path]) -> None:
    with _in_words():
        _opened(repository, keys).seal(force=True)
    say(tr("Свежесть подтверждена на 72 часа.", "Vouched for 72 hours."))


@policy.command(
    short_help=tr("Аварийный выключатель.", "The kill switch."),
    help=tr(
        "Аварийный выключатель: остановить весь ИИ, приостановить правила или снять приказ.",
        "The kill switch: stop all AI, pause the rules, or lift the order.",
    ),
)
@repository_argument
@click.argument("switch", type=click.Choice(["block-all-ai", "pause-enforcement", "none"]))
@click.option("--hours", type=click.FloatRange(0.1, 24 * 30), default=4.0, show_default=True)
@click.option("--reason-ru", required=True, help=tr("Почему, по-русски", "Why, in Russian"))
@click.option("--reason-en", required=True, help=tr("Почему, по-английски", "Why, in English"))
@keys_option
def order(repository: Path, switch: str, hours: float, reason_ru: str, reason_en: str, keys: Sequence[Path]) -> None:
    from policy.model import KillSwitch
    from policy.trust.kill import Kill
    from policy.trust.publishing import order as sign
    from policy.words import Text

    now = datetime.now(UTC).replace(microsecond=0)
    ends = now + timedelta(hours=hours)
    with _in_words():
        sign(_opened(repository, keys), Kill(KillSwitch(switch), Text(reason_ru, reason_en), now, ends))
    if switch == KillSwitch.NONE:
        say(tr("Приказ снят.", "The order is lifted."))
        return
    say(tr(f"Приказ подписан, действует до {ends:%d.%m %H:%M} UTC.", f"Signed, in force until {ends:%d %b %H:%M} UTC."))


@policy.command(help=tr("Сменить ключи роли (нужны подписи корня).", "Change a role's keys (root signs too)."))
@repository_argument
@click.argument("role", type=click.Choice(["root", "author", "online", "on-call"]))
@public_keys_option("add", tr("Новый открытый ключ", "New public key"))
@public_keys_option("remove", tr("Открытый ключ, который больше не подписывает", "Public key that signs no more"))
@keys_option
def rotate(repository: Path, role: str, add: Sequence[Path], remove: Sequence[Path], keys: Sequence[Path]) -> None:
    from policy.trust.roles import EMERGENCY

    if not (add or remove or role == "root"):
        raise Trouble(tr("Укажите --add или --remove.", "Give --add or --remove."))
    online = ["snapshot", "timestamp"]
    roles = {"root": ["root"], "author": ["targets"], "online": online, "on-call": [EMERGENCY]}[role]
    with _in_words():
        opened = _opened(repository, keys)
        for one in roles:
            opened.rotate(one, add=_public(add), remove=[public.keyid for public in _public(remove)])
    if role == "root":
        say(tr("Корень подписан ещё на год.", "The root is signed for another year."))
        return
    again = {"author": "publish", "online": "freshen", "on-call": "order"}[role]
    ru = f"Ключи сменены. Подпишите заново: gnomon policy {again}"
    say(tr(ru, f"The keys are changed. Sign again: gnomon policy {again}"))


@policy.command(help=tr("Хранилище одним файлом zip: для сетевой папки или флешки.", "The repository as one zip file."))
@repository_argument
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def pack(repository: Path, target: Path) -> None:
    from policy.trust.sources import pack as write

    if not (repository / "metadata" / "timestamp.json").exists():
        raise Trouble(
            tr(
                f"{repository}: это не хранилище. Создать: gnomon policy init",
                f"{repository}: this is no repository. Begin one: gnomon policy init",
            )
        )
    with _in_words():
        files = write(repository, target)
    say(tr(f"{target}: файлов {files}", f"{target}: {files} files"))


@policy.command(help=tr("Проверить хранилище глазами компьютера.", "Check a repository as a device would."))
@click.argument("source")
@click.option("--root", type=FILE, required=True, help=tr("Корень из установки", "The installed root"))
@json_option
def verify(source: str, root: Path, as_json: bool) -> None:
    from policy.trust.client import Trust
    from policy.trust.content import read_signed
    from policy.trust.trouble import TrustError

    class Nothing:
        def get(self, name: str) -> bytes | None:
            return None

        def put(self, name: str, value: bytes) -> None:
            pass

    with tempfile.TemporaryDirectory(prefix="gnomon-verify-") as folder, _in_words():
        trust = Trust(Path(folder), root=root.read_bytes(), store=Nothing())
        try:
            got = trust.update(source, accept=partial(read_signed, file=source))
        except TrustError as error:
            if as_json:
                print_json({"ok": False, "code": error.code.value, "reason": error.reason.to(language())})
                raise SystemExit(1) from error
            complain(error.detail)
            raise Trouble(f"{source}: {error.reason.to(language())}") from error
    if as_json:
        print_json(
            {
                "ok": True,
                "version": got.version,
                "digest": got.digest,
                "fresh_until": got.fresh_until.isoformat(),
                "order": got.kill is not None,
            }
        )
        return
    say(
        tr(
            f"Подписи верны. Выпуск {got.version}, свеж до {got.fresh_until:%d.%m.%Y %H:%M} UTC.",
            f"The signatures are right. Release {got.version}, fresh until {got.fresh_until:%d %b %Y %H:%M} UTC.",
        )
    )


def _opened(repository: Path, keys: Sequence[Path]) -> PolicyRepository:
    from policy.trust.repository import PolicyRepository

    return PolicyRepository(repository, [_signer(path) for path in keys])


def _signer(path: Path) -> Signer:
    from policy.trust.signing import signer_of

    guarded = b"ENCRYPTED" in path.read_bytes()
    return signer_of(path, _password(path) if guarded else None)


def _public(paths: Sequence[Path]) -> list[PublicKey]:
    from policy.trust.signing import public_key_of

    with _in_words():
        return [public_key_of(path) for path in paths]


def _password(path: Path, *, confirm: bool = False) -> bytes:
    given = os.environ.get(PASSWORD, "")
    if not given and not sys.stdin.isatty():
        ru = f"Пароль ключа {path.name} спросить не у кого: задайте переменную {PASSWORD}."
        raise Trouble(tr(ru, f"There is nobody to ask for the password of {path.name}: set the variable {PASSWORD}."))
    asked = given or click.prompt(
        tr(f"Пароль {path.name}", f"Password of {path.name}"), hide_input=True, confirmation_prompt=confirm, err=True
    )
    return str(asked).encode("utf-8")


@contextmanager
def _in_words() -> Iterator[None]:
    """Refusals of the signing code and of the disk, as one sentence."""
    from policy.trust.trouble import PublishError

    try:
        yield
    except PublishError as error:
        raise Trouble(error.reason.to(language())) from error
    except OSError as error:
        why = reason_of(error)
        raise Trouble(tr(f"{error.filename}: {why.ru}.", f"{error.filename}: {why.en}.")) from error
