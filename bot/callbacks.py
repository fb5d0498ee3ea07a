"""Callback data: a verb and its arguments, at most 64 bytes. The only place that packs and parses them."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton

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
