"""A value of its own for every field of a request, and a schema that has one in every place."""

from itertools import count

Body = dict[str, object]


class Slots:
    """Makes a new e-mail address for each field and remembers for which."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._number = count(1)

    def __call__(self, field: str) -> str:
        value = f"jane.{next(self._number):08x}@leak-probe-corp.com"
        self.fields[value] = field
        return value


def schema(new: Slots, p: str) -> Body:
    return {
        "type": "object",
        "title": new(f"{p}.title"),
        "description": new(f"{p}.desc"),
        "$comment": new(f"{p}.comment"),
        "properties": {
            "q": {
                "type": "string",
                "description": new(f"{p}.q.desc"),
                "enum": [new(f"{p}.enum")],
                "const": new(f"{p}.const"),
                "default": new(f"{p}.default"),
                "examples": [new(f"{p}.examples")],
                "pattern": new(f"{p}.pattern"),
                "format": new(f"{p}.format"),
                "type2": new(f"{p}.t2"),
            },
            "type": {"type": "string", "description": new(f"{p}.typeprop")},
            "id": {"const": new(f"{p}.id")},
            "model": {"const": new(f"{p}.model.const"), "enum": [new(f"{p}.model.enum")]},
        },
        "required": ["q", new(f"{p}.required")],
        "$defs": {"X": {"anyOf": [{"const": new(f"{p}.defs")}]}},
        "additionalProperties": {"description": new(f"{p}.addl")},
        "patternProperties": {new(f"{p}.pp"): {}},
    }
