"""MCP servers in the configuration files of their clients."""

import json
from pathlib import Path

import pytest

from detector.catalogue.load import load_catalogue
from detector.catalogue.tools import Catalogue, Tools
from detector.facts import McpEntry
from detector.platforms.host import System
from detector.report import Status
from detector.sensors.documents import parsed_json
from tests.detector.machines import found, look, machine

SERVER = {"command": "npx", "args": ["-y", "secret-server", "--key=sk-secret"], "env": {"TOKEN": "sk-secret"}}


@pytest.mark.parametrize("system", list(System))
def test_a_server_of_a_client_is_found_on_every_system(tmp_path: Path, system: System) -> None:
    text = json.dumps({"mcpServers": {"my private name": SERVER}})
    facts, report = look("mcp", machine(tmp_path, system, files={"~/.claude.json": text}))
    assert found(facts) == [("claude-code", 2)]
    assert report.status is Status.OK
    assert "secret" not in repr(facts)
    assert "private" not in repr(facts)


IDE_2025_1 = """<application><component name="{component}" modifiable="true">
  <McpServerCommand sourceId="UserConfigurationSource">
    <option name="enabled" value="true" /><option name="name" value="my private name" />
    <option name="programPath" value="npx" /><option name="arguments" value="-y secret-server --key=sk-secret" />
    <envs><env name="TOKEN" value="sk-secret" /></envs>
  </McpServerCommand>
</component></application>"""
IDE_2025_3 = """<application><component name="{component}"><commands>
  <McpServerConfigurationProperties>
    <option name="allowedToolsNames" /><option name="command" value="npx" />
    <option name="args"><list>
      <option value="-y" /><option value="secret-server" /><option value="--key=sk-secret" />
    </list></option>
    <option name="env"><map><entry key="TOKEN" value="sk-secret" /></map></option>
    <option name="name" value="my private name" />
  </McpServerConfigurationProperties>
  <McpServerConfigurationProperties><option name="name" value="empty" /></McpServerConfigurationProperties>
</commands><urls>
  <Url><option name="url" value="https://chatgpt.com/mcp?key=secret" /></Url>
</urls></component><component name="Other"><Bean><option name="command" value="other" /></Bean></component>
</application>"""
IDE = {
    System.LINUX: "~/.config/JetBrains/Rider2025.3/options/llm.mcpServers.xml",
    System.MACOS: "~/Library/Application Support/JetBrains/IntelliJIdea2025.1/options/llm.mcpServers.xml",
    System.WINDOWS: "~/AppData/Roaming/JetBrains/WebStorm2025.3/options/llm.mcpServers.xml",
}


@pytest.mark.parametrize("system", list(System))
@pytest.mark.parametrize(
    ("form", "expected"),
    [(IDE_2025_1, [("jetbrains-ai", 2)]), (IDE_2025_3, [("chatgpt", 2), ("jetbrains-ai", 2), ("jetbrains-ai", 2)])],
    ids=["2025.1", "2025.3"],
)
def test_servers_in_the_settings_of_an_ide_are_found(
    tmp_path: Path, system: System, form: str, expected: list[tuple[str, int]]
) -> None:
    text = form.format(component="McpApplicationServerCommands")
    facts, report = look("mcp", machine(tmp_path, system, files={IDE[system]: text}), known=load_catalogue())
    assert found(facts) == expected
    assert report.status is Status.OK
    assert "secret" not in repr(facts)
    assert "private" not in repr(facts)


def test_both_forms_of_an_ide_start_a_server_alike(tmp_path: Path) -> None:
    def launch(form: str) -> str:
        text = form.format(component="McpApplicationServerCommands")
        host = machine(tmp_path / str(len(form)), files={IDE[System.LINUX]: text})
        return next(f.launch for f in look("mcp", host, known=load_catalogue())[0] if isinstance(f, McpEntry))

    assert launch(IDE_2025_1) == launch(IDE_2025_3)


@pytest.mark.parametrize(
    "text",
    [
        "<application>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><application>&b;</application>",
        "",
        "<application>" + "<a>" * 50_000,
    ],
    ids=["torn", "entity", "empty", "deep"],
)
def test_broken_settings_of_an_ide_are_said(tmp_path: Path, text: str) -> None:
    facts, report = look("mcp", machine(tmp_path, files={IDE[System.LINUX]: text}), known=load_catalogue())
    assert facts == []
    assert report.status is Status.FAILED


