"""Faults that pydantic finds, in words: what is wrong and what to do about it."""

import difflib
from collections.abc import Mapping, Sequence

from policy.words import Text

Words = tuple[Text, Text]


def words_of(kind: str, field: str, given: object, context: Mapping[str, object], known: Sequence[str]) -> Words:
    """Sentences for one fault.

    kind: pydantic's error type. field: the key it is about. given: what the file says there. known: names that the
    place accepts, for unknown keys.
    """
    if kind == "extra_forbidden":
        return _unknown(field, known)
    if kind in ("literal_error", "gnomon_word"):
        expected = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        return _no_such_word(field, given, expected.split(", "))
    if kind == "missing" and field in _EXAMPLES:
        return _missing(field)
    found = _WORDS.get(kind)
    if found is None:
        return _of_type(kind, field)
    text, fix = found
    values = {"field": field, **{name: str(value) for name, value in context.items()}}
    return _fill(text, values), _fill(fix, values)


def _unknown(field: str, known: Sequence[str]) -> Words:
    text = Text(ru=f"Поле «{field[:40]}» здесь неизвестно.", en=f"The field '{field[:40]}' is not known here.")
    close = difflib.get_close_matches(field, known, n=1, cutoff=0.6)
    if close:
        return text, Text(ru=f"Наверное, вы имели в виду «{close[0]}».", en=f"Did you mean '{close[0]}'?")
    names = ", ".join(known)
    return text, Text(ru=f"Уберите его; бывают: {names}.", en=f"Remove it; known are: {names}.")


def _missing(field: str) -> Words:
    example = f"{field}: {_EXAMPLES[field]}"
    text, _ = _WORDS["missing"]
    fix = Text(ru=f"Добавьте его, например «{example}».", en=f"Add it, for example '{example}'.")
    return _fill(text, {"field": field}), fix


def _no_such_word(field: str, given: object, allowed: Sequence[str]) -> Words:
    names = ", ".join(allowed)
    if not isinstance(given, str):
        text = Text(ru=f"Поле «{field}» ждёт одно слово.", en=f"'{field}' takes one word.")
        return text, Text(ru=f"Можно: {names}.", en=f"Use one of: {names}.")
    shown = given[:40]
    text = Text(ru=f"Слова «{shown}» в поле «{field}» нет.", en=f"'{field}' has no word '{shown}'.")
    close = difflib.get_close_matches(shown, allowed, n=1, cutoff=0.6)
    if close:
        return text, Text(
            ru=f"Наверное, вы имели в виду «{close[0]}»; можно: {names}.",
            en=f"Did you mean '{close[0]}'? Use one of: {names}.",
        )
    return text, Text(ru=f"Можно: {names}.", en=f"Use one of: {names}.")


def _of_type(kind: str, field: str) -> Words:
    """Faults of the plain types: string, list, mapping, number."""
    for start, words in _TYPES.items():
        if kind.startswith(start):
            return _fill(words[0], {"field": field}), words[1]
    return (
        Text(ru=f"Значение поля «{field}» не подходит.", en=f"The value of '{field}' does not fit."),
        Text(ru="Сверьтесь с docs/policy.md.", en="See docs/policy.md."),
    )


def _fill(text: Text, values: Mapping[str, str]) -> Text:
    return Text(ru=_replace(text.ru, values), en=_replace(text.en, values))


def _replace(sentence: str, values: Mapping[str, str]) -> str:
    """Like str.format, but values of the file are never read as formats."""
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value.replace("{", "(").replace("}", ")"))
    return sentence


