"""Why the person detector is missing, or what is to be said of the one in use, for a chat."""

from __future__ import annotations

from bot.error_words import spoken
from bot.texts import plain
from pipeline.errors import LatchkeyError
from pipeline.worker import Reservations


def because(told: LatchkeyError | Reservations | None) -> str:
    """Plain text; "" where there is nothing to say."""
    match told:
        case Reservations():
            others = "; ".join(map(spoken, told.passed_over))
            return plain("eyes-reservations", unpinned=int(told.unpinned), others=others or "none")
        case LatchkeyError():
            return spoken(told)
        case _:
            return ""
