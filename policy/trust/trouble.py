"""Why a signed policy was refused, or could not be published."""

from enum import StrEnum

from policy.words import Text


class Refusal(StrEnum):
    """Reason codes, for logs and machines."""

    UNREACHABLE = "unreachable"
    NOT_SIGNED = "not-signed"
    EXPIRED = "expired"
    ROLLED_BACK = "rolled-back"
    CHANGED = "changed"
    BROKEN = "broken"
    ABSENT = "absent"
    CLOCK = "clock"
    CONTENT = "content"
    DISK = "disk"
    ROOT = "root"


_REASONS = {
    Refusal.UNREACHABLE: Text(
        "Хранилище политики не отвечает. Действует прежняя политика.",
        "The policy repository does not answer. The last policy stays in force.",
    ),
    Refusal.NOT_SIGNED: Text(
        "Политика не подписана ключами компании. Действует прежняя.",
        "The policy is not signed by the company's keys. The last one stays in force.",
    ),
    Refusal.EXPIRED: Text(
        "Подпись политики устарела. Действует прежняя; пусть администратор подпишет её заново.",
        "The signature of the policy has expired. The last one stays; ask the administrator to sign it anew.",
    ),
    Refusal.ROLLED_BACK: Text(
        "Предложена политика старее действующей. Она не принята.",
        "A policy older than the one in force was offered. It was refused.",
    ),
    Refusal.CHANGED: Text(
        "Файл политики отличается от подписанного. Он не принят.",
        "The policy file differs from the one that was signed. It was refused.",
    ),
    Refusal.BROKEN: Text(
        "Хранилище политики повреждено. Действует прежняя политика.",
        "The policy repository is damaged. The last policy stays in force.",
    ),
    Refusal.ABSENT: Text("В хранилище нет политики.", "There is no policy in the repository."),
    Refusal.CLOCK: Text(
        "Часы этого компьютера отстают от уже проверенного времени. Поправьте их; действует прежняя политика.",
        "This computer's clock is behind a time that was already verified. Set it; the last policy stays in force.",
    ),
    Refusal.CONTENT: Text(
        "Подписанная политика с ошибкой. Действует прежняя. Посмотрите: gnomon policy lint",
        "The signed policy has a mistake. The last one stays. See: gnomon policy lint",
    ),
    Refusal.ROOT: Text(
        "Корня доверия (root.json), с которым проверяется политика, нет, или это не он. Попросите администратора "
        "установить его: это файл metadata/1.root.json хранилища.",
        "The trust root (root.json) that policies are checked with is missing, or is none. Ask the administrator to "
        "install it: it is the repository's file metadata/1.root.json.",
    ),
    Refusal.DISK: Text(
        "Политику не удалось записать на диск. Действует прежняя.",
        "The policy could not be written to disk. The last one stays in force.",
    ),
}


def reason_of(code: Refusal) -> Text:
    """A refusal as a sentence: what happened, what stays in force, what to do."""
    return _REASONS[code]


class TrustError(Exception):
    """A policy that is not trusted; nothing of it takes effect."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail
        """For the log: what the library said, without content."""

    @property
    def reason(self) -> Text:
        """What happened and what stays in force."""
        return reason_of(self.code)


class PublishError(Exception):
    """Something cannot be signed or written by the publisher; the repository is as it was."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
