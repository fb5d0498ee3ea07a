"""Texts as long as Telegram takes them, counted as it does: UTF-16 units, without the markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from bot.names import unturned

CAPTION_LIMIT = 1024
MESSAGE_LIMIT = 4096
NAME_LIMIT = 64
DETAIL_LIMIT = 200

TAG = re.compile(r"<[^>]*>")
CLAUSE = re.compile(r"[,;:.] ")


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(markup: str) -> int:
    """How long Telegram finds a text with markup."""
    return units(plain_text(markup))


def plain_text(markup: str) -> str:
    return unescape(TAG.sub("", markup))


def cut(text: str, limit: int = NAME_LIMIT) -> str:
    """Plain text, with an ellipsis where it was longer; nothing in it turns the line around."""
    text = unturned(text)
    if units(text) > limit:
        while units(text) >= limit:
            text = text[:-1]
        text += "…"
    return text


def short(text: str, limit: int = NAME_LIMIT) -> str:
    """Plain text, cut, then escaped: markup is never cut."""
    return escape(cut(text, limit))


def clauses(text: str, limit: int) -> str:
    """Plain text, escaped; as many whole clauses as there is room for, then an ellipsis."""
    if units(text) <= limit:
        return escape(text)
    ends = [found.start() for found in CLAUSE.finditer(text) if units(text[: found.start()]) < limit - 1]
    return f"{escape(text[: ends[-1]])} …" if ends else short(text, limit)


def fit(lines: Sequence[str], ending: Sequence[str], limit: int = CAPTION_LIMIT) -> str:
    """Whole lines only, so that no tag is cut in two: the first ones, and the last ones of the ending."""
    head, tail = list(lines), list(ending)
    while len(tail) > 1 and length(head + tail) > limit:
        tail.pop(0)
    while len(head) > 1 and length(head + tail) > limit:
        head.pop()
    return "\n".join(head + tail)


def length(lines: Sequence[str]) -> int:
    return visible("\n".join(lines))
