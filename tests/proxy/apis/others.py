"""Completions, embeddings, moderations, images, speech: every field (public API reference, read 2026-11)."""

from tests.proxy.apis.slots import Body, Slots


def body(new: Slots) -> Body:
    return {
        "model": new("model"),
        "prompt": ["a", new("pr"), ["x", new("pr nested")]],
        "suffix": new("suffix"),
        "input": [
            {"type": "text", "text": new("mod")},
            {"type": "image_url", "image_url": {"url": "https://" + new("mod img")}},
            new("in str"),
        ],
        "instructions": new("speech inst"),
        "voice": new("voice"),
        "response_format": new("rf"),
        "size": new("size"),
        "quality": new("quality"),
        "style": new("style"),
        "background": new("bg"),
        "output_format": new("outf"),
        "user": new("u"),
        "dimensions": 3,
        "encoding_format": new("ef"),
        "input_type": new("it"),
        "task": new("task"),
        "title": new("title"),
        "query": new("query"),
        "documents": [new("d1"), {"text": new("d2")}],
        "image": ["https://x/" + new("image url")],
        "mask": {"image_url": new("mask2")},
    }
