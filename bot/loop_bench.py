"""The bot's loop from outside, with idle and with busy workers: answers to commands, polls, and writes."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

from bot.benched_door import PATIENCE, BenchedDoor, benched_door, models_loaded
from bot.demo.child import child
from bot.demo.environment import bot_environment, demo_settings
from bot.history_bench import write_row
from pipeline.bench.footage import write_visit
from pipeline.bench.row import Bench, Goal, Row

ANSWER, JITTER = Goal(at_most=0.1), Goal(at_most=10)
"""Seconds; and percent of the interval."""

POLL_SECONDS = 1.0
COMMANDS_A_SECOND = 5
COMMANDS = ("/snooze", "/photo", "/help")
"""Given a word that they cannot know, each answers with one message that repeats it, and draws no chart."""
WORD = re.compile(r"word\d+word")
KEYFRAME_EVERY = 120
CLIPS = 100
SETTLE_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class _Measured:
    """Seconds from an update leaving Telegram to its answer; percent by which a poll was early or late."""

    answers: list[float]
    jitter: list[float]
    unanswered: int


def loop_rows(bench: Bench, seconds: float = 20.0) -> Iterator[Row]:
    """`seconds` for each of the two measurements."""
    try:
        yield from asyncio.run(_rows(bench, seconds))
    except TimeoutError:
        yield Row("loop", None, "s", note=f"the bot did not answer within {PATIENCE:g} s")


async def _rows(bench: Bench, seconds: float) -> list[Row]:
    folder = bench.folder / "loop"
    folder.mkdir()
    clip = await asyncio.to_thread(write_visit, bench, KEYFRAME_EVERY)
    async with benched_door(folder) as door:
        await door.tell("telegram", "flood", {"limits": None})
        log, workers = folder / "bot.log", os.cpu_count() or 1
        environment = bot_environment(folder, door.house, demo_settings()) | {
            "POLL_INTERVAL": str(POLL_SECONDS),
            "ANALYSIS_WORKERS": str(workers),
        }
        del environment["ANALYSIS_NICE"]
        async with child("bot.cli", ["run"], environment, folder, log):
            await models_loaded(log)
            await asyncio.sleep(SETTLE_SECONDS)
            idle = _told(await _measured(door, seconds), "workers idle", True)
            await _work(door, clip)
            await asyncio.sleep(SETTLE_SECONDS)
            measured = await _measured(door, seconds)
            written = await asyncio.to_thread(write_row, folder, f"loop, a write, {workers} workers busy")
            busy = await asyncio.to_thread(_clips_wait, folder / "events.db")
    return [*idle, *_told(measured, f"{workers} workers busy", busy), written]


async def _work(door: BenchedDoor, clip: Path) -> None:
    """More than all workers can look at while it is measured."""
    camera = door.house["ring"]["camera_id"]
    for _ in range(CLIPS):
        await door.tell("ring", "recordings", {"camera_id": camera, "clip": str(clip), "kind": "motion"})


def _clips_wait(store: Path) -> bool:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)) as read:
        return bool(read.execute("SELECT count(*) FROM events WHERE state = 'seen'").fetchone()[0])


async def _measured(door: BenchedDoor, seconds: float) -> _Measured:
    since, known = time.time(), len(await door.calls())
    said = round(seconds * COMMANDS_A_SECOND)
    for place, command in enumerate(islice(cycle(COMMANDS), said)):
        await asyncio.sleep(max(0.0, since + place / COMMANDS_A_SECOND - time.time()))
        await door.say(f"{command} word{known + place}word")
    polls = await door.look("ring", "requests?prefix=/clients_api/doorbots/")
    await asyncio.sleep(1)
    # The poll that brings the first of them was under way before.
    answers = _answers([one for one in await door.calls() if (one["answered_at"] or 0.0) >= since])
    jitter = [abs(gap - POLL_SECONDS) / POLL_SECONDS * 100 for gap in _gaps(polls, since)]
    return _Measured(answers, jitter, said - len(answers))


def _answers(calls: list[dict[str, Any]]) -> list[float]:
    """By the word that a command and its answer have in common."""
    asked = {
        found[0]: call["answered_at"]
        for call in reversed(calls)
        if call["method"] == "getUpdates"
        for update in call["result"] or ()
        if (found := WORD.search(update.get("message", {}).get("text", "")))
    }
    told = {
        found[0]: call["at"]
        for call in calls
        if call["method"] == "sendMessage" and (found := WORD.search(call["params"]["text"]))
    }
    return [told[word] - at for word, at in asked.items() if word in told]


def _gaps(polls: list[dict[str, Any]], since: float) -> list[float]:
    """Between the first pages of Ring's history."""
    times = sorted(one["at"] for one in polls if one["at"] >= since and _begins(one))
    return [later - earlier for earlier, later in pairwise(times)]


def _begins(request: dict[str, Any]) -> bool:
    return request["path"].endswith("/history") and "older_than" not in request["query"]


def _told(measured: _Measured, when: str, right: bool) -> list[Row]:
    """`right`: the workers were what `when` says of them, all the time."""
    idle = "" if right else "; the workers had nothing left to do before the end"
    right = right and measured.unanswered == 0
    answers = f"p99 of {len(measured.answers)}, {COMMANDS_A_SECOND} a second, from getUpdates to the answer"
    polls = f"p95 of {len(measured.jitter)} polls, each {POLL_SECONDS:g} s after the one before"
    rows = [
        ("a command", _percentile(measured.answers, 99), "s", ANSWER, answers),
        ("poll jitter", _percentile(measured.jitter, 95), "%", JITTER, polls),
    ]
    return [
        Row(f"loop, {name}, {when}", value, unit, goal, note=note + idle, right=right)
        for name, value, unit, goal, note in rows
    ]


def _percentile(values: list[float], percent: int) -> float | None:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else None
