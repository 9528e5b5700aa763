"""MCP servers in the configuration files of their clients. No server is started; arguments and keys are not kept."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from detector.facts import Match, McpEntry
from detector.hostname import split_address
from detector.match import STRONG
from detector.platforms.host import System
from detector.sensors.documents import LARGEST_DOCUMENT, at_key, mapping, parsed_xml, read_document, texts
from detector.sensors.jetbrains_mcp import components
from detector.sensors.places import files_like
from detector.view import View

NAME = "mcp"

# Beside what the catalogue lists for each client: servers that Claude Code keeps by project, plugins' own files.
_MORE: tuple[tuple[str, str, str], ...] = (
    ("claude-code", "~/.claude.json", "projects.*.mcpServers"),
    ("claude-code", "~/.claude/plugins/cache/*/.mcp.json", "mcpServers"),
    ("claude-code", "~/.claude/plugins/cache/*/*/.mcp.json", "mcpServers"),
    ("claude-code", "~/.claude/plugins/cache/*/*/*/.mcp.json", "mcpServers"),
)
_CODE_STORAGE = {
    System.LINUX: (
        "~/.config/*/User/globalStorage",
        "~/.var/app/*/config/*/User/globalStorage",
        "~/.*-server/data/User/globalStorage",
    ),
    System.MACOS: ("~/Library/Application Support/*/User/globalStorage",),
    System.WINDOWS: ("~/AppData/Roaming/*/User/globalStorage",),
}
_PLUGIN_FILES = (
    ("cline", "saoudrizwan.claude-dev/settings/cline_mcp_settings.json"),
    ("roo-code", "rooveterinaryinc.roo-cline/settings/mcp_settings.json"),
    ("kilo-code", "kilocode.kilo-code/settings/mcp_settings.json"),
)
_URL_KEYS = ("url", "serverUrl", "httpUrl", "uri", "endpoint")
_MOST_SERVERS = 500


def look(view: View) -> Iterator[McpEntry]:
    """Every server that a client of this home is set up to use."""
    for tool_id, glob, key in _files(view):
        for path in files_like(view, glob):
            with view.tally.attempt():
                servers = [server for found in at_key(_document(view, path), key) for server in _servers(found)]
                view.tally.looked_at += 1
                for server in servers[:_MOST_SERVERS]:
                    yield from _entries(view, tool_id, glob, server)


def _files(view: View) -> Iterator[tuple[str, str, str]]:
    """Client, file and key, as far as the catalogue knows the client."""
    tools = view.matcher.catalogue.tools
    for tool in view.matcher.placed():
        for rule in tool.mcp:
            paths = rule.paths.get(view.host.system.value, ())
            yield from ((tool.id, path, rule.key) for path in ((paths,) if isinstance(paths, str) else paths))
    for tool_id, path, key in _MORE:
        if tool_id in tools:
            yield tool_id, path, key
    for tool_id, path in _PLUGIN_FILES:
        if tool_id in tools:
            yield from ((tool_id, f"{folder}/{path}", "mcpServers") for folder in _CODE_STORAGE[view.host.system])


def _document(view: View, path: str) -> object:
    if path.endswith(".xml"):
        return components(parsed_xml(view.host.read(path, LARGEST_DOCUMENT)))
    return read_document(view, path)


def _servers(found: object) -> list[dict[str, object]]:
    """Servers in a map by name or in a list; a map may keep them one level deeper, under "servers"."""
    if isinstance(found, Mapping):
        inner = found.get("servers")
        found = list((inner if isinstance(inner, Mapping) else found).values())
    return [_flat(item) for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _flat(server: dict[str, object]) -> dict[str, object]:
    """A server in the words that most clients use: Continue wrote {"transport": {…}}, Zed {"command": {"path": …}}, and
    Goose writes "cmd".
    """
    server = {**server, **mapping(server.get("transport"))}
    command = server.get("command") or server.get("cmd")
    if isinstance(command, dict):
        server, command = {**server, "args": command.get("args")}, command.get("path")
    return {**server, "command": command}


def _entries(view: View, tool_id: str, glob: str, server: dict[str, object]) -> Iterator[McpEntry]:
    """The client's entry; and, when the server itself belongs to a known tool, that tool's."""
    url = next((value for key in _URL_KEYS if isinstance(value := server.get(key), str)), "")
    transport = "http" if url else "stdio"
    launch = _launch(server, url)
    if not launch:
        return
    yield McpEntry(Match(tool_id, f"mcp:{glob}", STRONG), transport, launch, view.today)
    match = view.matcher.match_host(split_address(url)[0]) if url else _package_match(view, server)
    if match is not None and match.strength > 1:
        yield McpEntry(match, transport, launch, view.today)


def _launch(server: dict[str, object], url: str) -> str:
    """A short hash of how a server is started, without values of variables; "" for what is no server."""
    command = server.get("command")
    if not url and not (command if isinstance(command, str) else texts(command)):
        return ""
    spec = [url, command, server.get("args"), sorted(mapping(server.get("env")))]
    return hashlib.sha256(json.dumps(spec, sort_keys=True, default=str).encode()).hexdigest()[:12]


def _package_match(view: View, server: dict[str, object]) -> Match | None:
    """The known package that npx or uvx would start."""
    for argument in (*texts(server.get("command")), *texts(server.get("args"))):
        name = argument.rpartition("@")[0] if argument.count("@") > argument.startswith("@") else argument
        match = view.matcher.match_package("npm", name) or view.matcher.match_package("pip", name)
        if match is not None:
            return match
    return None
