"""Passwords, codes and keys as people write them in letters, chats and configuration."""

import re
from pathlib import Path

import pytest

from redactor.recognizers.secrets import find_secrets

LINES = (Path(__file__).parent / "secret_prompts.txt").read_text("utf-8").splitlines()[1:]


def parts(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks and where the marked stretches are."""
    text, spans = "", []
    for piece in re.split(r"(⟦.*?⟧)", line):
        if piece.startswith("⟦"):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("⟦⟧")
    return text, spans


@pytest.mark.parametrize("line", LINES)
def test_exactly_the_secret_is_found(line: str) -> None:
    text, spans = parts(line)
    assert [(one.start, one.end) for one in find_secrets(text)] == spans


@pytest.mark.parametrize("line", [line for line in LINES if "пароль" in line.lower()])
def test_capitals_change_nothing(line: str) -> None:
    text, spans = parts(re.sub("(?i)пароль", "ПАРОЛЬ", line))
    assert [(one.start, one.end) for one in find_secrets(text)] == spans


def test_the_whole_file_at_once_gives_the_secrets_of_its_lines() -> None:
    found, wanted, position = set(), set(), 0
    texts = []
    for line in LINES:
        text, spans = parts(line)
        wanted |= {(start + position, end + position) for start, end in spans}
        texts.append(text)
        position += len(text) + 2
    found = {(one.start, one.end) for one in find_secrets("\n\n".join(texts))}
    assert len(wanted & found) >= 0.97 * len(wanted)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("app password for the scanner: qzvm hhtr wlpa ieko", "qzvm hhtr wlpa ieko"),
        ("пароль приложения qzvm hhtr wlpa ieko", "qzvm hhtr wlpa ieko"),
        ("a: какой пароль?\nb: который был\na: нет, новый: Kremn!y_4etazh", "Kremn!y_4etazh"),
        ("I changed my mailbox password last night, now it's Tulip.garden.19, ok", "Tulip.garden.19"),
        ("log in with mdelgado and Harbor$Light7 until IT resets it", "Harbor$Light7"),
        ("Noor: whats the staging password?\nTheo: the same with a bang: otter-lake-9!", "otter-lake-9!"),
        ("пароль от диска. Я его не помню, кажется, kama_basin-77, но лучше уточнить", "kama_basin-77"),
        ("the studio wifi its still gg-ez-noodles-4evr since may", "gg-ez-noodles-4evr"),
        ("Guest wifi: hum-then-rest; mask 255.255.255.0", "hum-then-rest"),
        ("Lodge password: seven-small-owls; ask Reception", "seven-small-owls"),
        ("venue code for the barn gate 7741#", "7741#"),
        ("keys with the agent, ask at the desk. Alarm 4082", "4082"),
        ("the spare is in the key safe 1958C, as ever", "1958C"),
        ("Назовите кодовое слово.\n[10:05] Клиент: ромашка58\n[10:07] Спасибо", "ромашка58"),
        ("caller gave the security word hollyhock31 and hung up", "hollyhock31"),
        ('pasword: "svet-V-okne-12"', "svet-V-okne-12"),
        ("скидывала вроде такой 7QF4-KX2P-99LM-TTB3, не подходит", "7QF4-KX2P-99LM-TTB3"),
        ("это NPHTM-C97JM-9MPGT-3V66T-VK7JG, ставь", "NPHTM-C97JM-9MPGT-3V66T-VK7JG"),
        ('requests.get(url, auth=("svc_reports", "plum-Anvil-31"))', "plum-Anvil-31"),
        ('server.login("alerts@host.example", "Walnut_Harp9")', "Walnut_Harp9"),
        ("I never gave the OTP, it was 718299, only", "718299"),
    ],
)
def test_a_secret_told_later_or_in_groups_is_found(text: str, secret: str) -> None:
    assert [text[one.start : one.end] for one in find_secrets(text)] == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "the password policy changed, now it's 12 characters and we ask less",
        "log in with Google and then Continue to the site",
        "код ошибки 40718, от ворот 12 метров",
        "password: this must stay here, please read it",
        "spindle alarm 4082: replace the drive, alarm 2041 on the other",
        'page.login("Sign in", "Welcome back"), auth=("user", "password"), auth=(USER, PASS)',
        "she forgot the PIN, it was 2019 then",
    ],
)
def test_what_only_stands_beside_such_words_is_no_secret(text: str) -> None:
    assert find_secrets(text) == []
