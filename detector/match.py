"""What a sensor sees → the tool it is. Pure; the index is built once and answers in microseconds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache

from detector.catalogue.sites import host_of, id_of
from detector.catalogue.tools import Catalogue, HostRule, Tool
from detector.facts import Match
from detector.hostname import looks_like_ai, plain_host
from detector.package_path import image_name, packages_in, plugin_in
from detector.path_glob import glob_pattern, landmark, names_a_place, plain_path, spellings, system_of
from detector.platforms.host import System

UNLISTED = "unlisted"  # the tool id of a hint about a host that no entry names

EXACT, STRONG, WEAK = 3, 2, 1

_TELLING_ROLES = frozenset({"web", "api"})

# Commands and programs that have nothing to do with AI and bear the name of an AI tool: Debian packages grok, fabric,
# dia, pi, notion, goose; AWS Copilot; everyday words. For these a name alone says nothing at all.
_ORDINARY_NAMES = frozenset({
    "grok", "fabric", "dia", "pi", "notion", "goose", "continue", "copilot", "cursor", "jan", "poe", "amp", "crush",
    "plandex", "zed", "warp", "studio", "chat", "ai", "gpt", "q", "cn", "llm", "comet", "arc", "atlas", "trae", "kiro",
    "void", "browser", "server", "main", "app", "agent", "assistant", "helper", "update", "python", "node", "java",
    "mini", "vibe", "kilo", "code", "coder", "forge", "happy", "droid", "interpreter", "whisper", "factory", "pieces",
})  # fmt: skip
_SHORTEST_NAME = 5

_NODE_PLACES = (
    "~/.local/bin/{}",
    "~/.npm-global/bin/{}",
    "~/.nvm/versions/node/*/bin/{}",
    "~/.bun/bin/{}",
    "~/.volta/bin/{}",
    "*/node_modules/.bin/{}",
)

# Where a package manager puts the commands of a package; `{}` is the command.
_COMMAND_PLACES: dict[tuple[str, System], tuple[str, ...]] = {
    ("npm", System.LINUX): _NODE_PLACES,
    ("npm", System.MACOS): (*_NODE_PLACES, "/opt/homebrew/bin/{}"),
    ("npm", System.WINDOWS): ("~/AppData/Roaming/npm/{}.cmd", "~/AppData/Roaming/npm/{}", "~/.bun/bin/{}.exe"),
    ("pip", System.LINUX): ("~/.local/bin/{}",),
    ("pip", System.MACOS): ("~/.local/bin/{}", "~/Library/Python/3.*/bin/{}"),
    ("pip", System.WINDOWS): ("~/.local/bin/{}.exe", "~/AppData/Local/Programs/Python/Python3*/Scripts/{}.exe"),
    ("cargo", System.LINUX): ("~/.cargo/bin/{}",),
    ("cargo", System.MACOS): ("~/.cargo/bin/{}",),
    ("cargo", System.WINDOWS): ("~/.cargo/bin/{}.exe",),
    ("go", System.LINUX): ("~/go/bin/{}",),
    ("go", System.MACOS): ("~/go/bin/{}",),
    ("go", System.WINDOWS): ("~/go/bin/{}.exe",),
    ("brew", System.LINUX): ("/home/linuxbrew/.linuxbrew/bin/{}",),
    ("brew", System.MACOS): ("/opt/homebrew/bin/{}",),
    ("scoop", System.WINDOWS): ("~/scoop/shims/{}.exe",),
    ("winget", System.WINDOWS): ("~/AppData/Local/Microsoft/WinGet/Links/{}.exe",),
}
_SHORTEST_COMMAND = 4

# Packages of Nix and Guix bear the names that other managers use.
_SAME_NAMES = ("brew", "cask", "npm", "pip", "cargo")


class _Listed(HostRule, frozen=True, gc=False, kw_only=True):
    """A host rule and the tool that it belongs to."""

    tool_id: str


class Matcher:
    """The index over a catalogue. `home` is the home folder that `~` stands for; "" means that of anybody."""

    def __init__(self, catalogue: Catalogue, *, home: str = "") -> None:
        self.catalogue = catalogue
        self.home = home
        self._sites = catalogue.tools.sites
        self._hosts: dict[str, str | tuple[_Listed, ...]] = {}  # of all other tools; a string is a tool's id
        self._extensions: dict[str, str] = {}
        self._plugins: dict[tuple[str, str], str] = {}
        self._plugin_names: set[str] = set()
        self._packages: dict[tuple[str, str], str] = {}
        self._bundles: dict[str, str] = {}
        self._desktops: dict[str, str] = {}
        self._windows_apps: dict[tuple[str, str], str] = {}
        self._names: dict[tuple[System, str], str] = {}
        self._paths: dict[tuple[System, str], list[tuple[str, str]]] = defaultdict(list)
        self._ports: dict[int, list[str]] = defaultdict(list)
        self._placed: list[str] = []
        for tool_id, tool in catalogue.tools.entries():
            self._add(tool_id, tool)

    def _add(self, tool_id: str, tool: Tool) -> None:
        for rule in tool.hosts:
            listed = _Listed(rule.host, rule.role, rule.match, rule.path, tool_id=tool_id)
            known = self._own_rules(rule.host)
            is_plain = not known and listed == _plain(rule.host, tool_id)
            self._hosts[rule.host] = tool_id if is_plain else (*known, listed)
        if tool.processes or tool.homes or tool.mcp:
            self._placed.append(tool_id)
        for extension in tool.extensions:
            self._extensions.setdefault(extension.id, tool_id)
        for plugin in tool.plugins:
            self._plugins.setdefault((plugin.editor, plugin.id.lower()), tool_id)
            self._plugin_names.update((plugin.id.lower().rpartition(".")[2], plugin.id.lower()))
        for package in tool.packages:
            self._packages.setdefault((package.manager, package.name.lower()), tool_id)
        for bundle in tool.bundle_ids:
            self._bundles.setdefault(bundle.lower(), tool_id)
        for desktop in tool.desktop_ids:
            self._desktops.setdefault(desktop.lower().removesuffix(".desktop"), tool_id)
        for app in tool.windows_apps:
            self._windows_apps.setdefault((_words(app.publisher), _words(app.name)), tool_id)
        for port in tool.ports:
            self._ports[port].append(tool_id)
        self._add_programs(tool_id, tool)

    def _add_programs(self, tool_id: str, tool: Tool) -> None:
        for rule in tool.processes:
            for system in map(System, rule.os or System):
                self._names.setdefault((system, plain_path(rule.name, system)), tool_id)
                for glob in (*rule.paths, *_command_places(tool, rule.name, system)):
                    self._paths[system, landmark(glob, system)].append((glob, tool_id))

    def match_host(self, host: str, path: str = "", *, strength: int = STRONG) -> Match | None:
        """The tool behind a host, the most exact rule first. Roles other than web and api are weak.

        `path` (from a person's line only; sensors never have one) meets the rules bound to a path.
        """
        plain = host if self._is_listed(host) else plain_host(host)
        if self._is_silenced(plain):
            return None
        rest = plain
        while rest:
            rule = _host_rule(self._rules(rest), exact=rest == plain, path=path)
            if rule is not None:
                telling = strength if rule.role in _TELLING_ROLES else WEAK
                return Match(rule.tool_id, f"host:{rule.host}{rule.path}", telling)
            rest = rest.partition(".")[2]
        return None

    def placed(self) -> Iterator[Tool]:
        """The tools that have places of their own on a computer: few of all, and sensors go through them each time."""
        return (self.catalogue.tools[tool_id] for tool_id in self._placed)

    def _rules(self, host: str) -> tuple[_Listed, ...]:
        """The rules of exactly this host; of one of which others own a part, theirs too."""
        line = self._sites.by_host(host)
        own = self._own_rules(host)
        return own if line is None else (*own, _plain(host, id_of(line)))

    def _own_rules(self, host: str) -> tuple[_Listed, ...]:
        """Without those of single sites. Of a tool's whole site only its id is kept, to save memory."""
        found = self._hosts.get(host, ())
        return (_plain(host, found),) if isinstance(found, str) else found

    def lists_host(self, host: str) -> bool:
        """Whether exactly this host has a rule of its own, or the company has silenced it."""
        return self._is_listed(host) or self._is_silenced(host)

    def _is_listed(self, host: str) -> bool:
        return host in self._hosts or self._sites.by_host(host) is not None

    def _is_silenced(self, host: str) -> bool:
        return any(fnmatchcase(host, glob) for glob in self.catalogue.silenced_hosts)

    def match_unlisted(self, host: str) -> Match | None:
        """A hint about a host that no entry names, by a bounded rule; None for listed and for ordinary hosts."""
        plain = plain_host(host)
        if not plain or self.match_host(plain) is not None or self._is_silenced(plain):
            return None
        rule = looks_like_ai(plain)
        return Match(UNLISTED, rule, WEAK) if rule else None

    def match_process(self, name: str, path: str, system: System | None = None) -> Match | None:
        """The tool that a running program is: by its place, else by the package it lies in, else by its bare name."""
        system = system or system_of(path or name)
        by_place = self._by_path(path, system) or self._by_package_path(path)
        return by_place or self._by_name(image_name(path) or name or path, system)

    def _by_path(self, path: str, system: System) -> Match | None:
        for plain in spellings(plain_path(path, system), system):
            for part in {"", *plain.split("/")}:
                for glob, tool_id in self._paths.get((system, part), ()):
                    if glob_pattern(glob, system, self.home).match(plain):
                        return Match(tool_id, f"path:{glob}", STRONG if names_a_place(glob) else WEAK)
        return None

    def _by_package_path(self, path: str) -> Match | None:
        slashed = path.replace("\\", "/")
        for manager, package in packages_in(slashed):
            match = self._by_package(manager, package)
            if match is not None:
                return match
        found_plugin = self.match_plugin("vscode", plugin_in(slashed))
        return replace(found_plugin, strength=STRONG) if found_plugin else None

    def _by_package(self, manager: str, package: str) -> Match | None:
        if manager == "nix":
            known = (self.match_package(same, package) for same in _SAME_NAMES if package not in _ORDINARY_NAMES)
            return next((match for match in known if match is not None), None)
        if manager == "flatpak":
            return self.match_desktop(package) or self.match_package(manager, package)
        return self.match_package(manager, package)

    def _by_name(self, name: str, system: System) -> Match | None:
        plain = plain_path(name, system).rpartition("/")[2]
        bare = plain.removesuffix(".exe").lower()
        if len(bare) < _SHORTEST_NAME or bare in _ORDINARY_NAMES:
            return None
        tool_id = self._names.get((system, plain))
        return Match(tool_id, f"name:{plain}", WEAK) if tool_id else None

    def may_be_program(self, name: str, system: System) -> bool:
        """Whether some rule of a system bears a program name, with or without the end that Windows adds."""
        plain = plain_path(name, system)
        return (system, plain) in self._names or (system, f"{plain}.exe") in self._names

    def package_names(self, manager: str) -> tuple[str, ...]:
        """The known package names of one manager."""
        return tuple(name for known, name in self._packages if known == manager)

    def match_extension(self, extension_id: str) -> Match | None:
        """The tool of a browser extension id."""
        tool_id = self._extensions.get(extension_id)
        return Match(tool_id, f"extension:{extension_id}", EXACT) if tool_id else None

    def match_plugin(self, editor: str, plugin_id: str) -> Match | None:
        """The tool of an editor plugin; `editor` is "vscode" or "jetbrains"."""
        tool_id = self._plugins.get((editor, plugin_id.lower()))
        return Match(tool_id, f"plugin:{plugin_id.lower()}", EXACT) if tool_id else None

    def may_be_plugin(self, folder: str) -> bool:
        """Whether a folder of an editor's own plugins bears the last part of a known plugin id."""
        return folder.lower() in self._plugin_names

    def match_package(self, manager: str, name: str) -> Match | None:
        """The tool of an installed package; pip, pipx and uv share the names of one index."""
        for known in ("pip", "pipx", "uv") if manager in ("pip", "pipx", "uv") else (manager,):
            tool_id = self._packages.get((known, name.lower()))
            if tool_id:
                return Match(tool_id, f"package:{known}:{name.lower()}", STRONG)
        return None

    def match_bundle(self, bundle_id: str) -> Match | None:
        """The tool of a macOS bundle id."""
        tool_id = self._bundles.get(bundle_id.lower())
        return Match(tool_id, f"bundle:{bundle_id.lower()}", EXACT) if tool_id else None

    def match_desktop(self, desktop_id: str, *, strength: int = STRONG) -> Match | None:
        """The tool of a Linux desktop entry or flatpak id."""
        plain = desktop_id.lower().removesuffix(".desktop")
        tool_id = self._desktops.get(plain)
        return Match(tool_id, f"desktop:{plain}", strength) if tool_id else None

    def match_windows_app(self, publisher: str, name: str) -> Match | None:
        """The tool of an installed Windows program, by publisher and name together; a version after the name is cut."""
        bare = re.sub(r"[\s(]+((?:version |v)?\d[\w.+-]*|user\)|x64\)?|\(?x64\)?|machine\)).*$", "", _words(name))
        for spelling in (_words(name), bare):
            tool_id = self._windows_apps.get((_words(publisher), spelling))
            if tool_id:
                return Match(tool_id, f"app:{_words(publisher)}/{spelling}", STRONG)
        return None

    def tools_of_port(self, port: int) -> tuple[str, ...]:
        """The tools that listen on a port by default. Others may do so too."""
        return tuple(self._ports.get(port, ()))

    def telling_hosts(self) -> Iterator[tuple[str, HostRule]]:
        """Host rules whose visit says that a tool was used: (tool id, rule)."""
        for host in self._hosts:
            yield from ((rule.tool_id, rule) for rule in self._own_rules(host) if rule.role in _TELLING_ROLES)
        for line in self._sites:
            yield id_of(line), _plain(host_of(line), id_of(line))


def _plain(host: str, tool_id: str) -> _Listed:
    """The rule of a site that belongs to a tool as a whole."""
    return _Listed(host, "web", tool_id=tool_id)


def _host_rule(rules: Sequence[_Listed], *, exact: bool, path: str) -> _Listed | None:
    meeting = [
        rule for rule in rules if (exact or rule.match == "suffix") and (not rule.path or _is_below(path, rule.path))
    ]
    return max(meeting, key=lambda rule: (len(rule.path), rule.role in _TELLING_ROLES), default=None)


def _command_places(tool: Tool, name: str, system: System) -> tuple[str, ...]:
    """Where the managers of a tool's packages put a command of that name; none for names that others bear too."""
    bare = name.removesuffix(".exe").removesuffix(".cmd")
    if len(bare) < _SHORTEST_COMMAND or " " in bare or bare.lower() in _ORDINARY_NAMES:
        return ()
    managers = dict.fromkeys("pip" if p.manager in ("pipx", "uv") else p.manager for p in tool.packages)
    return tuple(place.format(bare) for manager in managers for place in _COMMAND_PLACES.get((manager, system), ()))


@lru_cache(maxsize=1)
def matcher_of(catalogue: Catalogue, home: str = "") -> Matcher:
    """The index over a catalogue, built once while the same catalogue and home are asked for."""
    return Matcher(catalogue, home=home)


def _is_below(path: str, bound: str) -> bool:
    return path == bound or path.startswith(bound if bound.endswith("/") else f"{bound}/")


def _words(text: str) -> str:
    return " ".join(text.lower().split())
