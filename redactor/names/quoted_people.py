"""Russian people named in quotation marks, which the network reads as firms and things. Pure.

Most of what stands in quotation marks is nobody: firms, halls, dishes, books, and ships called «Иван Поддубный». Who is
written down begins with the surname; a given name first or a surname alone is somebody's after the words of a form, a
folder or a mail («вкладка «Рубцова»»), and one within a phrase after a paper or a deed («удалите строку Гущиной»).
"""

import re
from collections.abc import Callable, Iterator, Sequence

from redactor.finding import Finding
from redactor.names.cyrillic_doubts import is_thing_before
from redactor.names.lists import GIVEN_FAR, GIVEN_SURE, NICKNAMES
from redactor.names.morph import Odds
from redactor.names.tokens import Case, Token
from redactor.recognizers.bare_streets import STREETS
from redactor.word_lists import word_list

_CLOSES = {"«": "»", "„": "“”", "“": "”", '"': '"', "'": "'"}
_SCORE = 0.75  # from here on who is named is found again elsewhere
_LONGEST = 8  # tokens between the marks
_SURELY, _LIKELY, _SOME = 0.75, 0.5, 0.2  # shares of a word's readings as a name
_UNKNOWN_SURNAME = re.compile(
    r"[а-яё]{2,}(?:[оеё]в|[иы]н|[сц]кий|[сц]кой)|[а-яё]{2,}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|е|ой|ую|ая|ого|ому|им)"
    r"|[а-яё]{3,}(?:енк[оаиуе]|(?:дз|швил|и?[чщ]у)[еикау]|[яи]н|[ыи]х|[оеёу]вич[а-я]{0,2}|[ая]ури[а-яё]?)"
)
_SURE_ENDING = re.compile(r"[а-яё]{3,}(?:[оеё]в(?:а|у|ым|ой)|[иы]н(?:у|ым|ой))")  # of a case that only a name has
_PATRONYMIC = re.compile(r"[а-яё]{3,}(?:[оеь]вич|ич)(?:а|у|ем|е)?|[а-яё]{3,}(?:[оеь]вн|ичн)(?:а|ы|е|у|ой)")
_INITIALS = re.compile(r"[А-ЯЁ]\.?")
# Before a surname alone: where people are written down, and who wrote.
_FORM = re.compile(
    r"(?:пол[еяюь]|граф[аеуы]|фамили[яиюей]+|(?:под)?папк|вкладк|закладк|файл|карточк|контакт|чат|тем[аеуы]\b|метк|тег|ярлык|ярлычк"
    r"|подпис|столб|колонк|строк|ячейк|заголов|записан|бейдж|бирк|комментари|отправител|получател|пользовател|сотрудни"
    r"|клиент|владел|абонент|физлиц|логин|звонок|звонк)[а-яё]{0,4}"
)
_NAME_FIELD = re.compile(r"фамили[яиюей]+|имя|отчество|фио|ф\.и\.о|псевдоним|прозвище")
_BETWEEN = frozenset((":", "как", "стоит", "имени", "с", "именем", "название", "названием", "под", "на"))
_MOST_BETWEEN = 3  # such words between the word of the form and the mark
# Before a surname within a phrase: papers and deeds, and what leads to people.
_PAPER = re.compile(
    r"(?:договор|сч[её]т|акт|анкет|заявлени|приказ|справк|паспорт|резюме|пропуск|отпуск|больничн|карт|дел|строк|письм|копи"
    r"|показани|отч[её]т|переписк|звон|оплат|зарплат|увольнени|при[её]м|собеседовани|встреч|запис|доверенност"
    r"|расписк|накладн|табел|жалоб|заявк|скан|фото|чат|списк|аванс|долг)[а-яё]{0,3}"
    r"|юбилей|список|за|от|для|у|к|про|др|по|с|со|на"
)
_PREPOSITION = 3  # letters; with a capital it begins a title: «К Есенину»
_FAMOUS = re.compile(rf"(?:{'|'.join(sorted(word_list('eponym_people')))})[а-яё]{{0,3}}")


def find_quoted(odds: Callable[[str], Odds], tokens: Sequence[Token]) -> Iterator[Finding]:
    """People in quotation marks."""
    for first, last in _quotations(tokens):
        words = tokens[first:last]
        if is_thing_before(tokens, first - 1):
            continue
        given_first = len(words) == 2 and odds(words[0].low).name > odds(words[1].low).name
        if is_whole_name(odds, words) and (not given_first or _is_on_form(tokens, first - 1)):
            yield Finding("PERSON", words[0].start, words[-1].end, _SCORE, "name-quoted-ru")
        elif len(words) == 1:
            if _fills_name_field(tokens, first) or (is_surname(odds, words[0]) and _is_on_form(tokens, first - 1)):
                yield Finding("PERSON", words[0].start, words[0].end, _SCORE, "name-quoted-ru")
        else:
            yield from _in_phrase(odds, words)


