"""What was said a moment ago, so that a button pressed twice says it once."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta

from bot.callbacks import Pressed
from bot.texts import plain

MOMENT = timedelta(seconds=30)


class Said:
    def __init__(self) -> None:
        self._at: dict[Hashable, datetime] = {}

    def again(self, what: Hashable, now: datetime) -> bool:
        """Whether this was said within a moment; if not, it is from now on."""
        self._at = {key: at for key, at in self._at.items() if timedelta(0) <= now - at < MOMENT}
        if what in self._at:
            return True
        self._at[what] = now
        return False


async def first_press(press: Pressed, said: Said, now: datetime) -> bool:
    """Ends the button's waiting. False where it was pressed a moment ago, and then that is said."""
    again = said.again((press.chat.id, press.message_id, press.query.data), now)
    await press.answer(plain("shown-already") if again else None)
    return not again
