"""What Telegram says to the bot: nothing in it may make the bot deaf.

python-telegram-bot reads the updates of an answer all together, so one that it cannot read would hide the
others for ever; and it gives up for good when the token is refused once, as by a server that restarts.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from httpx import Response
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.certificates import trusted
from bot.hearing import Hearing
from pipeline.elapsed import elapsed

log = logging.getLogger(__name__)


class TokenRefused(TelegramError):
    """As InvalidToken, which ends PTB's polling; this does not."""


class NotTakenIn(TelegramError):
    """The store takes nothing just now: the updates stay at Telegram, and are asked for again."""


TakingIn: TypeAlias = Callable[[Sequence[Update]], Awaitable[tuple[Update, ...]]]


class UpdatesRequest(HTTPXRequest):
    """For getUpdates alone: an update that cannot be read becomes an empty one.

    Empty, and not left out, since it is the last update's id that moves the offset on.
    """

    def __init__(self, hearing: Hearing) -> None:
        async def told(response: Response) -> None:
            hearing.told_time(response.headers.get("date"))

        super().__init__(httpx_kwargs={"event_hooks": {"response": [told]}, "verify": trusted()})

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
    """Of getUpdates only such errors come as PTB's polling outlives and tells, `bot/errors.py` say.

    `hearing` learns what was delivered when. What came is handed to `taking_in` before it counts as received.
    """

    def __init__(self, token: str, base_url: str, base_file_url: str, **more: Any) -> None:
        self._hearing = Hearing()
        self._taking_in: TakingIn | None = None
        request = UpdatesRequest(self._hearing)
        super().__init__(token, base_url, base_file_url, get_updates_request=request, **more)

    @property
    def hearing(self) -> Hearing:
        return self._hearing

    def hand_to(self, taking_in: TakingIn) -> None:
        """What becomes of updates before Telegram is told that they arrived: the next question tells it."""
        self._taking_in = taking_in

    async def get_updates(self, *arguments: Any, **more: Any) -> tuple[Update, ...]:
        asked_at = elapsed()
        if self._hearing.has_lapsed():
            more["timeout"] = 0
        updates = await self._get_updates(*arguments, **more)
        self._hearing.heard()
        heard = await self._taken_in(updates)
        # Not where they stay at Telegram: delivered again they would pass for younger than they are.
        self._hearing.answered(asked_at, updates)
        return heard

    async def _taken_in(self, updates: tuple[Update, ...]) -> tuple[Update, ...]:
        if self._taking_in is None:
            return updates
        try:
            return await self._taking_in(updates)
        except TelegramError:
            raise
        except Exception:
            # PTB would ask for the same ones again at once, and hear nothing else any more.
            log.exception("updates are handled without having been stored")
            return updates

    async def _get_updates(self, *arguments: Any, **more: Any) -> tuple[Update, ...]:
        try:
            return await super().get_updates(*arguments, **more)
        except InvalidToken as error:
            raise TokenRefused(error.message) from error
        except TelegramError:
            raise
        except Exception as error:
            # Anything else is tried again by PTB at once, in a hot loop.
            raise TelegramError(f"an answer that makes no sense ({type(error).__name__})") from None
