"""Words of a program are nobody's names; speech beside them stays speech."""

from __future__ import annotations

import pytest

from redactor.program_text import has_humps, is_identifier

IDENTIFIERS = [
    "def run(self, *args, **⟦kwargs⟧):",
    "if(⟦isNaN⟧(t))return e;",
    "await (0,⟦modelCostMap⟧)(l);",
    'e.s(["⟦ChevronRight⟧",()=>i.default]);',
    "int OBJ_txt2nid(const ⟦char⟧ *s);",
    "for ($i = 0; $i < count($⟦users⟧); $i++) {",
    "session.⟦query⟧(User); x == 1",
    "⟦КонецПроцедуры⟧",
    "    Перем4 = Перем5 + ⟦Перем⟧6;",
    "Массив = ⟦Новый Массив⟧(3, 2);",
    "<ul><⟦li⟧>one</li></ul>",
    "<doc:⟦Nmbr⟧>7</doc",
    "<⟦pobox⟧ />",
    "<⟦Ntry⟧>\n  <Amt>5</Amt>",
    "   :⟦maxdepth⟧: 2",
    "{% ⟦elif⟧ user %}",
    "Функция Взять(⟦Знач Имя⟧) Экспорт",
    "<p style=\"font-family: 'Calibri', '⟦Segoe UI⟧', serif\">",
    '<font color="red" face="⟦Meiryo⟧">',
    '"⟦clientTransferProhibited⟧",',
    "put `⟦Gunicorn⟧` before it",
    "```⟦nixos⟧",
    "нажимаю на кнопку '⟦ФормаСоздать⟧'",
    "Для каждого ⟦СтрокаДерева⟧ Из Дерево Цикл",
    "│  └─ ⟦TodoItem⟧",
    "⟦Dim⟧ rng As Range",
    "    Dim ⟦Piers⟧ As New Collection",
    "Private ⟦Mara⟧ As String",
    "⟦ReDim⟧ rows(1 To 5)",
    'Set ⟦Doc⟧ = CreateObject("Word.Application")',
    "Public Function ⟦Rand⟧(n As Long) As Double",
    "Next ⟦Ari⟧",
    "On Error GoTo ⟦Finn⟧",
]
SPEECH = [
    "ask ⟦kwargs⟧ about it (please)",
    'greet("⟦anna⟧"); return x;',
    "total += 1;  // ⟦bjorn⟧ wants this",
    "x = y()  # as ⟦Maja⟧ said",
    "Dear <b>⟦Anna⟧</b>,",
    "итого = 5, акт = от ⟦СтройИнвест⟧",
    "Договор с ⟦ТехноСтрой⟧ (Казань)",
    "The invoice(s) for ⟦Anna⟧;",
    '{"name": "⟦anna⟧", "age": 3},',
    "map these: @a_b -> Anna, ⟦@hans_m⟧ -> Hans, @x_y -> Xenia",
    "sshd[2217]: Accepted password for ⟦kbrennan⟧ from [::1]",
    "2026-01-01 INFO user=⟦anna⟧ action=login",
    "Оплатили: Петров(2), ⟦Сидоров⟧(3);",
    "Present: Anna(HR), ⟦Boris⟧(IT);",
    "ask anna(hr), ⟦boris⟧(it);",
    "staff with score >= 5 (⟦anna⟧, boris);",
    "стаж >= 5 лет (⟦иванов⟧, петрова);",
    "**anna** and **⟦boris⟧**, please",
    "|| name || team ||\n|| ⟦anna⟧ || hr ||",
    "ФИО = ⟦ИВАНОВ⟧;",
    "if ⟦anna⟧ calls (again), tell boris;",
    "Для ⟦анны⟧ (срочно);",
    "Возврат ⟦петровой⟧ (чек 5);",
    "return the call to ⟦anna⟧;",
    "#anna #⟦boris⟧ (team);",
    "в файле ⟦ИвановИван⟧.docx, (скан);",
    "Anna => ⟦Boris⟧ => Clara",
    "По договору ⟦МосОблСпецСтрой⟧ (Химки);",
    "See Petrov[1], ⟦sidorov⟧[2];",
    "<⟦Anna⟧> hi there",
    '<font face="Arial">⟦Anna⟧</font>',
    "p { font: serif } ⟦Anna⟧",
    "10:02 <⟦Anna⟧>\nhi",
    "договор с 'ТехноСтрой' подписал `⟦Иванов⟧`",
    "`run ⟦Anna⟧`",
    "кому: ⟦Иван⟧: да",
    "```\n⟦Anna⟧\n```",
    "├ Иванов ⟦Пётр⟧",
    'Set ws = Worksheets("⟦Petrov⟧")',
    "Dim n As Long ' ask ⟦Maja⟧",
    "Dim lights, ⟦Anna⟧ as well",
    "Next ⟦Anna⟧ speaks",
    "Set a date with ⟦Anna⟧ = fine",
    "Private matter, ask ⟦Anna⟧ As soon",
    "With ⟦Anna⟧ we can",
]


def _is_identifier(marked: str) -> bool:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return is_identifier(marked.replace("⟦", "").replace("⟧", ""), start, end)


@pytest.mark.parametrize("line", IDENTIFIERS)
def test_a_word_of_a_program_is_an_identifier(line: str) -> None:
    assert _is_identifier(f"first line\n{line}\nlast line")


@pytest.mark.parametrize("line", SPEECH)
def test_quoted_words_comments_and_prose_are_speech(line: str) -> None:
    assert not _is_identifier(f"first line\n{line}\nlast line")


@pytest.mark.parametrize("word", ["maxResults", "OpenSSL", "ChevronRightIcon", "isNaN"])
def test_a_word_with_humps_is_a_thing(word: str) -> None:
    assert has_humps(word)


@pytest.mark.parametrize(
    "name",
    [
        "McDonald",
        "MacLeod",
        "DeShawn",
        "LaTasha",
        "O'Neill",
        "MaryAnn",
        "DiCaprio",
        "Anna",
        "McGILL",
        "deVries",
        "GUTlERREZ",
    ],
)
def test_a_name_with_a_capital_inside_is_none(name: str) -> None:
    assert not has_humps(name)