_EXAMPLES = {
    "apiVersion": "gnomon/v1",
    "version": "1",
    "mode": "coach",
    "id": "our-rule",
    "do": "coach",
    "url": "https://llm.example.corp/v1",
    "model": "corp-llm",
    "supported_entity": "CONTRACT_NUMBER",
    "score": "0.6",
    "percent": "10",
    "salt": "wave-1",
    "scope": "company",
    "given": "{tool: chatgpt}",
}
_TYPES: dict[str, Words] = {
    "string": (
        Text(ru="Поле «{field}» ждёт текст.", en="'{field}' takes a text."),
        Text(
            ru='Напишите текст; числа и слова true, null возьмите в кавычки: "…".',
            en='Write a text; put numbers and the words true, null in quotes: "…".',
        ),
    ),
    "list": (
        Text(ru="Поле «{field}» ждёт список.", en="'{field}' takes a list."),
        Text(
            ru="Возьмите значения в скобки: [одно, другое]; или каждое с новой строки после «- ».",
            en="Put the values in brackets: [one, another]; or each on a line of its own after '- '.",
        ),
    ),
    "int": (
        Text(ru="Поле «{field}» ждёт целое число.", en="'{field}' takes a whole number."),
        Text(ru="Напишите число цифрами, без кавычек.", en="Write the number in digits, without quotes."),
    ),
    "float": (
        Text(ru="Поле «{field}» ждёт число.", en="'{field}' takes a number."),
        Text(ru="Напишите число, например 0.6, без кавычек.", en="Write a number such as 0.6, without quotes."),
    ),
    "bool": (
        Text(ru="Поле «{field}» ждёт true или false.", en="'{field}' takes true or false."),
        Text(ru="Напишите true или false.", en="Write true or false."),
    ),
    "model": (
        Text(ru="Поле «{field}» ждёт вложенные поля.", en="'{field}' takes fields of its own."),
        Text(
            ru="Напишите поля под ним с отступом или в фигурных скобках: {имя: значение}.",
            en="Write fields below it, indented, or in braces: {name: value}.",
        ),
    ),
}
_TYPES["dict"] = _TYPES["model"]

