"""What the messages say: pure, from views to text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.lengths import CAPTION_LIMIT, visible
from bot.texts import speaking
from bot.visit_words import ding_reply, visit_caption
from pipeline.types import EventKind
from storage.views import EventView, LockAction, PersonSeen, VisitView
from tests.bot.an_event import ADA, AT, BERLIN, EVENT, FAILED, GRACE, RING, WAITING

LATER = AT + timedelta(days=400)


def visit(
    *events: EventView,
    people: tuple[PersonSeen, ...] = (),
    strangers: int = 0,
    others: tuple[str, ...] = (),
    camera_name: str = "Front Door",
    lock_actions: tuple[LockAction, ...] = (),
) -> VisitView:
    given = events or (EVENT,)
    return VisitView(
        id=3,
        camera_id="1001",
        camera_name=camera_name,
        started_at=given[0].recorded_at,
        ended_at=given[-1].recorded_at,
        events=given,
        people=people,
        strangers=strangers,
        others=others,
        thumbnail_path=None,
        has_ding=any(event.kind is EventKind.DING for event in given),
        lock_actions=lock_actions,
    )


def lines(one: VisitView, zone: ZoneInfo = BERLIN) -> list[str]:
    return visit_caption(one, zone, LATER).splitlines()


@pytest.mark.parametrize(
    ("people", "strangers", "others", "says"),
    [
        ((), 1, (), "Stranger"),
        ((), 2, (), "2 strangers"),
        ((GRACE,), 0, (), "Grace (0.62)"),
        ((GRACE,), 1, (), "Grace (0.62), 1 stranger"),
        ((GRACE, ADA), 1, ("dog",), "Grace (0.62), Ada (0.55), 1 stranger, dog"),
        ((replace(GRACE, distance=None),), 2, (), "Grace, 2 strangers"),
        ((), 0, (), "Somebody"),
    ],
)
def test_everyone_known_is_named_and_the_rest_counted(
    people: tuple[PersonSeen, ...], strangers: int, others: tuple[str, ...], says: str
) -> None:
    shown = lines(visit(people=people, strangers=strangers, others=others))
    assert shown == ["🚶 <b>Front Door</b> · Wed 25 Feb, 11:30", says]


def test_a_dog_alone_is_a_dog() -> None:
    event = replace(EVENT, person=False, alert=False, others=("dog",))
    assert lines(visit(event, others=("dog",)))[1] == "dog"


def test_what_people_typed_is_escaped() -> None:
    mallory = PersonSeen("m", '<b>Mallory</b> & "Co"', 0.38)
    text = visit_caption(visit(people=(mallory,), camera_name="Gate <1> & 2"), BERLIN, LATER)
    assert "<b>Gate &lt;1&gt; &amp; 2</b>" in text
    assert "&lt;b&gt;Mallory&lt;/b&gt; &amp; &#34;Co&#34; (0.62)" in text


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (WAITING, "Somebody rang. The clip is on its way…"),
        (FAILED, "Somebody rang, but the clip could not be looked at. <b>Why</b> says more."),
        (replace(RING, person=False), "Somebody rang; nobody is to be seen on the clip."),
    ],
    ids=["before", "failed", "nobody"],
)
def test_a_ring_says_how_far_its_clip_is(event: EventView, says: str) -> None:
    assert lines(visit(event)) == ["🔔 <b>Front Door</b> rang · Wed 25 Feb, 11:30", says]


def test_a_ring_that_was_looked_at_says_who() -> None:
    assert lines(visit(RING, people=(GRACE,)))[1:] == ["Grace (0.62)"]


def test_a_ring_that_could_not_be_looked_at_says_so_beside_who_was_seen_before() -> None:
    shown = lines(visit(EVENT, replace(FAILED, id=8), people=(GRACE,)))
    assert shown[1:] == ["Grace (0.62)", "The clip of the ring could not be looked at. <b>Why</b> says more."]


def test_the_events_of_a_visit_are_counted_without_the_empty_ones() -> None:
    later = replace(EVENT, id=8, recorded_at=AT + timedelta(minutes=3), created_at=AT + timedelta(minutes=3))
    empty = replace(later, id=9, person=False, alert=False)
    assert lines(visit(EVENT, empty, later))[0].endswith("· Wed 25 Feb, 11:30 to 11:33 (2 events)")
    assert lines(visit(EVENT, empty))[0].endswith("· Wed 25 Feb, 11:30")


def test_events_of_one_minute_say_it_once() -> None:
    later = replace(EVENT, id=8, recorded_at=AT + timedelta(seconds=40))
    assert lines(visit(EVENT, later))[0].endswith("· Wed 25 Feb, 11:30 (2 events)")


def test_what_followed_in_the_last_minute_is_not_counted_twice() -> None:
    later = replace(EVENT, id=8, recorded_at=AT + timedelta(seconds=40))
    head, *rest = visit_caption(visit(EVENT, later), BERLIN, AT + timedelta(seconds=50)).splitlines()
    assert head.endswith("· Wed 25 Feb, 11:30")
    assert "1 more in the last minute" in rest


def test_a_score_has_a_comma_in_german() -> None:
    with speaking("de"):
        assert lines(visit(RING, people=(GRACE,)))[1:] == ["Grace (0,62)"]


def test_times_are_those_of_the_household_also_where_half_hours_count() -> None:
    assert "· Wed 25 Feb, 16:00" in lines(visit(), ZoneInfo("Asia/Kolkata"))[0]
    assert "· Wed 25 Feb, 07:00" in lines(visit(), ZoneInfo("America/St_Johns"))[0]


@pytest.mark.parametrize(
    ("start", "minutes", "says"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 2, "Sun 29 Mar, 01:59 to 03:01"),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), 2, "Sun 25 Oct, 02:59 to 02:01"),
    ],
    ids=["spring", "autumn"],
)
def test_a_visit_over_a_change_of_clocks(start: datetime, minutes: int, says: str) -> None:
    first = replace(EVENT, recorded_at=start, created_at=start)
    end = start + timedelta(minutes=minutes)
    assert says in lines(visit(first, replace(first, id=8, recorded_at=end, created_at=end)))[0]


def test_what_is_told_late_says_so() -> None:
    late = replace(RING, created_at=AT + timedelta(minutes=14))
    assert lines(visit(late, people=(GRACE,)))[2] == "⏳ told late: rang 14 min ago"


def test_a_picture_held_up_is_not_told_like_the_person() -> None:
    print_ = replace(GRACE, live=False)
    assert lines(visit(people=(print_,)))[1] == "Grace (0.62), a picture?"
    both = visit(people=(print_, ADA), strangers=1)
    assert lines(both)[1] == "Grace (0.62), a picture?; Ada (0.55); 1 stranger"


@pytest.mark.parametrize("live", [True, None])
def test_who_is_no_picture_or_not_known_to_be_one_is_told_as_before(live: bool | None) -> None:
    assert lines(visit(people=(replace(GRACE, live=live), ADA)))[1] == "Grace (0.62), Ada (0.55)"


def test_the_reply_to_be_heard_names_camera_and_time() -> None:
    reply = ding_reply(visit(EVENT, RING, camera_name="Gate & Co"), BERLIN, AT)
    assert reply == "🔔 Now somebody rings at <b>Gate &amp; Co</b>, 11:30."


def test_a_second_ring_is_told_as_one_with_its_own_time() -> None:
    later = replace(RING, id=9, recorded_at=AT + timedelta(minutes=2))
    reply = ding_reply(visit(RING, later), BERLIN, later.recorded_at)
    assert reply == "🔔 Somebody rings again at <b>Front Door</b>, 11:32."


def test_a_ring_that_is_told_late_says_how_long_ago_it_was() -> None:
    told_at = AT + timedelta(minutes=12, seconds=5)
    assert ding_reply(visit(EVENT, RING), BERLIN, told_at) == (
        "🔔 Somebody rang at <b>Front Door</b> 12 min ago, 11:30."
    )
    caption = visit_caption(visit(RING), BERLIN, LATER, told_at=told_at)
    assert "⏳ told late: rang 12 min ago" in caption.splitlines()
    with speaking("de"):
        assert "⏳ spät gemeldet: geklingelt vor 12 Min." in visit_caption(
            visit(RING), BERLIN, LATER, told_at=told_at
        )
        assert "vor 12 Min., 11:30" in ding_reply(visit(EVENT, RING), BERLIN, told_at)


def test_a_ring_in_time_is_not_made_late_by_what_came_after_it() -> None:
    late = replace(EVENT, id=9, recorded_at=AT, created_at=AT + timedelta(minutes=9))
    assert "⏳" not in visit_caption(visit(RING, late), BERLIN, LATER, told_at=AT)


def opening(number: int, detail: str) -> LockAction:
    return LockAction(
        id=number,
        at=AT,
        user_id=1,
        user_name="<Sam>" * 40,
        how="button",
        lock_id="L",
        wanted="unlock",
        event_id=7,
        person=None,
        confidence=None,
        state_after=None,
        success=False,
        detail=detail,
        finished_at=AT,
    )


def tags_match(text: str) -> bool:
    return text.count("<b>") == text.count("</b>") and "<" not in text.replace("<b>", "").replace("</b>", "")


@pytest.mark.parametrize("letter", ["&", "😀", "<b>"])
def test_no_caption_is_too_long_nor_cut_inside_its_markup(letter: str) -> None:
    crowd = tuple(PersonSeen(f"p{number}", f"{number}" + letter * 60, 0.38) for number in range(60))
    actions = tuple(opening(number, f"{number} " + letter * 500) for number in range(9))
    caption = visit_caption(
        visit(people=crowd, strangers=3, camera_name=letter * 200, lock_actions=actions),
        BERLIN,
        LATER,
    )
    assert visible(caption) <= CAPTION_LIMIT
    assert tags_match(caption)
    assert "more I know, 3 strangers" in caption
    assert "asked to unlock at 11:30: 8 " in caption, "what the lock did last is told"
