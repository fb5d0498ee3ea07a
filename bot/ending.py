"""SIGTERM and Ctrl-C: the first one ends the bot in order, further ones do not disturb that.

From the command's first moment to its last: `bot.at_once` before anything heavy is imported, `new_loop` once
there is something to end, `ignore_signals` once it is ended.
"""

from __future__ import annotations

import asyncio
import logging
import signal

from bot.at_once import SIGNALS

log = logging.getLogger(__name__)


def ignore_signals() -> None:
    """For the moments between the end of the loop and that of the process, whose exit code is settled."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def new_loop() -> tuple[asyncio.AbstractEventLoop, asyncio.Event]:
    """A loop, and what is set in it as soon as somebody wants the bot to end.

    It is not to be closed: that would give the signals back to the system, which kills.
    """
    loop, ending = asyncio.new_event_loop(), asyncio.Event()
    asyncio.set_event_loop(loop)
    for number in SIGNALS:
        loop.add_signal_handler(number, _begin, ending)
    return loop, ending


def _begin(ending: asyncio.Event) -> None:
    # Several signals may be waiting in the loop by the time that the first one is heard.
    if ending.is_set():
        log.info("ending already; this takes a few seconds")
        return
    log.info("ending: what is under way is finished or kept")
    ending.set()
