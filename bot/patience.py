"""At a start without network the bot waits; it says so once, where PTB would try in silence."""

from __future__ import annotations

import logging
from typing import Any

from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, ExtBot, JobQueue

from bot.context import Context, Data

log = logging.getLogger(__name__)


class PatientApplication(Application[ExtBot[int], Context, Data, Data, Data, JobQueue[Any]]):
    __slots__ = ("_said",)

    async def initialize(self) -> None:
        try:
            await super().initialize()
        except InvalidToken:
            raise
        except NetworkError as error:
            if not getattr(self, "_said", False):
                log.warning("Telegram does not answer (%s); it is tried until it does", error)
            self._said = True
            raise
