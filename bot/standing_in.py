"""`pair` and `owner`: asked of the running bot, or done on the store itself while none runs."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.control import CarriedOut, ask_running_bot, carry_out
from bot.preflight import store_problems
from bot.services import SystemClock
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError
from storage.instance import InstanceLock
from storage.store import Store


def ask(request: dict[str, Any]) -> CarriedOut:
    settings = load_settings()
    if problems := store_problems(settings.db_path):
        raise SettingsError(problems)
    answer = ask_running_bot(settings.db_path, request)
    if answer is not None:
        return answer
    with InstanceLock.acquire(settings.db_path):
        return asyncio.run(_alone(settings, request))


async def _alone(settings: Settings, request: dict[str, Any]) -> CarriedOut:
    async with await Store.open(settings.db_path, settings.thumbnails_dir) as store:
        return await carry_out(store.access, request, SystemClock().now(), settings.zone)
