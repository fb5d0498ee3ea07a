"""Charts are drawn beside the bot, by a process that is there only while somebody looks at charts."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date
from multiprocessing.process import BaseProcess

import pytest
import pytest_asyncio

from bot.easel import ChartError, Easel
from charts.orders import ActivityOrder, HeatmapOrder
from charts.words import Words
from tests.conftest import REPO
from tests.patience import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

WEEK = tuple(tuple((day * hour) % 5 for hour in range(24)) for day in range(7))
HEATMAP = HeatmapOrder(WEEK, "When", "past 30 days")
ACTIVITY = ActivityOrder(((date(2026, 11, 20), 3, 1),), "Visits", Words(visits="Besuche"))
NOT_A_WEEK = HeatmapOrder(WEEK[:3], "When", "past 30 days")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def easel() -> AsyncIterator[Easel]:
    easel = Easel()
    yield easel
    await easel.stop()
    assert multiprocessing.active_children() == []


def process_id() -> int:
    (process,) = multiprocessing.active_children()
    assert process.pid is not None
    return process.pid


async def alone(others: set[BaseProcess]) -> None:
    """Until only these are left."""
    await until(lambda: not set(multiprocessing.active_children()) - others)


@pytest.mark.slow
async def test_the_bot_itself_never_loads_matplotlib() -> None:
    code = "import sys, bot.app, bot.commands.stats; print('matplotlib' in sys.modules)"
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], cwd=REPO, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


async def test_what_is_ordered_is_drawn_also_by_many_at_once(easel: Easel) -> None:
    one, other, same = await asyncio.gather(easel.draw(HEATMAP), easel.draw(ACTIVITY), easel.draw(HEATMAP))
    assert one == same == HEATMAP.drawn()
    assert other == ACTIVITY.drawn()
    assert len(multiprocessing.active_children()) == 1


async def test_a_process_that_was_killed_is_replaced(easel: Easel) -> None:
    await easel.draw(HEATMAP)
    killed = process_id()
    os.kill(killed, signal.SIGKILL)
    assert await easel.draw(HEATMAP) == HEATMAP.drawn()
    assert process_id() != killed


async def test_who_waits_while_a_process_is_killed_gets_a_picture(easel: Easel) -> None:
    await easel.draw(HEATMAP)
    drawing = [asyncio.create_task(easel.draw(one)) for one in (HEATMAP, ACTIVITY, HEATMAP)]
    await asyncio.sleep(0)
    os.kill(process_id(), signal.SIGKILL)
    assert await asyncio.gather(*drawing) == [HEATMAP.drawn(), ACTIVITY.drawn(), HEATMAP.drawn()]


async def test_what_cannot_be_drawn_is_told_as_an_error_and_costs_no_process(easel: Easel) -> None:
    await easel.draw(HEATMAP)
    before = process_id()
    with pytest.raises(ChartError, match="7 days"):
        await easel.draw(NOT_A_WEEK)
    assert process_id() == before


@pytest.mark.slow
async def test_the_process_ends_when_nobody_looks_any_more() -> None:
    easel, others = Easel(idle_seconds=0.05), set(multiprocessing.active_children())
    assert await easel.draw(HEATMAP)
    assert set(multiprocessing.active_children()) - others
    await alone(others)
    assert await easel.draw(HEATMAP)
    await easel.stop()
    with pytest.raises(ChartError):
        await easel.draw(HEATMAP)


async def test_only_the_latest_pictures_are_remembered(easel: Easel) -> None:
    orders = [HeatmapOrder(WEEK, "When", f"past {days} days") for days in range(100)]
    for number, order in enumerate(orders):
        easel.keep(order, f"id {number}")
    assert easel.kept(orders[0]) is None
    assert easel.kept(HeatmapOrder(WEEK, "When", "past 99 days")) == "id 99"
