"""Passes in words and buttons. Pure; HTML and inline keyboards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import times
from bot.callbacks import button
from bot.keyboards import NOBODY
from bot.lengths import cut
from bot.texts import plain, say
from bot.times import dated, spoken, until
from bot.visit_words import door_line
from bot.visits import is_over
from pipeline.door_types import DoorRules
from pipeline.types import EventKind
from storage.face_rights import FaceRight
from storage.locks import UNLOCK
from storage.passes import PassState, PassView
from storage.views import LockAction, VisitView

NAME_ON_BUTTON = 30
NAME_IN_POP_UP = 40
"""Telegram takes 200 letters there."""

LIST, HERE = "list", "here"
"""Where a **Revoke** stands: in /passes, or under what was just made."""

Page = tuple[Markup, InlineKeyboardMarkup]


def kind(one: PassView) -> str:
    return "face" if one.person_id is not None else "guest" if one.user_id is not None else "bell"


def name(one: PassView) -> str:
    return cut(one.name)


def window(starts_at: datetime, ends_at: datetime, now: datetime, zone: tzinfo) -> str:
    """`today 14:00–16:00`, `Fri 27 Nov, 22:00 – Sat 28 Nov, 06:00`; once it has begun `until today 16:00`."""
    starts, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    midnight = ends.time() == time.min
    last_day = (ends - timedelta(minutes=1)).date()
    clock = "24:00" if midnight else f"{ends:%H:%M}"
    if last_day == starts.date() and starts_at > now:
        return plain("pass-window", **{"from": until(starts_at, now, zone), "until": clock})
    end = times.end(ends_at, now, zone)
    if starts_at <= now:
        return plain("pass-until", until=end)
    return plain("pass-window-days", **{"from": until(starts_at, now, zone), "until": end})


def _window(one: PassView, now: datetime, zone: tzinfo) -> str:
    return window(one.starts_at, one.ends_at, now, zone)


def made(
    one: PassView, now: datetime, zone: tzinfo, right: FaceRight | None = None, door: DoorRules | None = None
) -> Page:
    """`right`: of the face that it is for, at the door of the house."""
    lines = [say("pass-made", kind=kind(one), name=_at_the_start(one), window=_window(one, now, zone))]
    if right is not None and door is not None:
        lines.append(_by_face(one, right, door))
    lines += [say("pass-made-once")] if one.once else []
    revoke = button(plain("button-revoke"), "revoke", one.id, HERE)
    return Markup("\n").join(lines), InlineKeyboardMarkup([[revoke]])


def _at_the_start(one: PassView) -> str:
    """Of a sentence: what they are called who have no name begins with a small letter."""
    called = name(one)
    return called[:1].upper() + called[1:] if called == plain("pass-somebody") else called


def _by_face(one: PassView, right: FaceRight, door: DoorRules) -> Markup:
    """What will happen when they come."""
    night = "" if door.night is None else f"{door.night.starts:%H:%M}–{door.night.ends:%H:%M}"
    if not door.cameras:
        way = "door"
    elif right.lacks is not None:
        way = "few"
    elif not right.may_open:
        way = "off"
    else:
        way = "night" if not right.at_night and _reaches_into(one, door) else "opens"
    return say("pass-by-face", way=way, night=night)


def _reaches_into(one: PassView, door: DoorRules) -> bool:
    """Whether it is valid at night; looked at every quarter of an hour of a day, since nights come again."""
    moment, end = one.starts_at, min(one.ends_at, one.starts_at + timedelta(days=1))
    while moment < end:
        if door.night is not None and door.night.holds(moment, door.zone):
            return True
        moment += timedelta(minutes=15)
    return False


def told_guest(one: PassView, now: datetime, zone: tzinfo) -> Markup:
    told = {"maker": cut(one.maker), "window": _window(one, now, zone)}
    return say("pass-told-guest-once", **told) if one.once else say("pass-told-guest", **told)


def listed(passes: Sequence[PassView], lately: Sequence[PassView], now: datetime, zone: tzinfo) -> Page:
    lines = [say("pass-list"), *(_line(one, now, zone) for one in passes)] if passes else [say("pass-none")]
    if lately:
        over = [
            say("pass-line-over", line=_line(one, now, zone), state=str(one.state), maker=cut(one.maker))
            for one in lately
        ]
        lines += [Markup(""), say("pass-lately"), *over]
    return Markup("\n").join(lines), InlineKeyboardMarkup([[_revoke(one, passes)] for one in passes])


def _revoke(one: PassView, passes: Sequence[PassView]) -> InlineKeyboardButton:
    alone = plain("button-revoke")
    label = alone if len(passes) == 1 else plain("button-revoke-one", name=cut(one.name, NAME_ON_BUTTON))
    return button(label, "revoke", one.id, LIST)


def _line(one: PassView, now: datetime, zone: tzinfo) -> Markup:
    line = say(
        "pass-line",
        name=_at_the_start(one),
        kind=kind(one),
        window=_plain_window(one, now, zone),
        once=int(one.once),
        maker=cut(one.maker),
    )
    if one.used_at is None:
        return line
    who = say("pass-use-by", name=cut(one.used_by)) if one.used_by else say("pass-use-face")
    return say("pass-line-used", line=line, who=who, when=spoken(one.used_at, now, zone))


def _plain_window(one: PassView, now: datetime, zone: tzinfo) -> str:
    """Of one that is over: when it was."""
    if one.ends_at > now:
        return _window(one, now, zone)
    ends = one.ends_at.astimezone(zone)
    return plain("pass-window-days", **{"from": dated(one.starts_at, zone), "until": f"{ends:%H:%M}"})


def expected(passes: Sequence[PassView], now: datetime, zone: tzinfo) -> Markup:
    """`Grace (until 16:00), courier (until tomorrow 12:00)`."""
    today = now.astimezone(zone).date()

    def end(one: PassView) -> str:
        ends = one.ends_at.astimezone(zone)
        return f"{ends:%H:%M}" if ends.date() == today else until(one.ends_at, now, zone)

    return Markup(", ").join(
        say(
            "pass-expected",
            name=name(one),
            until=plain("pass-until", until=end(one)),
        )
        for one in passes
    )


def why_not(one: PassView, now: datetime, zone: tzinfo) -> str:
    """Plain: why nobody is let in by it. One that is good for something was used by somebody just now."""
    if one.state is PassState.OPEN:
        return _first(one.used_by, one.used_at or now, zone)
    return plain(
        "pass-not",
        state=str(one.state),
        who=cut(one.used_by or plain("pass-face"), NAME_IN_POP_UP),
        maker=cut(one.maker, NAME_IN_POP_UP),
        clock=f"{(one.used_at or now).astimezone(zone):%H:%M:%S}",
        window=_window(one, now, zone),
    )


def _first(who: str | None, at: datetime, zone: tzinfo) -> str:
    name = cut(who or plain("pass-face"), NAME_IN_POP_UP)
    return plain("pass-first", who=name, clock=f"{at.astimezone(zone):%H:%M:%S}")


def bell(
    visit: VisitView, passes: Sequence[PassView], asked_at: datetime, zone: tzinfo, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    """It rang while somebody is expected: shall they be let in? And what became of it."""
    rung = [one for one in visit.events if one.kind is EventKind.DING and one.created_at <= asked_at]
    when = dated(rung[-1].recorded_at if rung else asked_at, zone)
    lines = [
        say("pass-bell", names=expected(passes, now, zone) or say("pass-somebody")),
        say("pass-bell-where", camera=cut(visit.camera_name), when=when),
    ]
    since = _since(visit, asked_at)
    lines += [Markup(door_line(action, zone)) for action in since[-3:]]
    usable = [one for one in passes if one.state is PassState.OPEN]
    if not usable and passes and not since:
        lines.append(Markup.escape(why_not(passes[-1], now, zone)))
    if is_over(visit, now) or _opening(visit, asked_at):
        return Markup("\n").join(lines), NOBODY
    return Markup("\n").join(lines), InlineKeyboardMarkup([[_let_in(visit, one, usable)] for one in usable])


def _since(visit: VisitView, asked_at: datetime) -> list[LockAction]:
    return [action for action in visit.lock_actions if action.at >= asked_at]


def _opening(visit: VisitView, asked_at: datetime) -> LockAction | None:
    """Or perhaps one: only what surely did nothing leaves something to ask."""
    since = [action for action in _since(visit, asked_at) if action.wanted == UNLOCK]
    return next((action for action in since if action.success is not False), None)


def let_in_by(visit: VisitView, asked_at: datetime, zone: tzinfo) -> str | None:
    """Plain: who has let in whoever rang then; None: nobody yet."""
    action = _opening(visit, asked_at)
    return None if action is None else _first(action.user_name or action.person, action.at, zone)


def _let_in(visit: VisitView, one: PassView, passes: Sequence[PassView]) -> InlineKeyboardButton:
    alone = plain("button-let-in")
    label = alone if len(passes) == 1 else plain("button-let-in-one", name=cut(one.name, NAME_ON_BUTTON))
    return button(label, "letin", visit.id, one.id)
