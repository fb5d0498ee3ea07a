"""Callback data: a verb and its arguments, at most 64 bytes. The only place that packs and parses them."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import CallbackQuery, Chat, InlineKeyboardButton, Update, User

SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class Press:
    verb: str
    arguments: tuple[str, ...] = ()

    def number(self, place: int = 0) -> int:
        return int(self.arguments[place])


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


def pressed(update: Update) -> Pressed:
    """ValueError for an update that is no press on a message of ours."""
    query = update.callback_query
    if query is None or query.data is None or query.message is None:
        raise ValueError("this update is no press on a button")
    return Pressed(query, parse(query.data), query.message.chat, query.from_user)
