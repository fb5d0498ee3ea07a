"""What is said to whoever was not understood: which words, and what would be. HTML."""

from __future__ import annotations

from markupsafe import Markup

from bot.heard import NotUnderstood, OneAtATime
from bot.lengths import cut
from bot.texts import say
from bot.when import Impossible, NoSuchTime

WORDS_LIMIT = 60


def trouble(error: NotUnderstood | OneAtATime | NoSuchTime) -> str:
    if isinstance(error, OneAtATime):
        return say("history-one-at-a-time")
    if isinstance(error, NoSuchTime):
        return _impossible(error.why, cut(error.words, WORDS_LIMIT))
    return f"{not_understood(error)} {say('history-examples')}"


def not_understood(error: NotUnderstood) -> Markup:
    """Which words, and what they may have been meant for."""
    said = say("history-not-understood", words=cut(error.words, WORDS_LIMIT))
    return said + " " + say("history-meant", near=error.near) if error.near else said


def _impossible(why: Impossible, words: str) -> str:
    if why is Impossible.FUTURE:
        return say("history-time-future", words=words)
    if why is Impossible.BACKWARDS:
        return say("history-time-backwards", words=words)
    if why is Impossible.TOO_LONG:
        return say("history-time-too-long", words=words)
    return say("history-time-no-such-day", words=words)
