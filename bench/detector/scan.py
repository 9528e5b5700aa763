"""Time and memory of a full scan of the large made home: `python -m bench.detector.scan`."""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.detector.fixture import large_machine
from detector.catalogue.load import load_catalogue
from detector.match import matcher_of
from detector.platforms.this_host import this_host
from detector.scan import SENSORS, run_sensor, scan
from detector.view import ScanConfig, View


def resident_mb() -> float:
    """Resident memory of this process now, in MB (Linux), else its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def main() -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=100_000, help="addresses in each of the nine histories")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    before = resident_mb()
    began = time.perf_counter()
    known = load_catalogue()
    print(f"catalogue: {len(known.tools)} tools loaded in {(time.perf_counter() - began) * 1000:.1f} ms")
    matcher_of(known)
    print(f"catalogue and index: {resident_mb() - before:.1f} MB resident")
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        host = large_machine(Path(folder), now, count=options.addresses)
        walls, processors = [], []
        for _ in range(options.runs + 1):
            wall, processor = time.perf_counter(), time.process_time()
            result = scan(host, known, ScanConfig(), now)
            walls.append(time.perf_counter() - wall)
            processors.append(time.process_time() - processor)
        print(f"full scan, first: {walls[0]:.3f} s wall, {processors[0]:.3f} s CPU")
        print(
            f"full scan, warm: median {statistics.median(walls[1:]):.3f} s wall (max {max(walls[1:]):.3f}),"
            f" {statistics.median(processors[1:]):.3f} s CPU"
        )
        print(f"sightings: {len(result.sightings)}, partial: {result.partial}")
        for name, look in SENSORS.items():
            wall = time.perf_counter()
            run_sensor(name, look, View(host, matcher_of(known, host.home), ScanConfig(), now))
            print(f"  {name}: {(time.perf_counter() - wall) * 1000:.1f} ms")
    wall = time.perf_counter()
    result = scan(this_host(), known, ScanConfig(), now)
    looked_at = {report.name: report.looked_at for report in result.sensors}
    print(f"this machine: {time.perf_counter() - wall:.3f} s wall, {looked_at['processes']} programs")
    print(f"resident after all: {resident_mb() - before:.1f} MB more than before the catalogue")
    return 0


if __name__ == "__main__":
    sys.exit(main())