_WORDS: dict[str, Words] = {
    "missing": (
        Text(ru="Нет обязательного поля «{field}».", en="The field '{field}' is missing."),
        Text(ru="Добавьте его.", en="Add it."),
    ),
    "greater_than_equal": (
        Text(ru="Число в поле «{field}» слишком мало.", en="The number in '{field}' is too small."),
        Text(ru="Наименьшее значение: {ge}.", en="The smallest value is {ge}."),
    ),
    "less_than_equal": (
        Text(ru="Число в поле «{field}» слишком велико.", en="The number in '{field}' is too large."),
        Text(ru="Наибольшее значение: {le}.", en="The largest value is {le}."),
    ),
    "string_too_short": (
        Text(ru="Поле «{field}» пусто.", en="'{field}' is empty."),
        Text(ru="Впишите значение или уберите поле.", en="Write a value, or remove the field."),
    ),
    "string_too_long": (
        Text(ru="Текст в поле «{field}» слишком длинный.", en="The text in '{field}' is too long."),
        Text(ru="Не больше {max_length} знаков.", en="At most {max_length} characters."),
    ),
    "too_long": (
        Text(ru="В поле «{field}» слишком много значений.", en="'{field}' has too many values."),
        Text(ru="Не больше {max_length}.", en="At most {max_length}."),
    ),
    "too_short": (
        Text(ru="Поле «{field}» пусто.", en="'{field}' is empty."),
        Text(ru="Впишите значение или уберите поле.", en="Write a value, or remove the field."),
    ),
    "gnomon_not_ascii": (
        Text(
            ru="Знак «{letter}» ({code}, {name}) в поле «{field}» не латинский, хотя может быть похож.",
            en="The character '{letter}' ({code}, {name}) in '{field}' is not a Latin one, however alike it looks.",
        ),
        Text(ru="Наберите слово заново латинскими буквами.", en="Type the word again in Latin letters."),
    ),
    "gnomon_mixed": (
        Text(
            ru="В слове «{word}» смешаны латинские и русские буквы.",
            en="The word '{word}' mixes Latin and Cyrillic letters.",
        ),
        Text(ru="Наберите его заново буквами одного алфавита.", en="Type it again in one alphabet."),
    ),
    "gnomon_glob": (
        Text(ru="Знак «{sign}» в шаблоне не принимается.", en="The sign '{sign}' is not accepted in a pattern."),
        Text(ru="В шаблонах есть только звёздочка: любые знаки.", en="Patterns know the star only: any characters."),
    ),
    "gnomon_shape": (
        Text(ru="Поле «{field}» написано не по правилам.", en="'{field}' is not written as it must be."),
        Text(
            ru="Строчные латинские буквы, цифры и дефис; в шаблонах ещё точка и звёздочка; сущности ЗАГЛАВНЫМИ.",
            en="Small Latin letters, digits and hyphens; patterns may hold dots and stars; entities are in CAPITALS.",
        ),
    ),
    "gnomon_switch": (
        Text(ru="Поле «{field}» ждёт on или off.", en="'{field}' takes on or off."),
        Text(ru="Напишите on или off.", en="Write on or off."),
    ),
    "gnomon_moment": (
        Text(ru="Поле «{field}» ждёт дату и время.", en="'{field}' takes a date and time."),
        Text(ru='Например: "2027-01-31T18:00:00+03:00".', en='For example: "2027-01-31T18:00:00+03:00".'),
    ),
    "gnomon_zone": (
        Text(ru="У даты в поле «{field}» нет часового пояса.", en="The date in '{field}' has no time zone."),
        Text(
            ru='Допишите время и пояс: "2027-01-31T18:00:00+03:00".',
            en='Add the time and the zone: "2027-01-31T18:00:00+03:00".',
        ),
    ),
    "gnomon_hours": (
        Text(
            ru="Часы в поле «{field}» написаны не по правилам.",
            en="The hours in '{field}' are not written as they must be.",
        ),
        Text(ru='Две цифры, в кавычках: "09:00-18:00".', en='Two digits, in quotes: "09:00-18:00".'),
    ),
    "gnomon_no_hours": (
        Text(ru="Начало и конец в поле «{field}» совпадают.", en="Start and end in '{field}' are the same."),
        Text(ru="Для всех суток уберите поле.", en="Remove the field for the whole day."),
    ),
    "gnomon_tz": (
        Text(ru="Часового пояса «{given}» нет.", en="There is no time zone '{given}'."),
        Text(ru="Напишите имя IANA, например Europe/Moscow.", en="Write an IANA name such as Europe/Moscow."),
    ),
    "gnomon_url": (
        Text(ru="Поле «{field}» ждёт адрес.", en="'{field}' takes an address."),
        Text(
            ru="Например: https://llm.example.corp/v1, без имени пользователя, «?» и «#».",
            en="For example https://llm.example.corp/v1, without a user name, '?' or '#'.",
        ),
    ),
    "gnomon_http": (
        Text(ru="Адрес в поле «{field}» без шифрования.", en="The address in '{field}' is not encrypted."),
        Text(ru="Нужен https; http только на 127.0.0.1.", en="Use https; http is for 127.0.0.1 only."),
    ),
    "gnomon_data": (
        Text(ru="Здесь нужна запись с полем id.", en="This needs an entry with an id."),
        Text(
            ru="Например: {id: our-bot, name: Наш бот, hosts: [...]}.",
            en="For example: {id: our-bot, name: Our bot, hosts: [...]}.",
        ),
    ),
    "gnomon_scope": (
        Text(ru="Область бюджета написана не по правилам.", en="The scope of the budget is not written as it must be."),
        Text(
            ru="company, user, device, department:ИМЯ или group:ИМЯ.",
            en="company, user, device, department:NAME or group:NAME.",
        ),
    ),
    "gnomon_regex": (
        Text(ru="{ru}", en="{en}"),
        Text(
            ru="Исправьте или упростите его: одно повторение за раз, с верхней границей.",
            en="Mend or simplify it: one repetition at a time, with an upper bound.",
        ),
    ),
    "gnomon_finds_nothing": (
        Text(ru="Распознавателю нечего искать.", en="The recognizer has nothing to look for."),
        Text(ru="Добавьте patterns или deny_list.", en="Add patterns or deny_list."),
    ),
    "gnomon_limits_nothing": (
        Text(ru="Бюджет ничего не ограничивает.", en="The budget limits nothing."),
        Text(ru="Добавьте tokens_per_day или rub_per_month.", en="Add tokens_per_day or rub_per_month."),
    ),
}
