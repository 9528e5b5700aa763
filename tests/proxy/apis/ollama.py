"""Ollama: every field (public API reference, read 2026-11)."""

from tests.proxy.apis.slots import Body, Slots, schema


def body(new: Slots) -> Body:
    return {
        "model": "m",
        "prompt": new("o p"),
        "suffix": new("o s"),
        "system": new("o sys"),
        "template": new("o t"),
        "raw": True,
        "keep_alive": new("ka"),
        "format": schema(new, "of2"),
        "options": {"stop": [new("o stop")], "seed": 1, "x": new("o x")},
        "context": [1, 2],
        "messages": [
            {
                "role": "user",
                "content": new("om"),
                "images": [new("oimg")],
                "thinking": new("oth"),
                "tool_name": new("otn"),
                "tool_calls": [
                    {"function": {"name": new("ofn"), "arguments": {"to": new("oarg"), "l": [{"x": new("oarg2")}]}}}
                ],
            }
        ],
        "tools": [
            {"type": "function", "function": {"name": "f", "description": new("otd"), "parameters": schema(new, "ot")}}
        ],
        "think": new("think"),
        "input": [new("oin")],
        "name": new("oname"),
        "images": [new("img")],
    }
