"""What a summary says: several visits that are told late, in one message. Pure; HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from markupsafe import Markup

from bot.event_words import ICONS
from bot.lengths import CAPTION_LIMIT, cut, fit
from bot.seen_words import who
from bot.texts import plain, say
from bot.times import ago, dated, weekday
from bot.visit_words import rung_at
from storage.late_news import LateVisit
from storage.views import VisitView

MOST_SHOWN = 6
"""As many pictures are still to be made out on a phone."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first event to the last."""

    since: datetime
    until: datetime
    zone: tzinfo

    @property
    def one_day(self) -> bool:
        return self.since.astimezone(self.zone).date() == self.until.astimezone(self.zone).date()

    def said(self) -> str:
        end = f"{self.until.astimezone(self.zone):%H:%M}" if self.one_day else dated(self.until, self.zone)
        return plain("summary-span", start=dated(self.since, self.zone), end=end)

    def clock(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{local:%H:%M}" if self.one_day else f"{weekday(local)} {local:%H:%M}"


def span_of(visits: Sequence[LateVisit], zone: tzinfo) -> Span:
    return Span(min(one.started_at for one in visits), max(one.ended_at for one in visits), zone)


def that_matter(visits: Sequence[LateVisit]) -> list[LateVisit]:
    """Strangers before rings before people before anything else, and the latest; as they came."""
    matter = sorted(
        visits,
        key=lambda one: (one.strangers, one.rang, one.person, one.pictured, one.started_at),
        reverse=True,
    )
    return sorted(matter[:MOST_SHOWN], key=lambda one: (one.started_at, one.row_id))


def summary(
    visits: Sequence[LateVisit], shown: Sequence[VisitView], told_at: datetime, zone: tzinfo, coming: int
) -> str:
    """`shown`: those whose pictures are numbered. `told_at`: a ring's age is of then.

    `coming`: so many recordings of that time are still to be looked at.
    """
    span = span_of(visits, zone)
    counts = say(
        "summary-counts",
        visits=len(visits),
        rings=sum(one.rang for one in visits),
        strangers=sum(one.strangers for one in visits),
    )
    lines = [_line(number, visit, told_at, span) for number, visit in enumerate(shown, start=1)]
    ending = [say("summary-more", count=len(visits) - len(shown))] if len(visits) > len(shown) else []
    ending += [say("summary-coming", count=coming)] if coming else []
    return fit([say("summary-head", span=span.said()), counts, *lines], ending, CAPTION_LIMIT)


def _line(number: int, visit: VisitView, told_at: datetime, span: Span) -> Markup:
    told = {
        "number": str(number),
        "when": span.clock(visit.started_at),
        "camera": cut(visit.camera_name),
        "seen": _seen(visit),
    }
    if visit.has_ding:
        return say("summary-line-rang", ago=ago(told_at - rung_at(visit)), **told)
    return say("summary-line", icon=_icon(visit), **told)


def _seen(visit: VisitView) -> Markup:
    """As a line of the history has it."""
    if found := who(visit.people, visit.strangers, visit.others, visit.person):
        return Markup(found)
    if visit.unconfirmed:
        return say("event-unseen")
    return say("event-failed") if visit.failed else say("event-nobody")


def _icon(visit: VisitView) -> str:
    if visit.failed:
        return "⚠️"
    return "🚶" if visit.person else ICONS.get(visit.others[0] if visit.others else "", "•")
