"""From keys to a verified policy, typed as an administrator types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.typed import gnomon

POLICY = "apiVersion: gnomon/v1\nversion: 1\nmode: coach\n"
KEYS = ("r1", "r2", "author", "online", "oncall")


class Office:
    """A folder of keys, a repository and a policy file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repository = folder / "repository"
        self.policy = folder / "policy.yaml"
        self.policy.write_text(POLICY)

    def run(self, *words: str) -> tuple[int, str, str]:
        done = gnomon("policy", *words)
        return done.returncode, done.stdout, done.stderr

    def keys(self, *names: str) -> list[str]:
        return [word for name in names for word in ("--key", str(self.folder / f"{name}.pem"))]

    def public(self, **roles: str) -> list[str]:
        return [word for role, name in roles.items() for word in (f"--{role}", str(self.folder / f"{name}.pub"))]

    def publish(self) -> tuple[int, str, str]:
        return self.run("publish", str(self.policy), str(self.repository), *self.keys("author", "online"))


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder)
    for name in KEYS:
        assert office.run("key", str(folder / f"{name}.pem"), "--no-password")[0] == 0
    public = [*office.public(root="r1", author="author", online="online"), "--root", str(folder / "r2.pub")]
    public += ["--on-call", str(folder / "oncall.pub")]
    code, out, err = office.run("init", str(office.repository), *public, *office.keys(*KEYS))
    assert code == 0, err
    assert "1.root.json" in out
    return folder


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    return Office(shutil.copytree(founded, tmp_path / "office"))


def verified(office: Office, source: Path) -> dict[str, object]:
    root = office.repository / "metadata" / "1.root.json"
    told: dict[str, object] = json.loads(office.run("verify", str(source), "--root", str(root), "--json")[1])
    return told


def test_a_policy_is_published_packed_and_verified(office: Office) -> None:
    code, out, err = office.publish()
    assert (code, err) == (0, "")
    assert "Version 1" in out
    assert office.run("pack", str(office.repository), str(office.folder / "p.zip"))[0] == 0
    for source in (office.repository, office.folder / "p.zip"):
        told = verified(office, source)
        assert told["ok"] is True
        assert told["order"] is False


def test_what_is_wrong_is_not_published(office: Office) -> None:
    office.publish()
    code, _, err = office.publish()
    assert code == 1
    assert "version: 2" in err
    office.policy.write_text("apiVersion: gnomon/v1\nversion: 2\nmode: strict\n")
    code, _, err = office.publish()
    assert code == 1
    assert "policy.yaml:3" in err
    assert verified(office, office.repository)["version"] == 2, "the first release of a new repository is its second"


@pytest.mark.parametrize(
    "keys", [("oncall", "online"), ("author",)], ids=["without the author's", "without the online"]
)
def test_a_release_without_all_its_keys_leaves_nothing_behind(keys: tuple[str, ...], office: Office) -> None:
    before = sorted(office.repository.rglob("*"))
    code, _, err = office.run("publish", str(office.policy), str(office.repository), *office.keys(*keys))
    assert code == 1
    assert "--key FILE" in err
    assert sorted(office.repository.rglob("*")) == before
    assert office.publish()[0] == 0


def test_an_earlier_version_comes_back_as_a_new_one(office: Office) -> None:
    office.publish()
    office.policy.write_text(POLICY.replace("version: 1", "version: 2").replace("coach", "enforce"))
    office.publish()
    code, out, err = office.run("rollback", str(office.repository), "1", *office.keys("author", "online"))
    assert (code, err) == (0, "")
    assert "back as 3" in out
    kept = [path.read_text() for path in (office.repository / "targets" / "company").iterdir()]
    assert any("version: 3" in text and "coach" in text for text in kept)
    assert office.run("rollback", str(office.repository), "9", *office.keys("author", "online"))[0] == 1


def test_the_person_on_call_orders_and_a_pause_of_two_days_is_no_order(office: Office) -> None:
    office.publish()
    words = ["--reason-ru", "утечка", "--reason-en", "a leak", *office.keys("oncall", "online")]
    assert office.run("order", str(office.repository), "block-all-ai", *words[:3], " ", *words[4:])[0] == 1
    code, _, err = office.run("order", str(office.repository), "pause-enforcement", "--hours", "48", *words)
    assert code == 1
    assert "24 hours" in err
    assert office.run("order", str(office.repository), "block-all-ai", "--hours", "48", *words)[0] == 0
    assert verified(office, office.repository)["order"] is True


def test_keys_are_changed_and_freshness_is_vouched_for(office: Office) -> None:
    office.publish()
    assert office.run("key", str(office.folder / "new.pem"), "--no-password")[0] == 0
    for nothing, why in (([], "--add"), (["--remove", str(office.folder / "author.pub")], "keep 0 keys")):
        code, _, err = office.run("rotate", str(office.repository), "author", *nothing, *office.keys("r1", "r2"))
        assert code == 1
        assert why in err
    assert office.run("rotate", str(office.repository), "root", *office.keys("r1", "r2"))[0] == 0, "for another year"
    change = ["--add", str(office.folder / "new.pub"), "--remove", str(office.folder / "author.pub")]
    code, _, err = office.run("rotate", str(office.repository), "author", *change, *office.keys("r1"))
    assert code == 1
    assert "needs 2" in err
    assert office.run("rotate", str(office.repository), "author", *change, *office.keys("r1", "r2"))[0] == 0
    office.policy.write_text(POLICY.replace("version: 1", "version: 2"))
    assert office.publish()[0] == 1
    new = office.keys("new", "online")
    assert office.run("publish", str(office.policy), str(office.repository), *new)[0] == 0
    assert office.run("freshen", str(office.repository), *office.keys("online"))[0] == 0
    assert verified(office, office.repository)["ok"] is True


def test_a_repository_of_somebody_else_is_refused_in_words(office: Office, tmp_path: Path) -> None:
    code, _, err = office.run("verify", str(office.repository), "--root", str(office.folder / "r1.pub"))
    assert code == 1
    assert "1.root.json" in err
    code, _, err = office.run("pack", str(tmp_path), str(tmp_path / "p.zip"))
    assert code == 1
    assert "no repository" in err