KNOWN_CLIENTS = Catalogue(
    tools=Tools({key: tool for key, tool in load_catalogue().tools.items() if tool.mcp}), version="-"
)
CLIENTS = [(tool.id, rule) for tool in KNOWN_CLIENTS.tools.values() for rule in tool.mcp]


@pytest.mark.parametrize("system", list(System))
def test_every_client_of_the_catalogue_is_found_by_its_own_file(tmp_path: Path, system: System) -> None:
    for number, (tool, rule) in enumerate(CLIENTS):
        listed = rule.paths.get(system.value, ())
        for path in (listed,) if isinstance(listed, str) else listed:
            text = json.dumps({rule.key: {"a": SERVER}})
            if path.endswith(".toml"):
                text = f'[{rule.key}.a]\ncommand = "npx"\n'
            if path.endswith(".xml"):
                text = IDE_2025_3.format(component=rule.key)
            host = machine(tmp_path / str(number), system, files={path.replace("*", "some"): text})
            facts, report = look("mcp", host, known=KNOWN_CLIENTS)
            assert tool in {fact.match.tool_id for fact in facts}, path
            assert report.status is Status.OK


def test_servers_of_single_projects_are_found(tmp_path: Path) -> None:
    text = json.dumps({"projects": {"/home/anna/secret": {"mcpServers": {"a": SERVER, "b": SERVER}}}})
    facts, _ = look("mcp", machine(tmp_path, files={"~/.claude.json": text}))
    assert found(facts) == [("claude-code", 2)] * 2
    assert "secret" not in repr(facts)


JSONC = """\ufeff{
  // a comment with "quotes"
  "servers": {
    "one": {"type": "http", "url": "https://chatgpt.com/mcp?key=secret",}, /* and
    another */
    "two": {"command": "node", "args": ["/x//y", "a,]"],},
  },
}
"""


def test_json_with_comments_is_read_and_a_servers_own_host_is_found(tmp_path: Path) -> None:
    facts, report = look("mcp", machine(tmp_path, files={"~/.config/Code/User/mcp.json": JSONC}))
    assert found(facts) == [("chatgpt", 2), ("vscode-mcp", 2), ("vscode-mcp", 2)]
    assert {fact.transport for fact in facts if isinstance(fact, McpEntry)} == {"http", "stdio"}
    assert report.status is Status.OK


def test_what_stands_in_a_string_is_no_comment_and_no_end() -> None:
    text = '{"a": "\\"//x,]\\\\", // y"\n "b": ["/*", 1,], /* "} */ }'
    assert parsed_json(text) == {"a": '"//x,]\\', "b": ["/*", 1]}


def test_a_key_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    host = machine(
        tmp_path, files={"~/.codex/config.toml": f"{'a.' * 50_000}a = 1", "~/.config/Code/User/mcp.json": JSONC}
    )
    facts, report = look("mcp", host)
    assert ("vscode-mcp", 2) in found(facts)
    assert report.status is Status.PARTIAL


def test_toml_is_read(tmp_path: Path) -> None:
    text = 'model = "x"\n[mcp_servers.docs]\ncommand = "npx"\nargs = ["-y", "@anthropic-ai/claude-code@latest"]\n'
    facts, _ = look("mcp", machine(tmp_path, files={"~/.codex/config.toml": text}))
    assert found(facts) == [("claude-code", 2), ("codex", 2)]


@pytest.mark.parametrize(
    "text", ["mcpServers:\n  - name: a\n    command: npx\n", "mcpServers:\n  a:\n    url: https://h.example\n"]
)
def test_yaml_is_read_as_a_list_or_a_map(tmp_path: Path, text: str) -> None:
    facts, _ = look("mcp", machine(tmp_path, files={"~/.continue/config.yaml": text}))
    assert found(facts) == [("continue", 2)]


