"""What is said of the history: what a page shows, of which time, and answers to questions. Pure; HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from babel.lists import format_list
from markupsafe import Markup

from bot.event_words import event_line
from bot.lengths import CAPTION_LIMIT, cut, length, visible
from bot.texts import language, plain, say
from bot.times import day, spoken, weekday
from storage.history_filter import PERSON, STRANGER, HistoryFilter
from storage.views import EventView

WORDS_LIMIT = 60
SAYS_SINCE = ("since ", "seit ", "ab ")
MOST_NAMES = 8
SEEN_LIMITS = (CAPTION_LIMIT, 120, 40)
"""Of who was seen, in each line: every line stays, since its number is a button."""


@dataclass(frozen=True, slots=True)
class Names:
    """By persons.id and by camera id, as they are shown."""

    people: dict[int, str] = field(default_factory=dict)
    cameras: dict[str, str] = field(default_factory=dict)
    seen: tuple[int, ...] = ()
    """Of these people, the latest first."""

    def person(self, number: int) -> str:
        return cut(self.people.get(number) or plain("history-somebody-gone"))

    def camera(self, camera_id: str) -> str:
        return cut(self.cameras.get(camera_id, camera_id))


def page_text(
    events: Sequence[EventView], wanted: HistoryFilter, names: Names, now: datetime, zone: tzinfo
) -> str:
    """The caption of a page: a heading, and a line an event; never longer than Telegram takes."""
    heading = f"<b>{title(wanted, names)}</b>"
    if asked := period_words(wanted, now, zone):
        heading += f"\n<i>{asked}</i>"
    if not events:
        return f"{heading}\n\n{say('history-empty')}"
    room = CAPTION_LIMIT - visible(heading) - 2
    several = len(names.cameras) > 1 and wanted.camera_id is None
    for limit in SEEN_LIMITS:
        lines = [
            f"{place}. {event_line(one, spoken(one.recorded_at, now, zone), limit=limit, camera=several)}"
            for place, one in enumerate(events, start=1)
        ]
        if length(lines) <= room:
            break
    return f"{heading}\n\n" + "\n".join(lines)


def title(wanted: HistoryFilter, names: Names) -> str:
    """`Strangers · Garden`."""
    place = [] if wanted.camera_id is None else [say("history-place", camera=names.camera(wanted.camera_id))]
    return Markup(" · ").join([subject_words(wanted, names), *place])


def subject_words(wanted: HistoryFilter, names: Names) -> Markup:
    """`Strangers`, `Grace`, `Dogs`; "At the door" for everything."""
    if wanted.person_id is not None:
        return Markup.escape(names.person(wanted.person_id))
    if wanted.label is not None:
        return say("history-things", label=wanted.label)
    return say("history-subject", subject="held" if wanted.held else wanted.subject or "all")


def period_words(wanted: HistoryFilter, now: datetime, zone: tzinfo) -> str:
    """`This week (since Mon 16 Nov)`: what was asked, and how it was understood; "" for no time."""
    if wanted.since is None:
        return ""
    dates = _dates(wanted, now, zone)
    if not wanted.words:
        return Markup.escape(dates[:1].upper() + dates[1:])
    return say("history-period", words=_words(wanted), dates=dates)


def _words(wanted: HistoryFilter) -> str:
    words = cut(wanted.words, WORDS_LIMIT)
    return words[:1].upper() + words[1:]


def _dates(wanted: HistoryFilter, at: datetime, zone: tzinfo) -> str:
    """Naming days by their dates: what was "today" is read again tomorrow."""
    assert wanted.since is not None  # there is a time
    since, now = wanted.since.astimezone(zone), at.astimezone(zone)
    until = wanted.until.astimezone(zone) if wanted.until else None
    whole = since.hour == since.minute == 0
    if until is None or (until > now and until.hour == until.minute == 0):
        if whole and since.date() == now.date():
            return _date(since, now)
        date = _date(since, now) if whole else _moment(since, now)
        return date if wanted.words.lower().startswith(SAYS_SINCE) else plain("history-since", date=date)
    last = until - timedelta(minutes=1)
    if whole and until.hour == until.minute == 0:
        one_day = since.date() == last.date()
        return _date(since, now) if one_day else _span(_date(since, now), _date(last, now))
    if since.date() == last.date():
        return _span(_moment(since, now), "24:00" if until.date() > since.date() else f"{until:%H:%M}")
    return _span(_moment(since, now), _moment(until, now))


def _span(begin: str, end: str) -> str:
    return plain("history-span", begin=begin, end=end)


def _date(local: datetime, now: datetime) -> str:
    year = "" if local.year == now.year else f" {local.year}"
    return f"{weekday(local)} {day(local)}{year}"


def _moment(local: datetime, now: datetime) -> str:
    return f"{_date(local, now)}, {local:%H:%M}"


def count_words(count: int, wanted: HistoryFilter, names: Names) -> Markup:
    """`4 visits by strangers`, `Grace was here twice`; also for none."""
    if wanted.person_id is not None:
        return say("history-count-person", count=count, name=names.person(wanted.person_id))
    if wanted.label is not None and wanted.subject != PERSON:
        return say("history-count-thing", count=count, label=wanted.label)
    return say("history-count", count=count, subject=wanted.subject or PERSON)


def whether_words(said: Markup, wanted: HistoryFilter, *, there: bool) -> Markup:
    """`yes, 4 visits`, `no, nobody came`; but `no dog`, which says it."""
    if there:
        return say("history-yes", said=said)
    bare = wanted.subject == STRANGER or (wanted.label is not None and wanted.subject != PERSON)
    return said if bare else say("history-no", said=said)


def who_words(people: Sequence[tuple[str, int]], strangers: int, visits: int) -> Markup:
    """`Grace (2 visits), Ada (1 visit) and strangers (3 visits)`, of so many visits in all."""
    seen = [say("history-who-person", name=cut(name), count=count) for name, count in people[:MOST_NAMES]]
    if strangers:
        seen.append(say("history-who-strangers", count=strangers))
    if not seen:
        return say("history-count", count=visits, subject=PERSON)
    return Markup(format_list(seen, locale=language()))


def answer_words(wanted: HistoryFilter, said: str, names: Names, now: datetime, zone: tzinfo) -> str:
    """`This week (since Mon 16 Nov): 4 visits by strangers.`, with the camera where one was asked for."""
    place = "" if wanted.camera_id is None else f" · {names.camera(wanted.camera_id)}"
    if wanted.since is None:
        return f"{say('history-about-all', place=place)} {said}."
    head = say("history-about", words=_words(wanted), dates=_dates(wanted, now, zone), place=place)
    return f"{head} {said}."


def latest_words(when: str, camera: str) -> str:
    return say("history-latest", when=when, camera=cut(camera))


def last_words(wanted: HistoryFilter, names: Names, when: str, camera: str, seen: str) -> str:
    """`Grace: last yesterday 18:04 (Front Door).`, and who was seen where nobody was asked for by name.

    Never, where `when` is "".
    """
    about = Markup(title(wanted, names))
    if not when:
        return say("history-never", title=about)
    # Of somebody with a name, or of a stranger, it is said who it was.
    seen = "" if wanted.person_id is not None or wanted.subject == STRANGER else seen
    return say(
        "history-last", title=about, when=when, camera=cut(camera), seen=Markup(seen), some=int(bool(seen))
    )
