"""The catalogue's own rules: what a person who edits detector/catalogue/*.yaml or *.tsv may not get wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from detector.catalogue.compile import COMPILED, Compiled, digest_of, encode, read_entries, source_files, tools_from

pytestmark = pytest.mark.timeout(900)  # whoever is first reads all that people wrote: minutes on a very busy machine

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "catalogue"


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that read better without quotes and commas."""
    return frozenset(text.split())


CATEGORIES = words(
    "assistant api aggregator image video audio meeting writing translation coding agent browser search research "
    "slides design business data education companion automation platform local extension mirror"
)
TAGS = words(
    "consumer-llm coding local-model image voice meeting api aggregator mirror ru cn agent browser search writing "
    "business companion"
)
RISKS = frozenset({"trains-on-input", "no-enterprise-terms", "foreign", "unknown-owner", "agentic"})
ROLES = frozenset({"web", "api", "cdn", "auth", "download", "telemetry"})
RAISING = frozenset({"web", "api"})
SYSTEMS = frozenset({"linux", "macos", "windows"})
MANAGERS = words("npm pip pipx uv brew cask winget scoop apt snap flatpak cargo go")
BROWSERS = frozenset({"chromium", "firefox"})
EDITORS = frozenset({"vscode", "jetbrains"})
KEYS = words(
    "id name name_ru vendor country category tags risk hosts processes bundle_ids windows_apps desktop_ids packages "
    "extensions plugins ports homes mcp source checked"
)
REQUIRED = frozenset({"id", "name", "vendor", "category", "source", "checked"})

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")
TOOL_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,40}\Z")
CHROMIUM_ID = re.compile(r"[a-p]{32}\Z")
FIREFOX_ID = re.compile(r"(\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[A-Za-z0-9._-]*@[A-Za-z0-9._-]+)\Z")
VSCODE_ID = re.compile(r"[a-z0-9-]+\.[a-z0-9._-]+\Z")
MCP_FILE = re.compile(r"(~|/etc|/Library/Application Support|C:/(Program Files|ProgramData))/[^\\]+")
JETBRAINS_ID = re.compile(r"[A-Za-z0-9._ -]+\Z")
BUNDLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")

# Clouds, content networks and products far wider than their AI part: never listed whole.
TOO_WIDE = words(
    "amazonaws.com aws.amazon.com amazon.com googleapis.com storage.googleapis.com google.com cloud.google.com "
    "googleusercontent.com gstatic.com azure.com microsoft.com office.com live.com windows.net blob.core.windows.net "
    "azureedge.net azurefd.net azurewebsites.net bing.com github.com githubusercontent.com github.io gitlab.com x.com "
    "twitter.com facebook.com instagram.com whatsapp.com telegram.org t.me discord.com slack.com zoom.us notion.so "
    "notion.com canva.com adobe.com atlassian.com atlassian.net salesforce.com hubspot.com cloudflare.com workers.dev "
    "pages.dev cloudfront.net fastly.net akamaihd.net b-cdn.net imgix.net cloudinary.com vercel.app vercel.com "
    "netlify.app herokuapp.com yandex.ru ya.ru yandex.net yandex.cloud yandex.com sber.ru sberbank.ru sberdevices.ru "
    "mail.ru vk.com mts.ru tbank.ru tinkoff.ru baidu.com aliyun.com aliyuncs.com tencent.com qq.com bytedance.com "
    "volces.com volcengine.com huawei.com huaweicloud.com jetbrains.com intellij.net sentry.io datadoghq.com "
    "browser-intake-datadoghq.com livekit.cloud nvidia.com ibm.com oracle.com apple.com duckduckgo.com brave.com "
    "envato.com themeforest.net liveperson.net lpsnmedia.net visualstudio.com kaggle.com reddit.com linkedin.com "
    "shopify.com wordpress.com wix.com squarespace.com figma.com dropbox.com box.com zapier.com stackoverflow.com "
    "chromewebstore.google.com apps.apple.com play.google.com medium.com substack.com ngrok.io ngrok-free.app "
    "streamlit.app gitbook.io readme.io webflow.io framer.website notion.site carrd.co web.app firebaseapp.com"
)
# Names that look like a listed one and are not: none of them may match.
LOOK_ALIKES = (
    "notclaude.ai.example.com",
    "claude.ai.evil.ru",
    "visualstudio.com",
    "latinsoulstudio.com",
    "aslangamestudio.com",
    "vkuseraudio.com",
    "rockyou.com",
    "allyou.com",
    "pengyou.com",
    "ipinyou.com",
    "myopenai.com.evil.ru",
    "chatgpt.com.evil.example",
    "x5.ai",
    "ukit.ai",
    "goup.ai",
    "meteum.ai",
    "etna.ai",
    "tinkoff.ai",
    "snapi.ai.example",
    "api.notion.com",
    "www.notion.so",
    "substrate.office.com",
    "api.atlassian.com",
)
# Public lists carry these ids; they are not Chromium ids (32 letters a-p), or name another extension.
FALSE_EXTENSION_IDS = frozenset(
    {
        "dhoenijjpgpeimemopealfcbiecgceodl",
        "bnmojkbbkkonlmlfgejehefjldooied",
        "mrgkiipfnmcjdgpjimgfndjhbajkpdeb",
        "difoiogjjojoaoomphldepapgpbgkhkbh",
        "liecbddmkiiihnedobmlmillhodjkdmb",
        "iifphpkifgiafjbkonnhajdmkckplhkl",
    }
)

