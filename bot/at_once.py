"""Signals in a command's first moments, before there is anything to end. Imports nothing that takes time."""

from __future__ import annotations

import os
import signal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT)
INTERRUPTED = 130
"""The exit code of a command that was ended by Ctrl-C."""


def end_at_once() -> None:
    """Until the loop of `latchkey run` is there, a signal ends the process with exit code 0."""
    for number in SIGNALS:
        signal.signal(number, _exit)


def interruptible() -> None:
    """Until `interrupting` Ctrl-C ends the process at once. Where it is ignored it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def interrupting() -> None:
    """From now on Ctrl-C is a KeyboardInterrupt again, so that what is open is closed."""
    if signal.getsignal(signal.SIGINT) is _interrupted:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# Not by exceptions: half of the time something is being imported, and that may swallow one, or tell it with a
# traceback of its own.


def _exit(*_: object) -> None:
    os._exit(0)


def _interrupted(*_: object) -> None:
    os._exit(INTERRUPTED)
