"""A child process that holds a history database in one of the states in which browsers hold theirs.

Run as `python history_lock.py STATE PATH`; it prints "ready" when the state is reached and ends when its input closes.
"""

import sqlite3
import sys
import threading
import time

NEWEST = "https://chatgpt.com/newest"


def add(db: sqlite3.Connection, url: str) -> None:
    stamp = int((time.time() + 11_644_473_600) * 1_000_000)
    cursor = db.execute("INSERT INTO urls (url, visit_count, last_visit_time) VALUES (?, 1, ?)", (url, stamp))
    db.execute("INSERT INTO visits (url, visit_time, transition) VALUES (?, ?, 0)", (cursor.lastrowid, stamp))


def hold(state: str, path: str) -> None:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    if state.endswith("wal"):
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
    if state.startswith("exclusive"):
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN IMMEDIATE")
    add(db, NEWEST)
    db.execute("COMMIT")
    stop = threading.Event()
    writer = threading.Thread(target=write_on, args=(db, stop))
    if state == "writing":
        writer.start()
    print("ready", flush=True)
    sys.stdin.read()
    stop.set()
    if state == "writing":
        writer.join()
    db.close()


def write_on(db: sqlite3.Connection, stop: threading.Event) -> None:
    number = 0
    while not stop.wait(0.01):
        number += 1
        db.execute("BEGIN IMMEDIATE")
        add(db, f"https://ordinary.example/{number}")
        db.execute("COMMIT")


if __name__ == "__main__":
    hold(sys.argv[1], sys.argv[2])
