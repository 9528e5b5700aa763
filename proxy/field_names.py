"""Names of fields that are not looked at, or not like others (design note proxy.md §3). Pure data."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ID_KEYS = _names("""
    id call_id tool_call_id tool_use_id item_id file_id response_id previous_response_id container_id vector_store_id
    approval_request_id server_label conversation
""")
"""Kept when they look like ids."""

WORD_KEYS = _names("""
    role type object status detail encoding_format service_tier tool_choice truncation effort reasoning_effort verbosity
    ttl finish_reason stop_reason media_type mime_type voice size quality style background moderation output_format
    response_format keep_alive purpose phase caller
""")
"""Kept when they are one word."""

USUAL_WORDS = _names("system developer user assistant tool function text tool_use tool_result object string")
"""Words under these keys that need no look."""

WORD_LISTS = _names("modalities include betas")
OPAQUE_KEYS = _names("signature encrypted_content thought_signature encrypted_index encrypted_stdout")
"""Kept when they look like base64."""

EXEMPT_KEYS = ID_KEYS | WORD_KEYS | OPAQUE_KEYS | {"model"}

SCHEMA_TYPES = _names("string number integer boolean object array null")
TOOL_PARENTS = _names("function functions tools tool_choice function_call tool json_schema format custom")
TOOL_TYPES = _names("""
    function custom tool tool_use server_tool_use function_call custom_tool_call mcp_call mcp_tool_use
""")
"""Where `name` is the name of a tool."""

DATA_KEYS = _names("""
    arguments parameters input_schema schema metadata variables input_examples env action args params
""")
"""Objects of the user's own making: nothing in them is structure."""

USUAL_KEYS = EXEMPT_KEYS | _names("""
    messages content stream text input tools tool_calls function name arguments description properties required
    max_tokens temperature top_p source thinking system stop user metadata cache_control
""")
"""Names of fields that need no look."""

PROSE_KEYS = _names("""
    prompt suffix instructions output refusal reasoning reasoning_content summary title context transcript citations
    url file_url image_url filename query queries code logs stdout stderr diff path command commands definition
    stop_sequences template required enum default const examples cited_text document_title file_data
""")
"""Names of fields that say nothing of the text in them; any other name helps to find a value."""

TOKEN_KEYS = _names("input prompt input_ids token_ids prompt_token_ids")
"""Lists of integers under these are text in a vocabulary's numbers."""

ANSWER_KEPT_KEYS = _names("""
    signature encrypted_content thought_signature obfuscation logprobs bytes role type id model object
""")
"""Not restored in answers."""

ANSWER_KEPT_LISTS = _names("logprobs thinking_blocks reasoning_details")
"""Nothing in these is restored: it is signed, and comes back in the next question as it was given."""

ANSWER_WHOLE_KEYS = _names("annotations citations images data b64_json")
"""What is below these comes whole in one event of a stream, and is no piece of a text."""
