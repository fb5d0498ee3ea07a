"""What SwitchBot's cloud and the lock have against a command, in the language of the chat. Plain text.

The sentences come from pipeline/locks, in English, as the log has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from bot.texts import plain

Words: TypeAlias = Callable[[re.Match[str]], str]

NUMBER = r"([\d,]+)"

SENTENCES: tuple[tuple[str, Words], ...] = (
    ("SwitchBot knows no such device .*", lambda _: plain("lock-trouble-no-device")),
    (r"SwitchBot says that this device is no lock .*", lambda _: plain("lock-trouble-no-lock")),
    (r"SwitchBot says that this device takes no such command .*", lambda _: plain("lock-trouble-no-command")),
    ("The lock is offline: .*", lambda _: plain("lock-trouble-offline")),
    ("The lock's hub is offline: .*", lambda _: plain("lock-trouble-hub")),
    ("SwitchBot's limit of 10,000 calls a day is reached: .*", lambda _: plain("lock-trouble-limit")),
    (rf"{NUMBER} of the 10,000 calls .*", lambda m: plain("lock-trouble-kept", used=_count(m[1]))),
    (
        r"SwitchBot refuses SWITCHBOT_TOKEN or SWITCHBOT_SECRET \((\d+)\)\.",
        lambda m: plain("lock-trouble-secret", status=m[1]),
    ),
    (
        r"SwitchBot refuses the signature because this machine's clock is (\d+) min (ahead of|behind) .*",
        lambda m: plain("lock-trouble-clock", minutes=int(m[1]), side=m[2].split()[0]),
    ),
    (
        r"SwitchBot refuses the call \((\d+)\).*",
        lambda m: plain("lock-trouble-refused", status=m[1]),
    ),
    ("SwitchBot answered with a page .*", lambda _: plain("lock-trouble-page")),
    (r"SwitchBot's cloud has trouble \((\d+)\)\.", lambda m: plain("lock-trouble-cloud", status=m[1])),
    (r"SwitchBot could not do it \(status code (.+)\)\.", lambda m: plain("lock-trouble-code", code=m[1])),
    ("SwitchBot's cloud cannot be reached: .*", lambda _: plain("lock-trouble-unreachable")),
    ("SwitchBot's cloud did not answer in time\\.", lambda _: plain("lock-trouble-slow")),
    ("The connection to SwitchBot's cloud broke\\.", lambda _: plain("lock-trouble-broke")),
    (r"SwitchBot's answer makes no sense \((.+)\)\.", lambda m: plain("lock-trouble-nonsense", what=m[1])),
)


def told(sentence: str) -> str | None:
    """None: it is none of these."""
    for pattern, words in SENTENCES:
        if found := re.fullmatch(pattern, sentence):
            return words(found)
    return None


def _count(number: str) -> int:
    return int(number.replace(",", ""))
