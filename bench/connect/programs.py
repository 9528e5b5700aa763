"""Programs that are run behind `gnomon connect`: where they come from and how each is asked one question. Data."""

from __future__ import annotations

from dataclasses import dataclass

NODE = "node@24"
"""Most need 22 or later; with an older one npm takes an older version of a program without a word."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How one program is installed and asked.

    id: as `gnomon connect` knows it. package: on npm or PyPI (two for one that
    does not name all it needs). command: its name and arguments; {prompt} is the
    question. tools: whether a shell tool that it offers is called. typed: the question is typed in.
    """

    id: str
    source: str
    package: str
    command: tuple[str, ...]
    version: tuple[str, ...]
    tools: bool = True
    typed: bool = False


TRIALS = (
    Trial(
        "claude-code", "npm", "@anthropic-ai/claude-code",
        ("claude", "-p", "{prompt}", "--allowedTools", "Bash"), ("claude", "--version"),
    ),
    Trial(
        "codex", "npm", "@openai/codex",
        ("codex", "exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "{prompt}"),
        ("codex", "--version"),
    ),
    Trial("opencode", "npm", "opencode-ai", ("opencode", "run", "{prompt}"), ("opencode", "--version")),
    Trial("kilo", "npm", "@kilocode/cli", ("kilo", "run", "{prompt}"), ("kilo", "--version")),
    Trial("qwen-code", "npm", "@qwen-code/qwen-code", ("qwen", "--yolo", "-p", "{prompt}"), ("qwen", "--version")),
    Trial("continue", "npm", "@continuedev/cli", ("cn", "--auto", "-p", "{prompt}"), ("cn", "--version")),
    Trial(
        "aider", "pip", "aider-chat",
        ("aider", "--no-git", "--yes-always", "--message", "{prompt}"), ("aider", "--version"), tools=False,
    ),
    Trial("pi", "npm", "@mariozechner/pi-coding-agent", ("pi", "-p", "{prompt}"), ("pi", "--version")),
    Trial("cline-cli", "npm", "cline", ("cline", "-P", "openai-compatible", "{prompt}"), ("cline", "--version")),
    Trial("llm", "pip", "llm", ("llm", "{prompt}"), ("llm", "--version"), tools=False),
    Trial("shell-gpt", "pip", "shell-gpt click", ("sgpt", "{prompt}"), ("sgpt", "--version"), tools=False),
    Trial(
        "open-interpreter", "pip", "open-interpreter",
        ("interpreter", "-y"), ("interpreter", "--version"), tools=False, typed=True,
    ),
)  # fmt: skip
