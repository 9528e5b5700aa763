"""Messages of Anthropic: every field (public API reference, read 2026-11)."""

from tests.proxy.apis.slots import Body, Slots, schema


def body(new: Slots) -> Body:
    return {
        "model": "m",
        "max_tokens": 9,
        "system": [
            {
                "type": "text",
                "text": new("a sys"),
                "cache_control": {"type": "ephemeral", "ttl": new("ttl")},
                "citations": [{"type": "char_location", "cited_text": new("sys cited")}],
            }
        ],
        "messages": [
            {"role": "user", "content": new("a str")},
            {
                "role": "user",
                "content": [
                    {
                        "type": "text",
                        "text": new("a text"),
                        "citations": [
                            {
                                "type": "char_location",
                                "cited_text": new("cited"),
                                "document_title": new("cdt"),
                                "document_index": 0,
                            },
                            {
                                "type": "web_search_result_location",
                                "cited_text": new("wsl cited"),
                                "url": "https://" + new("wsl url"),
                                "title": new("wsl title"),
                                "encrypted_index": new("wsl ei"),
                            },
                            {"type": "search_result_location", "source": new("srl source"), "title": new("srl t")},
                        ],
                    },
                    {"type": "image", "source": {"type": "url", "url": "https://i/" + new("a img url")}},
                    {"type": "image", "source": {"type": "file", "file_id": new("a fid")}},
                    {
                        "type": "document",
                        "title": new("a title"),
                        "context": new("a ctx"),
                        "citations": {"enabled": True},
                        "source": {"type": "text", "media_type": "text/plain", "data": new("a doc")},
                    },
                    {
                        "type": "document",
                        "source": {"type": "content", "content": [{"type": "text", "text": new("doc content block")}]},
                    },
                    {"type": "document", "source": {"type": "content", "content": new("doc content str")}},
                    {"type": "document", "source": {"type": "url", "url": "https://" + new("a doc url")}},
                    {
                        "type": "search_result",
                        "source": new("sr src"),
                        "title": new("sr title"),
                        "content": [{"type": "text", "text": new("sr text")}],
                    },
                    {"type": "tool_result", "tool_use_id": new("tuid"), "is_error": True, "content": new("tr str")},
                    {
                        "type": "tool_result",
                        "tool_use_id": "t",
                        "content": [
                            {"type": "text", "text": new("tr text")},
                            {
                                "type": "document",
                                "title": new("tr doc"),
                                "source": {"type": "text", "data": new("tr doc data")},
                            },
                            {
                                "type": "search_result",
                                "source": new("tr sr"),
                                "title": "x",
                                "content": [{"type": "text", "text": new("tr sr text")}],
                            },
                            {"type": "tool_reference", "tool_name": new("tr ref")},
                        ],
                    },
                    {"type": "container_upload", "file_id": new("cu fid")},
                ],
            },
            {
                "role": "assistant",
                "content": [
                    {"type": "thinking", "thinking": new("unsigned"), "signature": new("bad sig")},
                    {"type": "redacted_thinking", "data": new("rt data")},
                    {
                        "type": "tool_use",
                        "id": new("tu id"),
                        "name": new("tu name"),
                        "caller": {"type": "direct", "tool_id": new("caller id")},
                        "input": {
                            "to": new("tu input"),
                            new("tu key"): [new("tu list")],
                            "type": new("tu type"),
                            "data": new("tu data"),
                            "signature": new("tu sig"),
                            "id": new("tu iid"),
                            "url": "https://" + new("tu url"),
                            "n": {"thinking": new("tu th"), "signature": "EqQBCkYIBRgCIkA"},
                        },
                    },
                    {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {"query": new("stu")}},
                    {
                        "type": "web_search_tool_result",
                        "tool_use_id": "s",
                        "content": [
                            {
                                "type": "web_search_result",
                                "title": new("wsr t"),
                                "url": "https://" + new("wsr u"),
                                "encrypted_content": new("wsr e"),
                                "page_age": new("wsr p"),
                            }
                        ],
                    },
                    {
                        "type": "web_fetch_tool_result",
                        "tool_use_id": "s",
                        "content": {
                            "type": "web_fetch_result",
                            "url": new("wf url"),
                            "content": {
                                "type": "document",
                                "title": new("wf t"),
                                "source": {"type": "text", "media_type": "text/plain", "data": new("wf d")},
                            },
                        },
                    },
                    {
                        "type": "code_execution_tool_result",
                        "tool_use_id": "s",
                        "content": {
                            "type": "code_execution_result",
                            "stdout": new("ce out"),
                            "stderr": new("ce err"),
                            "return_code": 0,
                            "content": [{"type": "code_execution_output", "file_id": new("ce f")}],
                        },
                    },
                    {"type": "bash_code_execution_tool_result", "content": {"stdout": new("bash")}},
                    {"type": "text_editor_code_execution_tool_result", "content": {"lines": [new("te")]}},
                    {
                        "type": "mcp_tool_use",
                        "id": "m",
                        "name": "f",
                        "server_name": new("mtu server"),
                        "input": {"a": new("mtu")},
                    },
                    {"type": "mcp_tool_result", "tool_use_id": "m", "content": [{"type": "text", "text": new("mtr")}]},
                    {"type": "tool_search_tool_result", "content": {"tool_references": [{"tool_name": new("tstr")}]}},
                    {"type": "compaction", "content": new("compaction")},
                    {"type": "advisor_tool_result", "content": new("advisor")},
                ],
            },
        ],
        "tools": [
            {
                "name": new("a tool"),
                "description": new("a td"),
                "input_schema": schema(new, "a"),
                "input_examples": [{"q": new("ie")}],
                "allowed_callers": [new("ac")],
                "defer_loading": True,
                "eager_input_streaming": True,
            },
            {
                "type": "web_search_20250305",
                "name": "web_search",
                "allowed_domains": [new("wad")],
                "blocked_domains": [new("wbd")],
                "user_location": {"type": "approximate", "city": new("a city"), "timezone": new("a tz")},
            },
            {"type": "custom", "name": "z", "description": new("z d"), "input_schema": {"type": "object"}},
            {"type": "mcp_toolset", "mcp_server_name": new("mts"), "configs": {new("cfg key"): {"enabled": True}}},
        ],
        "tool_choice": {"type": "tool", "name": new("a tc")},
        "stop_sequences": [new("a stop")],
        "metadata": {"user_id": new("a uid"), "other": new("a md")},
        "mcp_servers": [
            {
                "type": "url",
                "url": "https://" + new("ms url"),
                "name": new("ms name"),
                "tool_configuration": {"allowed_tools": [new("ms at")]},
            }
        ],
        "container": {
            "id": new("cont id"),
            "skills": [{"type": "custom", "skill_id": new("skill id"), "version": new("skill v")}],
        },
        "context_management": {
            "edits": [
                {"type": "clear_tool_uses_20250919", "exclude_tools": [new("et")], "instructions": new("cm instr")}
            ]
        },
        "output_format": {"type": "json_schema", "schema": schema(new, "of")},
        "output_config": {"effort": new("oc effort"), "format": {"type": "json_schema", "schema": schema(new, "oc")}},
        "service_tier": "auto",
        "thinking": {"type": "enabled", "budget_tokens": 1024, "display": new("display")},
        "inference_geo": new("geo"),
        "betas": [new("beta")],
        "speed": new("speed"),
        "anthropic_beta": [new("ab")],
    }
