"""Counters, without contents."""

from tests.proxy.conftest import House

CHAT = {"model": "m", "messages": [{"role": "user", "content": "anna.k@example.org"}]}


async def test_exchanges_refusals_and_findings_are_counted(house: House) -> None:
    await house.post("/v1/chat/completions", CHAT)
    await house.post("/v1/unknown", CHAT)
    await house.recorder.until_closed()
    text = house.proxy.metrics.text()
    assert 'gnomon_exchanges_total{dialect="openai",outcome="ok"} 1' in text
    assert 'gnomon_findings_total{class="pii.email"} 1' in text
    assert 'gnomon_refusals_total{clause="path-unknown"} 1' in text
    assert "# TYPE gnomon_exchanges_total counter" in text
    assert "example.org" not in text
