"""The judge of a storm sees what is wrong, and excuses what nobody can avoid: fed with logs, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.torture.evidence import UNANSWERED, Asked, Call, Evidence, Happened, Row, Stored
from bot.torture.judge import Finding, digested, verdict

SAM, KIM = 4242, 5151
VISIT, EVENT = 12, 31


def sent(number: int, at: float, chat: int = SAM, visit: int = VISIT, **more: Any) -> Call:
    """A visit's message, `number` being its id too."""
    keyboard = [[{"text": "Snooze", "callback_data": f"quiet:{visit}"}]]
    message = {
        "message_id": number,
        "chat": {"id": chat},
        "caption": "Somebody is there",
        "reply_markup": {"inline_keyboard": keyboard},
    }
    return Call(number, "sendPhoto", at, more.get("fault"), {}, message, at + 0.01)


def reply(number: int, at: float, to: int) -> Call:
    message = {
        "message_id": number,
        "chat": {"id": SAM},
        "text": "It rang",
        "reply_to_message": {"message_id": to},
    }
    return Call(number, "sendMessage", at, None, {}, message, at + 0.01)


WELL = Evidence(
    happened=(Happened("740", "1001", person=True, ding=False), Happened("741", "1001", False, False)),
    chats=(SAM, KIM),
    calls=(sent(1, 100.0), sent(2, 100.5, KIM), Call(3, "getUpdates", 101.0, "busy", {}, None)),
    kills=(90.0, 150.0),
    confirmed=(200.0, 240.0),
    opened=(203.0,),
    events=(
        Stored(EVENT, "1001", "740", VISIT, "analysed", alert=True, alert_sent=True),
        Stored(EVENT + 1, "1001", "741", VISIT + 1, "analysed", alert=False, alert_sent=False),
    ),
    outbox=(Row(1, SAM, "visit", VISIT, "told", 1), Row(2, KIM, "visit", VISIT, "told", 2)),
    held=frozenset(),
    damage=(),
    integrity="ok",
    unsettled=None,
    exit_code=0,
)


def broken(evidence: Evidence) -> list[str]:
    return [f"{finding.name}: {line}" for finding in verdict(evidence) for line in finding.broken]


def finding(evidence: Evidence, name: str) -> Finding:
    return next(one for one in verdict(evidence) if name in one.name)


def test_a_good_storm() -> None:
    assert broken(WELL) == []
    assert len(verdict(WELL)) == 9


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        (WELL.events[1:], "recording 740 of camera 1001 is not in the store"),
        ((*WELL.events, replace(WELL.events[1], id=33)), "recording 741 of camera 1001 is there too often"),
        (
            (*WELL.events, replace(WELL.events[1], recording_id="9")),
            "recording 9 of camera 1001 is there too",
        ),
        ((WELL.events[0], replace(WELL.events[1], state="seen")), "event 32 was never looked at"),
    ],
)
def test_an_event_that_is_not_there_once(events: tuple[Stored, ...], fault: str) -> None:
    (line,) = finding(replace(WELL, events=events), "in the store once").broken
    assert fault in line


def test_a_visit_that_one_chat_never_heard_of() -> None:
    one = replace(WELL, calls=WELL.calls[:1], outbox=WELL.outbox[:1])
    assert broken(one) == [f"every person visit was told: visit 12 (events 31) was not told in chat {KIM}"]
    said = frozenset({(EVENT, KIM)})
    assert broken(replace(one, held=said)) == []


def test_a_ring_is_owed_like_a_person() -> None:
    rang = (WELL.happened[0], replace(WELL.happened[1], ding=True))
    assert len(finding(replace(WELL, happened=rang), "person visit").broken) == 2


def test_what_the_store_alone_calls_told_is_not() -> None:
    lie = replace(WELL, calls=WELL.calls[:1])
    names = {line.partition(":")[0] for line in broken(lie)}
    assert names == {"every person visit was told", "what the store calls told was delivered"}


def test_a_summary_tells_the_visits_whose_rows_name_it() -> None:
    text = {"message_id": 9, "chat": {"id": KIM}, "text": "9 visits"}
    calls = (WELL.calls[0], Call(9, "sendMessage", 100.5, None, {}, text))
    summary = Row(3, KIM, "summary", None, "told", 9)
    told = (WELL.outbox[0], Row(2, KIM, "visit", VISIT, "pending", None, told_by=3), summary)
    assert broken(replace(WELL, calls=calls, outbox=told)) == []
    assert broken(replace(WELL, calls=calls[:1], outbox=told))


