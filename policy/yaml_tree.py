"""YAML text → plain values, each with its line, and complaints about the traps of YAML.

Only the events of ruamel.yaml are used: no tag, anchor or alias is ever constructed, so that a file of any size
stays as small in memory as it is on paper. Plain scalars follow the YAML 1.2.2 core schema (§10.3.2); what other
readers of YAML take differently (YAML 1.1: `no`, `12:30`, `017`) must be quoted.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from policy.complaint import Complaint, PolicyError
from policy.words import Text
from policy.yaml_words import SwitchKeys, scanner_text, trap_of

MAX_BYTES = 1_048_576
MAX_DEPTH = 16

Path = tuple[str | int, ...]
Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """A file as plain values with the places of all values and of all keys of mappings."""

    value: Value = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)


def read_tree(data: bytes, *, file: str, switch_keys: SwitchKeys) -> Tree:
    """Read one YAML (or JSON) document.

    switch_keys: keys whose value may be a bare on or off.

    Raises: PolicyError when the bytes are not one readable document; traps are in `complaints` instead.
    """
    text = _decode(data, file)
    reader = _Reader(file, switch_keys)
    try:
        for event in YAML(typ="rt", pure=True).parse(text):
            reader.feed(event)
    except PolicyError:
        raise
    except ValueError as error:  # ruamel.yaml lets chr() complain about "\U00110000"
        raise PolicyError((*reader.tree.complaints, _complaint(file, reader.reached, *scanner_text("")))) from error
    except YAMLError as error:
        raise PolicyError((*reader.tree.complaints, _unreadable(error, file, text))) from error
    if reader.documents != 1:
        raise PolicyError((_complaint(file, Place(1, 1), _ONE_DOCUMENT, _ONE_DOCUMENT_FIX),))
    return reader.tree


class _Reader:
    """Builds the tree from events, without recursion."""

    def __init__(self, file: str, switch_keys: SwitchKeys) -> None:
        self.tree = Tree()
        self.documents = 0
        self.reached = Place(1, 1)
        self._file = file
        self._switch_keys = switch_keys
        self._open: list[dict[str, Value] | list[Value]] = []
        self._path: list[str | int] = []
        self._key: str | None = None
        self._nameless = 0

    def feed(self, event: Event) -> None:
        """Take the next event of the document."""
        self.reached = _place(event)
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                self._complain(event, _DIRECTIVE, _DIRECTIVE_FIX)
        elif isinstance(event, AliasEvent):
            self._complain(event, _ANCHOR, _ANCHOR_FIX)
            self._put(None, event)
        elif isinstance(event, ScalarEvent):
            self._check_node(event)
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._check_node(event)
            self._begin({} if isinstance(event, MappingStartEvent) else [], event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
            if self._open:
                self._path.pop()

    def _check_node(self, event: Event) -> None:
        if getattr(event, "anchor", None):
            self._complain(event, _ANCHOR, _ANCHOR_FIX)
        tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
        if tag and str(tag) not in ("None", "!"):
            self._complain(event, _TAG, _TAG_FIX)

    def _begin(self, container: dict[str, Value] | list[Value], event: Event) -> None:
        if self._at_key():
            self._complain(event, _KEY, _KEY_FIX)
            self._key = self._spare_name()
        if len(self._open) >= MAX_DEPTH:
            raise PolicyError((_complaint(self._file, _place(event), _DEEP, _DEEP_FIX),))
        step = self._put(container, event)
        if step is not None:
            self._path.append(step)
        self._open.append(container)

    def _scalar(self, event: ScalarEvent) -> None:
        plain = event.style is None or event.style == ""
        text = str(event.value)
        for hidden in _hidden_characters(text):
            self._complain(event, _hidden_text(hidden), _HIDDEN_FIX)
        if self._at_key():
            self._name(text, plain, event)
            return
        if not plain:
            self._put(text, event)
            return
        value, trap = trap_of(text, switch=self._key in self._switch_keys)
        if trap is not None:
            self._complain(event, *trap)
        self._put(value, event)

    def _name(self, text: str, plain: bool, event: Event) -> None:
        """Take a key of the innermost mapping."""
        mapping = self._open[-1]
        assert isinstance(mapping, dict)
        value, trap = trap_of(text, switch=False) if plain else (text, None)
        if not isinstance(value, str) or trap is not None or text == "<<":
            self._complain(event, _KEY, _KEY_FIX)
            text = self._spare_name()
        if text in mapping:
            first = self.tree.keys[(*self._path, text)].line
            self._complain(event, _twice(text, first), _TWICE_FIX)
            text = self._spare_name()
        self._key = text
        self.tree.keys[(*self._path, text)] = _place(event)

    def _spare_name(self) -> str:
        """A key for what already has a complaint; the schema never sees such a tree."""
        self._nameless += 1
        return f"\0{self._nameless}"

    def _at_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._key is None

    def _put(self, value: Value, event: Event) -> str | int | None:
        """Store a value where the reader stands; returns the step of its path, None at the top."""
        if not self._open:
            self.tree.value = value
            self.tree.values[()] = _place(event)
            return None
        container = self._open[-1]
        step: str | int
        if isinstance(container, dict):
            step = self._key if self._key is not None else self._spare_name()
            container[step] = value
            self._key = None
        else:
            step = len(container)
            container.append(value)
        self.tree.values[(*self._path, step)] = _place(event)
        return step

    def _complain(self, event: Event, text: Text, fix: Text) -> None:
        self.tree.complaints.append(_complaint(self._file, _place(event), text, fix))


def _decode(data: bytes, file: str) -> str:
    """UTF-8 with or without a byte order mark, at most MAX_BYTES."""
    if len(data) > MAX_BYTES:
        raise PolicyError((_complaint(file, Place(1, 1), _LARGE, _LARGE_FIX),))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise PolicyError((_complaint(file, Place(line, column), _NOT_UTF8, _NOT_UTF8_FIX),)) from error


def _place(event: Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _complaint(file: str, place: Place, text: Text, fix: Text) -> Complaint:
    return Complaint(file, place.line, place.column, text, fix)


def _unreadable(error: YAMLError, file: str, text: str) -> Complaint:
    """Words and place for what ruamel.yaml could not read."""
    if isinstance(error, ReaderError):
        before = text[: error.position]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _complaint(file, place, *scanner_text(error.reason))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
    return _complaint(file, place, *scanner_text(str(getattr(error, "problem", ""))))


def _hidden_characters(text: str) -> Iterator[str]:
    """Characters that change what a reader sees: control, format (bidi, zero-width), surrogates, private use.

    Source: Unicode TR 36 §2.2, the "Trojan Source" paper (CVE-2021-42574): bidi controls reorder what is shown.
    """
    return (
        one
        for one in dict.fromkeys(text)
        if one not in "\n\t" and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co")
    )


def _hidden_text(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    return Text(
        ru=f"Невидимый знак {code} меняет то, что видит читающий.",
        en=f"The invisible character {code} changes what a reader sees.",
    )


def _twice(key: str, line: int) -> Text:
    return Text(ru=f"Ключ «{key}» уже был в строке {line}.", en=f"The key '{key}' was already given on line {line}.")


_TWICE_FIX = Text(ru="Оставьте один из них.", en="Keep one of them.")
_HIDDEN_FIX = Text(ru="Удалите его или наберите текст заново.", en="Delete it or type the text again.")
_ANCHOR = Text(
    ru="Якоря (&) и ссылки (*) YAML не принимаются: по ним нельзя назвать строку правила.",
    en="YAML anchors (&) and aliases (*) are not accepted: they hide which line decides.",
)
_ANCHOR_FIX = Text(
    ru="Повторите значение целиком; звёздочку в начале слова возьмите в кавычки.",
    en="Write the value out; put a word that starts with a star in quotes.",
)
_TAG = Text(ru="Метки типов (!…) не принимаются.", en="Type tags (!…) are not accepted.")
_TAG_FIX = Text(
    ru="Уберите метку; текст со знаком «!» в начале возьмите в кавычки.",
    en="Remove the tag; put text that starts with '!' in quotes.",
)
_DIRECTIVE = Text(ru="Директивы % не принимаются.", en="Directives (%) are not accepted.")
_DIRECTIVE_FIX = Text(ru="Удалите строки, которые начинаются с %.", en="Delete the lines that start with %.")
_KEY = Text(ru="Имя поля должно быть обычным словом.", en="The name of a field must be an ordinary word.")
_KEY_FIX = Text(
    ru="Исправьте имя; числа и слова yes, no, on, off возьмите в кавычки.",
    en="Mend the name; put numbers and the words yes, no, on, off in quotes.",
)
_DEEP = Text(ru=f"Вложенность больше {MAX_DEPTH} уровней.", en=f"Nested deeper than {MAX_DEPTH} levels.")
_DEEP_FIX = Text(ru="Сделайте запись проще.", en="Write it flatter.")
_LARGE = Text(ru="Файл больше 1 МиБ.", en="The file is larger than 1 MiB.")
_LARGE_FIX = Text(
    ru="Уберите лишнее или замените длинные списки шаблонами со звёздочкой.",
    en="Remove what is not needed, or replace long lists by globs with a star.",
)
_NOT_UTF8 = Text(ru="Файл не в кодировке UTF-8.", en="The file is not UTF-8.")
_NOT_UTF8_FIX = Text(ru="Сохраните его в редакторе как UTF-8.", en="Save it as UTF-8 in your editor.")
_ONE_DOCUMENT = Text(ru="В файле должна быть ровно одна политика.", en="The file must hold exactly one policy.")
_ONE_DOCUMENT_FIX = Text(
    ru="Начните с apiVersion: gnomon/v1; уберите строки «---» между частями.",
    en="Start with apiVersion: gnomon/v1; remove '---' between parts.",
)
