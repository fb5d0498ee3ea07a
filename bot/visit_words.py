"""What the messages of a visit say, in HTML, in the language of whoever reads. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from bot.face_door_words import would_have_opened
from bot.failed_words import why_failed
from bot.lengths import CAPTION_LIMIT, DETAIL_LIMIT, cut, fit
from bot.seen_words import who
from bot.texts import plain, say
from bot.times import ago, dated
from bot.visits import first_stranger, more_lately, told
from pipeline.types import EventKind
from storage.views import EventState, EventView, LockAction, VisitView

LATE = timedelta(minutes=2)


def visit_caption(
    visit: VisitView,
    zone: tzinfo,
    now: datetime,
    *,
    resident: bool = True,
    told_at: datetime | None = None,
) -> str:
    """The one message of a visit, as much as is known by now.

    `resident`: whoever reads it may know whose face would have opened. `told_at`: when the message was first
    told; None: as soon as it was known.
    """
    more = more_lately(visit, now)
    lines = [_head(visit, zone, more), _seen(visit)]
    if more:
        lines.append(say("visit-more-lately", count=more))
    if late := _late(visit, told_at):
        lines.append(late)
    if resident and (told := would_have_opened(visit)):
        lines.append(told)
    # What the lock did last is what counts, should there be no room for all of it.
    return fit(lines, [door_line(action, zone) for action in visit.lock_actions], CAPTION_LIMIT)


def _head(visit: VisitView, zone: tzinfo, more: int) -> str:
    camera, when = cut(visit.camera_name), _when(visit, zone, more)
    if visit.has_ding:
        return say("visit-rang", camera=camera, when=when)
    return say("visit-motion", camera=camera, when=when)


def _when(visit: VisitView, zone: tzinfo, more: int) -> str:
    """How many events only where `more`, told below, are not all that followed the first."""
    events = told(visit) or list(visit.events)
    start = dated(events[0].recorded_at, zone)
    if len(events) < 2:
        return start
    last = events[-1].recorded_at
    if _minute(last) == _minute(events[0].recorded_at):
        span = start
    else:
        span = plain("visit-span", start=start, clock=f"{last.astimezone(zone):%H:%M}")
    return span if more == len(events) - 1 else plain("visit-events", when=span, count=len(events))


def _minute(when: datetime) -> datetime:
    return when.replace(second=0, microsecond=0)


def _seen(visit: VisitView) -> str:
    seen = who(visit.people, visit.strangers, visit.others, visit.person)
    if seen:
        return "\n".join([seen, *_not_seen(visit)])
    if visit.unconfirmed:
        return say("visit-ring-coming") if visit.has_ding else say("visit-clip-coming")
    if not visit.failed:
        return say("visit-ring-nobody")
    if visit.has_ding:
        return say("visit-ring-failed")
    return say("supervision-motion-failed", why=why_failed(_failures(visit)[-1].error))


def _not_seen(visit: VisitView) -> Iterator[str]:
    """Of a visit of which something was seen: what was not."""
    failures = _failures(visit)
    if any(one.kind is EventKind.DING for one in failures):
        yield say("visit-ring-unseen")
    elif failures:
        yield say("supervision-part-failed", why=why_failed(failures[-1].error))


def _failures(visit: VisitView) -> list[EventView]:
    return [one for one in visit.events if one.state is EventState.FAILED]


def _late(visit: VisitView, told_at: datetime | None) -> str | None:
    """A ring has its age when it was told; all else, when it became known."""
    last = _rings(visit)[-1] if visit.has_ding else visit.events[-1]
    known_at = (told_at or last.created_at) if visit.has_ding else last.created_at
    late = known_at - last.recorded_at
    if late <= LATE:
        return None
    return say("visit-late-ring", ago=ago(late)) if visit.has_ding else say("visit-late", ago=ago(late))


def rung_at(visit: VisitView) -> datetime:
    """The latest ring of a visit in which somebody rang."""
    return _rings(visit)[-1].recorded_at


def _rings(visit: VisitView) -> list[EventView]:
    return [event for event in visit.events if event.kind is EventKind.DING]


def ding_reply(visit: VisitView, zone: tzinfo, now: datetime) -> str:
    """Of the latest ring; "again" where there was one before. One that is told late says its age."""
    at = rung_at(visit)
    camera, clock = cut(visit.camera_name), f"{at.astimezone(zone):%H:%M}"
    if now - at > LATE:
        return say("late-rang", camera=camera, clock=clock, ago=ago(now - at))
    if len(_rings(visit)) > 1:
        return say("visit-rings-again", camera=camera, clock=clock)
    return say("visit-rings-now", camera=camera, clock=clock)


def stranger_reply(visit: VisitView, zone: tzinfo, now: datetime) -> str:
    """Of the first stranger of a visit that began with people who are known."""
    at = first_stranger(visit).recorded_at
    camera, clock = cut(visit.camera_name), f"{at.astimezone(zone):%H:%M}"
    if now - at > LATE:
        return say("late-stranger", camera=camera, clock=clock, ago=ago(now - at))
    return say("visit-stranger-now", camera=camera, clock=clock)


def door_line(action: LockAction, zone: tzinfo) -> str:
    """What the lock did, for the message of the visit it was asked from."""
    clock = f"{(action.finished_at or action.at).astimezone(zone):%H:%M}"
    name = cut(action.user_name or action.person or plain("door-nobody-named"))
    if action.finished_at is None:
        return say("door-under-way", wanted=action.wanted, name=name)
    if action.success and action.wanted == "unlock":
        if action.how == "face":
            return say("door-opened-to", name=name, clock=clock)
        return say("door-opened-by", name=name, clock=clock)
    if action.success:
        return say("door-locked-by", name=name, clock=clock)
    detail = cut(action.detail or plain("door-outcome-unknown"), DETAIL_LIMIT)
    return say("door-not-done", name=name, wanted=action.wanted, clock=clock, detail=detail)
