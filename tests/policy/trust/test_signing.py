"""Keys on disk: guarded, never overwritten, refused in words when they do not open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policy.trust.signing import new_key, public_key_of, signer_of
from policy.trust.trouble import PublishError


def test_a_key_signs_after_a_round_trip_and_its_public_half_checks_it(tmp_path: Path) -> None:
    public = new_key(tmp_path / "anna.pem", b"secret words")
    signer = signer_of(tmp_path / "anna.pem", b"secret words")
    public_key_of(public).verify_signature(signer.sign(b"a text"), b"a text")
    assert (tmp_path / "anna.pem").stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    assert b"ENCRYPTED" in (tmp_path / "anna.pem").read_bytes()


@pytest.mark.parametrize("password", [None, b"", b"wrong"])
def test_a_key_does_not_open_without_its_password(password: bytes | None, tmp_path: Path) -> None:
    new_key(tmp_path / "anna.pem", b"secret words")
    with pytest.raises(PublishError):
        signer_of(tmp_path / "anna.pem", password)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    new_key(tmp_path / "anna.pem", None)
    before = (tmp_path / "anna.pem").read_bytes()
    for name in ("anna.pem", "anna.key"):
        with pytest.raises(PublishError):
            new_key(tmp_path / name, None)
    assert (tmp_path / "anna.pem").read_bytes() == before


def test_other_files_are_no_keys(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("-----BEGIN NOTHING-----")
    with pytest.raises(PublishError):
        signer_of(tmp_path / "a", None)
    with pytest.raises(PublishError):
        public_key_of(tmp_path / "a")
