"""What python-telegram-bot logs, with a traceback, at every try while Telegram is away.

It also raises what it logs there; out of that an outage is told once (`bot/outages.py`).
"""

from __future__ import annotations

import logging

from telegram.error import BadRequest, NetworkError, TelegramError

RAISED_TOO = {
    # The loop that fetches updates, and the limiter: all of it reaches `bot/errors.py` or the sender.
    "telegram.ext": TelegramError,
    "telegram.ext.AIORateLimiter": TelegramError,
    # The last look for updates while the bot ends: the next start fetches them again.
    "telegram.ext.Updater": TelegramError,
    # A page instead of JSON: a proxy's words for an outage, or a captive portal.
    "telegram.request.BaseRequest": ValueError,
}


def is_away(error: BaseException | None) -> bool:
    """Whether it means that Telegram cannot be reached, and not that it refuses what we ask.

    PTB counts refusals among the network's errors, and a page instead of JSON as a plain TelegramError.
    """
    return type(error) is TelegramError or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    )


def is_news(record: logging.LogRecord) -> bool:
    """A filter for a handler, so that it sees every logger's records."""
    error = record.exc_info[1] if record.exc_info else None
    if "data was %" in str(record.msg) and record.name.startswith("telegram."):
        # What PTB received, in clear; that it could not be read says `bot/ears.py`.
        return False
    if record.name == "asyncio":
        # A look for updates that failed as the bot was told to end: nobody asks for its result any more.
        return not (isinstance(error, TelegramError) and "Updater._start_polling" in record.getMessage())
    kind = RAISED_TOO.get(record.name)
    return kind is None or not isinstance(error, kind)
