"""What is said below a chart, and what is understood of what people want to see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import rhythm_words
from bot.callbacks import ForeignPress, parse
from bot.heard import NotUnderstood, OneAtATime
from bot.rhythm_choice import EVER, Choice, NoSpan, Weekdays, camera_mark, choice_of, window
from bot.rhythm_keyboards import Offer, cameras_keyboard, heatmap_keyboard, stats_keyboard, who_keyboard
from bot.rhythm_reading import read
from bot.rhythm_words import Scope, Stats, busiest
from bot.texts import speaking
from bot.vocabulary import Meaning, Phrase, vocabulary
from pipeline.types import Camera
from storage.people import Person
from storage.views import Totals

BERLIN = ZoneInfo("Europe/Berlin")
FRONT, GARDEN = Camera("1" * 60, "Front Door"), Camera("2", "Garden (back)")
GRACE, ADA, LUC = (
    Person(number, name, name, 1, None) for number, name in ((1, "Grace Hopper"), (2, "Ada"), (3, "Jean-Luc"))
)
KNOWN = vocabulary((GRACE, ADA, LUC), (FRONT, GARDEN), ("dog", "sports ball"))
NOW = datetime(2026, 11, 21, 14, 7, tzinfo=UTC)
EMPTY = [[0] * 24 for _ in range(7)]


def wanted(text: str, known: Mapping[Phrase, Meaning] = KNOWN) -> Choice:
    return read(text, known, Choice(), NOW, BERLIN)


def week(**cells: int) -> list[list[int]]:
    """`d4h17=9`: nine visits on Friday at 17."""
    grid = [list(hours) for hours in EMPTY]
    for name, visits in cells.items():
        day, hour = name[1:].split("h")
        grid[int(day)][int(hour)] = visits
    return grid


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("", Choice()),
        ("7d", Choice(7)),
        ("ALL", Choice(EVER)),
        ("last 2 weeks", Choice(14)),
        ("letzte 2 Wochen", Choice(14)),
        ("a month", Choice(31)),
        ("week", Choice(7)),
        ("30", Choice(30)),
        ("only visits by Ada in the past 3 months", Choice(92, subject="who:2")),
        ("Grace 90d", Choice(90, subject="who:1")),
        ("grace HOPPER weekend", Choice(weekdays=Weekdays.WEEKEND, subject="who:1")),
        ("jean-luc werktags", Choice(weekdays=Weekdays.WORKING, subject="who:3")),
        ("dogs at front door", Choice(camera=camera_mark(FRONT.id), subject="label:dog")),
        ("Hunde, Garden (back)", Choice(camera=camera_mark(GARDEN.id), subject="label:dog")),
        ("sports ball 1y", Choice(365, subject="label:sports ball")),
        ("strangers", Choice(subject="stranger")),
        ("Klingeln", Choice(subject="ding")),
        ("🐕 dogs", Choice(subject="label:dog")),
        ("back 7d", Choice(7, camera=camera_mark(GARDEN.id))),
        ("Strangers, GARDEN", Choice(camera=camera_mark(GARDEN.id), subject="stranger")),
    ],
)
def test_what_is_said_is_shown(text: str, choice: Choice) -> None:
    assert wanted(text) == choice


@pytest.mark.parametrize(
    ("text", "refusal", "says"),
    [
        ("Graze", NotUnderstood, "“Graze”. Did you mean “Grace Hopper”?"),
        ("fron door", NotUnderstood, "“fron”. Did you mean “Front Door”?"),
        ("<b>", NotUnderstood, "“&lt;b&gt;”."),
        ("9" * 5000, NoSpan, "1 to 3,660 days"),
        ("-3d", NoSpan, "1 to 3,660 days"),
        ("0 days", NoSpan, "1 to 3,660 days"),
        ("15 years", NoSpan, "1 to 3,660 days"),
        ("999 years", NoSpan, "1 to 3,660 days"),
        ("Grace yesterday", NoSpan, "1 to 3,660 days"),
        ("weekend weekdays", OneAtATime, "one at a time"),
        ("Ada Grace", OneAtATime, "one at a time"),
        ("front door garden (back)", OneAtATime, "one at a time"),
    ],
)
def test_what_is_not_understood_is_said(
    text: str, refusal: type[NotUnderstood | OneAtATime | NoSpan], says: str
) -> None:
    with pytest.raises(refusal) as error:
        wanted(text)
    assert isinstance(error.value, NotUnderstood | OneAtATime | NoSpan)
    said = rhythm_words.misread(error.value, "heatmap")
    assert says in said
    assert "/heatmap" in said


def test_two_people_of_one_first_name_need_their_whole_names() -> None:
    other = Person(4, "Grace Kelly", "Grace Kelly", 1, None)
    known = vocabulary((GRACE, other), ())
    with pytest.raises(NotUnderstood):
        wanted("Grace", known)
    assert wanted("Grace Kelly", known) == Choice(subject="who:4")


@pytest.mark.parametrize(
    ("code", "grid", "says"),
    [
        ("en", EMPTY, "No visits in the past 30 days."),
        ("en", week(d4h17=1), "1 visit, on a Friday at 17:00\nPast 30 days"),
        ("en", week(d4h17=1, d6h23=1), "2 visits\nPast 30 days"),
        ("en", week(d4h17=9, d6h23=9, d0h0=3), "21 visits, most on Fridays at 17:00\nPast 30 days"),
        ("de", EMPTY, "Keine Besuche in den letzten 30 Tagen."),
        ("de", week(d6h0=1), "1 Besuch, an einem Sonntag um 0\u00a0Uhr\nLetzte 30 Tage"),
        ("de", week(d4h17=2000), "2.000 Besuche, am meisten freitags um 17\u00a0Uhr\nLetzte 30 Tage"),
    ],
)
def test_the_caption_gives_the_total_and_the_busiest_cell(
    code: str, grid: list[list[int]], says: str
) -> None:
    with speaking(code):
        assert rhythm_words.heatmap_caption(grid, Scope(Choice(), BERLIN)) == says


def test_only_where_nothing_ever_happened_is_the_first_still_to_come() -> None:
    assert (
        rhythm_words.heatmap_caption(EMPTY, Scope(Choice(EVER), BERLIN)) == "No visits since the first day."
    )
    fresh = Scope(Choice(EVER), BERLIN, fresh=True)
    assert rhythm_words.heatmap_caption(EMPTY, fresh) == "No visits yet at this door."
    assert rhythm_words.chart_words(fresh=True).soon
    assert not rhythm_words.chart_words(fresh=False).soon


def test_two_cameras_of_one_word_need_more_of_their_names() -> None:
    gate, back = Camera("3", "Gate left"), Camera("4", "Gate right")
    known = vocabulary((), (gate, back))
    assert wanted("right", known) == Choice(camera=camera_mark("4"))
    with pytest.raises(NotUnderstood):
        wanted("gate", known)


def test_the_caption_names_what_was_chosen_and_escapes_it() -> None:
    choice = Choice(EVER, Weekdays.WEEKEND, camera_mark(FRONT.id), "label:dog")
    since = datetime(2025, 3, 2, 23, 30, tzinfo=UTC)
    scope = Scope(choice, BERLIN, camera="<Front>", since=since)
    caption = rhythm_words.heatmap_caption(week(d5h1=2), scope)
    assert caption.split("\n")[1] == "Weekends · dogs · &lt;Front&gt; · since 3 Mar 2025"
    gone = Scope(Choice(camera="00000000", subject="who:77"), BERLIN)
    assert "a camera that is gone" in rhythm_words.heading(gone)
    assert "forgotten" in rhythm_words.heading(gone)


def test_the_busiest_cell_is_the_first_of_equals_as_the_chart_marks_it() -> None:
    assert busiest(week(d2h5=7, d2h6=7, d4h17=7)) == rhythm_words.Busiest(2, 5, 7)
    assert busiest(EMPTY) is None


def test_days_that_were_not_chosen_count_nothing() -> None:
    grid = week(d4h17=9, d5h1=2)
    assert busiest(rhythm_words.shown(grid, Weekdays.WEEKEND)) == rhythm_words.Busiest(5, 1, 2)
    assert busiest(rhythm_words.shown(grid, Weekdays.WORKING)) == rhythm_words.Busiest(4, 17, 9)


@pytest.mark.parametrize(
    ("visits", "before", "says"),
    [
        (15, 10, "50 % more than in the same time before (10)"),
        (5, 10, "50 % fewer than in the same time before (10)"),
        (10, 10, "As many as in the same time before"),
        (5, 0, "There were none in the same time before."),
        (0, 10, "In the same time before there were 10."),
        (0, 0, ""),
        (5, None, ""),
    ],
)
def test_the_trend(visits: int, before: int | None, says: str) -> None:
    assert rhythm_words.trend(visits, before) == says


@pytest.mark.parametrize(
    ("visits", "usual", "says"),
    [
        (0, 2.0, "As usual"),
        (1, 5.0, "Quieter"),
        (12, 5.0, "Busier"),
        (20, 25.0, "As usual"),
        (40, 25.0, "Busier"),
    ],
)
def test_quiet_or_noisy_only_where_it_hardly_is_chance(visits: int, usual: float, says: str) -> None:
    assert rhythm_words.against_usual(visits, usual).startswith(says)
    assert rhythm_words.against_usual(visits, None) == ""


def test_many_people_fit_into_a_caption() -> None:
    people = [(f"{number} " + "Maximiliane von Hohenlohe " * 4, 100 - number) for number in range(40)]
    stats = Stats(Totals(999, (), 12, ()), busiest(week(d1h1=5)), 10, people, [("a" * 200, 3), ("b", 2)])
    caption = rhythm_words.stats_caption(stats, Scope(Choice(7), BERLIN))
    assert len(caption) <= 1024
    assert "more: " in caption
    assert "Busiest: Tuesdays at 01:00 (5)" in caption


def test_every_button_fits_and_leads_back_to_its_choice() -> None:
    people = [Person(10**12 + number, f"p{number}", "Long name " * 9, 1, None) for number in range(40)]
    offer = Offer((FRONT, GARDEN), people, ["label:baseball glove", "label:person", f"label:{'x' * 50}"])
    choice = Choice(3660, Weekdays.WORKING, camera_mark(FRONT.id), f"who:{10**12}")
    keyboards = [
        heatmap_keyboard(choice, offer, True),
        cameras_keyboard(choice, offer),
        *(who_keyboard(choice, offer, page) for page in range(4)),
    ]
    buttons = [button for keyboard in keyboards for row in keyboard.inline_keyboard for button in row]
    assert choice_of(parse(str(buttons[0].callback_data))).days == 7
    offered = {choice_of(parse(str(button.callback_data))).subject for button in buttons}
    assert offered >= {f"who:{person.id}" for person in people} | {"label:baseball glove", "stranger", "ding"}
    assert sum(button.text.startswith("✓ ") for button in buttons[:8]) == 2
    assert [button.text for button in stats_keyboard(14).inline_keyboard[0]][:2] == ["7 d", "✓ 14 d"]


@pytest.mark.parametrize(
    "data",
    [
        "heat",
        "heat:x:a:-:p",
        "heat:7:z:-:p",
        "heat:-1:a:-:p",
        "heat:99999:a:-:p",
        "heat:7:a:-:q",
        "heat:7:a:-:wx",
    ],
)
def test_a_button_of_another_time_is_foreign(data: str) -> None:
    with pytest.raises(ForeignPress):
        choice_of(parse(data))


def test_a_span_goes_by_the_clock_on_the_wall() -> None:
    now = datetime(2026, 10, 26, 12, tzinfo=UTC)  # 13:00; the clocks went back the day before
    span = window(7, now, BERLIN, None)
    assert now - span.since == timedelta(days=7, hours=1)
    assert span.before == datetime(2026, 10, 12, 11, tzinfo=UTC)
    first = datetime(2025, 1, 1, tzinfo=UTC)
    assert window(EVER, now, BERLIN, first).since == first
    assert window(EVER, now, BERLIN, None).since == now
