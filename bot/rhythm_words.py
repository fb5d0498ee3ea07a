"""Charts in words: headings, captions, the numbers of /stats and of the digest. Pure; HTML for messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from babel.dates import get_day_names, get_month_names
from markupsafe import Markup

from bot.face_door_words import face_tally
from bot.heard import NotUnderstood, OneAtATime
from bot.lengths import CAPTION_LIMIT, short, visible
from bot.question_words import not_understood
from bot.rhythm_choice import EVER, LONGEST_SPAN, RING, Choice, NoSpan, Weekdays
from bot.texts import language, plain, say
from bot.times import day
from charts.words import Words
from storage.activity import STRANGER
from storage.summaries import NO_FACES, FaceTally, Summary
from storage.views import Totals

NAMED = 8
"""Lines of people, and of cameras, before the rest is counted together."""

Grid = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a chart shows, by names. `since` is the first event, where that is the span's beginning; `fresh`:
    nothing has ever happened here."""

    choice: Choice
    zone: tzinfo
    camera: str | None = None
    person: str | None = None
    since: datetime | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Busiest:
    """The busiest cell, Monday 0; the first of equals, as the chart marks it."""

    weekday: int
    hour: int
    visits: int


def busiest(grid: Grid) -> Busiest | None:
    """None: there was no visit."""
    cells = ((visits, -day, -hour) for day, hours in enumerate(grid) for hour, visits in enumerate(hours))
    visits, day_, hour = max(cells)
    return Busiest(-day_, -hour, visits) if visits else None


def shown(grid: Grid, weekdays: Weekdays) -> list[list[int]]:
    """The days that were not chosen count nothing."""
    return [list(hours) if day in weekdays.columns else [0] * 24 for day, hours in enumerate(grid)]


def chart_words(*, fresh: bool) -> Words:
    """What the charts need, in the language of the chat. `fresh` as in `Scope`."""
    days = get_day_names("abbreviated", "stand-alone", language())
    months = get_month_names("abbreviated", "stand-alone", language())
    return Words(
        days=tuple(days[number].removesuffix(".") for number in range(7)),
        months=tuple(months[number].removesuffix(".") for number in range(1, 13)),
        date=plain("rhythm-chart-date", day="{day}", month="{month}"),
        visits=plain("rhythm-chart-visits"),
        known=plain("rhythm-chart-known"),
        strangers=plain("rhythm-chart-strangers"),
        average=plain("rhythm-chart-average"),
        a_week=plain("rhythm-chart-week"),
        a_month=plain("rhythm-chart-month"),
        nothing=plain("rhythm-chart-nothing", fresh=int(fresh)),
        soon=plain("rhythm-chart-soon") if fresh else "",
    )


def span(scope: Scope) -> str:
    """`past 30 days`, `since 3 Mar 2025`."""
    if scope.choice.days != EVER:
        return plain("rhythm-span", days=scope.choice.days)
    if scope.since is None:
        return plain("rhythm-span-ever")
    local = scope.since.astimezone(scope.zone)
    return plain("rhythm-span-since", day=f"{day(local)} {local.year}")


def subject(scope: Scope) -> str:
    """Who is counted, "" for everybody: `Grace`, `strangers`, `dogs`."""
    if scope.choice.person_id is not None:
        return scope.person or plain("rhythm-somebody-gone")
    if scope.choice.subject == STRANGER:
        return plain("rhythm-strangers")
    if scope.choice.subject == RING:
        return plain("rhythm-rings")
    return things(scope.choice.label) if scope.choice.label else ""


def things(label: str) -> str:
    """`dogs`; what has no word of ours is called as the detector calls it."""
    return plain("rhythm-things", label=label.replace(" ", "-"), name=label)


def place(scope: Scope) -> str:
    """The camera's name, "" for all."""
    return "" if scope.choice.everywhere else scope.camera or plain("rhythm-camera-gone")


def weekdays(choice: Choice) -> str:
    return "" if choice.weekdays is Weekdays.ALL else plain("rhythm-days", days=choice.weekdays.value)


def heading(scope: Scope) -> str:
    """The line below the title of a chart; the span first, since what is too long is cut."""
    parts = [span(scope), weekdays(scope.choice), subject(scope), place(scope)]
    return " · ".join(_begun(parts, scope))


def heatmap_caption(grid: Grid, scope: Scope) -> Markup:
    """`214 visits, most on Fridays at 17:00`, and below it what was counted, where not all was."""
    most, total = busiest(grid), sum(map(sum, grid))
    if most is None:
        told = _none(scope)
    elif most.visits == 1 and total > 1:
        # Each at an hour of its own: none of them is the busiest.
        told = say("rhythm-visits", count=total)
    else:
        told = say("rhythm-visits-most", count=total, weekday=most.weekday, hour=most.hour)
    what = (weekdays(scope.choice), subject(scope), place(scope))
    # The chart says the span of what there is.
    parts = [*what, span(scope)] if most else list(what)
    return _lines(told, " · ".join(map(short, _begun(parts, scope))))


def _begun(parts: Sequence[str], scope: Scope) -> list[str]:
    """Those that there are, the first with a capital; a name is written as people write it."""
    first, *rest = [part for part in parts if part] or [""]
    return [first if first in (scope.person, scope.camera) else _capital(first), *rest]


