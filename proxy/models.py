"""Lists of models as gateways send them, cut down to those that may be asked. Pure."""

import json
from collections.abc import Callable

# OpenAI and Anthropic: {"data": [{"id": …}]}; Ollama: {"models": [{"model": …, "name": …}]}
_LISTS = (("data", ("id",)), ("models", ("model", "name")))


def only_approved(text: str, approved: Callable[[str], bool]) -> str:
    """The list without models that the policy does not grant; a text that is no such list stays as it is."""
    try:
        root = json.loads(text)
    except ValueError:
        return text
    if not isinstance(root, dict):
        return text
    for name, keys in _LISTS:
        listed = root.get(name)
        if isinstance(listed, list):
            root[name] = [one for one in listed if _name(one, keys) is None or approved(_name(one, keys) or "")]
    return json.dumps(root, ensure_ascii=False, separators=(",", ":"))


def _name(model: object, keys: tuple[str, ...]) -> str | None:
    if not isinstance(model, dict):
        return None
    names = (model.get(key) for key in keys)
    return next((name for name in names if isinstance(name, str)), None)