Entry = dict[str, Any]


@cache
def entries() -> tuple[tuple[str, Entry], ...]:
    """(file name, entry) of the whole catalogue as it is written, in the order of the files. Read once."""
    return tuple((path.name, entry) for path in source_files() for entry in cast(list[Entry], read_entries(path)))


def values(key: str) -> Iterator[tuple[str, Any]]:
    """(tool id, value) for every item of a list key of every entry."""
    for _, entry in entries():
        for value in entry.get(key, ()):
            yield entry["id"], value


def label_error(host: str) -> str | None:
    """Say what is wrong with a host name as written, or None: RFC 1123 labels, lower case, IDNA already applied."""
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2:
        return "not a full host name"
    wrong = [label for label in labels if len(label) > 63 or not LABEL.match(label)]
    return f"label {wrong[0]!r}" if wrong else None


@cache
def raising() -> dict[str, list[tuple[str, str, bool]]]:
    """host → (tool id, path, exact) for the hosts that may raise a finding."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for tool, host in values("hosts"):
        if host["role"] in RAISING:
            found.setdefault(host["host"], []).append((tool, host.get("path", ""), host.get("match") == "exact"))
    return found


def matching_tool(name: str) -> str | None:
    """The tool that a visit to the bare host would be, on label boundaries: a plain restatement of the rule."""
    labels = name.lower().rstrip(".").split(".")
    for start in range(len(labels) - 1):
        for tool, path, exact in raising().get(".".join(labels[start:]), ()):
            if not path and (start == 0 or not exact):
                return tool
    return None


def lines_of(path: Path) -> list[str]:
    if not path.exists():
        pytest.skip("the shared lists of hosts are not beside this checkout")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def duplicates(found: Iterator[Any]) -> list[Any]:
    return [value for value, count in Counter(found).items() if count > 1]


def test_the_compiled_file_is_what_the_written_files_say() -> None:
    compiled = Compiled(digest=digest_of(source_files()), tools=tools_from(entries()))
    assert COMPILED.read_bytes() == encode(compiled), "run: python -m detector.catalogue"


def test_every_entry_has_what_the_schema_asks_for_and_nothing_else() -> None:
    wrong = [
        (file, entry.get("id"), sorted(REQUIRED - set(entry)), sorted(set(entry) - KEYS))
        for file, entry in entries()
        if REQUIRED - set(entry) or set(entry) - KEYS
    ]
    assert not wrong


def test_every_entry_says_where_it_comes_from_and_when_it_was_checked() -> None:
    wrong = [e["id"] for _, e in entries() if not str(e["source"]).strip() or not isinstance(e["checked"], date)]
    assert not wrong


def test_tool_ids_are_well_formed_and_unique_over_all_files() -> None:
    assert not [e["id"] for _, e in entries() if not TOOL_ID.match(e["id"])]
    assert not duplicates(e["id"] for _, e in entries())


def test_tool_names_are_unique_over_all_files() -> None:
    assert not duplicates(str(e["name"]).casefold() for _, e in entries())


def test_categories_tags_risks_and_countries_are_known_words() -> None:
    wrong = [
        e["id"]
        for _, e in entries()
        if e["category"] not in CATEGORIES
        or set(e.get("tags", ())) - TAGS
        or set(e.get("risk", ())) - RISKS
        or not re.fullmatch("[A-Z]{2}", e.get("country", "XX"))
    ]
    assert not wrong


def test_every_entry_can_be_seen_somewhere() -> None:
    seen_by = KEYS - {"id", "name", "name_ru", "vendor", "country", "category", "tags", "risk", "source", "checked"}
    assert not [e["id"] for _, e in entries() if not any(e.get(key) for key in seen_by)]


def test_hosts_are_plain_lower_case_names_with_a_role() -> None:
    wrong = [
        (tool, host)
        for tool, host in values("hosts")
        if label_error(host["host"])
        or host["role"] not in ROLES
        or host.get("match", "suffix") not in {"suffix", "exact"}
        or set(host) - {"host", "path", "role", "match"}
    ]
    assert not wrong


def test_a_path_begins_with_a_slash_and_has_no_query() -> None:
    paths = [(tool, host["path"]) for tool, host in values("hosts") if "path" in host]
    assert not [(tool, path) for tool, path in paths if not re.fullmatch(r"/[\w./-]*[\w-]", path)]


def test_no_host_belongs_to_two_tools_or_is_written_twice() -> None:
    assert not duplicates((host["host"], host.get("path", "")) for _, host in values("hosts"))


def test_whole_clouds_and_whole_products_are_never_listed() -> None:
    wide = [
        (tool, host["host"])
        for tool, host in values("hosts")
        if host["host"].removeprefix("www.") in TOO_WIDE and "path" not in host
    ]
    assert not wide


def test_a_path_inside_a_wide_product_does_not_cover_the_bare_host() -> None:
    assert matching_tool("x.com") is None
    assert matching_tool("bing.com") is None
    assert matching_tool("canva.com") is None


@pytest.mark.parametrize("host", LOOK_ALIKES)
def test_a_look_alike_is_not_taken_for_the_service(host: str) -> None:
    assert matching_tool(host) is None


@pytest.mark.parametrize("host", ["chatgpt.com", "www.chatgpt.com", "api.openai.com", "giga.chat", "alice.yandex.ru"])
def test_the_service_itself_is_found(host: str) -> None:
    assert matching_tool(host)


def test_ordinary_hosts_are_never_taken_for_an_ai_service() -> None:
    benign = SHARED / "benign"
    excluded = set(lines_of(benign / "benign_exclusions.txt"))
    files = ("benign_top_sites_moz.txt", "benign_opendns_top10k.txt", "benign_ru.txt")
    hosts = {host.lower() for file in files for host in lines_of(benign / file)} - excluded
    wrong = sorted((host, tool) for host in hosts if (tool := matching_tool(host)))
    print(f"{len(hosts)} ordinary hosts, {len(wrong)} wrong")
    assert not wrong


def test_process_entries_name_a_program_and_absolute_or_wildcard_paths() -> None:
    wrong = [
        (tool, process)
        for tool, process in values("processes")
        if not process["name"]
        or "/" in process["name"]
        or set(process.get("os", ())) - SYSTEMS
        or set(process) - {"name", "paths", "os"}
        or any(not re.match(r"[~/*]", path) or "\\" in path for path in process.get("paths", ()))
    ]
    assert not wrong


def test_a_process_path_is_never_so_wide_that_any_program_fits() -> None:
    wide = {
        "*",
        "/*",
        "~/*",
        "/usr/bin/*",
        "/usr/local/bin/*",
        "~/.local/bin/*",
        "/opt/*",
        "/Applications/*",
        "~/bin/*",
    }
    assert not [(tool, p) for tool, process in values("processes") for p in process.get("paths", ()) if p in wide]


def test_bundle_desktop_and_windows_ids_have_their_formats_and_one_owner() -> None:
    assert not [(tool, value) for tool, value in values("bundle_ids") if not BUNDLE_ID.match(value)]
    assert not duplicates(value.casefold() for _, value in values("bundle_ids"))
    assert not duplicates(value for _, value in values("desktop_ids"))
    assert not [app for _, app in values("windows_apps") if set(app) != {"publisher", "name"}]


def test_packages_name_a_known_manager_and_belong_to_one_tool() -> None:
    assert not [(tool, p) for tool, p in values("packages") if set(p) != {"manager", "name"}]
    assert not [(tool, p) for tool, p in values("packages") if p["manager"] not in MANAGERS]
    assert not duplicates((p["manager"], p["name"].casefold()) for _, p in values("packages"))


def test_extension_ids_pass_their_format_and_say_where_they_were_seen() -> None:
    wrong = [
        (tool, extension)
        for tool, extension in values("extensions")
        if set(extension) != {"id", "browser", "source"}
        or extension["browser"] not in BROWSERS
        or not extension["source"]
        or not (CHROMIUM_ID if extension["browser"] == "chromium" else FIREFOX_ID).match(extension["id"])
    ]
    assert not wrong
    assert not duplicates(extension["id"] for _, extension in values("extensions"))


def test_extension_ids_known_to_be_false_are_left_out() -> None:
    assert not FALSE_EXTENSION_IDS & {extension["id"] for _, extension in values("extensions")}


def test_plugin_ids_pass_their_format_and_belong_to_one_tool() -> None:
    wrong = [
        (tool, plugin)
        for tool, plugin in values("plugins")
        if set(plugin) != {"id", "editor"}
        or plugin["editor"] not in EDITORS
        or not (VSCODE_ID if plugin["editor"] == "vscode" else JETBRAINS_ID).match(plugin["id"])
    ]
    assert not wrong
    assert not duplicates((plugin["editor"], plugin["id"].casefold()) for _, plugin in values("plugins"))


def test_ports_are_port_numbers() -> None:
    assert not [(tool, port) for tool, port in values("ports") if not (isinstance(port, int) and 0 < port < 65536)]


def test_homes_and_mcp_files_are_under_the_home_folder_or_an_administrators_own() -> None:
    assert not [(tool, home) for tool, home in values("homes") if not re.match(r"~/[^*]", home)]
    wrong = [
        (tool, client)
        for tool, client in values("mcp")
        if set(client) != {"paths", "key"}
        or set(client["paths"]) - SYSTEMS
        or any(not MCP_FILE.fullmatch(path) for path in client["paths"].values())
    ]
    assert not wrong


def test_the_files_are_utf8_without_tabs_and_end_with_a_newline() -> None:
    for path in source_files():
        text = path.read_bytes().decode("utf-8")
        assert path.suffix == ".tsv" or "\t" not in text, path.name
        assert text.endswith("\n"), path.name
        assert not text.startswith("\ufeff"), path.name


# Hosts of the public lists that belong to whole products, research sites or an editor: left out on purpose.
NOT_TAKEN_OVER = words(
    "amazonaws.com api.atlassian.com api.notion.com default.exp-tas.com envato-static.com envato.com "
    "envatousercontent.com kaggle.com liveperson.net lpsnmedia.net notion.so paperswithcode.com sourcegraph.com "
    "storage.googleapis.com substrate.office.com themeforest.net www.notion.so openai.qualtrics.com "
    "browser-intake-datadoghq.com o33249.ingest.sentry.io"
)


def known_hosts() -> frozenset[tuple[str, bool]]:
    """(host, exact) of every role, paths left out."""
    return frozenset((host["host"], host.get("match") == "exact") for _, host in values("hosts") if "path" not in host)


def test_the_hosts_of_the_public_lists_are_in_the_catalogue() -> None:
    known = known_hosts()
    listed = {line.split("\t")[0].lower().removeprefix("*.") for line in lines_of(SHARED / "union_train.tsv")}
    listed = {host for host in listed if re.fullmatch(r"[a-z0-9.-]+", host)} - NOT_TAKEN_OVER
    missing = {
        host
        for host in listed
        if not any(
            (".".join(host.split(".")[at:]), False) in known or (at == 0 and (host, True) in known)
            for at in range(host.count("."))
        )
    }
    with_a_path = {host["host"] for _, host in values("hosts") if "path" in host}
    print(f"{len(listed)} hosts of public lists, {len(missing)} missing")
    assert missing <= with_a_path


def test_every_path_of_a_site_is_also_found_under_www() -> None:
    bound = {(host["host"], host["path"]) for _, host in values("hosts") if "path" in host}
    exact = [h for _, h in values("hosts") if "path" in h and h.get("match") == "exact" and h["host"].count(".") == 1]
    lacking = [h for h in exact if (f"www.{h['host']}", h["path"]) not in bound]
    assert len(lacking) <= len(exact) / 10  # sites that have no www name


def test_the_counts_are_printed_and_large_enough() -> None:
    kinds = ("hosts", "processes", "bundle_ids", "packages", "extensions", "plugins", "ports", "homes", "mcp")
    counts = {kind: sum(1 for _ in values(kind)) for kind in kinds}
    print(len(entries()), "tools;", counts)
    print(dict(Counter(entry["category"] for _, entry in entries()).most_common()))
    on_a_computer = [e for _, e in entries() if any(e.get(key) for key in ("processes", "bundle_ids", "packages"))]
    by_tag = Counter(tag for _, entry in entries() for tag in entry.get("tags", ()))
    print(len(on_a_computer), "on a computer;", dict(by_tag.most_common()))
    assert len(entries()) >= 1000
    assert counts["hosts"] >= 1500
    assert len(on_a_computer) >= 150
    assert counts["extensions"] >= 100
    assert by_tag["ru"] >= 80
    assert by_tag["cn"] >= 60
