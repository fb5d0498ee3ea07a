"""Whether what was asked of Telegram may have been done, although no answer says so.

What arrives as what, read in PTB 22.8, httpx 0.28 and httpcore 1.0, each shown by tests/bot/test_arrival.py:

No, since nothing left: no connection, none to be had within the time, none free in the pool (NetworkError or
TimedOut, because of httpx.ConnectError, ConnectTimeout, PoolTimeout).

No, since Telegram refuses: 400, 401, 403, 404, 409, 429, a group that has moved (BadRequest, InvalidToken,
Forbidden, Conflict, RetryAfter, ChatMigrated). Nor at 500 and 503 in Telegram's own words (NetworkError,
because of nothing): it says itself that it failed.

Yes: no answer within the time (TimedOut, because of httpx.ReadTimeout); a reset or an end before the answer,
also while the request was being written, since httpcore goes on to read (NetworkError, because of
httpx.ReadError or RemoteProtocolError); 502, 504 and any page instead of JSON (NetworkError): a gateway has
lost sight of it; half an answer, or what is none of Telegram's (NetworkError, TelegramError).
"""

from __future__ import annotations

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.editing import says

REFUSED = (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter)
NOTHING_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
GATEWAY = ("bad gateway", "gateway timeout", "gateway time-out")


def may_have_arrived(error: Exception) -> bool:
    """In doubt it may."""
    if isinstance(error, REFUSED):
        return False
    if not isinstance(error, NetworkError):
        return True
    cause = error.__cause__
    if cause is None:
        return says(error, GATEWAY)
    return not isinstance(cause, NOTHING_LEFT)
