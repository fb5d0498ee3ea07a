"""`pair` and `owner`: asked of the running bot, or done on the store itself while none runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from bot.control import CarriedOut, ask_running_bot, carry_out
from bot.preflight import store_problems
from bot.services import SystemClock
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError, StoreError, StoreInUse
from storage.instance import InstanceLock
from storage.restoring import finish
from storage.store import Store

STARTING_WAIT = 20.0
"""Seconds within which a bot that has taken its store also answers."""


def ask(request: dict[str, Any]) -> CarriedOut:
    settings = load_settings()
    if problems := store_problems(settings.db_path):
        raise SettingsError(problems)
    for _ in _tries():
        answer = ask_running_bot(settings.db_path, request) or _unless_one_runs(settings, request)
        if answer is not None:
            return answer
    raise StoreError("Latchkey is starting or ending and does not answer yet: try again in a minute.")


def _tries() -> Iterator[None]:
    """A bot that is just starting, or ending, holds the store and cannot be asked."""
    end = time.monotonic() + STARTING_WAIT
    yield
    while time.monotonic() < end:
        time.sleep(0.1)
        yield


def _unless_one_runs(settings: Settings, request: dict[str, Any]) -> CarriedOut | None:
    try:
        with InstanceLock.acquire(settings.db_path):
            finish(settings.db_path)
            return asyncio.run(_alone(settings, request))
    except StoreInUse:
        return None


async def _alone(settings: Settings, request: dict[str, Any]) -> CarriedOut:
    async with await Store.open(
        settings.db_path, settings.thumbnails_dir, audit_key_file=settings.audit_key
    ) as store:
        return await carry_out(store, request, SystemClock().now(), settings.zone)
