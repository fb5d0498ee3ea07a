"""What somebody may be called: it becomes the name of a folder and stands in messages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.errors import LatchkeyError
from pipeline.types import NO_FACE

if TYPE_CHECKING:
    from telegram import User

LONGEST = 64

TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unseen letters that turn the direction of what follows them, also beyond the name."""


class NameRefused(LatchkeyError):
    pass


def unturned(text: str) -> str:
    """Nothing in it turns the rest of a line around."""
    return TURNS.sub("", text)


def plain_name(text: str) -> str:
    """Spaces tidied, letters composed, unturned."""
    return unicodedata.normalize("NFC", " ".join(unturned(text).split()))


def user_name(user: User) -> str:
    """As Telegram shows it; never empty."""
    return plain_name(user.full_name) or f"user {user.id}"


def person_name(text: str) -> str:
    """`text` as a plain name; NameRefused with the reason."""
    name = plain_name(text)
    if not name:
        raise NameRefused("Write the name as text, for example: Grace")
    if len(name) > LONGEST:
        raise NameRefused(f"That is too long for a name; up to {LONGEST} letters, please.")
    if name.casefold() == NO_FACE:
        raise NameRefused(f"Nobody can be called “{NO_FACE}”: that word means that no face was seen.")
    if re.search(r"[/\\\x00-\x1f\x7f:*?\"<>|]", name) or name.startswith((".", "_")):
        raise NameRefused('A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.')
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        raise NameRefused("A name needs at least one letter.")
    return name
