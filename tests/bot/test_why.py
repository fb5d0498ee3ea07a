"""**Why**: what was seen, how it was decided, and what became of the message; in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.texts import say, speaking
from bot.why_words import why
from pipeline.types import EventKind
from storage.evidence import Delivery, Evidence, Looked, Seen
from storage.outbox import OutboxKind, OutboxState
from storage.views import EventState, EventView
from tests.bot.an_event import AT, BERLIN, EVENT, FAILED, GRACE

HERE = 4242
NOW = AT + timedelta(minutes=1)
TOLD = Delivery(HERE, "Sam", OutboxKind.VISIT, OutboxState.TOLD, False, AT, AT, 0, None)
EVIDENCE = Evidence(
    seen=(Seen("person", 0.91), Seen("dog", 0.55)),
    looked=(Looked("Grace", False, 3, 0.38, True, 0.97),),
    deliveries=(TOLD,),
    listens=True,
    of_camera=True,
)
KNOWN = replace(
    EVENT,
    people=(GRACE,),
    person_name="Grace",
    reasons=(
        "1 person seen, 8 frames looked at: alert",
        "Grace: distance 0.38 <= 0.50",
        "for opening: distance 0.38 <= 0.45, margin 0.13 >= 0.08, live 0.97, Grace's face may open",
        "against opening: cooldown for 12 s more, dry run: nothing is opened",
    ),
)


def told(event: EventView = KNOWN, evidence: Evidence = EVIDENCE, limit: int = 4096) -> str:
    return why(event, evidence, HERE, BERLIN, NOW, limit=limit)


def test_all_that_was_measured_is_in_it() -> None:
    assert told().splitlines() == [
        "🚶 <b>Front Door</b> · Wed 25 Feb, 11:30",
        "On 8 of 300 frames I saw: person (score 0.91), dog (score 0.55).",
        "• Grace: a living face (0.97).",
        "• Grace: the face is 0.38 from known photos; up to 0.50 gives the name.",
        "• For opening: the face is close enough (0.38, at most 0.45); clearly nobody else (margin 0.13, "
        "at least 0.08); alive (0.97); Grace’s face may open.",
        "• Against opening, so nothing was opened: the door was opened a moment ago: 12 s of cooldown were "
        "left; opening by face is only tried out.",
        "Somebody was there, and that is told.",
        "You were told today 11:30.",
    ]


def test_in_german_it_is_german() -> None:
    with speaking("de"):
        text = told()
    assert "Hund (Wert 0,55)" in text
    assert "noch 12 s Wartezeit" in text
    assert "Du hast es heute 11:30 erfahren." in text


NOBODY = replace(EVENT, person=False, alert=False, reasons=("nobody seen on 8 frames: no alert",))


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (NOBODY, "Nobody was there, so nobody was told."),
        (replace(NOBODY, others=("dog",)), "Nobody was there, only dog: that is not told."),
        (
            replace(FAILED, kind=EventKind.MOTION),
            "What cannot be looked at is not told, unless somebody rang.",
        ),
        (replace(NOBODY, state=EventState.SEEN), "depends on what is to be seen"),
    ],
    ids=["nobody", "a dog", "failed", "not yet"],
)
def test_what_was_not_told_says_why(event: EventView, says: str) -> None:
    text = told(event, replace(EVIDENCE, deliveries=()))
    assert says in text.splitlines()[-1]


def test_a_ring_that_failed_says_both() -> None:
    text = told(FAILED)
    assert "could not be looked at: Ring sent a page" in text
    assert "told because somebody rang" in text


@pytest.mark.parametrize(
    ("delivery", "says"),
    [
        (replace(TOLD, behind=True), "the rest of it is on its way"),
        (replace(TOLD, kind=OutboxKind.STRANGER), "A second message told of the stranger today 11:30."),
        (
            replace(TOLD, told_at=None, state=OutboxState.LAPSED, error="Forbidden: <b>"),
            "Telegram did not take it: Forbidden: &lt;b&gt;",
        ),
        (
            replace(TOLD, told_at=None, state=OutboxState.PENDING, attempts=2, error="Timed out"),
            "2 tries failed: Timed out",
        ),
        (
            replace(
                TOLD,
                told_at=None,
                state=OutboxState.PENDING,
                next_attempt_at=NOW + timedelta(seconds=40),
            ),
            "The message waits until today 11:31",
        ),
        (replace(TOLD, told_at=None, state=OutboxState.PENDING), "The message is on its way."),
    ],
    ids=["behind", "stranger", "given up", "failing", "waits", "coming"],
)
def test_what_became_of_the_message(delivery: Delivery, says: str) -> None:
    event = replace(KNOWN, strangers=1)
    assert says in told(event, replace(EVIDENCE, deliveries=(delivery,)))


@pytest.mark.parametrize(
    ("hears", "says"),
    [
        ((False, True), "This chat does not hear of visits."),
        ((True, False), "This chat hears of other cameras only."),
        ((True, True), "Nothing was told in this chat."),
    ],
)
def test_a_chat_that_was_not_told_reads_why_and_who_was(hears: tuple[bool, bool], says: str) -> None:
    elsewhere = replace(TOLD, chat_id=-100, chat="Home <1>")
    listens, of_camera = hears
    text = told(KNOWN, replace(EVIDENCE, deliveries=(elsewhere,), listens=listens, of_camera=of_camera))
    assert text.endswith(f"{says}\nAlso told: Home &lt;1&gt;.")


def test_a_reply_about_somebody_else_is_not_spoken_of() -> None:
    stranger = replace(TOLD, kind=OutboxKind.STRANGER)
    assert told(KNOWN, replace(EVIDENCE, deliveries=(TOLD, stranger))) == told()


def test_a_reply_that_was_not_needed_is_not_spoken_of() -> None:
    needless = replace(TOLD, kind=OutboxKind.DING, state=OutboxState.LAPSED, told_at=None)
    assert told(KNOWN, replace(EVIDENCE, deliveries=(TOLD, needless))) == told()


def test_what_kept_it_from_this_chat_stands_instead_of_the_delivery() -> None:
    text = why(KNOWN, EVIDENCE, HERE, BERLIN, NOW, quiet=say("why-snoozed"))
    assert text.endswith("this camera is snoozed for everybody")


def test_however_much_there_is_to_say_it_fits() -> None:
    long = replace(KNOWN, reasons=tuple(f"reason {number} " + "&<>" * 90 for number in range(30)))
    text = told(long, limit=1300)
    assert text.endswith("You were told today 11:30.")
    assert text.count("<b>") == text.count("</b>") == 1
