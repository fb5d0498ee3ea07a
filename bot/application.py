"""The application: an update that was stored is done with what becomes of it here."""

from __future__ import annotations

from typing import Any

from telegram import Update

from bot.intake import Intake
from bot.patience import PatientApplication


class DoorApplication(PatientApplication):
    __slots__ = ("intake",)

    intake: Intake | None
    """None until the store is open."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.intake = None

    async def process_update(self, update: object) -> None:
        if self.intake is None or not isinstance(update, Update):
            await super().process_update(update)
            return
        async with self.intake.answering(update):
            await super().process_update(update)