FORMS = {
    "~/.config/goose/config.yaml": "extensions:\n  developer:\n    type: builtin\n    enabled: true\n"
    "  docs:\n    type: stdio\n    cmd: npx\n    args: [-y, '@anthropic-ai/claude-code']\n",
    "~/.continue/config.json": json.dumps(
        {
            "experimental": {
                "modelContextProtocolServers": [
                    {"transport": {"type": "stdio", "command": "npx", "args": ["-y", "@anthropic-ai/claude-code"]}}
                ]
            }
        }
    ),
    "~/.config/opencode/opencode.json": json.dumps(
        {"mcp": {"docs": {"type": "local", "command": ["npx", "-y", "@anthropic-ai/claude-code"]}}}
    ),
    "~/.config/zed/settings.json": json.dumps(
        {"context_servers": {"docs": {"command": {"path": "npx", "args": ["-y", "@anthropic-ai/claude-code"]}}}}
    ),
    "~/.vscode-server/data/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json": json.dumps(
        {"mcpServers": {"docs": {"command": "npx", "args": ["-y", "@anthropic-ai/claude-code"]}}}
    ),
    "/etc/claude-code/managed-mcp.json": json.dumps(
        {"mcpServers": {"docs": {"command": "npx", "args": ["-y", "@anthropic-ai/claude-code"]}}}
    ),
}


@pytest.mark.parametrize("path", FORMS)
def test_a_server_is_found_in_the_form_that_its_client_writes(tmp_path: Path, path: str) -> None:
    host = machine(tmp_path, files={path: FORMS[path]})
    facts, report = look("mcp", host, known=load_catalogue())
    assert len(facts) == 2, found(facts)
    assert "claude-code" in {fact.match.tool_id for fact in facts}
    assert report.status is Status.OK


def test_a_change_of_how_a_server_is_started_shows_and_a_new_secret_does_not(tmp_path: Path) -> None:
    def launch(server: dict[str, object], name: str) -> str:
        text = json.dumps({"mcpServers": {"a": server}})
        (fact,) = look("mcp", machine(tmp_path / name, files={"~/.claude.json": text}))[0]
        assert isinstance(fact, McpEntry)
        return fact.launch

    first = launch(dict(SERVER), "one")
    assert launch({**SERVER, "env": {"TOKEN": "another"}}, "two") == first
    assert launch({**SERVER, "args": ["-y", "other"]}, "three") != first


@pytest.mark.parametrize("text", ['{"mcpServers": {}}', "{}", '{"mcpServers": {"a": 1, "b": {}}}', "", "  "])
def test_a_file_without_servers_is_nothing(tmp_path: Path, text: str) -> None:
    facts, report = look("mcp", machine(tmp_path, files={"~/.claude.json": text}))
    assert facts == []
    assert report.status is Status.OK


@pytest.mark.parametrize(
    "content",
    [
        b"{", b"\xff\xfe\x00", b'{"mcpServers": ' + b"[" * 50_000, "{'a': 1}".encode("utf-16"), b"\x00" * 100,
        b'{"a": "' + b'\\"' * 500_000, b'{"a": 1 /* ' * 100_000,
    ],
    ids=["torn", "odd", "deep", "python", "zeros", "a string without end", "a comment without end"],
)  # fmt: skip
def test_a_broken_file_is_said_and_the_next_client_is_read(tmp_path: Path, content: bytes) -> None:
    host = machine(tmp_path, files={"~/.claude.json": content, "~/.config/Code/User/mcp.json": JSONC})
    facts, report = look("mcp", host)
    assert ("vscode-mcp", 2) in found(facts)
    assert report.status is Status.PARTIAL


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = json.dumps({"mcpServers": {"мой": SERVER}}, ensure_ascii=False)
    facts, _ = look("mcp", machine(tmp_path, files={"~/.claude.json": text.encode(encoding)}))
    assert found(facts) == [("claude-code", 2)]


def test_a_huge_file_is_said_and_not_read(tmp_path: Path) -> None:
    host = machine(tmp_path)
    path = host.real(f"{host.home}/.claude.json")
    with path.open("wb") as file:
        file.truncate(100 << 20)
    facts, report = look("mcp", host)
    assert facts == []
    assert report.status is Status.FAILED


def test_references_in_yaml_do_not_explode(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    facts, _ = look("mcp", machine(tmp_path, files={"~/.continue/config.yaml": "\n".join(lines)}))
    assert facts == []
