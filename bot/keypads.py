"""The keypad on which a PIN is entered: under the message, digit by digit, told to nobody. Pure.

What a press carries is drawn anew for each keypad and known to this process alone: neither the chat's history
nor a log of presses tells which digit it was. The message shows a dot for each, and nothing once it is over.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from telegram import InlineKeyboardMarkup

from bot.callbacks import button
from bot.texts import plain
from storage.proofs import Asked

MOST = 8
"""Digits."""

BACK, DONE = "⌫", "✓"
ROWS = ("123", "456", "789", f"{BACK}0{DONE}")


class Stage(StrEnum):
    PROVE = "prove"
    """What they have is asked for."""
    NEW = "new"
    """What they want to have."""
    AGAIN = "again"
    """The same once more."""


def _drawn() -> dict[str, str]:
    return {secrets.token_hex(4): key for row in ROWS for key in row}


@dataclass(slots=True)
class Keypad:
    """Of one question, for its asker, in its chat."""

    asked: Asked
    stage: Stage = Stage.PROVE
    entered: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    """Of a new PIN, while it is asked for again."""
    keys: dict[str, str] = field(default_factory=_drawn, repr=False)

    def is_of(self, user_id: int, chat_id: int) -> bool:
        return (self.asked.user_id, self.asked.chat_id) == (user_id, chat_id)

    def press(self, token: str) -> bool:
        """True: what was entered is all of it. KeyError for none of its keys."""
        key = self.keys[token]
        if key == DONE:
            return bool(self.entered)
        if key == BACK:
            self.entered = self.entered[:-1]
        else:
            self.entered = (self.entered + key)[:MOST]
        return False

    def anew(self, stage: Stage, first: str = "") -> None:
        self.stage, self.first, self.entered = stage, first, ""

    @property
    def dots(self) -> str:
        return "●" * len(self.entered) or "–"

    def keyboard(self, cancel: str) -> InlineKeyboardMarkup:
        """`cancel`: the verb of **Cancel**."""
        number, tokens = self.asked.id, {key: token for token, key in self.keys.items()}
        rows = [[button(key, "digit", number, tokens[key]) for key in row] for row in ROWS]
        return InlineKeyboardMarkup([*rows, [button(plain("button-cancel"), cancel, number)]])


@dataclass(frozen=True, slots=True)
class NewCodes:
    """A secret that is being handed to an app."""

    asked: Asked
    secret: bytes = field(repr=False)
    message_id: int
    """Of the picture with it."""


def too_simple(pin: str) -> bool:
    """What is tried first: one digit over and over, or digits in their order, up or down."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1 and steps <= {0, 1, 9}
