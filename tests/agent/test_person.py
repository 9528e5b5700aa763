"""Whose computer this is decides what of the company's policy holds here."""

import os
import sys
from pathlib import Path

import pytest

from agent.person import person_here, windows_groups
from tests.agent.running import POLICY, agent, current_state, gateway

WHOAMI = (
    '"Everyone","Well-known group","S-1-1-0","Mandatory group, Enabled by default, Enabled group"\r\n'
    '"CORP\\Финансы","Group","S-1-5-21-1-2-3-1105","Mandatory group, Enabled by default, Enabled group"\r\n'
    '"BUILTIN\\Users","Alias","S-1-5-32-545","Mandatory group"\r\n\r\n'
)
OURS = """\
models: [m, {{model: "others-*", departments: [elsewhere]}}, {{model: "ours-*", groups: ["{group}"]}}]
rules:
  - {{id: not-elsewhere, do: block, when: {{model: [m], department: [elsewhere]}}}}
  - {{id: never-this, do: block, when: {{model: ["*-closed"], group: ["{group}"]}}}}
assistants:
  - {{id: for-us, name: {{ru: А, en: A}}, prompt: {{ru: а, en: a}}, hint: {{ru: а, en: a}}, owner: x}}
  - {{id: for-them, name: {{ru: А, en: A}}, prompt: {{ru: а, en: a}}, hint: {{ru: а, en: a}}, owner: x,
     departments: [elsewhere]}}
"""


def test_groups_of_a_windows_account_are_known_without_their_domain() -> None:
    assert windows_groups(WHOAMI) == {"Everyone", "Финансы", "Users"}
    assert windows_groups("") == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="the account of a POSIX system")
def test_the_person_is_the_account_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    import grp
    import pwd

    monkeypatch.setenv("USER", "somebody-else")
    monkeypatch.setenv("LOGNAME", "somebody-else")
    monkeypatch.setattr(os, "getgroups", lambda: [0, 4_000_000_001])
    person = person_here("finance")
    assert person.user == pwd.getpwuid(os.getuid()).pw_name
    assert person.department == "finance"
    assert person.groups == {grp.getgrgid(0).gr_name, grp.getgrgid(os.getgid()).gr_name}


@pytest.mark.skipif(sys.platform == "win32", reason="the account of a POSIX system")
def test_models_rules_and_assistants_of_a_department_or_group_hold_for_its_people_only(tmp_path: Path) -> None:
    import grp

    group = grp.getgrgid(os.getgid()).gr_name
    with gateway() as corp:
        policy = POLICY.format(url=corp.url, more=OURS.format(group=group)).replace("mode: coach", "mode: enforce")
        with agent(tmp_path, policy=policy) as running:
            assert running.chat("Hello").status_code == 200
            assert running.chat("Hello", model="ours-large").status_code == 200
            assert running.chat("Hello", model="ours-closed").json()["error"]["gnomon"]["clause"] == "never-this"
            refused = running.chat("Hello", model="others-large").json()
            assert refused["error"]["gnomon"]["clause"] == "model-not-approved"
            assert [one.id for one in current_state(running).assistants] == ["for-us"]
