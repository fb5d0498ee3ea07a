import json

from bot.commands.bench import as_json, measures, table
from pipeline.benchmarks import MEASURES, Row

ROWS = [
    Row("frame", 1.066, "x bare", 1.15),
    Row("clip", 0.5, "s", 3.0, "decided rightly"),
    Row("liveness", None, "ms", note="not installed"),
]


def test_the_table_is_aligned_and_says_what_was_not_measured() -> None:
    machine, frame, clip, liveness = table(ROWS).splitlines()
    assert "cores" in machine
    assert "1.07 x bare  (at most 1.15)" in frame
    assert clip.endswith("decided rightly")
    assert frame.index("1.07") == clip.index("0.50")
    assert " - " in liveness


def test_json_holds_every_row() -> None:
    told = json.loads(json.dumps(as_json(ROWS)))
    assert [row["name"] for row in told["rows"]] == ["frame", "clip", "liveness"]
    assert told["rows"][2]["value"] is None
    assert set(told["machine"]) == {"machine", "cores", "python"}


def test_the_eyes_are_measured() -> None:
    assert set(MEASURES) <= set(measures())
