"""SIGTERM while the start awaits an answer of Telegram's: ended in order."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from tests.bot.house import House
from tests.bot.running import latchkey
from tests.patience import PATIENCE

ME = {"id": 1, "is_bot": True, "first_name": "Latchkey", "username": "latchkey_bot"}


@pytest.mark.slow
async def test_it_ends_in_order_amid_a_request(quiet_house: House) -> None:
    asked = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("deleteWebhook"):
            asked.set()
            await asyncio.sleep(60)
        return web.json_response({"ok": True, "result": ME if request.path.endswith("getMe") else True})

    cloud = web.Application()
    cloud.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(cloud, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        quiet_house.environment["TELEGRAM_API_URL"] = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with latchkey(quiet_house, "run") as bot:
            await asyncio.wait_for(asked.wait(), PATIENCE)
            assert await bot.terminate() == 0, bot.output
    finally:
        await runner.cleanup()
    assert "Traceback" not in bot.output
    assert "never" not in bot.output
