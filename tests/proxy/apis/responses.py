"""Responses of OpenAI: every field (public API reference, read 2026-11)."""

import json

from tests.proxy.apis.slots import Body, Slots, schema


def body(new: Slots) -> Body:
    items = [
        {"role": "user", "content": new("input str")},
        {
            "type": "message",
            "role": "user",
            "content": [
                {"type": "input_text", "text": new("input_text")},
                {
                    "type": "input_image",
                    "image_url": "https://i/?" + new("ii url"),
                    "detail": "auto",
                    "file_id": new("ii fid"),
                },
                {
                    "type": "input_file",
                    "filename": new("if name"),
                    "file_url": "https://f/" + new("if url"),
                    "file_id": new("if id"),
                },
                {"type": "input_audio", "input_audio": {"data": new("ia"), "format": "wav"}},
            ],
        },
        {
            "type": "message",
            "id": new("msg id"),
            "role": "assistant",
            "status": new("status"),
            "phase": new("phase"),
            "content": [
                {
                    "type": "output_text",
                    "text": new("ot"),
                    "annotations": [
                        {"type": "file_citation", "filename": new("fc fn"), "file_id": new("fc id"), "index": 1},
                        {
                            "type": "url_citation",
                            "url": "https://u/" + new("uc url"),
                            "title": new("uc title"),
                            "start_index": 1,
                            "end_index": 2,
                        },
                        {"type": "container_file_citation", "container_id": new("ccid"), "filename": new("ccfn")},
                    ],
                    "logprobs": [{"token": new("lp token"), "bytes": [1], "top_logprobs": [{"token": new("tlp")}]}],
                },
                {"type": "refusal", "refusal": new("resp refusal")},
            ],
        },
        {
            "type": "function_call",
            "id": "fc_1",
            "call_id": new("fcall id"),
            "name": new("fname"),
            "namespace": new("namespace"),
            "arguments": json.dumps({"a": new("f args")}),
        },
        {"type": "function_call_output", "call_id": "c", "output": json.dumps({"rows": [new("fco")]})},
        {
            "type": "function_call_output",
            "call_id": "c",
            "output": [
                {"type": "input_text", "text": new("fco part")},
                {"type": "input_image", "image_url": "https://x/" + new("fco img")},
                {"type": "input_file", "filename": new("fco fn"), "file_url": new("fco furl")},
            ],
        },
        {"type": "custom_tool_call", "call_id": "c", "name": "g", "input": new("ctc")},
        {"type": "custom_tool_call_output", "call_id": "c", "output": new("ctco")},
        {
            "type": "reasoning",
            "id": "rs",
            "summary": [{"type": "summary_text", "text": new("summary")}],
            "content": [{"type": "reasoning_text", "text": new("rtext")}],
            "encrypted_content": new("enc"),
        },
        {
            "type": "computer_call",
            "id": "cu",
            "call_id": "c",
            "action": {"type": "type", "text": new("cu text"), "keys": [new("cu key")], "url": new("cu url")},
            "actions": [{"type": "type", "text": new("cu actions")}],
            "pending_safety_checks": [{"id": "s", "code": new("psc code"), "message": new("psc")}],
        },
        {
            "type": "computer_call_output",
            "call_id": "c",
            "acknowledged_safety_checks": [{"id": "x", "message": new("asc")}],
            "output": {
                "type": "computer_screenshot",
                "image_url": "https://s/" + new("shot"),
                "file_id": new("shot fid"),
            },
        },
        {
            "type": "local_shell_call",
            "id": "l",
            "call_id": "c",
            "action": {
                "type": "exec",
                "command": ["mail", new("shell")],
                "env": {"A": new("env"), new("env key"): "v"},
                "working_directory": "/home/" + new("wd"),
                "user": new("sh user"),
            },
        },
        {"type": "local_shell_call_output", "id": "l", "output": new("lso")},
        {"type": "shell_call", "call_id": "c", "action": {"commands": [new("shell cmds")], "timeout_ms": 1}},
        {
            "type": "shell_call_output",
            "call_id": "c",
            "output": [{"stdout": new("stdout"), "stderr": new("stderr"), "outcome": {"type": "exit", "exit_code": 0}}],
        },
        {
            "type": "apply_patch_call",
            "call_id": "c",
            "operation": {"type": "update_file", "path": new("ap path"), "diff": new("ap diff")},
        },
        {"type": "apply_patch_call_output", "call_id": "c", "status": "failed", "output": new("apo")},
        {
            "type": "mcp_call",
            "id": "m",
            "name": "f",
            "server_label": new("mc label"),
            "arguments": json.dumps({"a": new("mc arg")}),
            "output": new("mc out"),
            "error": new("mc err"),
            "approval_request_id": new("apr id"),
        },
        {
            "type": "mcp_list_tools",
            "server_label": "s",
            "tools": [
                {
                    "name": new("mlt name"),
                    "description": new("mlt desc"),
                    "input_schema": schema(new, "mlt"),
                    "annotations": {"title": new("mlt title")},
                }
            ],
            "error": new("mlt err"),
        },
        {"type": "mcp_approval_request", "id": "x", "name": "f", "server_label": "s", "arguments": new("mar args")},
        {"type": "mcp_approval_response", "approval_request_id": "x", "approve": True, "reason": new("reason")},
        {
            "type": "web_search_call",
            "id": "w",
            "action": {
                "type": "search",
                "query": new("wq"),
                "queries": [new("wqs")],
                "sources": [{"type": "url", "url": "https://" + new("ws src")}],
                "pattern": new("pat"),
                "url": new("open url"),
            },
        },
        {
            "type": "file_search_call",
            "id": "f",
            "queries": [new("fsq")],
            "results": [
                {
                    "filename": new("fs fn"),
                    "text": new("fs text"),
                    "attributes": {"author": new("fs attr"), new("fsattr key"): 1},
                    "file_id": "f",
                }
            ],
        },
        {
            "type": "code_interpreter_call",
            "id": "ci",
            "code": new("ci code"),
            "container_id": new("ci cid"),
            "outputs": [{"type": "logs", "logs": new("ci logs")}, {"type": "image", "url": "https://" + new("ci url")}],
        },
        {"type": "image_generation_call", "id": "ig", "result": new("ig result"), "revised_prompt": new("ig rp")},
        {"type": "item_reference", "id": new("ref id")},
        {"type": "compaction", "id": "x", "encrypted_content": new("comp enc")},
        {"type": "tool_search_call", "arguments": {"goal": new("tsc")}},
        {"type": "tool_search_output", "tools": [{"name": "f", "description": new("tso")}]},
    ]
    return {
        "model": "m",
        "input": items,
        "instructions": new("instr"),
        "prompt": {
            "id": new("prompt id"),
            "version": new("prompt ver"),
            "variables": {
                "n": new("var"),
                "f": {"type": "input_text", "text": new("var text")},
                "i": {"type": "input_file", "file_url": new("var url")},
                new("var key"): "x",
            },
        },
        "metadata": {"a": new("r md")},
        "user": new("r user"),
        "safety_identifier": new("r si"),
        "prompt_cache_key": new("r pck"),
        "conversation": {"id": new("conv id")},
        "previous_response_id": new("prev"),
        "text": {
            "format": {
                "type": "json_schema",
                "name": new("tf name"),
                "description": new("tf desc"),
                "schema": schema(new, "tf"),
            },
            "verbosity": "low",
        },
        "reasoning": {"effort": "low", "summary": new("rs sum")},
        "include": ["reasoning.encrypted_content", new("include")],
        "tool_choice": {
            "type": "allowed_tools",
            "mode": "auto",
            "tools": [{"type": "function", "name": new("at name")}],
        },
        "tools": [
            {"type": "function", "name": new("t name"), "description": new("t desc"), "parameters": schema(new, "t")},
            {
                "type": "file_search",
                "vector_store_ids": [new("vs id")],
                "filters": {"type": "and", "filters": [{"type": "eq", "key": new("fk"), "value": new("fv")}]},
                "ranking_options": {"ranker": new("ranker")},
            },
            {
                "type": "web_search",
                "filters": {"allowed_domains": [new("allowed dom")]},
                "user_location": {
                    "type": "approximate",
                    "city": new("w city"),
                    "region": new("w region"),
                    "timezone": new("w tz"),
                    "country": new("w c"),
                },
            },
            {
                "type": "code_interpreter",
                "container": {
                    "type": "auto",
                    "file_ids": [new("ci fid")],
                    "network_policy": {
                        "type": "allowlist",
                        "allowed_domains": [new("np")],
                        "domain_secrets": [{"domain": new("dom"), "name": "A", "value": new("dom secret")}],
                    },
                },
            },
            {
                "type": "image_generation",
                "input_image_mask": {"image_url": "https://" + new("mask"), "file_id": "x"},
                "model": new("ig model"),
            },
            {
                "type": "custom",
                "name": "g",
                "description": new("cd"),
                "format": {"type": "grammar", "syntax": "lark", "definition": new("cg")},
            },
            {"type": "local_shell"},
            {
                "type": "namespace",
                "name": new("ns name"),
                "description": new("ns desc"),
                "tools": [{"type": "function", "name": "n", "description": new("nst")}],
            },
            {
                "type": "shell",
                "environment": {
                    "type": "container_auto",
                    "skills": [
                        {
                            "type": "inline",
                            "name": new("skill name"),
                            "description": new("skill desc"),
                            "source": {"type": "base64", "media_type": "application/zip", "data": new("skill data")},
                        }
                    ],
                },
            },
            {"type": "computer_use_preview", "environment": new("cue")},
        ],
        "context_management": [{"type": "compaction", "compact_threshold": 1, "x": new("cm")}],
        "moderation": {"model": new("mod model")},
        "background": False,
    }
