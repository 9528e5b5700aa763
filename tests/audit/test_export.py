"""Exports: nothing lost, nothing that a spreadsheet would run, and a chain that others can verify."""

import csv
import hashlib
import io
import json
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from audit.chain import AuditEvent, Entry
from audit.export.csv import cell, write_csv
from audit.export.jsonl import write_jsonl
from audit.log import AuditLog, read
from tests.audit.samples import DEVICE, START, event_of, make_log


def test_each_line_is_one_entry(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 3)
    out = io.BytesIO()
    assert write_jsonl(read(path), out) == 3
    lines = out.getvalue().decode().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3]
    first = json.loads(lines[0])
    assert first["at"] == "2026-11-20T09:00:01.000000Z"
    assert first["facts"] == {"n": 1, "verdict": "redact"}


def test_a_second_program_can_verify_the_chain_from_the_export_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(event_of(1, share=0.25))
        log.append(event_of(2, counts={"pii.ru.inn": 2}, words=["да", None, True]))
    out = io.BytesIO()
    write_jsonl(read(path), out)
    prev = hashlib.sha256(f"gnomon-genesis|{DEVICE}".encode()).digest()
    numbers = {"prompt.opened": 5}
    for line in out.getvalue().decode().splitlines():
        entry = json.loads(line)
        meta = json.dumps(
            {"facts": entry["facts"], "kind": entry["kind"]}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        at = datetime.fromisoformat(entry["at"])
        head = struct.pack(
            ">BQQH32s32sI",
            1,
            entry["seq"],
            int(at.timestamp()) * 10**9,
            numbers[entry["kind"]],
            bytes(32),
            prev,
            len(meta),
        )
        prev = hashlib.sha256(head + meta).digest()
        assert entry["seal"] == prev.hex()


def table(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_every_fact_has_a_column(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(AuditEvent(START, "tool.seen", {"tool": "chatgpt", "count": 2}))
        log.append(AuditEvent(START, "prompt.opened", {"counts": {"pii.person": 1}, "masked": True, "note": None}))
    out = io.BytesIO()
    assert write_csv(lambda: read(path), out) == 2
    rows = table(out.getvalue())
    assert rows[0] == ["seq", "at", "kind", "count", "counts", "masked", "note", "tool", "seal"]
    assert rows[1][:8] == ["1", "2026-11-20T09:00:00.000000Z", "tool.seen", "2", "", "", "", "chatgpt"]
    assert rows[2][2:8] == ["prompt.opened", "", '{"pii.person":1}', "true", "", ""]


def test_excel_in_russian_gets_its_mark_and_semicolons(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 1)
    out = io.BytesIO()
    write_csv(lambda: read(path), out, excel=True)
    assert out.getvalue().startswith(b"\xef\xbb\xbfseq;at;kind;")
    assert out.getvalue().endswith(b"\r\n")
    plain = io.BytesIO()
    write_csv(lambda: read(path), plain)
    assert plain.getvalue().startswith(b"seq,at,kind,")


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+7 912", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "|calc", "%0A", "＝1", "=cmd|' /C calc'!A0"],
)
def test_no_cell_can_start_a_formula(value: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        log.append(AuditEvent(START, "tool.seen", {"tool": value}))
    out = io.BytesIO()
    write_csv(lambda: read(path), out, excel=True)
    assert table(out.getvalue(), ";")[1][3] == "'" + value


@pytest.mark.parametrize("value", ["chatgpt", "a=b", "1+1", 'Иванов; «x», "y"', "two\nlines"])
def test_ordinary_text_stays_as_it_is(value: str) -> None:
    assert cell(value) == value


def test_numbers_stay_numbers() -> None:
    assert (cell(-3), cell(0.5), cell(False), cell(None), cell([1, "=x"])) == ("-3", "0.5", "false", "", '[1,"=x"]')


def test_progress_is_told_while_writing(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 5)
    steps: list[int] = []
    write_jsonl(read(path), io.BytesIO(), progress=steps.append)
    write_csv(lambda: read(path), io.BytesIO(), progress=steps.append)
    assert steps == [5, 5]


def test_what_is_written_during_the_export_belongs_to_the_next_one(tmp_path: Path) -> None:
    path = make_log(tmp_path / "audit.db", 3)
    calls = 0

    def reading() -> Iterator[Entry]:
        nonlocal calls
        calls += 1
        if calls == 2:
            with AuditLog.open(path, device_id=DEVICE) as log:
                log.append(event_of(4, newcomer="x"))
        return read(path)

    out = io.BytesIO()
    assert write_csv(reading, out) == 3
    assert b"newcomer" not in out.getvalue()


def test_facts_beyond_the_columns_are_kept_in_one(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with AuditLog.open(path, device_id=DEVICE) as log:
        for group in range(3):
            log.append(AuditEvent(START, "tool.seen", {f"f{group}_{number}": number for number in range(100)}))
    out = io.BytesIO()
    write_csv(lambda: read(path), out)
    rows = table(out.getvalue())
    assert rows[0][-2] == "other_facts"
    assert [row[-2] == "" for row in rows[1:]] == [True, True, False]
    assert json.loads(rows[3][-2])["f2_99"] == 99
