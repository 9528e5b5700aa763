"""Speed of matching, and wrong hits among ordinary hosts and names: `python -m bench.detector.match`."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from detector.catalogue.load import load_catalogue
from detector.evidence import Confidence
from detector.match import matcher_of
from detector.match_line import match_line

BENIGN = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "catalogue" / "benign"


def lines_of(name: str) -> set[str]:
    """The lines of a published list, without its comments."""
    text = (BENIGN / name).read_text(encoding="utf-8")
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}


def wrong_hits(kind: str, lines: Iterable[str]) -> None:
    """Print how many lines hit, by confidence, and which."""
    matcher = matcher_of(load_catalogue())
    hits = [(line, found) for line in sorted(lines) if (found := match_line(matcher, f"{kind}:{line}"))]
    counts = Counter(found.confidence for _, found in hits)
    print(f"{kind}: {', '.join(f'{confidence} {counts[confidence]}' for confidence in Confidence)}")
    for line, found in hits:
        print(f"  {found.confidence}: {line} → {found.tool} ({found.rule})")


def main() -> int:
    """Print one line a measurement."""
    known = load_catalogue()
    matcher = matcher_of(known)
    hosts = [rule.host for tool in known.tools.values() for rule in tool.hosts]
    draw = random.Random(1)
    mixed = [draw.choice(hosts) if draw.random() < 0.5 else f"www.site{n}.example.com" for n in range(50_000)]
    began = time.perf_counter()
    for host in mixed:
        matcher.match_host(host)
    print(f"match_host: {(time.perf_counter() - began) / len(mixed) * 1e6:.2f} µs a host, {len(hosts)} hosts known")
    if not BENIGN.exists():
        print("../shared is absent: wrong hits not measured")
        return 0
    ordinary = lines_of("benign_top_sites_moz.txt") | lines_of("benign_opendns_top10k.txt") | lines_of("benign_ru.txt")
    ordinary -= lines_of("benign_exclusions.txt")
    print(f"ordinary hosts: {len(ordinary)}")
    wrong_hits("host", ordinary)
    names = lines_of("benign_process_names.txt")
    packages = subprocess.run(["apt-cache", "pkgnames"], capture_output=True, text=True, check=False).stdout.split()
    print(f"ordinary program names: {len(names)}, package names: {len(packages)}")
    wrong_hits("process", names | set(packages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
