"""Lists of models as gateways send them, cut down to those that may be asked. Pure."""

import json
from collections.abc import Callable

# OpenAI and Anthropic: {"data": [{"id": …}]}; Ollama: {"models": [{"model": …, "name": …}]}; some a bare list.
_LISTS = (("data", ("id", "name")), ("models", ("model", "name", "id", "slug")))


def only_approved(text: str, approved: Callable[[str], bool]) -> str:
    """The list without models that the policy does not grant; a text that is no such list stays as it is."""
    try:
        root = json.loads(text)
    except ValueError:
        return text
    if isinstance(root, list):
        root = _approved(root, ("id", "model", "name"), approved)
    elif isinstance(root, dict):
        for name, keys in _LISTS:
            listed = root.get(name)
            if isinstance(listed, list):
                root[name] = _approved(listed, keys, approved)
                _correct_ends(root, root[name])
    else:
        return text
    return json.dumps(root, ensure_ascii=False, separators=(",", ":"))


def _approved(listed: list[object], keys: tuple[str, ...], approved: Callable[[str], bool]) -> list[object]:
    """A model that has no name of the kind is told by none: it does not pass."""
    return [one for one in listed if (name := _name(one, keys)) is not None and approved(name)]


def _correct_ends(root: dict[str, object], listed: list[object]) -> None:
    """Anthropic's lists name their first and last one, for the next page."""
    for key, place in (("first_id", 0), ("last_id", -1)):
        if isinstance(root.get(key), str):
            root[key] = _name(listed[place], ("id",)) if listed else None


def _name(model: object, keys: tuple[str, ...]) -> str | None:
    if isinstance(model, str):
        return model
    if not isinstance(model, dict):
        return None
    names = (model.get(key) for key in keys)
    return next((name for name in names if isinstance(name, str)), None)
