"""What is said of faces and people, in the words of the chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.face_words import (
    Likeness,
    flaw_words,
    introduced,
    name_in,
    name_words,
    preview,
    refusal_words,
    stranger_words,
    unreadable_words,
)
from bot.names import NameRefused, person_name
from bot.namings import Candidate, Naming, Sample, SentPhoto
from bot.texts import speaking
from pipeline.face_library import Found
from pipeline.photos import flaw_of
from pipeline.types import Box

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("this is Grace", "Grace"),
        ("This is Grace Hopper.", "Grace Hopper"),
        ("that's Grace!", "Grace"),
        ("It’s grace", "grace"),
        ("das ist Grace", "Grace"),
        ("Das hier ist Oma Käthe!", "Oma Käthe"),
        ("she is Ada", "Ada"),
        ("Grace", None),
        ("this is", None),
        ("who is this?", None),
    ],
)
def test_introduced(text: str, name: str | None) -> None:
    assert introduced(text) == name
    assert name_in(text) == (name or text)


@pytest.mark.parametrize(
    ("typed", "english", "german"),
    [
        (" ", "Write the name as text", "Schreib den Namen"),
        ("x" * 200, "up to 64 letters", "höchstens 64 Zeichen"),
        ("🌸" * 60, "too long", "zu lang"),
        ("UNKNOWN", "Nobody can be called “unknown”", "kann niemand heißen"),
        ("../../etc", 'cannot hold / \\ : * ? " &lt; &gt; |', 'kein / \\ : * ? " &lt; &gt; |'),
        ("🌸🌸", "at least one letter", "mindestens einen Buchstaben"),
    ],
)
def test_why_nobody_can_be_called_that(typed: str, english: str, german: str) -> None:
    with pytest.raises(NameRefused) as refused:
        person_name(typed)
    assert english in name_words(refused.value)
    with speaking("de"):
        assert german in name_words(refused.value)


WHOLE = Box(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("whole", "light", "detail", "turn", "says"),
    [
        (Box(0, 0, 40, 40), 90, 2, 0, "ist nur 40 Pixel breit, und ich brauche mindestens 60"),
        (Box(-60, 0, 100, 160), 90, 2, 0, "ist vom Rand des Fotos abgeschnitten"),
        (WHOLE, 5, 2, 0, "ist zu dunkel"),
        (WHOLE, 90, 0.5, 0, "ist unscharf"),
        (WHOLE, 90, 2, 0.4, "ist von der Kamera weggedreht"),
    ],
)
def test_every_flaw_has_its_words(whole: Box, light: float, detail: float, turn: float, says: str) -> None:
    inside = Box(max(0, whole.x1), max(0, whole.y1), whole.x2, whole.y2)
    flaw = flaw_of(Found(inside, 1.5, whole), light, detail, turn)
    with speaking("de"):
        assert flaw_words(str(flaw)) == says


def test_why_a_file_is_no_photo() -> None:
    with speaking("de"):
        assert "HEIC" in unreadable_words("HEIC photos cannot be read: save it as JPEG")
        assert "60 Megapixel" in unreadable_words("it is too large to be opened: at most 60 megapixels")
        assert "kein Bild" in unreadable_words("it is not a photo that can be read")


def test_what_speaks_against_a_name_is_said_before_it_is_saved() -> None:
    told = preview("<Grace>", 1, True, Likeness(0.62, "Ada"), 0.45)
    assert "<b>&lt;Grace&gt;</b>" in told
    assert "does not look like the other photos" in told
    assert "It looks like Ada" in told
    assert preview("Grace", 3, True, Likeness(0.3, None), 0.45) == "Save these 3 photos as <b>Grace</b>?"
    assert "do not know anybody of that name" in preview("Grace", 1, False, Likeness(None, None), 0.45)


def at(*days_and_hours: tuple[int, float]) -> list[datetime]:
    """Newest first."""
    midnight = NOW.astimezone(BERLIN).replace(hour=0)
    return [midnight - timedelta(days=days) + timedelta(hours=hour) for days, hour in days_and_hours]


@pytest.mark.parametrize(
    ("seen_at", "says"),
    [
        (at((0, 10), (2, 9.8), (5, 10.3)), "seen 3 times this week, usually around 10:00, last today 10:00"),
        (at((0, 10)), "seen once this week, last today 10:00"),
        (at((1, 23.9), (2, 0.2)), "seen 2 times this week, usually around 00:00, last yesterday 23:54"),
        (at((0, 10), (1, 3), (2, 17)), "seen 3 times this week, last today 10:00"),
        (at((9, 10), (10, 10.6)), "seen 2 times, usually around 10:00, last 23 Feb 10:00"),
    ],
)
def test_how_often_and_about_when(seen_at: list[datetime], says: str) -> None:
    assert stranger_words(seen_at, NOW, BERLIN) == says


def test_what_was_said_by_now_is_read_back_whole() -> None:
    naming = Naming(
        (SentPhoto("AgAC", "me.jpg"),),
        "13500",
        (Candidate((3, 1)), Candidate(samples=(Sample(b"\xff\xd8", (0.25, -1 / 3)),))),
        1,
        "Grace",
        7,
    )
    assert Naming.from_json(naming.to_json()) == naming
    assert naming.candidate == naming.candidates[1]
    assert Naming().candidate is None


@pytest.mark.parametrize(
    ("why", "english", "german"),
    [
        ("no face can be found on it; give a photo with", "I cannot find a face", "ich finde kein Gesicht"),
        ("it shows 3 faces; give a photo of one person alone", "3 faces on it", "3 Gesichter darauf"),
        ("the face is blurred", "the face is blurred", "das Gesicht ist unscharf"),
        ("it is not a photo that can be read", "no picture that I can read", "kein Bild, das ich lesen kann"),
    ],
)
def test_why_a_photo_in_the_folder_is_not_used(why: str, english: str, german: str) -> None:
    assert english in refusal_words(why)
    with speaking("de"):
        assert german in refusal_words(why)