def _quotations(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, end) of the tokens between two marks, the inner ones of two pairs as well."""
    for at, token in enumerate(tokens):
        closes = _CLOSES.get(token.text)
        if closes is None or at + 1 == len(tokens) or tokens[at + 1].start != token.end:
            continue
        if token.text in "\"'" and at and tokens[at - 1].end == token.start and tokens[at - 1].is_word:
            continue
        for end in range(at + 1, min(len(tokens), at + 2 + _LONGEST)):
            sign = tokens[end].text
            if sign in closes and end > at + 1:
                yield at + 1, end
            if sign in closes or sign == "\n":
                break


def is_whole_name(odds: Callable[[str], Odds], words: Sequence[Token]) -> bool:
    """A surname and a given name in either order, with or without a patronymic; a surname with initials."""
    named = [word for word in words if word.text != "."]
    if not 2 <= len(named) <= 3 or not all(word.cyrillic and word.case in (Case.TITLE, Case.UPPER) for word in named):
        return False
    *others, last = named
    if all(_INITIALS.fullmatch(word.text) for word in named[1:]):
        return is_surname(odds, named[0]) and len(named[0].text) > 1
    if len(words) != len(named):
        return False
    if len(named) == 3:
        middle = _PATRONYMIC.fullmatch(named[1].low) or _PATRONYMIC.fullmatch(last.low)
        others, last = [named[0]], named[2] if _PATRONYMIC.fullmatch(named[1].low) else named[1]
        if middle is None:
            return False
    return _are_pair(odds, others[0], last)


def _are_pair(odds: Callable[[str], Odds], one: Token, other: Token) -> bool:
    """Whether one of two words is surely a name and the other may be the other half of it."""
    for given, family in ((one, other), (other, one)):
        name, surname = odds(given.low), odds(family.low)
        listed = any(given.low in names for names in (GIVEN_SURE, GIVEN_FAR, NICKNAMES))
        if (listed or (name.known and name.name >= _SURELY)) and (
            surname.surname >= _SOME or (not surname.known and _UNKNOWN_SURNAME.fullmatch(family.low))
        ):
            return True
        if surname.known and surname.surname >= _SURELY and name.known and name.name >= _SOME:
            return True
        if _PATRONYMIC.fullmatch(family.low) and (listed or name.name >= _LIKELY):
            return True
    return False


def is_surname(odds: Callable[[str], Odds], word: Token) -> bool:
    """Whether a word with a capital is hardly anything but a surname, and none that things are called after."""
    if not word.cyrillic or word.case not in (Case.TITLE, Case.UPPER) or len(word.text) < 4:
        return False
    if word.low in STREETS or _FAMOUS.fullmatch(word.low):
        return False
    found = odds(word.low)
    if found.known:
        return found.surname >= _SURELY and not found.place
    return _SURE_ENDING.fullmatch(word.low) is not None or (
        found.name + found.surname >= _LIKELY and _UNKNOWN_SURNAME.fullmatch(word.low) is not None
    )


def _fills_name_field(tokens: Sequence[Token], at: int) -> bool:
    """«Поле «Имя»: «Ия»»: what fills it, whatever the word is."""
    if at < 3 or tokens[at - 2].text != ":" or tokens[at].case not in (Case.TITLE, Case.UPPER):
        return False
    label = tokens[at - 3 - (tokens[at - 3].text in "»\"”“'")]
    return _NAME_FIELD.fullmatch(label.low) is not None and _NAME_FIELD.fullmatch(tokens[at].low) is None


def _is_on_form(tokens: Sequence[Token], opened: int) -> bool:
    """Whether the word of a form stands before a mark: «вкладка «…»», «Поле «Фамилия»: «…»», «записан как «…»»."""
    at = opened - 1
    for _ in range(_MOST_BETWEEN):
        if at >= 0 and (tokens[at].low in _BETWEEN or tokens[at].text in "»\"”“'«"):
            at -= 1
    return at >= 0 and _FORM.fullmatch(tokens[at].low) is not None


def _in_phrase(odds: Callable[[str], Odds], words: Sequence[Token]) -> Iterator[Finding]:
    """A surname after a paper or a preposition, or before a dash: «Договор Кузьмичёва», «Хуснутдиновой — показания»."""
    for at, word in enumerate(words):
        before = words[at - 1]
        led = at and _PAPER.fullmatch(before.low) and (before.case is Case.LOWER or len(before.text) > _PREPOSITION)
        dashed = not at and words[1].text in "—–"
        if (led or dashed) and is_surname(odds, word):
            yield Finding("PERSON", word.start, word.end, _SCORE, "name-quoted-ru")
