"""Reads a program's accessibility tree as a screen reader does. Run by the system's Python (needs PyGObject, Atspi).

Prints JSON: for every node [depth, role, name, focusable, showing].
"""

import importlib
import json
import sys
from typing import Any

gi: Any = importlib.import_module("gi")
gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")


def walk(node: Any, depth: int, found: list[list[object]]) -> None:
    """Take a node and all below it."""
    states = node.get_state_set()
    focusable, showing = states.contains(Atspi.StateType.FOCUSABLE), states.contains(Atspi.StateType.SHOWING)
    found.append([depth, node.get_role_name(), node.get_name() or "", focusable, showing])
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            walk(child, depth + 1, found)


Atspi.init()
desktop = Atspi.get_desktop(0)
nodes: list[list[object]] = []
for place in range(desktop.get_child_count()):
    program = desktop.get_child_at_index(place)
    if program is not None and sys.argv[1].lower() in (program.get_name() or "").lower():
        walk(program, 0, nodes)
print(json.dumps(nodes))
