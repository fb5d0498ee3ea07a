"""`pair` and `owner`: asked of the running bot, or done on the store itself while none runs."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.control import ask_running_bot, carry_out
from bot.preflight import store_problems
from bot.services import SystemClock
from bot.settings import load_settings
from pipeline.errors import SettingsError
from storage.instance import InstanceLock
from storage.store import Store


def ask(request: dict[str, Any]) -> str:
    settings = load_settings()
    if problems := store_problems(settings.db_path):
        raise SettingsError(problems)
    answer = ask_running_bot(settings.db_path, request)
    if answer is not None:
        return answer
    with InstanceLock.acquire(settings.db_path):
        return asyncio.run(_alone(settings.db_path, settings.thumbnails_dir, request))


async def _alone(db_path: Any, thumbnails_dir: Any, request: dict[str, Any]) -> str:
    async with await Store.open(db_path, thumbnails_dir) as store:
        return await carry_out(store.access, request, SystemClock())