def _none(scope: Scope) -> Markup:
    """`No visits in the past 7 days.`"""
    fresh, days = int(scope.fresh), scope.choice.days
    within = plain("rhythm-within-ever", fresh=fresh) if days == EVER else plain("rhythm-within", days=days)
    return say("rhythm-none", fresh=fresh, span=within)


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers of one span. `before`: visits in the period of the same length before it, where the
    history goes back so far. Names are as people know them, most visits first."""

    totals: Totals
    most: Busiest | None
    before: int | None
    people: Sequence[tuple[str, int]]
    cameras: Sequence[tuple[str, int]]
    faces: FaceTally = NO_FACES


def stats_of(found: Summary) -> Stats:
    return Stats(
        totals=found.totals,
        most=busiest(found.grid),
        before=found.before,
        people=[(name, visits) for _, name, visits in found.people],
        cameras=[(name, visits) for _, name, visits in found.cameras],
        faces=found.faces,
    )


def stats_caption(stats: Stats, scope: Scope) -> Markup:
    developed = trend(stats.totals.visits, stats.before)
    if not stats.totals.visits:
        return _lines(_none(scope), developed)
    lines = [say("rhythm-stats-title", span=_capital(span(scope))), _visits(stats), developed]
    lines.append(face_tally(stats.faces))
    for named in range(NAMED, -1, -1):
        listed = [*_listed("🚶", stats.people, named), *_cameras(stats, named)]
        whole = _lines(*lines, *listed)
        if visible(whole) <= CAPTION_LIMIT:
            break
    return whole


def _visits(stats: Stats) -> Markup:
    """The busiest hour only where more than one came in it."""
    told = say("rhythm-stats-visits", count=stats.totals.visits, strangers=stats.totals.strangers)
    most = stats.most
    if most is None or most.visits < 2:
        return told
    return _lines(told, say("rhythm-stats-busiest", weekday=most.weekday, hour=most.hour, count=most.visits))


def misread(error: NotUnderstood | OneAtATime | NoSpan, command: str) -> Markup:
    """What was not understood, and what would be. `command`: the one that it was said with."""
    if isinstance(error, NotUnderstood):
        told = not_understood(error)
    elif isinstance(error, NoSpan):
        told = say("rhythm-misread-span", longest=LONGEST_SPAN)
    else:
        told = say("rhythm-misread-two")
    return _lines(told, say("rhythm-stats-examples") if command == "stats" else say("rhythm-examples"))


def only_spans(text: str) -> Markup:
    """/stats counts everybody."""
    return say("rhythm-only-spans", text=Markup(short(text)))


def trend(visits: int, before: int | None) -> Markup:
    """Against the period before; "" where there was none."""
    if before is None:
        return Markup("")
    if not before:
        return say("rhythm-trend-from-none") if visits else Markup("")
    if not visits:
        return say("rhythm-trend-to-none", before=before)
    percent = round(100 * (visits - before) / before)
    way = "same" if percent == 0 else "more" if percent > 0 else "less"
    return say("rhythm-trend", way=way, percent=abs(percent), before=before)


def _cameras(stats: Stats, named: int) -> list[Markup]:
    """Where there is only one, its number is the total."""
    return _listed("📷", stats.cameras, named) if len(stats.cameras) > 1 else []


def _listed(icon: str, counted: Sequence[tuple[str, int]], named: int) -> list[Markup]:
    lines = [
        say("rhythm-stats-line", icon=icon, name=Markup(short(name)), count=count)
        for name, count in counted[:named]
    ]
    if rest := counted[named:]:
        lines.append(say("rhythm-stats-rest", icon=icon, count=len(rest), visits=sum(n for _, n in rest)))
    return lines


def digest_caption(found: Summary, scope: Scope, late_for: datetime | None = None) -> Markup:
    """`late_for`: when it was due, where that was missed."""
    stats, until = stats_of(found), found.until.astimezone(scope.zone)
    lines = [say("rhythm-digest-title", since=day(found.since.astimezone(scope.zone)), until=day(until))]
    if late_for is not None:
        due = late_for.astimezone(scope.zone)
        lines.append(say("rhythm-digest-late", weekday=due.weekday(), day=day(due), clock=f"{due:%H:%M}"))
    lines.append(_visits(stats) if stats.totals.visits else say("rhythm-digest-none"))
    if found.new_strangers:
        lines.append(say("rhythm-digest-new", count=found.new_strangers))
    lines.append(against_usual(stats.totals.visits, found.usual))
    return _lines(*lines, *_listed("🚶", stats.people, NAMED), *_cameras(stats, NAMED))


def against_usual(visits: int, usual: float | None) -> Markup:
    """Quiet or noisy only where chance alone would hardly do it: by 1.5 standard deviations of a count."""
    if usual is None:
        return Markup("")
    room = max(2.0, 1.5 * usual**0.5)
    kind = "quiet" if visits < usual - room else "noisy" if visits > usual + room else "usual"
    return say("rhythm-digest-usual", kind=kind, usual=round(usual))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(*lines: str) -> Markup:
    """HTML in, HTML out; empty ones are left out."""
    return Markup("\n".join(str(line) for line in lines if line))
