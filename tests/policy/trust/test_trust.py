"""A device takes what the company signed, and only that; whatever happens, the last good policy stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata

from policy.trust.floors import NAME
from policy.trust.repository import PolicyRepository
from policy.trust.roles import EMERGENCY, KILL, LIVES, POLICY
from policy.trust.sources import pack
from policy.trust.trouble import PublishError, Refusal, TrustError
from tests.policy.trust.company import POLICY_1, POLICY_2, Company, Device, Memory, key


def newest(folder: Path, role: str) -> Path:
    metadata = folder / "metadata"
    if role == "timestamp":
        return metadata / "timestamp.json"
    return max(metadata.glob(f"*.{role}.json"), key=lambda path: int(path.name.split(".")[0]))


def edited(path: Path, change: Callable[[dict[str, Any]], object], *signers: CryptoSigner) -> None:
    """Change what a role says; without signers the old signatures stay, else it is signed by these."""
    told = json.loads(path.read_bytes())
    change(told["signed"])
    if not signers:
        path.write_text(json.dumps(told))
        return
    metadata: Metadata[Any] = Metadata.from_bytes(json.dumps(told).encode())
    metadata.signatures.clear()
    for signer in signers:
        metadata.sign(signer, append=True)
    path.write_bytes(metadata.to_bytes())


def refused(device: Device, source: Path | str, *codes: Refusal) -> None:
    """The source is refused for one of these reasons and the policy that was there is there."""
    before = device.policy
    with pytest.raises(TrustError) as caught:
        device.update(source)
    assert caught.value.code in codes, caught.value
    assert caught.value.reason.ru
    assert device.policy == before


def test_a_new_policy_arrives(company: Company, device: Device) -> None:
    assert device.policy == POLICY_1
    company.publish(POLICY_2)
    assert device.update(company.folder).data == POLICY_2
    assert device.policy == POLICY_2


def test_the_same_policy_arrives_by_zip_and_the_same_cache_goes_on_by_folder(company: Company, tmp_path: Path) -> None:
    device = Device(tmp_path / "other", company.root)
    pack(company.folder, tmp_path / "policy.zip")
    assert device.update(tmp_path / "policy.zip").data == POLICY_1
    company.publish(POLICY_2)
    assert device.update(company.folder).data == POLICY_2


def test_nothing_changes_when_there_is_nothing_new(company: Company, device: Device) -> None:
    first = device.trust.load()
    second = device.update(company.folder)
    assert first is not None
    assert (first.data, first.version, first.digest) == (second.data, second.version, second.digest)


def test_what_the_caller_does_not_accept_is_not_kept(company: Company, device: Device) -> None:
    company.publish(b"version: nonsense")

    def accept(data: bytes, kill: bytes | None) -> None:
        raise TrustError(Refusal.CONTENT)

    with pytest.raises(TrustError) as caught:
        device.trust.update(str(company.folder), accept=accept)
    assert caught.value.code is Refusal.CONTENT
    assert device.policy == POLICY_1


# ---- signatures


def test_a_stranger_s_key_is_refused(company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    edited(newest(company.folder, "targets"), lambda signed: None, key())
    refused(device, company.folder, Refusal.NOT_SIGNED)


@pytest.mark.parametrize("role", ["root", "targets", "snapshot", "timestamp"])
def test_metadata_that_was_edited_is_refused(role: str, company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    if role == "root":
        company.signing().rotate("targets", add=[key().public_key])
    edited(newest(company.folder, role), lambda signed: signed.update(expires="2199-01-01T00:00:00Z"))
    refused(device, company.folder, Refusal.NOT_SIGNED)


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp"])
def test_metadata_without_signatures_is_refused(role: str, company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    path = newest(company.folder, role)
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps({**told, "signatures": []}))
    refused(device, company.folder, Refusal.NOT_SIGNED)


def test_a_stranger_s_signature_under_the_real_key_s_name_is_refused(company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    path = newest(company.folder, "targets")
    stranger = key()
    metadata: Metadata[Any] = Metadata.from_bytes(path.read_bytes())
    signature = stranger.sign(metadata.signed_bytes)
    told = json.loads(path.read_bytes())
    told["signatures"][0]["sig"] = signature.signature
    path.write_text(json.dumps(told))
    refused(device, company.folder, Refusal.NOT_SIGNED)


@pytest.mark.parametrize("signers", ["one", "the same twice", "strangers"])
def test_a_root_needs_two_of_its_keys(signers: str, company: Company, device: Device) -> None:
    company.signing().rotate("targets", add=[key().public_key])
    path = newest(company.folder, "root")
    chosen = {"one": company.roots[:1], "the same twice": company.roots[:1] * 2, "strangers": [key(), key()]}[signers]
    edited(path, lambda signed: None, *chosen)
    refused(device, company.folder, Refusal.NOT_SIGNED, Refusal.BROKEN)


def test_a_gap_in_the_roots_is_refused(company: Company, device: Device) -> None:
    company.signing().rotate("targets", add=[key().public_key])
    edited(newest(company.folder, "root"), lambda signed: signed.update(version=7), *company.roots[:2])
    refused(device, company.folder, Refusal.ROLLED_BACK, Refusal.BROKEN)


def test_a_key_that_was_taken_away_signs_nothing_more(company: Company, device: Device) -> None:
    old, company_targets = company.targets, key()
    company.targets = company_targets
    company.signing(old).rotate("targets", add=[company_targets.public_key], remove=[old.public_key.keyid])
    company.publish(POLICY_2)
    assert device.update(company.folder).data == POLICY_2
    company.publish(POLICY_1)
    edited(newest(company.folder, "targets"), lambda signed: None, old)
    refused(device, company.folder, Refusal.NOT_SIGNED)


def test_the_key_on_call_cannot_sign_a_policy(company: Company, device: Device) -> None:
    with pytest.raises(PublishError):
        PolicyRepository(company.folder, [company.on_call, company.online]).publish(POLICY, POLICY_2)
    company.signing().publish(POLICY, POLICY_2, role=EMERGENCY)
    assert device.update(company.folder).data == POLICY_1, "a path outside emergency/ is never read from that role"


def test_a_foreign_repository_with_its_own_root_is_refused(company: Company, device: Device, tmp_path: Path) -> None:
    foreign = Company(tmp_path / "foreign").found()
    shutil.copytree(device.folder, tmp_path / "copy", symlinks=True)
    refused(device, foreign.folder, Refusal.NOT_SIGNED)


# ---- age


def test_an_older_state_of_the_repository_is_refused(company: Company, device: Device, tmp_path: Path) -> None:
    shutil.copytree(company.folder, tmp_path / "old")
    company.publish(POLICY_2)
    device.update(company.folder)
    refused(device, tmp_path / "old", Refusal.ROLLED_BACK)


def test_an_old_cache_beside_an_old_mirror_is_refused(company: Company, device: Device, tmp_path: Path) -> None:
    """A local administrator puts back both; the floors in the key store remember."""
    shutil.copytree(company.folder, tmp_path / "old")
    shutil.copytree(device.folder, tmp_path / "cache", symlinks=True)
    company.publish(POLICY_2)
    device.update(company.folder)
    shutil.rmtree(device.folder)
    shutil.copytree(tmp_path / "cache", device.folder, symlinks=True)
    with pytest.raises(TrustError) as caught:
        device.update(tmp_path / "old")
    assert caught.value.code is Refusal.ROLLED_BACK
    with pytest.raises(TrustError):
        device.trust.load()
    assert device.update(company.folder).data == POLICY_2


@pytest.mark.parametrize("cache", ["kept", "lost"])
def test_the_same_version_with_another_text_is_not_taken(
    cache: str, company: Company, device: Device, tmp_path: Path
) -> None:
    shutil.copytree(company.folder, tmp_path / "fork")
    company.publish(POLICY_2)
    device.update(company.folder)
    company.folder = tmp_path / "fork"
    company.publish(POLICY_2 + b"# another\n")
    if cache == "kept":
        assert device.update(tmp_path / "fork").data == POLICY_2
        return
    shutil.rmtree(device.folder)
    with pytest.raises(TrustError) as caught:
        device.update(tmp_path / "fork")
    assert caught.value.code is Refusal.CHANGED


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_what_has_expired_is_refused_and_the_kept_policy_stays(role: str, company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    signer = company.targets if role == "targets" else company.online
    edited(newest(company.folder, role), lambda signed: signed.update(expires="2026-01-01T00:00:00Z"), signer)
    refused(device, company.folder, Refusal.EXPIRED, Refusal.CHANGED)


def test_a_kept_policy_outlives_its_timestamp(company: Company, device: Device) -> None:
    device.later = LIVES["timestamp"] + timedelta(days=200)
    kept = device.trust.load()
    assert kept is not None
    assert kept.data == POLICY_1
    assert kept.fresh_until < datetime.now(UTC) + device.later


def test_a_clock_set_back_is_noticed(company: Company, device: Device) -> None:
    company.publish(POLICY_2)
    device.later = timedelta(days=-2)
    refused(device, company.folder, Refusal.CLOCK)
    device.later = timedelta(seconds=-200)
    assert device.update(company.folder).data == POLICY_2
    device.later = timedelta(days=-2)
    kept = device.trust.load()
    assert kept is not None
    assert kept.time > datetime.now(UTC) - timedelta(hours=1), "an exception that ran out does not revive"


def test_a_company_recovers_from_a_version_that_a_thief_ran_up(company: Company, device: Device) -> None:
    """The online key is stolen and the timestamp counted up; new keys begin a new count, the thief's stay out."""
    thief = company.online
    path = newest(company.folder, "timestamp")
    edited(path, lambda signed: signed.update(version=2**31), thief)
    device.update(company.folder)
    company.online = key()
    for role in ("snapshot", "timestamp"):
        company.signing().rotate(role, add=[company.online.public_key], remove=[thief.public_key.keyid])
    edited(path, lambda signed: signed.update(version=1), company.online)
    company.publish(POLICY_2)
    assert device.update(company.folder).data == POLICY_2


