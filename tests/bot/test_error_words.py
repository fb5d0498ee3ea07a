"""Errors, the lock's states and the door's outcomes in words, in both languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot import door_words, ring_trouble_words
from bot.doorman import Moved
from bot.error_words import spoken
from bot.texts import speaking
from pipeline import errors
from pipeline.cameras.ring_errors import refusal, translate
from pipeline.errors import LatchkeyError
from pipeline.types import LockState, LockStatus

SENTENCE = "What happened & what to do."
CHAT_NEVER_SEES = {
    errors.SettingsError,
    errors.CodeNeeded,
    errors.LoginRefused,
    errors.StoreInUse,
    errors.PeopleChanged,
}
"""Raised on the command line alone, or before the bot starts; or its clip is looked at once more."""

WORDED_WHOLE = (errors.ModelsMissing, errors.ModelNotPinned)
"""Their words say all that the sentence says."""

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type)
    and issubclass(kind, LatchkeyError)
    and kind not in {*CHAT_NEVER_SEES, *WORDED_WHOLE}
]


def german(kind: type[LatchkeyError]) -> str:
    with speaking("de"):
        return spoken(kind(SENTENCE))


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_its_own_sentence_and_in_german_has_words_before_it(kind: type[LatchkeyError]) -> None:
    assert spoken(kind(SENTENCE)) == SENTENCE
    happened_and_what_to_do = rf".{{15,}}[.:;] .{{15,}}\. \({re.escape(SENTENCE)}\)"
    assert re.fullmatch(happened_and_what_to_do, german(kind))


@pytest.mark.parametrize("kind", WORDED_WHOLE)
def test_what_is_worded_whole_names_the_place_and_no_english(kind: type[errors.ModelsMissing]) -> None:
    with speaking("de"):
        said = spoken(kind(SENTENCE, "a/place"))
    assert "a/place" in said
    assert SENTENCE not in said


@pytest.mark.parametrize("sentence", ring_trouble_words.KINDS)
def test_what_ring_says_most_is_german_alone(sentence: str) -> None:
    error = errors.DoorbellError(sentence)
    assert spoken(error) == sentence
    with speaking("de"):
        assert sentence not in spoken(error)


def test_what_ring_says_most_is_what_its_library_is_translated_to() -> None:
    said = {str(translate(error, "x")) for error in (TimeoutError(), OSError(), ValueError())}
    said |= {str(refusal(status, {}, "x")) for status in (429, 500)}
    assert said <= set(ring_trouble_words.KINDS)


def test_each_kind_has_words_of_its_own_in_german() -> None:
    # Whatever else is wrong at Ring, and at SwitchBot's cloud, has one sentence each.
    same = {errors.LockError, errors.LockUnreachable}
    assert len({german(kind) for kind in KINDS}) == len(KINDS) - len(same) + 1


@pytest.mark.parametrize(
    ("status", "english", "german"),
    [
        (LockStatus(LockState.LOCKED, None, None), "🔒 The door is locked.", "🔒 Die Tür ist abgeschlossen."),
        (
            LockStatus(LockState.LOCKED, 80, False),
            "🔒 The door is locked and closed. Battery: 80 %.",
            "🔒 Die Tür ist abgeschlossen und zu. Batterie: 80 %.",
        ),
        (
            LockStatus(LockState.LOCKED, None, True),
            "🔒 The door is locked but open.",
            "🔒 Die Tür ist abgeschlossen, steht aber offen.",
        ),
        (
            LockStatus(LockState.UNLOCKED, None, True),
            "🔓 The door is unlocked and open.",
            "🔓 Die Tür ist aufgeschlossen und steht offen.",
        ),
        (LockStatus(LockState.JAMMED, None, None), "⚠️ The door is jammed.", "⚠️ Die Tür ist verklemmt."),
    ],
)
def test_the_locks_state(status: LockStatus, english: str, german: str) -> None:
    assert door_words.state(status) == english
    with speaking("de"):
        assert door_words.state(status) == german


@pytest.mark.parametrize("state", LockState)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_went_wrong_at_the_lock_says_what_to_do(state: LockState, language: str) -> None:
    look = {"en": "have a look at the door", "de": "Sieh nach der Tür"}[language]
    with speaking(language):
        assert look in door_words.trouble(state)
        settled = state in (LockState.LOCKED, LockState.UNLOCKED)
        assert (look in door_words.found(state)) is not settled


def test_when_it_was_done() -> None:
    at = datetime(2026, 2, 25, 10, 30, 5, tzinfo=UTC)
    opened = Moved("unlock", LockState.UNLOCKED, at, head="0a1b2c3d")
    assert door_words.outcome(opened, UTC) == "🔓 Unlocked at 10:30:05.\n📒 Record 0a1b2c3d"
    locked = Moved("lock", LockState.LOCKED, at, head="0a1b2c3d")
    assert door_words.outcome(locked, UTC) == "🔒 Locked at 10:30:05."
