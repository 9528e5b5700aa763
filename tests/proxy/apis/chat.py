"""Chat completions of OpenAI and what others have added: every field (public API reference, read 2026-11)."""

import json

from tests.proxy.apis.slots import Body, Slots, schema


def body(new: Slots) -> Body:
    return {
        "model": "m",
        "messages": [
            {"role": "developer", "content": new("dev"), "name": new("dev.name")},
            {"role": "system", "content": [{"type": "text", "text": new("sys part")}]},
            {
                "role": "user",
                "name": new("user.name"),
                "content": [
                    {"type": "text", "text": new("text")},
                    {
                        "type": "image_url",
                        "image_url": {"url": "https://x.example/a.png?u=" + new("img url"), "detail": new("detail")},
                    },
                    {"type": "image_url", "image_url": "https://x.example/" + new("img str")},
                    {
                        "type": "file",
                        "file": {"filename": new("fn"), "file_id": new("fid"), "file_url": "https://e/" + new("furl")},
                    },
                    {"type": "input_audio", "input_audio": {"data": new("audio data"), "format": new("audio fmt")}},
                    {"type": "video_url", "video_url": {"url": "https://v/" + new("video")}},
                    {"type": "refusal", "refusal": new("refusal part")},
                    {"type": new("part type"), "text": "x"},
                    new("bare str part"),
                    {"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "note": new("cc note")}},
                    {"type": "document", "title": new("doc title"), "text": new("doc text")},
                    {"type": "tool_reference", "tool_name": new("tool_ref")},
                ],
            },
            {
                "role": "assistant",
                "content": None,
                "refusal": new("refusal"),
                "reasoning_content": new("rc"),
                "reasoning": new("r"),
                "reasoning_details": [
                    {"type": "reasoning.text", "text": new("rd"), "format": new("rd fmt"), "signature": new("rdsig")}
                ],
                "audio": {"id": new("audio id"), "transcript": new("transcript")},
                "annotations": [
                    {
                        "type": "url_citation",
                        "url_citation": {"url": "https://e/" + new("ann url"), "title": new("ann title")},
                    }
                ],
                "tool_calls": [
                    {
                        "id": new("tc id"),
                        "type": "function",
                        "function": {
                            "name": new("tc name"),
                            "arguments": json.dumps(
                                {"to": new("arg"), new("argkey"): [{"deep": json.dumps({"x": new("arg json")})}]}
                            ),
                        },
                    },
                    {"id": "c2", "type": "custom", "custom": {"name": "f", "input": new("custom input")}},
                ],
                "function_call": {"name": new("fcname"), "arguments": new("fc args")},
                "prefix": new("prefix"),
                "thinking_blocks": [{"type": "thinking", "thinking": new("tb")}],
                "provider_specific_fields": {"a": new("psf")},
            },
            {
                "role": "tool",
                "tool_call_id": new("tci"),
                "name": new("tool msg name"),
                "content": [{"type": "text", "text": new("tool part")}],
            },
            {"role": "function", "name": new("function msg name"), "content": new("function content")},
            {"role": new("role"), "content": {"obj": new("obj content")}},
        ],
        "tools": [
            {
                "type": "function",
                "function": {
                    "name": new("tool name"),
                    "description": new("tool desc"),
                    "strict": True,
                    "parameters": schema(new, "chat params"),
                },
            },
            {
                "type": "custom",
                "custom": {
                    "name": "g",
                    "description": new("custom desc"),
                    "format": {
                        "type": "grammar",
                        "grammar": {"syntax": new("syntax"), "definition": new("grammar def")},
                    },
                },
            },
            {
                "type": "mcp",
                "server_label": new("mcp label"),
                "server_url": "https://m/" + new("mcp url"),
                "server_description": new("mcp desc"),
                "allowed_tools": [new("allowed")],
                "require_approval": {"never": {"tool_names": [new("never")]}},
            },
            {"googleSearch": {"x": new("gs")}},
        ],
        "functions": [{"name": "h", "description": new("fn desc"), "parameters": schema(new, "functions")}],
        "function_call": {"name": new("force fc")},
        "tool_choice": {"type": "function", "function": {"name": new("tool_choice name")}},
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": new("rf name"),
                "description": new("rf desc"),
                "schema": schema(new, "rf"),
                "strict": True,
            },
        },
        "prediction": {"type": "content", "content": [{"type": "text", "text": new("prediction")}]},
        "stop": [new("stop")],
        "metadata": {"k": new("md"), "user_id": new("md uid"), new("md key"): "v"},
        "user": new("user"),
        "safety_identifier": new("si"),
        "prompt_cache_key": new("pck"),
        "web_search_options": {
            "user_location": {
                "type": "approximate",
                "approximate": {
                    "city": new("city"),
                    "country": new("country"),
                    "region": new("region"),
                    "timezone": new("tz"),
                },
            },
            "search_context_size": new("scs"),
            "filters": {"allowed_domains": [new("ad")]},
        },
        "logit_bias": {new("bias key"): 1},
        "modalities": ["text", new("modality")],
        "audio": {"voice": {"id": new("voice id")}, "format": new("format")},
        "service_tier": new("tier"),
        "reasoning_effort": new("effort"),
        "verbosity": new("verb"),
        "seed": 1,
        "store": True,
        "stream_options": {"x": new("so")},
        "extra_body": {"a": {"b": [new("extra")]}},
        "guided_json": schema(new, "guided"),
        "guided_regex": new("gregex"),
        "chat_template": new("chat_template"),
        "chat_template_kwargs": {"a": new("ctk")},
        "documents": [{"title": new("docs title"), "text": new("docs text")}],
        "provider": {"order": [new("prov")]},
        "plugins": [{"id": new("plugin id"), "search_prompt": new("sp")}],
        "transforms": [new("transform")],
        "models": [new("models")],
        "route": new("route"),
        "bad_words": [new("bw")],
        "structured_outputs": {"grammar": new("so grammar"), "choice": [new("choice")]},
        "moderation": new("moderation"),
        "prompt_cache_retention": new("pcr"),
        "truncation": new("trunc"),
        "safety_settings": [{"category": new("cat")}],
        "labels": {"x": new("label")},
        "session_id": new("session"),
        "trace": {"name": new("trace")},
        "tags": [new("tag")],
        "litellm_metadata": {"user_api_key_alias": new("lite")},
        "guardrails": [new("guardrail")],
        "fallbacks": [{"model": new("fb model"), "messages": [{"role": "user", "content": new("fb")}]}],
        "mock_response": new("mock"),
        "x": {"type": "text", "id": new("x id"), "signature": new("x sig"), "name": new("x name")},
    }