# ---- what lies on the disk


def test_a_policy_edited_on_the_disk_is_not_read(company: Company, device: Device) -> None:
    (path,) = device.folder.glob("staging-*/targets/*policy.yaml")
    path.write_bytes(b"version: 1\nmode: observe\n")
    with pytest.raises(TrustError) as caught:
        device.trust.load()
    assert caught.value.code is Refusal.CHANGED
    assert device.update(company.folder).data == POLICY_1, "and the next update heals it"


def test_metadata_edited_on_the_disk_is_not_read(company: Company, device: Device) -> None:
    (path,) = device.folder.glob("staging-*/metadata/targets.json")
    edited(path, lambda signed: signed.update(version=9))
    with pytest.raises(TrustError):
        device.trust.load()


@pytest.mark.parametrize("left", [b"", b"nonsense", b'{"roles": 3}'])
def test_floors_that_were_lost_are_raised_again_by_what_is_kept(
    left: bytes, company: Company, device: Device, tmp_path: Path
) -> None:
    shutil.copytree(company.folder, tmp_path / "old")
    company.publish(POLICY_2)
    device.update(company.folder)
    device.store.items[NAME] = left
    refused(device, tmp_path / "old", Refusal.ROLLED_BACK)


def test_an_update_cut_off_halfway_leaves_the_old_state(company: Company, device: Device) -> None:
    (device.folder / "staging-cut-off").mkdir()
    (device.folder / "current.partial").write_text("staging-cut-off")
    assert device.policy == POLICY_1
    company.publish(POLICY_2)
    assert device.update(company.folder).data == POLICY_2
    assert not (device.folder / "staging-cut-off").exists()


