"""The kinds of value that fields of a policy file take."""

import json
import re
import unicodedata
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from policy.model import Data, Hours, Verb
from policy.regex_lint import fault_of
from policy.words import Text

MAX_ITEMS = 10_000
SWITCH_KEYS = frozenset(
    {
        "masking", "retry", "secrets_in_tools", "links", "prometheus", "otel", "mandatory",
        "processes", "history", "extensions", "editors", "apps", "servers", "mcp", "agents", "packages", "connect",
        "history_source", "local_probe",
    }
)  # fmt: skip
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Entry(BaseModel):
    """A mapping of the file: unknown keys are refused, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


def _ascii(value: str) -> str:
    """Refuse letters that only look like Latin ones, and name the letter."""
    for letter in value:
        if not letter.isascii():
            raise PydanticCustomError(
                "gnomon_not_ascii",
                "{letter} is not a Latin letter",
                {"letter": letter, "code": f"U+{ord(letter):04X}", "name": unicodedata.name(letter, "?")},
            )
    return value


def _star_only(value: str) -> str:
    """Globs know the star only; other shells' signs would silently mean something else here."""
    sign = next((one for one in value if one in "?[]{}!\\"), None)
    if sign is not None:
        raise PydanticCustomError("gnomon_glob", "{sign} is not part of a glob", {"sign": sign})
    return value


def _one_script(value: str) -> str:
    """Refuse a word that mixes Latin and Cyrillic letters, for it matches nobody's real name."""
    for word in re.findall(r"\w+", value):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
        if {"LATIN", "CYRILLIC"} <= scripts:
            raise PydanticCustomError("gnomon_mixed", "{word} mixes Latin and Cyrillic", {"word": word[:40]})
    return value


def _matching(pattern: str, kind: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if compiled.fullmatch(value) is None:
            raise PydanticCustomError("gnomon_shape", "not a {kind}", {"kind": kind})
        return value

    return AfterValidator(check)


def _switch(value: object) -> object:
    if isinstance(value, str) and value.lower() in ("on", "off"):
        return value.lower() == "on"
    if not isinstance(value, bool):
        raise PydanticCustomError("gnomon_switch", "write on or off")
    return value


def _verb(value: object) -> object:
    if isinstance(value, str) and value in tuple(Verb):
        return Verb(value)
    raise PydanticCustomError("gnomon_word", "unknown word", {"expected": ", ".join(Verb)})


def _moment(value: object) -> object:
    """An RFC 3339 date-time with a zone."""
    if not isinstance(value, str):
        raise PydanticCustomError("gnomon_moment", "not a date and time")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("gnomon_moment", "not a date and time") from error
    if moment.tzinfo is None:
        raise PydanticCustomError("gnomon_zone", "the zone is missing")
    return moment


def _hours(value: object) -> object:
    shape = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])", str(value))
    if not isinstance(value, str) or shape is None:
        raise PydanticCustomError("gnomon_hours", "not hours")
    start, end = int(shape[1]) * 60 + int(shape[2]), int(shape[3]) * 60 + int(shape[4])
    if start == end:
        raise PydanticCustomError("gnomon_no_hours", "start and end are the same")
    return Hours(start, end)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("gnomon_tz", "unknown time zone", {"given": value[:40]}) from error
    return value


def _url(value: str) -> str:
    """An http or https address without user, query or fragment; plain http on loopback only."""
    shape = re.fullmatch(r"(https?)://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?", value)
    if shape is None or "/../" in f"{value}/":
        raise PydanticCustomError("gnomon_url", "not an address")
    if shape[1] == "http" and shape[2] not in ("127.0.0.1", "localhost", "[::1]"):
        raise PydanticCustomError("gnomon_http", "not encrypted")
    return value.rstrip("/")


def _two_languages(value: object) -> object:
    """One word for both languages may be written once."""
    return {"ru": value, "en": value} if isinstance(value, str) else value


class OrText:
    """Tells editors that one text will do where fields are also possible."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core)]}


class Words(Entry):
    """A text in both languages."""

    ru: str = Field(min_length=1, max_length=8000, description="In Russian.")
    en: str = Field(min_length=1, max_length=8000, description="In English.")

    def value(self) -> Text:
        """The same as a frozen value."""
        return Text(ru=self.ru, en=self.en)


Switch = Annotated[
    bool, BeforeValidator(_switch), WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["on", "off"]}]})
]
Id = Annotated[
    str,
    AfterValidator(_ascii),
    _matching(r"[a-z0-9][a-z0-9-]{1,40}", "id"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{1,40}$"}),
]
RuleId = Annotated[
    str,
    AfterValidator(_ascii),
    _matching(r"[a-z0-9][a-z0-9-]{2,40}", "id"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{2,40}$"}),
]
Glob = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_ascii), AfterValidator(_star_only)]
PathGlob = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_one_script)]
NameGlob = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_script), AfterValidator(_star_only)]
ToolGlob = Annotated[
    str,
    AfterValidator(_ascii),
    AfterValidator(_star_only),
    _matching(r"(tag:)?[a-z0-9*][a-z0-9.*-]{0,80}", "tool"),
    WithJsonSchema({"type": "string", "pattern": "^(tag:)?[a-z0-9*][a-z0-9.*-]{0,80}$"}),
]
ClassGlob = Annotated[
    str,
    AfterValidator(_ascii),
    AfterValidator(_star_only),
    _matching(r"[a-z0-9*][a-z0-9.*_-]{0,80}", "class"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9*][a-z0-9.*_-]{0,80}$"}),
]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
HoursField = Annotated[
    Hours,
    BeforeValidator(_hours),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Zone = Annotated[str, Field(max_length=60), AfterValidator(_zone)]
Url = Annotated[str, Field(max_length=400), AfterValidator(_url)]
VerbField = Annotated[Verb, BeforeValidator(_verb), WithJsonSchema({"type": "string", "enum": list(Verb)})]
Label = Annotated[Words, BeforeValidator(_two_languages), OrText()]
Line = Annotated[str, Field(min_length=1, max_length=200)]


def _data(value: object) -> object:
    """Keep a mapping with an id as canonical JSON."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise PydanticCustomError("gnomon_data", "a mapping with an id")
    return Data(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _scope(value: str) -> str:
    if re.fullmatch(r"company|user|device|(department|group):.{1,100}", value) is None:
        raise PydanticCustomError("gnomon_scope", "not a scope")
    return _one_script(value)


DataEntry = Annotated[
    Data,
    BeforeValidator(_data),
    WithJsonSchema({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}),
]
Scope = Annotated[str, AfterValidator(_scope)]
Entity = Annotated[
    str,
    AfterValidator(_ascii),
    _matching(r"[A-Z][A-Z0-9_]{1,40}", "entity"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z][A-Z0-9_]{1,40}$"}),
]


RecognizerName = Annotated[
    str,
    AfterValidator(_ascii),
    _matching(r"[A-Za-z0-9][A-Za-z0-9 _.-]{0,79}", "name"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9 _.-]{0,79}$"}),
]


def _regex(value: str) -> str:
    """A regular expression that cannot run away."""
    fault = fault_of(value)
    if fault is not None:
        raise PydanticCustomError("gnomon_regex", "dangerous", {"ru": fault.ru, "en": fault.en})
    return value


Regex = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_regex)]
