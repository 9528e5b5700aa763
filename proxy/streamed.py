"""Which strings of an event are pieces of a streamed field, in each API. Pure."""

from collections.abc import Iterator, Mapping

from proxy.field_names import ANSWER_KEPT_KEYS
from proxy.refusal import Dialect

Path = tuple[str | int, ...]
Field = tuple[object, ...]  # which streamed field: (unit, …); a unit ends as a whole

ALL_UNITS = object()


def pieces_of(dialect: Dialect, root: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """The pieces of streamed fields in an event."""
    if dialect is Dialect.OPENAI:
        choices = root.get("choices")
        for place, choice in enumerate(choices if isinstance(choices, list) else ()):
            if isinstance(choice, dict):
                streamed = ("delta", choice.get("delta")) if "delta" in choice else ("text", choice.get("text"))
                yield from _below(streamed[1], ("choices", place, streamed[0]))
    elif dialect is Dialect.RESPONSES:
        kind, delta = root.get("type"), root.get("delta")
        if isinstance(delta, str) and isinstance(kind, str):
            yield ("delta",), delta
    elif dialect is Dialect.ANTHROPIC:
        delta = root.get("delta")
        if root.get("type") == "content_block_delta" and isinstance(delta, dict):
            for key in ("text", "partial_json"):
                if isinstance(delta.get(key), str):
                    yield ("delta", key), delta[key]
    else:
        message = root.get("message")
        for key, node in (("content", message), ("thinking", message), ("response", root), ("thinking", root)):
            if isinstance(node, dict) and isinstance(node.get(key), str):
                yield (("message", key) if node is message else (key,)), node[key]


def _below(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        if path[-1] not in ANSWER_KEPT_KEYS and path[-1] != "name":
            yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _below(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _below(value, (*path, place))


def field_of(dialect: Dialect, root: Mapping[str, object], path: Path) -> Field:
    """Which streamed field a piece belongs to; its first part is the unit that ends as a whole."""
    if dialect is Dialect.ANTHROPIC:
        return (root.get("index"), path)
    if dialect is Dialect.RESPONSES:
        return (_item(root), root.get("type"), root.get("content_index"), root.get("summary_index"))
    if dialect is Dialect.OLLAMA:
        return ("answer", path)
    own = path[2:] if len(path) == 4 else _with_own_indexes(root, path)[2:]  # choices, n, delta, content: no list
    return (_choice(root, path[1]), own)


def _with_own_indexes(root: Mapping[str, object], path: Path) -> Path:
    """The path with `index` fields of list items (tool calls) in place of positions in this event."""
    own: list[str | int] = []
    node: object = root
    for step in path:
        node = node[step] if isinstance(node, (dict, list)) else None  # type: ignore[index] # a JSON path
        index = node.get("index") if isinstance(step, int) and isinstance(node, dict) else None
        own.append(index if isinstance(index, int) else step)
    return tuple(own)


def _choice(root: Mapping[str, object], position: str | int) -> object:
    choices = root.get("choices")
    choice = choices[position] if isinstance(choices, list) and isinstance(position, int) else {}
    return choice.get("index", position) if isinstance(choice, dict) else position


def _item(root: Mapping[str, object]) -> object:
    return root.get("item_id") or root.get("output_index")


def ended_units(dialect: Dialect, root: Mapping[str, object]) -> list[object]:
    """Which units say in this event that they are complete."""
    kind = root.get("type")
    if dialect is Dialect.ANTHROPIC:
        if kind == "content_block_stop":
            return [root.get("index")]
        return [ALL_UNITS] if kind in ("message_delta", "message_stop", "error") else []
    if dialect is Dialect.RESPONSES:
        if not isinstance(kind, str) or kind.endswith(".delta"):
            return []
        return [_item(root)] if kind.endswith(".done") else [ALL_UNITS] if kind.count(".") == 1 else []
    if dialect is Dialect.OLLAMA:
        return [ALL_UNITS] if root.get("done") is True else []
    choices = root.get("choices")
    if not isinstance(choices, list) or "error" in root:
        return [ALL_UNITS]
    return [
        _choice(root, place)
        for place, choice in enumerate(choices)
        if isinstance(choice, dict) and choice.get("finish_reason") is not None
    ]
