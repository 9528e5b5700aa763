"""Loading, correcting and checking the catalogue."""

from pathlib import Path
from zlib import crc32

import pytest

from detector.catalogue.compile import (
    CatalogueError,
    digest_of,
    read_tools,
    source_files,
)
from detector.catalogue.lint import lint_files, lint_tools
from detector.catalogue.load import catalogue_of, load_catalogue
from detector.catalogue.sites import Sites, host_of, id_of
from detector.catalogue.tools import COLUMNS, Catalogue, HostRule, Tools, line_of, tool_of
from detector.match import Matcher
from tests.detector.machines import CHAT_ID, entry

GOOD = """
- id: some-tool
  name: Some Tool
  vendor: Somebody
  category: assistant
  hosts: [{host: Some-Tool.EXAMPLE, role: web}, {host: нейро.рф, role: web}]
  source: a page
  checked: 2026-11-21
"""


def written(folder: Path, text: str, name: str = "tools.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_catalogue_loads() -> None:
    shipped = load_catalogue()
    assert len(shipped.tools) > 200
    assert len(shipped.version) == 16


HEADING = "\t".join(COLUMNS)
LINE = "some-tool\tSome-Tool.example\tSome Tool\t\tassistant\tconsumer-llm,ru\t\tRU\ta page\t2026-11-21"


def test_a_tool_that_is_one_site_may_be_a_line(tmp_path: Path) -> None:
    (tool,) = read_tools(source_files(written(tmp_path, f"{HEADING}\n{LINE}\n", "tools.tsv")))
    assert (tool.id, tool.vendor, tool.tags) == ("some-tool", "Some Tool", ("consumer-llm", "ru"))
    assert tool.hosts == (HostRule("some-tool.example", "web"),)
    assert line_of(tool) == LINE.lower().replace("some tool", "Some Tool").replace("ru\ta", "RU\ta")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (LINE, "columns"),
        (f"{HEADING}\n{LINE}\tmore", "line 2"),
        (f"{HEADING}\n{LINE.replace('2026-11-21', 'today')}", "line 2"),
        (f"{HEADING}\n{LINE.replace('assistant', 'toy')}", "toy"),
        (f"{HEADING}\n{LINE}\n{LINE}", "twice"),
        ("", "columns"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(CatalogueError, match="tools") as wrong:
        read_tools(source_files(written(tmp_path, text, "tools.tsv")))
    assert part in str(wrong.value)


def test_a_line_without_id_and_name_is_a_tool_named_after_its_host_and_is_written_so_again() -> None:
    line = "\tsome-tool.example\t\t\tassistant\tru\t\tRU\ta page\t2026-11-21"
    tool = tool_of(line)
    assert (tool.id, tool.name, tool.vendor) == ("some-tool-example", "some-tool.example", "some-tool.example")
    assert line_of(tool) == line
    sites = Sites.of([line, LINE])
    assert sites.by_id("some-tool-example") == sites.by_host("some-tool.example") == line


def test_of_a_tool_that_says_more_than_a_site_there_is_no_line() -> None:
    several = [tool for tool in load_catalogue().tools.values() if len(tool.hosts) != 1 or tool.processes or tool.homes]
    assert several
    assert not [tool.id for tool in several if line_of(tool)]


def test_shipped_tools_are_found_by_id_whether_written_as_entries_or_lines() -> None:
    tools = load_catalogue().tools
    ids = list(tools)
    assert len(set(ids)) == len(ids) == len(tools)
    assert all(tools[tool_id].id == tool_id for tool_id in ids[::50])
    assert "no-such-tool" not in tools
    assert "zzzz-no-such-tool" not in tools


def test_a_whole_site_beside_another_tool_on_a_path_of_it() -> None:
    one = catalogue_of([entry("part", hosts=[{"host": "shared.example", "path": "/ai", "role": "web"}])])
    line = LINE.replace("Some-Tool.example", "shared.example")
    known = Matcher(Catalogue(Tools(dict(one.tools.items()), Sites.of([line])), version="-"))
    whole, part = known.match_host("shared.example"), known.match_host("shared.example", "/ai")
    assert whole is not None
    assert part is not None
    assert (whole.tool_id, part.tool_id) == ("some-tool", "part")


def test_every_shipped_site_is_found_by_its_host_and_by_its_id_and_no_other_is() -> None:
    sites = load_catalogue().tools.sites
    lines = list(sites)
    assert len(lines) == len(sites) > 5000
    assert all(sites.by_host(host_of(line)) == line == sites.by_id(id_of(line)) for line in lines)
    for stranger in ("", "nobody.example", "\udc80.example", f"{host_of(lines[0])}.example", id_of(lines[0]) + "-"):
        assert sites.by_host(stranger) is None
        assert sites.by_id(stranger) is None
    assert Sites().by_host("nobody.example") is Sites().by_id("nobody") is None


def test_two_hosts_of_the_same_checksum_are_told_apart() -> None:
    hosts = ("plumless.example", "buckeroo.example")  # "plumless" and "buckeroo" have one CRC-32
    assert len({crc32(host.encode()) for host in hosts}) == 1
    sites = Sites.of(LINE.replace("some-tool\t", f"{host[:4]}\t").replace("Some-Tool.example", host) for host in hosts)
    assert [host_of(sites.by_host(host) or "\t") for host in hosts] == list(hosts)


def test_the_digest_does_not_depend_on_line_ends(tmp_path: Path) -> None:
    unix = digest_of(source_files(written(tmp_path, GOOD)))
    (tmp_path / "tools.yaml").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert digest_of(source_files(tmp_path)) == unix


def test_hosts_are_kept_in_their_plain_spelling(tmp_path: Path) -> None:
    (tool,) = read_tools(source_files(written(tmp_path, GOOD)))
    assert [rule.host for rule in tool.hosts] == ["some-tool.example", "xn--e1aikgj.xn--p1ai"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (GOOD.replace("category: assistant", "category: toy"), "toy"),
        (GOOD.replace("vendor:", "wendor:"), "wendor"),
        (GOOD.replace("role: web", "rule: web", 1), "rule"),
        (GOOD.replace("some-tool\n", "Some_Tool\n"), "id"),
        (GOOD.replace("Some-Tool.EXAMPLE", "not a host"), "not a host"),
        (GOOD.replace("  source: a page\n", ""), "source"),
        (GOOD + GOOD, "twice"),
        ("just: a mapping", "list"),
        ("- {a: [", "tools.yaml"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_loaded(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(CatalogueError, match="tools") as wrong:
        read_tools(source_files(written(tmp_path, text)))
    assert part in str(wrong.value)


def test_a_company_adds_a_tool() -> None:
    known = load_catalogue([{"id": "our-bot", "name": "Our bot", "hosts": [{"host": "bot.example", "role": "web"}]}])
    found = Matcher(known).match_host("bot.example")
    assert found is not None
    assert found.tool_id == "our-bot"
    assert known.version != load_catalogue().version


def test_a_company_corrects_a_tool_and_the_rest_of_it_stays() -> None:
    shipped = load_catalogue().tools["chatgpt"]
    corrected = load_catalogue([{"id": "chatgpt", "risk": ["trains-on-input"], "tags": ["banned"]}]).tools["chatgpt"]
    assert corrected.tags == ("banned",)
    assert corrected.hosts == shipped.hosts
    assert corrected.checked == shipped.checked


def test_a_company_silences_a_tool() -> None:
    known = load_catalogue(silenced=["chatgpt"])
    assert "chatgpt" not in known.tools
    assert "chatgpt" in load_catalogue().tools


def test_a_company_silences_a_host_and_its_tool_stays() -> None:
    known = Matcher(load_catalogue(silenced=["chatgpt.com", "*.chatgpt.com", "newtool.ai"]))
    assert known.match_host("chatgpt.com") is None
    assert known.match_host("www.chatgpt.com") is None
    assert known.match_unlisted("newtool.ai") is None
    assert "chatgpt" in known.catalogue.tools


def test_a_wrong_addition_is_refused() -> None:
    with pytest.raises(CatalogueError):
        load_catalogue([{"id": "x y", "name": "?"}])
    with pytest.raises(CatalogueError):
        load_catalogue([{"id": "our-bot", "name": "Our bot", "hosts": "bot.example"}])


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"extensions": [{"id": CHAT_ID + "a"}]}, "extension id"),
        ({"extensions": [{"id": CHAT_ID[:-1] + "r"}]}, "extension id"),
        ({"extensions": [{"id": "no id", "browser": "firefox"}]}, "extension id"),
        ({"hosts": [{"host": "amazonaws.com", "role": "api"}]}, "serves many"),
        ({"processes": [{"name": "q", "paths": ["*/q"]}]}, "names no folder"),
        ({"processes": [{"name": "q", "paths": ["q"]}]}, "has to begin"),
        ({"packages": [{"manager": "brew", "name": "maker/tap/tool"}]}, "bare name"),
        ({"packages": [{"manager": "cask", "name": "tool@beta"}]}, "bare name"),
        ({"homes": ["/etc"]}, "below ~/"),
        ({"homes": ["~/"]}, "below ~/"),
    ],
)
def test_lint_names_rules_that_would_hit_too_much(more: dict[str, object], part: str) -> None:
    (complaint,) = lint_tools(catalogue_of([entry("tool", **more)]).tools.values())
    assert part in complaint


def test_lint_names_an_identity_given_to_two_tools() -> None:
    host = {"host": "one.example", "role": "web"}
    (complaint,) = lint_tools(catalogue_of([entry("a1", hosts=[host]), entry("b1", hosts=[host])]).tools.values())
    assert "one.example" in complaint


def test_lint_of_files_gives_one_sentence_for_a_broken_file(tmp_path: Path) -> None:
    assert len(lint_files(written(tmp_path, "- {"))) == 1
    assert lint_files(written(tmp_path, GOOD)) == ()
