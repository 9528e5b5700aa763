"""A process that writes to a log from four threads and prints the number of each durable entry, until it is killed."""

import os
import sys
import threading
from pathlib import Path

from audit.log import AuditLog
from tests.audit.samples import DEVICE, KEY, event_of


def main() -> None:
    log = AuditLog.open(Path(sys.argv[1]), device_id=DEVICE, key=KEY)

    def write() -> None:
        number = 0
        while True:
            number += 1
            entry = log.append(event_of(number))
            os.write(1, entry.seq.to_bytes(8, "big"))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