def test_a_key_store_that_does_not_keep_is_said(company: Company, device: Device) -> None:
    class Full(Memory):
        def put(self, name: str, value: bytes) -> None:
            raise OSError("full")

    company.publish(POLICY_2)
    store = Full()
    store.items = device.store.items
    device.store = store
    with pytest.raises(TrustError) as caught:
        device.update(company.folder)
    assert caught.value.code is Refusal.DISK
    assert device.policy == POLICY_2


# ---- targets


@pytest.mark.parametrize("change", [lambda data: data[:-1] + b"X", lambda data: data + b"X", lambda data: data[:-3]])
def test_a_target_that_is_not_what_was_signed_is_refused(
    change: Callable[[bytes], bytes], company: Company, device: Device
) -> None:
    company.publish(POLICY_2)
    for path in (company.folder / "targets" / "company").iterdir():
        path.write_bytes(change(path.read_bytes()))
    refused(device, company.folder, Refusal.CHANGED, Refusal.UNREACHABLE)


def test_a_repository_without_a_policy_says_so(tmp_path: Path) -> None:
    company = Company(tmp_path / "empty")
    company.publish = lambda data: 0  # type: ignore[method-assign]
    company.found()
    with pytest.raises(TrustError) as caught:
        Device(tmp_path / "device", company.root).update(company.folder)
    assert caught.value.code is Refusal.ABSENT


