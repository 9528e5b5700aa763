"""A founded company and a device that has its first policy."""

from pathlib import Path

import pytest

from tests.policy.trust.company import Company, Device


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "repository").found()


@pytest.fixture
def device(company: Company, tmp_path: Path) -> Device:
    device = Device(tmp_path / "device", company.root)
    device.update(company.folder)
    return device
