"""A real agent obeys what the company signed: news and orders arrive, nothing else does, a restart needs no network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.signed_policy import SignedPolicy
from cli.agent import agent as agent_command
from policy.model import KillSwitch
from policy.trust.kill import Kill, kill_bytes
from policy.trust.roles import EMERGENCY, KILL
from policy.words import Text
from tests.agent.running import Agent, Gateway, agent, current_state, gateway, wait_until
from tests.policy.trust.company import Company
from tests.web_server import serving

POLICY = """\
apiVersion: gnomon/v1
version: {version}
mode: {mode}
gateways:
  - id: corp
    name: {{ru: Шлюз, en: Gateway}}
    url: {url}
    models: ["*"]
"""


@pytest.fixture
def corp() -> Iterator[Gateway]:
    with gateway() as running:
        yield running


@pytest.fixture
def company(corp: Gateway, tmp_path: Path) -> Company:
    company = Company(tmp_path / "repository").found()
    publish(company, corp, version=2, mode="coach")
    (tmp_path / "root.json").write_bytes(company.root)
    return company


def publish(company: Company, corp: Gateway, *, version: int, mode: str) -> None:
    company.publish(POLICY.format(version=version, mode=mode, url=corp.url).encode())


def options(tmp_path: Path) -> tuple[str, ...]:
    return ("--policy-repository", str(tmp_path / "repository"), "--policy-root", str(tmp_path / "root.json"))


def test_signed_news_and_orders_are_obeyed(company: Company, corp: Gateway, tmp_path: Path) -> None:
    with agent(tmp_path / "home", options=options(tmp_path)) as running:
        wait_until(lambda: current_state(running).policy)
        policy = current_state(running).policy
        assert policy is not None
        assert (policy.version, policy.mode, policy.signed, policy.banner) == (2, "coach", True, None)
        assert running.chat("hello").status_code == 200

        publish(company, corp, version=3, mode="enforce")
        wait_until(lambda: (now := current_state(running).policy) and now.version == 3)

        moment = datetime.now(UTC)
        stop = Kill(KillSwitch.BLOCK_ALL_AI, Text("утечка", "a leak"), moment, moment + timedelta(hours=1))
        company.signing().publish(KILL, kill_bytes(stop), role=EMERGENCY)
        wait_until(lambda: running.chat("hello").status_code == 403)
        received = len(corp.received)
        assert running.chat("hello").status_code == 403
        assert len(corp.received) == received


def warnings(running: Agent) -> list[str]:
    return [one.en for one in current_state(running).warnings]


def test_what_is_not_signed_is_refused_and_said_and_the_last_policy_stays(
    company: Company, corp: Gateway, tmp_path: Path
) -> None:
    with agent(tmp_path / "home", options=options(tmp_path)) as running:
        wait_until(lambda: current_state(running).policy)
        thief = Company(shutil.copytree(company.folder, tmp_path / "thief"), company.roots, online=company.online)
        thief.on_call = company.on_call
        thief.targets = company.targets
        publish(thief, corp, version=3, mode="observe")
        newest = max((thief.folder / "metadata").glob("*.targets.json"), key=lambda path: int(path.name.split(".")[0]))
        told = json.loads(newest.read_bytes())
        told["signatures"][0]["sig"] = "00" * 64
        newest.write_text(json.dumps(told))
        stamp = "metadata/timestamp.json"  # last: half a copy is refused for another reason, for a minute
        shutil.copytree(thief.folder, company.folder, dirs_exist_ok=True, ignore=lambda *_: {"timestamp.json"})
        shutil.copyfile(thief.folder / stamp, company.folder / stamp)
        wait_until(lambda: any("not signed" in one for one in warnings(running)))
        assert running.chat("hello").status_code == 200
        policy = current_state(running).policy
        assert policy is not None
        assert (policy.version, policy.mode) == (2, "coach")


def test_a_restart_needs_no_repository_and_an_edited_policy_is_not_obeyed(company: Company, tmp_path: Path) -> None:
    with agent(tmp_path / "home", options=options(tmp_path)) as running:
        wait_until(lambda: current_state(running).policy)
    company.folder.rename(tmp_path / "away")
    with agent(tmp_path / "home", options=options(tmp_path)) as running:
        policy = current_state(running).policy
        assert policy is not None
        assert policy.signed
        assert running.chat("hello").status_code == 200
    (kept,) = (tmp_path / "home" / "state" / "policy").glob("staging-*/targets/*policy.yaml")
    kept.write_bytes(kept.read_bytes().replace(b"coach", b"observe"))
    with agent(tmp_path / "home", options=options(tmp_path)) as running:
        assert current_state(running).policy is None
        assert running.chat("hello").status_code == 403


def test_a_repository_that_shows_nothing_new_costs_one_small_request(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # of no concern to a repository on this machine
    asked: list[str] = []

    class Counting(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            asked.append(self.path)

    (tmp_path / "state" / "keys").mkdir(parents=True)
    with serving(partial(Counting, directory=str(company.folder))) as port:
        url = f"http://127.0.0.1:{port}"
        signed = SignedPolicy(url, root=tmp_path / "root.json", state=tmp_path / "state", poll=0.0)
        first, second = signed.read(), signed.read()
        assert first is not None
        assert first.policy is None
        assert second is not None
        assert second.policy is not None
        asked.clear()
        assert signed.read() is None
        assert asked == ["/metadata/timestamp.json"]
    assert signed.read() is None, "a laptop away from the network is no news"


def test_a_policy_that_nobody_vouches_for_any_more_is_called_stale(company: Company, tmp_path: Path) -> None:
    (tmp_path / "state" / "keys").mkdir(parents=True)
    ahead = [timedelta()]
    signed = SignedPolicy(
        str(company.folder),
        root=tmp_path / "root.json",
        state=tmp_path / "state",
        clock=lambda: datetime.now(UTC) + ahead[0],
    )
    readings = [signed.read(), signed.read()]
    ahead[0] = timedelta(days=4)
    readings.append(signed.read())
    assert [one and one.policy and one.policy.version for one in readings] == [None, 2, 2]
    assert [one and one.refused and one.refused.code for one in readings] == [None, None, "stale"]


@pytest.mark.parametrize(
    "unsigned", [["--insecure-policy"], ["--policy", "mine.yaml"], ["--demo", "--policy", "mine.yaml"]]
)
def test_a_machine_with_a_signed_policy_accepts_no_other(
    unsigned: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gnomon.toml").write_text('policy_repository = "https://policy.corp.example/gnomon"\n')
    (tmp_path / "mine.yaml").write_text("mode: observe\n")
    monkeypatch.setattr("agent.settings.settings_file", lambda: tmp_path / "gnomon.toml")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(agent_command, ["--state", str(tmp_path / "state"), *unsigned])
    assert done.exit_code == 1
    assert not (tmp_path / "state").exists()


def test_without_a_trust_root_every_prompt_is_refused(company: Company, tmp_path: Path) -> None:
    (tmp_path / "root.json").write_bytes(b"{}")
    with agent(tmp_path / "home", options=options(tmp_path), wait_warm=False) as running:
        assert running.chat("hello").status_code == 403
        assert warnings(running)
