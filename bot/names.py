"""A name as somebody writes it, in the chat or on the command line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.errors import LatchkeyError
from pipeline.names import NameProblem, name_problem, problem_of

if TYPE_CHECKING:
    from telegram import User

TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unseen letters that turn the direction of what follows them, also beyond the name."""


class NameRefused(LatchkeyError):
    """`problem` None: there is no name at all."""

    def __init__(self, sentence: str, problem: NameProblem | None = None) -> None:
        super().__init__(sentence)
        self.problem = problem


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
    if problem := name_problem(name):
        raise NameRefused(problem, problem_of(name))
    return name
