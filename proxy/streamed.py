"""Which strings of an event are pieces of a streamed field, told by the shape of the event alone. Pure.

OpenAI chat and completions have `choices`; Responses (and transcriptions) a string `delta`; Anthropic's
`content_block_delta` an object `delta`; Ollama's lines `message` or `response`.
"""

from collections.abc import Iterator, Mapping

from proxy.field_names import ANSWER_KEPT_KEYS, ANSWER_KEPT_LISTS, ANSWER_WHOLE_KEYS

Path = tuple[str | int, ...]
Field = tuple[object, ...]  # which streamed field: (unit, …); a unit ends as a whole

ALL_UNITS = object()
_OLLAMA = "ollama"
_NOT_ENDED = (None, "", "null")  # some gateways say so in every event


def pieces_of(root: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """The pieces of streamed fields in an event."""
    choices, delta = root.get("choices"), root.get("delta")
    if isinstance(choices, list):
        for place, choice in enumerate(choices):
            if isinstance(choice, dict):
                name = "delta" if "delta" in choice else "text"
                yield from _below(choice.get(name), ("choices", place, name))
    elif isinstance(delta, str) and not str(root.get("type")).endswith("audio.delta"):
        yield ("delta",), delta
    elif isinstance(delta, dict):
        for key in ("text", "partial_json", "content", "stdout", "stderr"):
            if isinstance(delta.get(key), str):
                yield ("delta", key), delta[key]
    elif "done" in root:
        message = root.get("message")
        for key, node in (("content", message), ("thinking", message), ("response", root), ("thinking", root)):
            if isinstance(node, dict) and isinstance(node.get(key), str):
                yield (("message", key) if node is message else (key,)), node[key]


def field_of(root: Mapping[str, object], path: Path) -> Field:
    """Which streamed field a piece belongs to; its first part is the unit that ends as a whole."""
    if path[0] == "choices":
        own = path[2:] if len(path) == 4 else _with_own_indexes(root, path)[2:]  # choices, n, delta, content: no list
        return (_choice(root, path[1]), own)
    if path == ("delta",):
        parts = (root.get("content_index"), root.get("summary_index"), root.get("command_index"))
        return (_item(root), root.get("type"), *parts)
    if path[0] == "delta":
        return (root["index"] if "index" in root else _item(root), path, root.get("command_index"))
    return (_OLLAMA, path)


def ended_units(root: Mapping[str, object]) -> list[object]:
    """Which units are complete before this event."""
    choices, kind = root.get("choices"), root.get("type")
    if isinstance(choices, list):
        return [
            _choice(root, place)
            for place, choice in enumerate(choices)
            if isinstance(choice, dict) and choice.get("finish_reason") not in _NOT_ENDED
        ]
    if isinstance(root.get("delta"), str) or kind in ("content_block_delta", "content_block_start", "ping"):
        return []
    if kind == "content_block_stop":
        return [root.get("index")]
    if isinstance(kind, str) and kind.startswith("response."):
        return [_item(root)] if kind.endswith(".done") else [ALL_UNITS] if kind.count(".") == 1 else []
    return [] if root.get("done") is False else [ALL_UNITS]


def _below(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        if path[-1] not in ANSWER_KEPT_KEYS and path[-1] != "name":
            yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in ANSWER_KEPT_LISTS and key not in ANSWER_WHOLE_KEYS:
                yield from _below(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _below(value, (*path, place))


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
