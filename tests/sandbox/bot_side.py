"""A stand-in Telegram and a real Bot that talks to it; every exchange is held against the Bot API."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import av
import numpy as np
from aiohttp import ClientSession
from PIL import Image
from telegram import Bot

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_api import BotApi

TOKEN = "123456:ABC-sandbox"
ANN, BEN, EVE = 7, 8, 9
GROUP, SUPERGROUP = -500, -1001234567890


class HandClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def telegram_server(api: BotApi | None, **options: Any) -> AsyncIterator[TelegramServer]:
    """A server on which Ann has pressed Start; Ben and Eve exist. Checks every exchange at the end."""
    server = TelegramServer(TOKEN, **options)
    server.add_user(ANN, "Ann", "ann")
    server.add_user(BEN, "Ben")
    server.add_user(EVE, "Eve")
    await server.start()
    try:
        await server.user_sends(ANN, "/start")
        yield server
    finally:
        await server.stop()
    if api is not None:
        assert [fault for call in server.calls if call.status == 200 for fault in api.faults_of(call)] == []


@asynccontextmanager
async def real_bot(server: TelegramServer) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with bot:
        yield bot


async def ask(server: TelegramServer, method: str, **params: Any) -> dict[str, Any]:
    """A request as a JSON body, for what the library would not send."""
    async with (
        ClientSession() as session,
        session.post(f"{server.url}/bot{TOKEN}/{method}", json=params) as response,
    ):
        answer: dict[str, Any] = await response.json()
        assert answer.get("error_code", 200) == response.status
        return answer


def picture(width: int = 640, height: int = 480, kind: str = "JPEG", colour: str = "#2a6a8a") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def clip(width: int = 64, height: int = 48, seconds: int = 2) -> bytes:
    """An MP4 that plays."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for shade in range(5 * seconds):
            pixels = np.full((height, width, 3), 20 * shade % 256, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()
