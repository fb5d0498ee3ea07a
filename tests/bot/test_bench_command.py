import json

import pytest

from bot.commands.bench import COLUMNS, as_json, measures, table
from pipeline.bench.measures import MEASURES
from pipeline.bench.row import NOT_INSTALLED, Goal, Rival, Row

FRAME = "frame yolov8n 320x192, 1 thread"
ROWS = [
    Row(FRAME, 12.91, "ms", Goal(at_most=1.12), Rival("bare ncnn", 12.1)),
    Row(FRAME, 12.91, "ms", Goal(at_least=1.5), Rival("ultralytics NCNN", None, NOT_INSTALLED)),
    Row(
        "clip 20 s, a single keyframe",
        0.5,
        "s",
        Goal(at_least=25),
        Rival("naive", 86.0),
        "decided rightly; " * 9,
    ),
    Row("memory, a worker's peak", 350.0, "MiB", Goal(at_most=340)),
    Row("face, alive or a picture", None, "ms", note="There are no liveness models"),
    Row("gallery, 5 people, 15 photos", 0.0033, "s"),
]


def line(start: str, told: str) -> str:
    return next(line for line in told.splitlines() if line.startswith(start))


def test_the_table_says_what_is_compared_and_whether_it_is_good_enough() -> None:
    told = table(ROWS)
    assert "cores" in told.splitlines()[0]
    assert " 12.9 ms  bare ncnn: 12.1 ms " in line(FRAME, told)
    assert line(FRAME, told).endswith("1.07 x  <= 1.12 met")
    assert line("clip", told).endswith("172 x  >= 25 met")
    assert line("memory", told).endswith("350 MiB" + 40 * " " + "<= 340 MISSED")
    assert line("gallery", told).endswith("3.3 ms")


def test_what_was_not_measured_is_said() -> None:
    told = table(ROWS)
    assert told.count(FRAME) == 1
    assert line(" " * 40, told.split(FRAME)[1]).endswith(" >= 1.5")
    assert "ultralytics NCNN: not installed" in told
    assert line("face", told).endswith(" -")
    assert "    There are no liveness models" in told


def test_the_table_fits_a_terminal() -> None:
    assert max(map(len, table(ROWS).splitlines())) <= COLUMNS


def test_json_holds_every_row() -> None:
    told = json.loads(json.dumps(as_json(ROWS)))
    assert [row["value"] for row in told["rows"]] == [row.value for row in ROWS]
    assert told["rows"][0]["ratio"] == pytest.approx(12.91 / 12.1)
    assert told["rows"][0]["met"] is True
    assert told["rows"][1]["against"] == {"name": "ultralytics NCNN", "value": None, "why": "not installed"}
    assert set(told["machine"]) == {"machine", "cores", "python", "board"}


def test_the_eyes_are_measured() -> None:
    assert set(MEASURES) <= set(measures())
