"""Answers to questions about the history, in a sentence, from the store alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.event_words import event_seen
from bot.history_pages import names_of
from bot.history_words import (
    Names,
    answer_words,
    count_words,
    last_words,
    latest_words,
    whether_words,
    who_words,
)
from bot.question import Question, parse
from bot.services import Services
from bot.texts import say
from bot.times import spoken
from bot.vocabulary import Kind, vocabulary
from storage.history_filter import DING, EVERYTHING, NO_FACE, PERSON, STARRED, HistoryFilter, label_of
from storage.tally import tallied
from storage.views import EventView, Tally

MOST_ONE_BY_ONE = 200
"""Events of which the store keeps no sums are counted as they are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`shows`: what the button under it opens; None where there is nothing to be seen."""

    text: str
    shows: HistoryFilter | None


async def understood(services: Services, text: str) -> Question:
    """Raises as `parse` does."""
    store = services.store
    labels = [label for label in map(label_of, await store.rhythm.subjects()) if label]
    words = vocabulary(await store.people.all(), await store.cameras.all(), labels)
    return parse(text, words, services.now(), services.settings.zone)


async def answer(services: Services, question: Question) -> Answer:
    wanted, names = question.wanted, await names_of(services)
    if wanted.subject is None and question.kind in (Kind.WHO, Kind.WHETHER, Kind.COUNT):
        wanted = replace(wanted, subject=PERSON)
    latest = await _latest(services, wanted)
    if question.kind is Kind.LAST or (wanted.since is None and question.kind is not Kind.COUNT):
        said = await _last(services, wanted, names, latest)
    else:
        said = await _counted(services, question.kind, wanted, names, latest)
    return Answer(said, wanted if latest else None)


async def _latest(services: Services, wanted: HistoryFilter) -> EventView | None:
    page = await services.store.events.page(limit=1, wanted=wanted)
    return page.events[0] if page.events else None


async def _last(services: Services, wanted: HistoryFilter, names: Names, latest: EventView | None) -> str:
    if latest is None:
        return say("history-nothing") if wanted == EVERYTHING else last_words(wanted, names, "", "", "")
    now, zone = services.now(), services.settings.zone
    when = spoken(latest.recorded_at, now, zone)
    return last_words(wanted, names, when, latest.camera_name, event_seen(latest))


async def _counted(
    services: Services, kind: Kind | None, wanted: HistoryFilter, names: Names, latest: EventView | None
) -> str:
    now, zone = services.now(), services.settings.zone
    tally = await _tally(services, kind, wanted)
    if tally is not None:
        people = [(names.person(number), count) for number, count in tally.people]
        said = who_words(people, tally.strangers, tally.visits)
    else:
        said = count_words(await _count(services, wanted), wanted, names)
    if kind is Kind.WHETHER:
        said = whether_words(said, wanted, there=latest is not None)
    text = answer_words(wanted, said, names, now, zone)
    if latest is None or kind is Kind.COUNT:
        return text
    return f"{text} {latest_words(spoken(latest.recorded_at, now, zone), latest.camera_name)}"


async def _tally(services: Services, kind: Kind | None, wanted: HistoryFilter) -> Tally | None:
    """Who it was, where that is asked and something is to be told of it."""
    if kind in (Kind.WHO, Kind.WHAT) and wanted.subject in (None, PERSON):
        return await services.store.events.tally(wanted)
    if kind is not Kind.WHO or wanted.subject != DING:
        return None
    page = await services.store.events.page(limit=MOST_ONE_BY_ONE, wanted=wanted)
    return tallied(page.events) if page.events and page.older is None else None


async def _count(services: Services, wanted: HistoryFilter) -> int:
    if wanted.subject not in (NO_FACE, STARRED):
        return await services.store.events.count(wanted)
    page = await services.store.events.page(limit=MOST_ONE_BY_ONE, wanted=wanted)
    return len(page.events)
