"""Remove entries whose time has come, so that the rest still proves itself.

First an entry says which entries go and names the seal of the last of them; then they go. The verifier begins at that
seal and wants to find the entry that says so: nobody can shorten the log from its beginning unseen.
"""

from datetime import datetime

from audit.chain import AuditEvent, nanoseconds
from audit.log import AuditLog
from audit.store import Anchor, anchor_of, oldest_kept, reading, rows

KIND = "log.pruned"


def prune(log: AuditLog, *, before: datetime, now: datetime) -> int:
    """Remove all entries older than a moment, from the oldest on; returns how many.

    before, now: aware. The caller has looked at legal holds. An entry that is newer keeps what stands behind it.

    Raises: AuditError; then nothing, or only the saying entry, is there.
    """
    with reading(log.path) as connection:
        anchor = anchor_of(connection)
        begin = anchor.through if anchor else 0
        through = oldest_kept(connection, before_ns=nanoseconds(before)) - 1
        last = next(rows(connection, after=through - 1, limit=1), None) if through > begin else None
    if last is None:
        return 0
    log.append(AuditEvent(now, KIND, {"through": last.seq, "seal": last.seal.hex(), "entries": last.seq - begin}))
    log.remove(Anchor(last.seq, last.seal, last.epoch))
    return last.seq - begin
