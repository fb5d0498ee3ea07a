"""Callback data: a verb and its arguments, at most 64 bytes. The only place that packs and parses them."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.error import TelegramError

from bot.editing import show

log = logging.getLogger(__name__)

SEPARATOR = ":"


LARGEST = 2**63 - 1
"""What SQLite holds."""


class ForeignPress(ValueError):
    """A press on a button of an older Latchkey, or on none of ours."""


@dataclass(frozen=True, slots=True)
class Press:
    """ForeignPress where an argument is missing or not what is asked for."""

    verb: str
    arguments: tuple[str, ...] = ()

    def word(self, place: int = 0) -> str:
        if place >= len(self.arguments):
            raise ForeignPress(f"{self.verb} has no argument {place}")
        return self.arguments[place]

    def group(self, place: int = 0) -> int:
        """A group's id: negative."""
        word = self.word(place)
        if not word.startswith("-"):
            raise ForeignPress(f"{word!r} is no group")
        return -_id(word[1:])

    def flag(self, place: int = 0) -> bool:
        """1 or 0."""
        word = self.word(place)
        if word not in ("0", "1"):
            raise ForeignPress(f"{word!r} is neither yes nor no")
        return word == "1"

    def number(self, place: int = 0) -> int:
        """An id: 1 or more."""
        return _id(self.word(place))


def _id(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 20 and 0 < int(word) <= LARGEST):
        raise ForeignPress(f"{word!r} is no id")
    return int(word)


def pack(verb: str, *arguments: object) -> str:
    data = SEPARATOR.join([verb, *map(str, arguments)])
    if len(data.encode()) > 64:
        raise ValueError(f"callback data above 64 bytes: {data!r}")
    return data


def parse(data: str) -> Press:
    verb, *arguments = data.split(SEPARATOR)
    return Press(verb, tuple(arguments))


def button(label: str, verb: str, *arguments: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=pack(verb, *arguments))


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press with everything that a press has; PTB's types leave each part open."""

    query: CallbackQuery
    press: Press
    chat: Chat
    user: User

    async def answer(self, text: str | None = None, *, alert: bool = False) -> None:
        """Ends the button's waiting. What was pressed for is done whether or not this arrives."""
        await answer(self.query, text, alert=alert)

    async def show(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """In place of the message with the button; see `bot.editing.show`."""
        await show(self.query.get_bot(), self.chat.id, self.message_id, text, keyboard)

    @property
    def has_picture(self) -> bool:
        """Whether the button stands under a picture, which only another picture can replace."""
        return isinstance(self.query.message, Message) and bool(self.query.message.photo)

    @property
    def message_id(self) -> int:
        assert self.query.message is not None  # pressed() has seen to it
        return self.query.message.message_id


async def answer(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Telegram refuses an answer that comes late, after an outage for example."""
    try:
        await query.answer(text, show_alert=alert)
    except TelegramError as error:
        log.info("a press could not be answered: %s", error)


def pressed(update: Update) -> Pressed:
    """ForeignPress for an update that is no press on a message of ours."""
    query = update.callback_query
    if query is None or query.data is None or query.message is None:
        raise ForeignPress("this update is no press on a button")
    return Pressed(query, parse(query.data), query.message.chat, query.from_user)
