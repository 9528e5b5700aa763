"""Policies that tests start from."""

from policy.format import parse_policy
from policy.model import Policy

HEAD = """\
apiVersion: gnomon/v1
version: 7
mode: enforce
default: monitor
gateways:
  - {id: corp, name: {ru: Шлюз, en: Gateway}, url: "https://llm.example.corp/v1", models: [corp-*]}
"""


def policy_of(body: str = "", *, mode: str = "enforce") -> Policy:
    """A policy with one gateway `corp`, in the given mode, plus a body of more fields."""
    return parse_policy((HEAD.replace("mode: enforce", f"mode: {mode}") + body).encode(), file="p.yaml")
