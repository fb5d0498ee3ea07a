"""What somebody asks of the history: subjects, cameras and people out of plain words, in two languages."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.heard import NotUnderstood, OneAtATime
from bot.question import Question, parse
from bot.question_words import trouble
from bot.vocabulary import Kind, vocabulary
from bot.when import NoSuchTime
from pipeline.types import Camera
from storage.people import Person

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 7, tzinfo=UTC)
PEOPLE = [Person(number, name, name, 1, None) for number, name in enumerate(("Grace", "Mary Jane", "May"), 1)]
WORDS = vocabulary(PEOPLE, [Camera("1001", "Front Door"), Camera("1002", "Garden 2")])


def ask(text: str) -> Question:
    return parse(text, WORDS, NOW, BERLIN)


@pytest.mark.parametrize(
    ("text", "kind", "subject", "camera", "words"),
    [
        ("", None, None, None, ""),
        ("today", None, None, None, "today"),
        ("person yesterday evening", None, "label:person", None, "yesterday evening"),
        ("front door last 3 days", None, None, "1001", "last 3 days"),
        ("Grace", None, "who:1", None, ""),
        ("strangers march", None, "stranger", None, "march"),
        ("dings this week", None, "ding", None, "this week"),
        ("dogs", None, "label:dog", None, ""),
        ("mary jane's garden 2 7d", None, "who:2", "1002", "7d"),
        ("without a face yesterday", None, "no-face", None, "yesterday"),
        ("Hunde letzte Woche", None, "label:dog", None, "letzte Woche"),
        ("Fremde März", None, "stranger", None, "März"),
        ("in may", None, "who:3", None, ""),
        ("who came yesterday?", Kind.WHO, None, None, "yesterday"),
        ("Who's at the front door?", Kind.WHO, None, "1001", ""),
        ("when was Grace last here?", Kind.LAST, "who:1", None, ""),
        ("when was anybody last at the front door", Kind.LAST, "label:person", "1001", ""),
        ("when did the bell last ring", Kind.LAST, "ding", None, ""),
        ("how many strangers this week?", Kind.COUNT, "stranger", None, "this week"),
        ("any dogs this morning?", Kind.WHETHER, "label:dog", None, "this morning"),
        ("was anybody here at 3?", Kind.WHETHER, "label:person", None, "at 3"),
        (
            "did anybody ring between 10 and 12 november?",
            Kind.WHETHER,
            "ding",
            None,
            "between 10 and 12 november",
        ),
        ("what happened today?", Kind.WHAT, None, None, "today"),
        ("wer war gestern da?", Kind.WHO, None, None, "gestern"),
        ("wann war Grace zuletzt da?", Kind.LAST, "who:1", None, ""),
        ("wie viele Fremde diese Woche?", Kind.COUNT, "stranger", None, "diese Woche"),
        ("war jemand um 3 da?", Kind.WHETHER, "label:person", None, "um 3"),
        ("hat es gestern geklingelt?", Kind.WHETHER, "ding", None, "gestern"),
        ("was ist heute passiert?", Kind.WHAT, None, None, "heute"),
        ("how many visitors did we have in may?", Kind.COUNT, "who:3", None, ""),
        ("when was the last time Grace came?", Kind.LAST, "who:1", None, ""),
        ("anything new today?", Kind.WHAT, None, None, "today"),
        ("nothing last night?", Kind.WHAT, None, None, "last night"),
        ("ist Grace heute schon gekommen?", Kind.WHETHER, "who:1", None, "heute"),
        ("hatten wir gestern Besuch?", Kind.WHETHER, "label:person", None, "gestern"),
        ("wer hat uns gestern vor 18 Uhr besucht?", Kind.WHO, None, None, "gestern vor 18 Uhr"),
    ],
)
def test_what_is_asked(
    text: str, kind: Kind | None, subject: str | None, camera: str | None, words: str
) -> None:
    found = ask(text)
    asked = found.wanted
    assert (found.kind, asked.subject, asked.camera_id, asked.words) == (kind, subject, camera, words)
    assert (asked.since is None) == (words == "")


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        ("frobnicate", "frobnicate", None),
        ("Grace and Ada yesterday", "Ada", None),
        ("strangrs today", "strangrs", "strangers"),
        ("yesterdy", "yesterdy", "yesterday"),
        ("front dor", "dor", "Front Door"),
        ("dog " * 30, ("dog " * 30).strip(), None),
    ],
)
def test_what_is_not_understood_is_named(text: str, words: str, near: str | None) -> None:
    with pytest.raises(NotUnderstood) as error:
        ask(text)
    assert (error.value.words, error.value.near) == (words, near)


@pytest.mark.parametrize("text", ["Grace and Mary Jane", "strangers ringing", "front door garden 2"])
def test_one_thing_at_a_time(text: str) -> None:
    with pytest.raises(OneAtATime):
        ask(text)


def test_a_bare_was_it_so_asks_nothing() -> None:
    assert not ask("is it so").asks
    assert not ask("?").asks
    assert ask("anybody?").asks
    assert ask("what happened").asks


def test_a_refusal_is_one_short_text_and_escaped() -> None:
    with pytest.raises(NotUnderstood) as error:
        ask("<b>&" * 100)
    told = trouble(error.value)
    assert "<b>" not in told
    assert "&lt;b&gt;" in told
    assert len(told) < 800


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        assert ask(text).wanted.camera_id in (None, "1001", "1002")
    except (NotUnderstood, OneAtATime, NoSuchTime) as error:
        said = trouble(error)
    else:
        said = "understood"
    assert said
