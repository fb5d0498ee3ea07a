"""What a chart shows and what is said below it, from the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from markupsafe import Markup

from bot import rhythm_words as words
from bot.rhythm_choice import Choice, Window, window
from bot.rhythm_keyboards import Offer
from bot.rhythm_words import Scope
from bot.texts import plain
from charts.orders import ActivityOrder, HeatmapOrder, Order
from storage.activity import ANYWHERE
from storage.store import Store
from storage.summaries import Summary


@dataclass(frozen=True, slots=True)
class Shown:
    order: Order
    caption: Markup


async def offer(store: Store) -> Offer:
    """Everything that may be chosen."""
    return Offer(await store.rhythm.cameras(), await store.people.all(), await store.rhythm.subjects())


async def heatmap(
    store: Store, choice: Choice, there: Offer, now: datetime, zone: tzinfo, *, dark: bool
) -> Shown:
    first = await store.rhythm.first_event_at()
    span = window(choice.days, now, zone, first)
    scope = _scope(choice, there, zone, span, fresh=first is None)
    camera = choice.camera_of(there.cameras)
    # A camera that nobody knows any more counts nothing, and not everything.
    camera_id = ANYWHERE if choice.everywhere else camera.id if camera else choice.camera
    counted = await store.rhythm.counts(span.since, span.until, zone, choice.subject, camera_id)
    grid = words.shown(counted, choice.weekdays)
    order = HeatmapOrder(
        counts=tuple(tuple(hours) for hours in grid),
        title=plain("rhythm-title"),
        subtitle=words.heading(scope),
        columns=choice.weekdays.columns,
        words=words.chart_words(fresh=scope.fresh),
        dark=dark,
    )
    return Shown(order, words.heatmap_caption(grid, scope))


async def stats(store: Store, days: int, now: datetime, zone: tzinfo, *, dark: bool) -> Shown:
    first = await store.rhythm.first_event_at()
    span = window(days, now, zone, first)
    scope = Scope(Choice(days), zone, since=_beginning(span), fresh=first is None)
    found = await store.rhythm.summary(span.since, span.until, zone, span.before)
    title = plain("rhythm-activity-title", span=words.span(scope))
    order = activity(found, title, zone, fresh=scope.fresh, dark=dark)
    return Shown(order, words.stats_caption(words.stats_of(found), scope))


async def week(
    store: Store, until: datetime, zone: tzinfo, *, dark: bool, late_for: datetime | None = None
) -> Shown:
    """The seven days before, as the digest tells them. `late_for`: when it was due, where that was missed."""
    span = window(7, until, zone, None)
    found = await store.rhythm.summary(span.since, span.until, zone)
    order = activity(found, plain("rhythm-digest-chart"), zone, fresh=False, dark=dark)
    return Shown(order, words.digest_caption(found, Scope(Choice(7), zone), late_for))


def activity(found: Summary, title: str, zone: tzinfo, *, fresh: bool, dark: bool) -> ActivityOrder:
    """Without the rest of the first day, where nobody came in it: a week is seven days to look at, too."""
    days = list(found.days)
    begun_before = found.since.astimezone(zone).time() > time(0)
    if len(days) > 1 and begun_before and not any(days[0][1:]):
        del days[0]
    return ActivityOrder(tuple(days), title, words.chart_words(fresh=fresh), dark)


async def dark_charts(store: Store, chat_id: int) -> bool:
    """As this chat wants its charts; light until it says so."""
    return await store.house_settings.get(_look(chat_id)) is True


async def set_dark_charts(store: Store, chat_id: int, dark: bool, now: datetime, user_id: int) -> None:
    if dark:
        await store.house_settings.put(_look(chat_id), True, now, user_id)
    else:
        await store.house_settings.reset(_look(chat_id))


def _look(chat_id: int) -> str:
    """The key of its setting."""
    return f"dark_charts:{chat_id}"


def _scope(choice: Choice, there: Offer, zone: tzinfo, span: Window, *, fresh: bool) -> Scope:
    camera = choice.camera_of(there.cameras)
    names = {person.id: person.display_name for person in there.people}
    return Scope(
        choice,
        zone,
        camera=camera.name if camera else None,
        person=names.get(choice.person_id) if choice.person_id else None,
        since=_beginning(span),
        fresh=fresh,
    )


def _beginning(span: Window) -> datetime | None:
    """Of ever, where there is any history."""
    return span.since if span.before is None and span.since < span.until else None
