"""What goes wrong with the log, in words."""

from policy.words import Text


class AuditError(Exception):
    """The event is not in the log; whatever it stands for must not happen."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