# ---- zip files


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp", "policy"])
def test_a_zip_file_that_was_edited_is_refused(role: str, company: Company, device: Device, tmp_path: Path) -> None:
    company.publish(POLICY_2)
    if role == "policy":
        for path in (company.folder / "targets" / "company").iterdir():
            path.write_bytes(b"mode: observe\n")
    else:
        edited(newest(company.folder, role), lambda signed: signed.update(expires="2199-01-01T00:00:00Z"))
    pack(company.folder, tmp_path / "bad.zip")
    refused(device, tmp_path / "bad.zip", Refusal.NOT_SIGNED, Refusal.CHANGED, Refusal.UNREACHABLE)


def test_an_older_zip_file_is_refused(company: Company, device: Device, tmp_path: Path) -> None:
    pack(company.folder, tmp_path / "old.zip")
    company.publish(POLICY_2)
    device.update(company.folder)
    refused(device, tmp_path / "old.zip", Refusal.ROLLED_BACK)


def test_a_zip_bomb_and_a_file_that_is_no_zip_are_refused(device: Device, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata/timestamp.json", b" " * 30_000_000)
    (tmp_path / "none.zip").write_bytes(b"PK\x03\x04 nothing")
    for name in ("bomb.zip", "none.zip", "absent.zip"):
        refused(device, tmp_path / name, Refusal.UNREACHABLE)


# ---- the kill switch


def test_an_order_of_the_people_on_call_arrives_beside_the_policy(company: Company, device: Device) -> None:
    repository = PolicyRepository(company.folder, [company.on_call, company.online])
    repository.publish(KILL, b"{}", role=EMERGENCY)
    got = device.update(company.folder)
    assert (got.data, got.kill) == (POLICY_1, b"{}")
    kept = device.trust.load()
    assert kept is not None
    assert kept.kill == b"{}"


def test_an_older_order_is_refused(company: Company, device: Device, tmp_path: Path) -> None:
    repository = PolicyRepository(company.folder, [company.on_call, company.online])
    repository.publish(KILL, b'{"a": 1}', role=EMERGENCY)
    shutil.copytree(company.folder, tmp_path / "old")
    repository.publish(KILL, b'{"a": 2}', role=EMERGENCY)
    device.update(company.folder)
    refused(device, tmp_path / "old", Refusal.ROLLED_BACK)
