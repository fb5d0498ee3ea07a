"""`latchkey stats`: the numbers behind /stats and the heatmap, also while the bot writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from pipeline.types import Camera, EventKind, Recording
from storage.store import Store
from tests.storage.makers import analysis, known, nobody, stranger

FRONT, GARDEN = Camera("1001", "Front Door"), Camera("2002", "Garden")
NOW = datetime.now(UTC).replace(second=0, microsecond=0)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIMEZONE", "Asia/Kathmandu")
    return tmp_path


async def visits(store: Store) -> None:
    """Grace two days ago; strangers in the garden ten and forty days ago; a cat that is no visit."""
    await store.people.add("grace", "Grace Hopper", NOW)
    for number, (days, camera, decision) in enumerate(
        (
            (2, FRONT, known("grace", others=("dog",))),
            (10, GARDEN, stranger()),
            (40, GARDEN, stranger()),
            (1, FRONT, nobody(others=("cat",))),
        )
    ):
        at = NOW - timedelta(days=days)
        await store.events.poll_floor(camera, at)
        recording = Recording(str(number), camera.id, EventKind.MOTION, at)
        event_id = await store.events.add_seen(recording, now=at, coalesce_seconds=60)
        assert event_id is not None
        await store.events.finish(event_id, analysis(thumbnail=None), decision, at)


def told(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> dict[str, Any]:
    assert main(["stats", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


async def test_the_numbers_of_a_span_while_the_store_is_open(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with await Store.open(home / "events.db", home) as store:
        await visits(store)
        week = told(capsys, [])
        assert (week["span"], week["timezone"], week["visits"], week["visits_before"]) == (
            *("7d", "Asia/Kathmandu", 1),
            1,
        )
        assert week["by_person"] == [{"name": "grace", "display_name": "Grace Hopper", "visits": 1}]
        assert week["by_camera"] == [{"id": "1001", "name": "Front Door", "visits": 1}]
        local = (NOW - timedelta(days=2)).astimezone(_kathmandu())
        assert week["busiest"] == {"weekday": local.weekday(), "hour": local.hour, "visits": 1}
        assert week["heatmap"][local.weekday()][local.hour] == 1
        assert {"date": str(local.date()), "visits": 1, "strangers": 0} in week["days"]

        assert (told(capsys, ["30d"])["visits"], told(capsys, ["2", "weeks"])["strangers"]) == (2, 1)
        ever = told(capsys, ["all"])
        assert (ever["visits"], ever["visits_before"], len(ever["heatmap"])) == (3, None, 7)

        assert main(["stats", "30d"]) == 0
        table = capsys.readouterr().out
        for words in ("2 visits", "Grace Hopper", "at Garden", "strangers", "Mon"):
            assert words in table


def _kathmandu() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Asia/Kathmandu")


async def test_nothing_yet(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with await Store.open(home / "events.db", home):
        pass
    empty = told(capsys, ["all"])
    assert (empty["visits"], empty["busiest"], empty["by_person"]) == (0, None, [])
    assert main(["stats"]) == 0
    assert "0 visits" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["yesteryear"], ["-3d"], ["0d"], ["99999d"], ["dogs"], ["7d", "30d"]])
def test_what_is_no_span_is_wrong_usage(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["stats", "--", *words])
    assert ended.value.code == 2
    assert "is no span" in capsys.readouterr().err


def test_without_a_store_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--json"]) == 1
    assert "there is none yet" in capsys.readouterr().err
    assert not (home / "events.db").exists()
