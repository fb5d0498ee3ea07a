"""What a handler is given: PTB's context with the house's services, typed."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.services import Services

SERVICES = "services"

Data: TypeAlias = dict[Any, Any]


class Context(CallbackContext[ExtBot[int], Data, Data, Data]):
    @property
    def services(self) -> Services:
        return cast(Services, self.bot_data[SERVICES])


App: TypeAlias = Application[ExtBot[int], Context, Data, Data, Data, JobQueue[Any]]