def test_a_message_without_buttons_is_known_by_the_row_that_names_it() -> None:
    summary = Call(
        2, "sendMessage", 100.5, None, {}, {"message_id": 2, "chat": {"id": KIM}, "text": "9 visits"}
    )
    assert broken(replace(WELL, calls=(WELL.calls[0], summary))) == []


def test_a_message_that_was_not_taken_tells_nothing() -> None:
    lost = replace(WELL.calls[1], message=None, fault="reset")
    assert finding(replace(WELL, calls=(WELL.calls[0], lost)), "person visit").broken


def test_a_double() -> None:
    told_twice = replace(WELL, calls=(*WELL.calls, sent(4, 104.0)))
    assert broken(told_twice) == [
        "doubles are only those nobody can avoid: visit 4242 12 again: calls 1 and 4"
    ]


@pytest.mark.parametrize(
    ("first", "kills"),
    [(sent(1, 100.0, fault=UNANSWERED), ()), (sent(1, 100.0), (100.8,)), (sent(1, 100.0), (99.9,))],
)
def test_a_double_that_nobody_can_avoid(first: Call, kills: tuple[float, ...]) -> None:
    calls = (first, *WELL.calls[1:], sent(4, 104.0))
    assert broken(replace(WELL, calls=calls, kills=kills)) == []


@pytest.mark.parametrize("kill", [104.0, 99.0])
def test_a_kill_long_before_or_after_excuses_nothing(kill: float) -> None:
    assert broken(replace(WELL, calls=(*WELL.calls, sent(4, 108.0)), kills=(kill,)))


def test_a_kill_excuses_the_last_message_of_a_chat_alone() -> None:
    calls = (sent(1, 100.0), *WELL.calls[1:], sent(4, 100.6, visit=77), sent(5, 104.0))
    assert len(finding(replace(WELL, calls=calls, kills=(100.8,)), "doubles").broken) == 1


def test_two_copies_need_two_excuses() -> None:
    calls = (sent(1, 100.0, fault=UNANSWERED), *WELL.calls[1:], sent(4, 104.0), sent(5, 108.0))
    assert len(finding(replace(WELL, calls=calls), "doubles").broken) == 1


def test_a_reply_that_is_heard_twice() -> None:
    calls = (*WELL.calls, reply(4, 110.0, to=1), reply(5, 114.0, to=1), reply(6, 116.0, to=2))
    assert len(finding(replace(WELL, calls=calls), "doubles").broken) == 1


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (Asked(112.0, SAM, 1), 0),
        (Asked(109.0, SAM, 1), 1),
        (Asked(115.0, SAM, 1), 1),
        (Asked(112.0, SAM, 2), 1),
        (Asked(112.0, KIM, 1), 1),
    ],
    ids=["between", "before both", "after both", "elsewhere", "by somebody else"],
)
def test_a_reply_that_was_asked_for_again_is_no_copy(asked: Asked, wrong: int) -> None:
    calls = (*WELL.calls, reply(4, 110.0, to=1), reply(5, 114.0, to=1))
    assert len(finding(replace(WELL, calls=calls, asked=(asked,)), "doubles").broken) == wrong


@pytest.mark.parametrize(
    ("opened", "wrong"),
    [
        ((199.0,), 1),
        ((233.0,), 1),
        ((203.0, 204.0), 1),
        ((203.0, 245.0), 0),
        ((), 0),
        ((203.0, 204.0, 241.0), 1),
    ],
)
def test_an_opening_without_a_confirmation(opened: tuple[float, ...], wrong: int) -> None:
    assert len(finding(replace(WELL, opened=opened), "no opening").broken) == wrong


def test_what_is_to_be_told_and_not_marked() -> None:
    events = (replace(WELL.events[0], alert_sent=False), WELL.events[1])
    assert broken(replace(WELL, events=events)) == [
        "what the store calls told was delivered: event 31 is to be told and not marked as told"
    ]


def test_a_digest_of_the_week_comes_once() -> None:
    def digest(number: int, chat: int) -> Call:
        title = {"message_id": number, "chat": {"id": chat}, "caption": "Your door, 1 to 8 March"}
        return Call(number, "sendPhoto", 100.0, None, {}, title)

    once = (digest(5, SAM), digest(6, KIM))
    assert digested(replace(WELL, calls=once)).holds
    assert len(digested(WELL).broken) == 2
    assert digested(replace(WELL, calls=(*once, digest(7, KIM)))).broken == ("2 digests in chat 5151",)


def test_what_others_find() -> None:
    bad = replace(
        WELL, damage=("Days are wrong.",), integrity="row 3 missing", unsettled="2 wait", exit_code=-9
    )
    assert [one.holds for one in verdict(bad)].count(False) == 4
