"""The machine's settings file: read once, and what is wrong with it told in both languages."""

from pathlib import Path

import pytest

from agent.settings import PREFERRED_PORT, MachineSettings, SettingsError, read_settings_file


def test_settings_are_read_and_an_absent_file_gives_the_usual_ones(tmp_path: Path) -> None:
    file = tmp_path / "gnomon.toml"
    assert read_settings_file(file) == MachineSettings(port=PREFERRED_PORT)
    file.write_text('policy_repository = "https://p.example/g"\npolicy_root = "/r.json"\ndepartment = "finance"\n')
    expected = MachineSettings(
        policy_repository="https://p.example/g", policy_root=Path("/r.json"), department="finance"
    )
    assert read_settings_file(file) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"port = '8765'", "целое число"), (b"port = true", "целое число"), (b"insecure_policy = 1", "true или false"),
        (b"polcy = ''", "поля «polcy» нет"), (b"port 1", "это не TOML"), ("# Привет".encode("cp1251"), "не в UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_them_is_told(text: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "gnomon.toml"
    file.write_bytes(text)
    with pytest.raises(SettingsError) as caught:
        read_settings_file(file)
    assert said in caught.value.reason.ru
    assert caught.value.reason.en.startswith(str(file))


def test_a_folder_in_its_place_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings_file(tmp_path)
    assert "папка" in caught.value.reason.ru
