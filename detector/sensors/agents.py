"""Command-line agents: programs where such programs are put, and what agents keep in the home. Nothing is executed."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from detector.facts import Account, CliAgent, Match
from detector.match import WEAK
from detector.platforms.host import Kind, System
from detector.sensors.apps import is_for_terminal, places_of
from detector.sensors.documents import mapping, read_json
from detector.sensors.places import is_file, kind_of, names_in, places_like
from detector.view import View

NAME = "agents"

_BIN_FOLDERS = {
    System.LINUX: (
        "~/.local/bin", "~/bin", "~/.bun/bin", "~/.cargo/bin", "~/.deno/bin", "~/.npm-global/bin", "~/go/bin",
        "~/.volta/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin", "~/.nix-profile/bin",
        "~/.local/state/nix/profile/bin", "/nix/var/nix/profiles/default/bin", "/run/current-system/sw/bin",
    ),
    System.MACOS: (
        "~/.local/bin", "~/bin", "~/.bun/bin", "~/.cargo/bin", "~/.deno/bin", "~/.npm-global/bin", "~/go/bin",
        "~/.volta/bin", "/usr/local/bin", "/opt/homebrew/bin", "~/.nix-profile/bin", "/run/current-system/sw/bin",
    ),
    System.WINDOWS: (
        "~/AppData/Roaming/npm", "~/.local/bin", "~/.bun/bin", "~/.cargo/bin", "~/.deno/bin", "~/go/bin",
        "~/AppData/Local/Microsoft/WinGet/Links", "~/scoop/shims",
    ),
}  # fmt: skip
_SCRIPT_ENDS = (".cmd", ".ps1", ".bat", ".exe")

# Where a tool's own file says which account it is signed in with (AmanSK5/shadow-ai-guard, Apache-2.0, 2026-08).
_ACCOUNT_FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "claude-code": ("~/.claude.json", ("oauthAccount", "emailAddress")),
    "codex-cli": ("~/.codex/auth.json", ("tokens", "id_token")),
    "gemini-cli": ("~/.gemini/google_accounts.json", ("active",)),
}
# Where a tool's own settings let it act without asking: file, keys, value, flag.
_RISKY_SETTINGS: Mapping[str, tuple[str, tuple[str, ...], str, str]] = {
    "claude-code": (
        "~/.claude/settings.json",
        ("permissions", "defaultMode"),
        "bypassPermissions",
        "skips-permissions",
    ),
}


def look(view: View) -> Iterator[CliAgent]:
    """Agents installed for this user, and folders that agents left in the home, each once."""
    seen: set[Match] = set()
    for fact in _found(view):
        if fact.match not in seen:
            seen.add(fact.match)
            yield fact


def _found(view: View) -> Iterator[CliAgent]:
    for tool in view.matcher.placed():
        account, flags = _account(view, tool.id), _flags(view, tool.id)
        for match in places_of(view, tool):
            if is_for_terminal(tool, match.rule_id):
                yield CliAgent(match, view.today, account, flags)
        for home in tool.homes:
            if _is_in_use(view, home):
                view.tally.looked_at += 1
                yield CliAgent(Match(tool.id, f"home:{home}", WEAK), view.today, account, flags)
    for folder in _BIN_FOLDERS[view.host.system]:
        yield from _in_bin(view, view.at_home(folder))


def _in_bin(view: View, folder: str) -> Iterator[CliAgent]:
    """Programs in a folder for commands. By their place, or where they really lie; a bare name is left alone here."""
    for name in names_in(view, folder):
        view.tally.looked_at += 1
        plain = next((name.removesuffix(end) for end in _SCRIPT_ENDS if name.endswith(end)), name)
        if not view.matcher.may_be_program(plain, view.host.system):
            continue
        match = view.matcher.match_process("", f"{folder}/{name}", view.host.system)
        with view.tally.attempt():
            target = view.host.link_target(f"{folder}/{name}")
            behind = view.matcher.match_process("", target, view.host.system)
            match = max((m for m in (match, behind) if m), key=lambda m: m.strength, default=None)
        if match is not None:
            yield CliAgent(match, view.today)


def _is_in_use(view: View, home: str) -> bool:
    """Whether a tool's home folder exists and holds something, or the file that the home names does."""
    kinds = ((path, kind_of(view, path)) for path in places_like(view, home))
    return any(kind is Kind.FILE or (kind is Kind.FOLDER and names_in(view, path)) for path, kind in kinds)


def _account(view: View, tool_id: str) -> Account:
    """The class of the account that a tool's own file names. The address itself is forgotten at once."""
    if not view.config.accounts or tool_id not in _ACCOUNT_FILES:
        return Account.UNKNOWN
    path, keys = _ACCOUNT_FILES[tool_id]
    address = _value(view, path, keys)
    if isinstance(address, str) and address.count(".") == 2 and "@" not in address:
        address = _address_in(address)
    if not isinstance(address, str) or address.count("@") != 1:
        return Account.UNKNOWN
    domain = address.partition("@")[2].lower()
    is_ours = any(fnmatchcase(domain, glob.lower()) for glob in view.config.corporate_domains)
    return Account.CORPORATE if is_ours else Account.PERSONAL


def _address_in(token: str) -> object:
    """The address that an identity token (RFC 7519) speaks of; the token is not checked, only read."""
    part = token.split(".")[1]
    try:
        return mapping(json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))).get("email")
    except (ValueError, RecursionError):
        return None


def _flags(view: View, tool_id: str) -> tuple[str, ...]:
    if tool_id not in _RISKY_SETTINGS:
        return ()
    path, keys, risky, flag = _RISKY_SETTINGS[tool_id]
    return (flag,) if _value(view, path, keys) == risky else ()


def _value(view: View, path: str, keys: tuple[str, ...]) -> object:
    """One value in a JSON file of the home; None when there is none."""
    whole = view.at_home(path)
    if not is_file(view, whole):
        return None
    with view.tally.attempt():
        value: object = read_json(view, whole)
        for key in keys:
            value = mapping(value).get(key)
        return value
    return None
