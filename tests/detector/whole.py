"""A machine with something on every surface, and a secret in every place that a sensor comes by."""

import json
from pathlib import Path

from detector.platforms.host import Listener, Program, System
from detector.platforms.tree import TreeHost
from detector.view import ScanConfig
from tests.detector.machines import CHAT_ID, STRANGER_ID, chromium_history, firefox_history, machine, manifest, put

CHROME = "~/.config/google-chrome/Default"
CONFIG = ScanConfig(probe=True, accounts=True, corporate_domains=frozenset({"corp.example"}))


def whole_machine(root: Path, secret: str = "s3cr3t") -> TreeHost:
    """A Linux machine. `secret` (letters and digits) is in paths, queries, titles, arguments, names, other sites."""
    claude = Program(5, "claude", "/home/anna/.local/bin/claude", own=True)
    ollama = Program(6, "ollama", "/usr/local/bin/ollama", own=True)
    mine = Program(7, secret, f"/home/anna/{secret}/{secret}", own=True)
    node = Program(8, "node", "/usr/bin/node", own=True)
    host = machine(
        root,
        System.LINUX,
        running=[claude, ollama, mine, node],
        argument_lists={
            5: ["claude", "-p", f"tell me about {secret}", "--yolo"],
            8: ["node", "/home/anna/.local/bin/claude", secret],
        },
        sockets=[Listener(11434, 6), Listener(5432, 7)],
        web={"http://127.0.0.1:11434/api/version": json.dumps({"version": "1", "secret": secret}).encode()},
    )
    _browsers(host, secret)
    _files(host, secret)
    return host


def _browsers(host: TreeHost, secret: str) -> None:
    urls = [
        f"https://chatgpt.com/c/{secret}?q={secret}#{secret}",
        f"https://{secret}.example/{secret}",
        f"https://x.com/{secret}",
        f"https://{secret}@chat.openai.com/",
    ]
    chromium_history(host.real(f"{host.home}{CHROME[1:]}/History"), urls)
    put(host, "~/.mozilla/firefox/profiles.ini", f"[Profile0]\nName={secret}\nIsRelative=1\nPath={secret}.default\n")
    firefox_history(host.real(f"{host.home}/.mozilla/firefox/{secret}.default/places.sqlite"), urls)
    settings = {"extensions": {"settings": {CHAT_ID: {"state": 1, "note": secret}}}, "account": secret}
    put(host, f"{CHROME}/Preferences", json.dumps(settings))
    put(host, f"{CHROME}/Extensions/{CHAT_ID}/1.0_0/manifest.json", manifest(name=secret))
    stranger = manifest(name=f"{secret} GPT", host_permissions=[f"https://{secret}.example/*", "https://giga.chat/*"])
    put(host, f"{CHROME}/Extensions/{STRANGER_ID}/1.0_0/manifest.json", stranger)
    addon = {"id": f"{secret}@x", "type": "extension", "defaultLocale": {"name": f"{secret} ChatGPT"}}
    put(host, f"~/.mozilla/firefox/{secret}.default/extensions.json", json.dumps({"addons": [addon]}))


def _files(host: TreeHost, secret: str) -> None:
    put(host, "~/.local/bin/claude", secret)
    put(host, f"~/.local/bin/{secret}", secret)
    put(host, "~/.claude/settings.json", json.dumps({"permissions": {"defaultMode": "bypassPermissions", "x": secret}}))
    account = {"emailAddress": f"{secret}@corp.example", "token": secret}
    server = {"command": secret, "args": [secret], "env": {secret: secret}, "url": f"https://giga.chat/{secret}"}
    projects = {f"/home/anna/{secret}": {"mcpServers": {secret: server}}}
    put(
        host,
        "~/.claude.json",
        json.dumps({"oauthAccount": account, "mcpServers": {secret: server}, "projects": projects, "history": secret}),
    )
    plugins = [{"identifier": {"id": "github.copilot"}, "note": secret}, {"identifier": {"id": f"{secret}.x"}}]
    put(host, "~/.vscode/extensions/extensions.json", json.dumps(plugins))
    put(host, "/usr/share/applications/com.openai.chat.desktop", f"[Desktop Entry]\nName={secret}\nExec={secret}\n")
    put(host, "/usr/local/lib/node_modules/@anthropic-ai/claude-code/package.json", json.dumps({"x": secret}))
    put(host, f"/usr/local/lib/node_modules/{secret}/package.json", "{}")
