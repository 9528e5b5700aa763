"""`gnomon catalogue …`: the list of known AI tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from cli.client import Trouble, json_option
from cli.words import as_plain, print_json, print_line, say, table, tr


@click.group(help=tr("Список известных инструментов ИИ.", "The list of known AI tools."))
def catalogue() -> None:
    pass


@catalogue.command(
    short_help=tr("Чей это хост, программа, расширение.", "Whose host, program or extension this is."),
    help=tr(
        "Адреса, «process:…», «extension:…» в инструмент и уверенность, которую дала бы эта улика одна. Вместо улики "
        "можно назвать файл с такими строками; «-» читает поток ввода.\n\n"
        "Пример: gnomon catalogue match https://chat.deepseek.com process:ollama",
        "Addresses, “process:…”, “extension:…” to the tool and the confidence that this evidence alone would give. A "
        "file of such lines may stand in place of evidence; “-” reads standard input.\n\n"
        "Example: gnomon catalogue match https://chat.deepseek.com process:ollama",
    ),
)
@click.argument("evidence", nargs=-1)
@json_option
def match(evidence: tuple[str, ...], as_json: bool) -> None:
    from detector.catalogue.load import load_catalogue
    from detector.match import Matcher
    from detector.match_line import match_line

    known = Matcher(load_catalogue())
    for text in _lines(evidence or ("-",)):
        found = match_line(known, text)
        if as_json:
            tool, confidence = (found.tool, str(found.confidence)) if found else (None, None)
            print_line({"line": text, "tool": tool, "confidence": confidence})
        else:
            say(f"{text}\t{found.tool if found else '-'}\t{found.confidence if found else '-'}")
            sys.stdout.flush()


def _lines(evidence: Iterable[str]) -> Iterator[str]:
    """What is asked about, one by one: a line itself, or the lines of a file or of standard input."""
    for one in evidence:
        if one == "-" or one.startswith(("/", ".")) or Path(one).is_file():
            with click.File(encoding="utf-8", errors="replace").convert(one, None, None) as lines:
                yield from filter(None, map(str.strip, lines))
        else:
            yield one


@catalogue.command(help=tr("Всё об одном инструменте.", "All about one tool."))
@click.argument("tool")
@json_option
def show(tool: str, as_json: bool) -> None:
    from detector.catalogue.load import load_catalogue

    found = load_catalogue().tools.get(tool)
    if found is None:
        raise Trouble(
            tr(
                f"Инструмента «{tool}» нет. Поиск: gnomon catalogue search СЛОВО",
                f"There is no tool “{tool}”. Search: gnomon catalogue search WORD",
            )
        )
    if as_json:
        print_json(as_plain(found))
        return
    say(f"{found.name} ({found.id}), {found.vendor}")
    rows = (
        (tr("вид", "category"), found.category),
        (tr("страна", "country"), found.country),
        (tr("метки", "tags"), ", ".join(found.tags)),
        (tr("хосты", "hosts"), ", ".join(f"{host.host}{host.path}" for host in found.hosts)),
        (tr("расширения", "extensions"), ", ".join(one.id for one in found.extensions)),
        (tr("источник", "source"), f"{found.source} ({found.checked})"),
    )
    for name, value in rows:
        if value:
            say(f"  {name}: {value}")


@catalogue.command(help=tr("Найти инструмент по имени, компании или хосту.", "Find a tool by name, vendor or host."))
@click.argument("word")
@json_option
def search(word: str, as_json: bool) -> None:
    from detector.catalogue.load import load_catalogue

    low = word.casefold()
    found = [
        tool
        for tool in load_catalogue().tools.values()
        if low in f"{tool.id} {tool.name} {tool.vendor} {' '.join(host.host for host in tool.hosts)}".casefold()
    ]
    if as_json:
        print_json([as_plain(tool) for tool in found])
    elif not found:
        say(tr("Ничего не найдено.", "Nothing was found."))
    else:
        say(
            table(
                [(tool.id, tool.name, tool.vendor, tool.category) for tool in found],
                ("id", tr("имя", "name"), tr("компания", "vendor"), tr("вид", "category")),
            )
        )


@catalogue.command(help=tr("Сколько чего в списке.", "How much of what is in the list."))
@json_option
def stats(as_json: bool) -> None:
    from collections import Counter

    from detector.catalogue.load import load_catalogue

    tools = load_catalogue().tools.values()
    numbers: dict[str, object] = {
        "tools": len(tools),
        "hosts": sum(len(tool.hosts) for tool in tools),
        "extensions": sum(len(tool.extensions) for tool in tools),
        "plugins": sum(len(tool.plugins) for tool in tools),
        "programs": sum(bool(tool.processes) for tool in tools),
        "categories": dict(Counter(tool.category for tool in tools).most_common()),
        "countries": dict(Counter(tool.country for tool in tools).most_common()),
    }
    if as_json:
        print_json(numbers)
    else:
        for name, value in numbers.items():
            say(f"{name}: {_in_words(value)}")


def _in_words(value: object) -> str:
    return ", ".join(f"{key or '?'} {count}" for key, count in value.items()) if isinstance(value, dict) else str(value)


@catalogue.command(help=tr("Проверить файлы списка.", "Check the files of the list."))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def lint(folder: Path | None) -> None:
    from detector.catalogue.compile import FOLDER, CatalogueError, read_tools, source_files
    from detector.catalogue.lint import lint_tools

    files = source_files(folder or FOLDER)
    if not files:  # an empty folder, or the package, which carries the compiled list only
        where = folder or FOLDER
        raise Trouble(
            tr(f"В {where} нет файлов .yaml и .tsv: назовите папку.", f"{where} holds no .yaml or .tsv: name a folder.")
        )
    try:
        tools = read_tools(files)
    except CatalogueError as error:
        raise Trouble(str(error)) from error
    complaints = lint_tools(tools)
    for complaint in complaints:
        say(complaint)
    if complaints:
        raise Trouble(tr(f"Замечаний: {len(complaints)}.", f"{len(complaints)} things to mend."))
    say(tr(f"Инструментов: {len(tools)}, замечаний нет.", f"{len(tools)} tools, nothing to mend."))
