"""What Telegram says to the bot: nothing in it may make the bot deaf.

python-telegram-bot reads the updates of an answer all together, so one that it cannot read would hide the
others for ever; and it gives up for good when the token is refused once, as by a server that restarts.
"""

from __future__ import annotations

import logging
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)


class TokenRefused(TelegramError):
    """As InvalidToken, which ends PTB's polling; this does not."""


class UpdatesRequest(HTTPXRequest):
    """For getUpdates alone: an update that cannot be read becomes an empty one.

    Empty, and not left out, since it is the last update's id that moves the offset on.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer = HTTPXRequest.parse_json_payload(payload)
        if not isinstance(answer, dict):
            raise TelegramError("an answer that is no object")
        if isinstance(updates := answer.get("result"), list):
            answer["result"] = [_readable(update) for update in updates]
        return answer


def _readable(update: Any) -> Any:
    """Logged without its content, which is what somebody wrote, or a pairing code."""
    try:
        Update.de_json(update, None)
        return update
    except Exception as error:
        number = update.get("update_id") if isinstance(update, dict) else None
        if not isinstance(number, int):
            raise TelegramError("an update without an id") from None
        log.warning("update %d cannot be read (%s) and is left out", number, type(error).__name__)
        return {"update_id": number}


class Ears(ExtBot[int]):
    """Of getUpdates only such errors come as PTB's polling outlives and tells, `bot/errors.py` say."""

    async def get_updates(self, *arguments: Any, **more: Any) -> tuple[Update, ...]:
        try:
            return await super().get_updates(*arguments, **more)
        except InvalidToken as error:
            raise TokenRefused(error.message) from error
        except TelegramError:
            raise
        except Exception as error:
            # Anything else is tried again by PTB at once, in a hot loop.
            raise TelegramError(f"an answer that makes no sense ({type(error).__name__})") from None
