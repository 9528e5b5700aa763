"""What a signed policy costs a device, beside python-tuf alone in the same run: `python -m bench.policy.trust`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tuf.ngclient import Updater

from policy.trust.roles import POLICY
from policy.trust.sources import opened
from tests.policy.trust.company import Company, Device
from tests.web_server import Files, serving

ROUNDS = 15
RULE = "  - {{id: rule-{0}, do: coach, when: {{tool: [tool-{0}]}}, message: {{ru: Нельзя, en: Not here}}}}\n"


def policy(version: int) -> bytes:
    """A policy of 200 rules."""
    rules = "".join(RULE.format(number) for number in range(200))
    return f"apiVersion: gnomon/v1\nversion: {version}\nmode: coach\nrules:\n{rules}".encode()


def stock(url: str, root: bytes, folder: Path) -> None:
    """One update by python-tuf, nothing around it."""
    for name in ("metadata", "targets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with opened(url) as (fetcher, base):
        updater = Updater(
            str(folder / "metadata"),
            f"{base}metadata/",
            str(folder / "targets"),
            f"{base}targets/",
            fetcher,
            bootstrap=root,
        )
        updater.refresh()
        info = updater.get_targetinfo(POLICY)
        if info is not None and updater.find_cached_target(info) is None:
            updater.download_target(info)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def main() -> None:
    """Measure and print medians."""
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        company = Company(folder / "repository").found()
        with serving(partial(Files, directory=str(company.folder))) as port:
            url = f"http://127.0.0.1:{port}"
            for number in range(ROUNDS):
                device, alone = Device(folder / f"device{number}", company.root), folder / f"alone{number}"
                for what in ("first", "nothing new", "new policy"):
                    if what == "new policy":
                        version = 2 + number
                        figures.setdefault("publish", []).append(timed(lambda v=version: company.publish(policy(v))))  # type: ignore[misc]
                    figures.setdefault(f"{what}: ours", []).append(timed(lambda d=device: d.update(url)))  # type: ignore[misc]
                    figures.setdefault(f"{what}: python-tuf alone", []).append(
                        timed(lambda a=alone: stock(url, company.root, a))  # type: ignore[misc]
                    )
                figures.setdefault("load from disk: ours", []).append(timed(device.trust.load))
        size = sum(path.stat().st_size for path in (device.folder).rglob("*") if path.is_file())
    for what, values in figures.items():
        print(f"{what}: median {statistics.median(values):.1f} ms")
    print(f"kept on the device: {size / 1000:.1f} KB")


if __name__ == "__main__":
    main()
