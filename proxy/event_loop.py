"""The event loop that carries prompts (decision 0250)."""

import asyncio


def new_event_loop() -> asyncio.AbstractEventLoop:
    """libuv's loop; the standard one on Windows, and wherever uvloop is not installed."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
