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


def new_loop() -> asyncio.AbstractEventLoop:
    """The loop that `run_polling` will use, called with `stop_signals=None` and `close_loop=False`.

    PTB's own handlers raise SystemExit at every signal, also in the middle of the ending: a second Ctrl-C
    would leave the store open and the process hanging. Closing the loop would give the signals back to the
    system, which kills.
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
