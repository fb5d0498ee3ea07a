"""What Ring has against a call, in the language of the chat. Plain text.

The commonest sentences of pipeline/cameras, which are English, as the log has them.
"""

from __future__ import annotations

from bot.texts import plain
from pipeline.cameras.ring_errors import LOGIN_BY_CODE, LOGIN_OVER

KINDS = {
    LOGIN_OVER: "login-over",
    LOGIN_BY_CODE: "login-by-code",
    "Ring did not answer in time.": "slow",
    "Ring cannot be reached: is the network up?": "network",
    "Ring answered with something else than data: a page, perhaps.": "page",
    "Ring's servers answer with errors.": "servers",
    "Ring's login service answers with errors.": "login-service",
    "Ring limits how often it may be asked.": "often",
    "Ring limits how often a login may be renewed.": "login-often",
    "Ring does not have the recording yet.": "no-recording",
}


def told(sentence: str) -> str | None:
    """None: it is none of these."""
    kind = KINDS.get(sentence)
    return None if kind is None else plain("ring-trouble", kind=kind, sentence=sentence)
