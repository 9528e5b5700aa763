"""How long it takes to find the program behind a connection: `python bench/proxy/callers.py [TRIES]`.

Every second client ends at once: right or unknown is allowed, wrong is not. CPU time tells more than time on a busy
machine.
"""

import socket
import statistics
import subprocess
import sys
import time

from proxy.caller_linux import Finder

CLIENT = "import socket,time;s=socket.create_connection(('127.0.0.1',{port}));s.send(b'x');time.sleep({seconds})"


def main() -> None:
    """Measure and print."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    find = Finder()
    outcomes = {"right": 0, "unknown": 0, "wrong": 0}
    took: list[float] = []
    spent: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        for number in range(tries):
            code = CLIENT.format(port=server.getsockname()[1], seconds=0.2 if number % 2 else 0)
            with subprocess.Popen([sys.executable, "-c", code]) as client:
                accepted, peer = server.accept()
                with accepted:
                    begun, used = time.perf_counter(), time.thread_time()
                    owner = find(peer, accepted.getsockname())
                    took.append((time.perf_counter() - begun) * 1000)
                    spent.append((time.thread_time() - used) * 1000)
                found = "right" if owner.pid == client.pid else "unknown" if owner.pid == 0 else "wrong"
                outcomes[found] += 1
    for name, values in (("elapsed", sorted(took)), ("CPU", sorted(spent))):
        p99 = values[min(len(values) - 1, int(len(values) * 0.99))]
        print(f"{name:8} p50 {statistics.median(values):.2f} ms  p99 {p99:.2f} ms  max {values[-1]:.2f} ms")
    print(outcomes)
    sys.exit(outcomes["wrong"] > 0)


if __name__ == "__main__":
    main()
