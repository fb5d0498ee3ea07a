"""Every reason that the pipeline gives is said in the language of the chat, with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.reason_words import CLAUSES, LIFE, NOTHING, STATEMENTS, UNLOCK, Rule, clauses, reason
from bot.texts import speaking
from pipeline.decide import decide
from pipeline.door_types import DaySpan, DoorRules
from pipeline.life import Glance, judge
from pipeline.rules import Situation
from pipeline.types import Analysis, Pass, Recognised, Sighting, UsualScene
from storage.locks import Refusal
from storage.passes import Ended
from tests.pipeline.likeness import face, seen, sighting
from tests.pipeline.test_life_verdict import DAY, PRINT, STILL, TURNING
from tests.pipeline.test_opening import (
    ADA,
    GRACE,
    HOUSE,
    NO_FACE,
    NOW,
    STRANGER,
    SURELY_GRACE,
    grace,
    granted,
)

ALIKE = replace(sighting(face(1, 0, distance=0.4)), live=None)
PASS = Pass("grace", NOW, NOW + timedelta(hours=1))
LIVES = (
    judge([], []),
    judge(DAY, [TURNING, TURNING, TURNING, STILL]),
    judge(DAY, [TURNING, PRINT]),
    judge(DAY[:1], [STILL]),
    judge([Glance(0.9, 90, daylight=False)] * 5, [replace(TURNING, shaken=0.05)]),
    judge(DAY, [replace(TURNING, flex=0.004, typical_flex=0.002)] * 3),
    judge(DAY, [replace(TURNING, moved=0.02), replace(STILL, flex=0.02), replace(STILL, flex=0.02)]),
    judge(DAY, [replace(TURNING, edges=1)] * 2 + [TURNING] * 2),
    judge(DAY[:2], [TURNING], [TURNING] * 8),
)


def houses() -> Iterator[Situation]:
    yield from (HOUSE, replace(HOUSE, camera_may_open=False, first_hand=False))
    scenes = (None, UsualScene(None), UsualScene(0.06, 8), UsualScene(None, covered=True))
    yield from (replace(HOUSE, scene=scene) for scene in scenes)
    yield granted(hours={"grace": DaySpan(time(15), time(20))}, away_until=NOW + timedelta(hours=1))
    yield replace(granted(lockdown=True, opened_today=10, fit=frozenset()), doorbell_now=None)
    yield replace(HOUSE, door=DoorRules(None, night=DaySpan(time(13), time(15))))
    yield granted(snoozed_until=NOW + timedelta(hours=1), last_opened_at=NOW - timedelta(seconds=9))
    yield replace(granted(trial=GRACE), clip_ends_at=NOW - timedelta(seconds=72))
    yield replace(HOUSE, clip_ends_at=NOW + timedelta(hours=1))
    yield from (granted(may_open=frozenset(), passes=(PASS,)), granted(may_open=frozenset()))


def analyses() -> Iterator[Analysis]:
    alone: list[Sighting] = [
        SURELY_GRACE,
        grace(0.46, 0.47, margin=0.05, live=None),
        grace(0.41, 0.47, live=False),
        replace(SURELY_GRACE, unseen_seconds=2.6, faceless_seconds=3.5, liveness=None),
        replace(SURELY_GRACE, opening=Recognised(replace(SURELY_GRACE.identity, name=None), ())),
        STRANGER,
        NO_FACE,
        sighting(face(1, 0)),
        ALIKE,
        replace(ALIKE, identity=replace(ALIKE.identity, nearest="grace", second="ada")),
        *(replace(grace(0.41, 0.42, live=life.live), life=life.reasons) for life in LIVES),
    ]
    yield from (seen(one) for one in alone)
    yield from (
        seen(SURELY_GRACE, other, at_once=2) for other in (STRANGER, NO_FACE, replace(ADA, live=False))
    )
    yield seen(replace(SURELY_GRACE, live=False), replace(ADA, live=True))
    blind = replace(seen(SURELY_GRACE, detector="faces"), blind_seconds=2.4, unheeded=True)
    yield replace(blind, damage="the file breaks off")
    yield replace(seen(SURELY_GRACE), coarse=True)
    yield seen(at_once=0)


@pytest.fixture(scope="module")
def reasons() -> list[str]:
    found = [
        one
        for analysis in analyses()
        for situation in (None, *houses())
        for one in decide(analysis, situation=situation).reasons
    ]
    return list(dict.fromkeys(found))


def test_none_is_shown_as_the_pipeline_words_it(reasons: list[str]) -> None:
    with speaking("de"):
        for text in reasons:
            # What the decoder says of a broken file is its own.
            if "the file breaks off" in text:
                continue
            told = reason(text)
            assert told is None or str(told) != text, text
            for word in (" is ", " the ", "face ", "life", "nothing"):
                assert told is None or word not in str(told), (text, told)


@pytest.mark.parametrize("rules", [STATEMENTS, CLAUSES, LIFE], ids=["statements", "clauses", "life"])
def test_none_is_worded_that_the_pipeline_no_longer_gives(rules: Sequence[Rule], reasons: list[str]) -> None:
    texts = [text.removesuffix(NOTHING).removesuffix(UNLOCK) for text in reasons]
    used = [rule for rule in rules if any(rule.pattern.search(text) for text in [*reasons, *texts])]
    assert used == list(rules)


def test_an_opening_that_was_refused_is_a_sentence_with_its_numbers() -> None:
    text = decide(seen(grace(0.41, 0.47, margin=0.05)), situation=HOUSE).reasons[-1]
    assert reason(text) == (
        "Against opening, so nothing was opened: it could be somebody else (margin 0.05, at least 0.08); "
        "only 1 within 0.45, and 2 faces are needed."
    )


def test_in_german_its_numbers_have_a_comma() -> None:
    text = decide(seen(grace(0.41, 0.47, margin=0.05)), situation=HOUSE).reasons[-1]
    with speaking("de"):
        said = str(reason(text))
    assert "0,05" in said
    assert "0,45" in said
    assert "0." not in said


def test_what_is_not_known_is_shown_as_it_is_and_escaped() -> None:
    assert reason("a <new> reason") == "a &lt;new&gt; reason"
    assert clauses("dry run, a <new> one") == ["opening by face is only tried out", "a &lt;new&gt; one"]


def test_a_name_with_markup_stays_a_name() -> None:
    assert "&lt;b&gt;" in str(reason("<b>, the cook: distance 0.38 <= 0.50"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_audit_says_checks_and_passes_in_words(language: str) -> None:
    window = "2026-02-25T10:30:00.000Z to 2026-02-25T12:00:00.000Z"
    whom = ("for a face", "for a guest", "for whoever rings")
    with speaking(language):
        said = {text: str(reason(text)) for text in ("pass 3", *whom, window, "once", *Ended)}
        checks = [str(reason(text)) for text in ("distance 0.38 <= 0.45", "live 0.97")]
        against = [str(reason(f"against opening: {one.words}{NOTHING}")) for one in OF_A_FACE]
    assert "2026-02-25 10:30" in said[window]
    assert "T10" not in said[window]
    if language == "de":
        assert {text for text, words in said.items() if text.lower() == words.lower()} == {"pass 3"}
        assert not any(one.words in words for one, words in zip(OF_A_FACE, against, strict=True))
        assert "live 0.97" not in checks
        assert "distance" not in checks[0]


OF_A_FACE = set(Refusal) - {Refusal.RIGHT, Refusal.PROOF, Refusal.LATE}
"""The others are of people, and told them."""
