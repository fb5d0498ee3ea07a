"""What is said of faces, photos and the people they belong to. Pure: domain in, text out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup

from bot.names import NameRefused
from bot.texts import plain, say
from bot.times import spoken
from pipeline.names import LONGEST, NameProblem
from pipeline.types import NO_FACE
from storage.people import CachedPhoto, Person

THIS_IS = re.compile(
    r"(?:this|that|it|she|he)(?:\s+is|['’]s)\s+(.+)|(?:das|dies|es|sie|er)\s+(?:hier\s+)?ist\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)

SMALL = re.compile(r"is (\d+) pixels wide, at least (\d+)")

SEVERAL = re.compile(r"it shows (\d+) faces")

WEEK = timedelta(days=7)
USUAL = 90
"""Minutes: visits this near to a time of day are around it."""

DAY = 1440


def introduced(text: str) -> str | None:
    """`Grace` of "this is Grace" and "das ist Grace!"; None for what introduces nobody."""
    found = THIS_IS.fullmatch(text.strip())
    return None if found is None else (found[1] or found[2]).strip().rstrip(".!").strip()


def name_in(text: str) -> str:
    """The name somebody wrote, with "this is" or without."""
    return introduced(text) or text


def name_words(refused: NameRefused) -> Markup:
    """Why nobody can be called that."""
    match refused.problem:
        case NameProblem.TOO_LONG:
            return say("name-too-long", most=LONGEST)
        case NameProblem.NO_FACE:
            return say("name-unknown", name=NO_FACE)
        case NameProblem.FORBIDDEN:
            return say("name-forbidden")
        case NameProblem.NO_LETTER:
            return say("name-no-letter")
        case None:
            return say("name-empty")


def flaw_words(flaw: str) -> str:
    """A face's flaw as the pipeline tells it, in the language of the chat: "is blurred"."""
    if small := SMALL.match(flaw):
        return plain("flaw-small", pixels=small[1], least=small[2])
    if flaw.startswith("is cut off"):
        return plain("flaw-cut")
    if flaw == "is too dark":
        return plain("flaw-dark")
    return plain("flaw-blurred") if flaw == "is blurred" else plain("flaw-turned")


def refusal_words(why: str) -> str:
    """Why a photo in KNOWN_FACES_DIR is not used, as the store has it, in the language of the chat."""
    if why.startswith("the face "):
        return plain("refused-flaw", flaw=flaw_words(why.removeprefix("the face ")))
    if several := SEVERAL.match(why):
        return plain("refused-several", count=int(several[1]))
    return plain("refused-no-face") if why.startswith("no face") else unreadable_words(why)


def unreadable_words(why: str) -> str:
    """Why a file is no usable photo, as the pipeline tells it, in the language of the chat."""
    if why.startswith(("HEIC", "HEIF")):
        return plain("why-heic")
    return plain("why-huge") if "megapixels" in why else plain("why-unreadable")


@dataclass(frozen=True, slots=True)
class Likeness:
    """`own`: the distance to the nearest photo of whom it is said to be, None without any.

    `other`: the nearest of anybody else, with the distance, as far as they are near enough to be named.
    """

    own: float | None
    other: str | None


def preview(name: str, photos: int, known: bool, likeness: Likeness, unlike_from: float) -> Markup:
    """What Save would do, with what speaks against it."""
    lines = [
        say("face-preview-album", name=name, count=photos) if photos > 1 else say("face-preview", name=name)
    ]
    if not known:
        lines.append(say("face-preview-new"))
    if likeness.own is not None and likeness.own > unlike_from:
        lines.append(say("face-preview-unlike", name=name))
    if likeness.other is not None:
        lines.append(say("face-preview-like", other=likeness.other))
    return Markup("\n").join(lines)


def person_line(person: Person, now: datetime, zone: tzinfo) -> Markup:
    """One of /people."""
    photos, seen = plain("people-photos", count=person.photos), seen_words(person, now, zone)
    return say("people-line", name=person.display_name, photos=photos, seen=seen)


def person_card(person: Person, now: datetime, zone: tzinfo) -> Markup:
    lines = [person_line(person, now, zone)]
    return Markup("\n").join([*lines, say("people-may-open")] if person.may_open else lines)


def seen_words(person: Person, now: datetime, zone: tzinfo) -> str:
    if person.last_seen is None:
        return plain("people-never-seen")
    return plain("people-seen", when=spoken(person.last_seen, now, zone))


def photo_caption(photo: CachedPhoto, name: str, number: int, count: int) -> Markup:
    lines = [say("person-photo", name=name, number=number, count=count)]
    if photo.refusal is not None:
        lines.append(say("person-photo-refused", why=refusal_words(photo.refusal)))
    else:
        lines.append(say("person-photo-opens") if photo.opens else say("person-photo-names"))
    return Markup("\n").join(lines)


def stranger_words(seen_at: Sequence[datetime], now: datetime, zone: tzinfo) -> str:
    """`seen 3 times this week, usually around 10:00`; `seen_at` is not empty, newest first."""
    lately = sum(now - one < WEEK for one in seen_at)
    parts = [
        plain("stranger-week", count=lately) if lately else plain("stranger-all", count=len(seen_at)),
        *usually(seen_at, zone),
        plain("stranger-last", when=spoken(seen_at[0], now, zone)),
    ]
    return ", ".join(parts)


def usually(seen_at: Sequence[datetime], zone: tzinfo) -> list[str]:
    """The time of day around which two thirds of several visits lie; [] where there is none."""
    minutes = [local.hour * 60 + local.minute for local in (one.astimezone(zone) for one in seen_at)]
    middle = min(minutes, key=lambda one: sum(_apart(one, other) for other in minutes))
    near = sum(_apart(middle, one) <= USUAL for one in minutes)
    if len(minutes) < 2 or near * 3 < len(minutes) * 2:
        return []
    half_hours = round(middle / 30) % (DAY // 30)
    return [plain("stranger-usually", clock=f"{half_hours // 2:02}:{half_hours % 2 * 30:02}")]


def _apart(one: int, other: int) -> int:
    """Minutes between two times of day, the shorter way round the clock."""
    apart = abs(one - other)
    return min(apart, DAY - apart)
