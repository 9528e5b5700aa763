"""What the proxy counts, as Prometheus text (exposition format 0.0.4). No contents, no names of people or programs."""

from collections import Counter
from collections.abc import Iterator

from proxy.ports import Exchange


class Metrics:
    """Counters since the start."""

    def __init__(self) -> None:
        self.exchanges: Counter[tuple[str, str]] = Counter()  # (dialect, outcome)
        self.refusals: Counter[str] = Counter()  # clause
        self.findings: Counter[str] = Counter()  # policy class
        self.tokens: Counter[str] = Counter()  # "in", "out"
        self.bytes: Counter[str] = Counter()  # "in", "out"
        self.tunnels: Counter[str] = Counter()  # verdict
        self.seconds = 0.0

    def count(self, ended: Exchange) -> None:
        """An exchange has ended."""
        self.exchanges[ended.dialect, ended.outcome] += 1
        for name, count in ended.counts.items():
            self.findings[name] += count
        self.tokens["in"] += ended.tokens_in
        self.tokens["out"] += ended.tokens_out
        self.bytes["in"] += ended.bytes_in
        self.bytes["out"] += ended.bytes_out
        if ended.ended is not None:
            self.seconds += (ended.ended - ended.started).total_seconds()

    def text(self) -> str:
        """All counters in Prometheus' text format."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from _family("gnomon_exchanges_total", "Prompts by API and outcome.")
        for (dialect, outcome), count in sorted(self.exchanges.items()):
            yield f'gnomon_exchanges_total{{dialect="{dialect}",outcome="{outcome}"}} {count}'
        tables = (
            ("gnomon_refusals_total", "Requests that went no further, by clause.", "clause", self.refusals),
            ("gnomon_findings_total", "Masked or refused values by class.", "class", self.findings),
            ("gnomon_tokens_total", "Tokens as the gateway counted them.", "direction", self.tokens),
            ("gnomon_body_bytes_total", "Bytes of bodies to and from the gateway.", "direction", self.bytes),
            ("gnomon_tunnels_total", "CONNECT requests by verdict.", "verdict", self.tunnels),
        )
        for name, help_text, label, counter in tables:
            yield from _family(name, help_text)
            for value, count in sorted(counter.items()):
                yield f'{name}{{{label}="{_escaped(value)}"}} {count}'
        yield from _family("gnomon_exchange_seconds_sum", "Seconds that exchanges took, summed.")
        yield f"gnomon_exchange_seconds_sum {self.seconds:.3f}"


def _family(name: str, help_text: str) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} counter"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
