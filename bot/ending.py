"""SIGTERM and Ctrl-C: the first one ends the bot in order, further ones do not disturb that."""

from __future__ import annotations

import asyncio
import logging
import signal

log = logging.getLogger(__name__)

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT)


def new_loop() -> asyncio.AbstractEventLoop:
    """The loop that `run_polling` will use, called with `stop_signals=None`.

    PTB's own handlers raise SystemExit at every signal, also in the middle of the ending: a second Ctrl-C
    would leave the store open and the process hanging.
    """
    loop, ending = asyncio.new_event_loop(), _Ending()
    asyncio.set_event_loop(loop)
    for number in SIGNALS:
        loop.add_signal_handler(number, ending.begin)
    return loop


class _Ending:
    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        # Several signals may be waiting in the loop by the time that the first one is heard.
        if self._begun:
            log.info("ending already; this takes a few seconds")
            return
        self._begun = True
        log.info("ending: what is under way is finished or kept")
        raise SystemExit
