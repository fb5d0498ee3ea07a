"""Numbers as people write them, in the language of the chat: "21.3", in German "21,3"."""

from __future__ import annotations

from babel.numbers import format_decimal

from bot.texts import language


def decimal(value: float, digits: int = 0) -> str:
    pattern = f"0.{'0' * digits}" if digits else "0"
    # What is rounded to nothing has no sign.
    return str(format_decimal(round(value, digits) + 0.0, pattern, locale=language()))


def decimal_of(number: str) -> str:
    """The same of one that is written with a point already; it keeps its digits."""
    return decimal(float(number), len(number.partition(".")[2]))
