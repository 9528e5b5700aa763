"""MCP servers in a settings file of a JetBrains IDE: XML beans, in the form of 2025.1 and in that of 2025.3. Pure.

Facts: options/llm.mcpServers.xml as public repositories show it (full-text look-up, 2026-11); no IDE was run here.
"""

from xml.etree.ElementTree import Element


def components(root: Element) -> dict[str, object]:
    """The servers of each component by its name, each as other clients write one: command, args, env, url."""
    return {part.get("name", ""): [_server(bean) for bean in part.iter() if _options(bean)] for part in root}


def _options(bean: Element) -> dict[str, Element]:
    return {name: option for option in bean.findall("option") if (name := option.get("name"))}


def _server(bean: Element) -> dict[str, object]:
    options = _options(bean)
    arguments = options.get("args")
    listed = [] if arguments is None else [value for item in arguments.iter("option") if (value := item.get("value"))]
    variables = [entry.get("key", "") for entry in bean.iter("entry")] + [
        env.get("name", "") for env in bean.iter("env")
    ]
    return {
        "command": _value(options, "command") or _value(options, "programPath"),
        "args": listed or _value(options, "arguments").split(),
        "env": dict.fromkeys(variables, ""),
        "url": _value(options, "url"),
    }


def _value(options: dict[str, Element], name: str) -> str:
    return options[name].get("value", "") if name in options else ""
