"""A whole house in a test: three clouds on loopback and the real bot between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite
from telegram.ext import JobQueue

from bot.app import build_application
from bot.context import SERVICES, App
from bot.lifetime import begin, end
from bot.services import Services
from bot.settings import Settings, load_settings
from deploy.sandbox.ring import RingCloud
from deploy.sandbox.switchbot import SwitchBotCloud
from deploy.sandbox.telegram import TelegramServer
from deploy.sandbox.telegram.message import Message
from tests.patience import PATIENCE, until

OWNER = 4242
STRANGER = 6666
FRONT_DOOR = 1001
LOCK_ID = "C0FFEE000001"


@dataclass
class House:
    folder: Path
    telegram: TelegramServer = field(default_factory=lambda: TelegramServer(flood=None))
    ring: RingCloud = field(default_factory=RingCloud)
    switchbot: SwitchBotCloud = field(default_factory=SwitchBotCloud)
    environment: dict[str, str] = field(default_factory=dict)
    application: App | None = None

    @property
    def services(self) -> Services:
        assert self.application is not None
        services: Services = self.application.bot_data[SERVICES]
        return services

    @property
    def jobs(self) -> JobQueue[Any]:
        assert self.application is not None
        assert self.application.job_queue is not None
        return self.application.job_queue

    def settings(self) -> Settings:
        path = self.folder / ".env"
        path.touch(0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in self.environment.items()))
        return load_settings(path)

    async def open_clouds(self, stack: AsyncExitStack) -> None:
        for cloud in (self.telegram, self.ring, self.switchbot):
            await cloud.start()
            stack.push_async_callback(cloud.stop)
        self.telegram.add_user(OWNER, "Sam")
        self.telegram.add_user(STRANGER, "Mallory")
        self.ring.add_camera(FRONT_DOOR, "Front Door")
        self.switchbot.add_lock(LOCK_ID, "Front Door Lock", delay=0.2)
        (self.folder / "ring_token.json").write_text(json.dumps(self.ring.token()))
        (self.folder / "ring_token.json").chmod(0o600)
        self.environment |= {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "RING_TOKEN_FILE": str(self.folder / "ring_token.json"),
            "RING_API_URL": self.ring.url,
            "RING_OAUTH_URL": self.ring.oauth_url,
            "SWITCHBOT_TOKEN": self.switchbot.token,
            "SWITCHBOT_SECRET": self.switchbot.secret,
            "SWITCHBOT_LOCK_ID": LOCK_ID,
            "SWITCHBOT_API_URL": self.switchbot.url,
            "DB_PATH": str(self.folder / "events.db"),
            "THUMBNAILS_DIR": str(self.folder / "thumbnails"),
            "KNOWN_FACES_DIR": str(self.folder / "known_faces"),
            "MODELS_DIR": str(self.folder / "models"),
            "POLL_INTERVAL": "0.3",
            # Beside other tests on few cores, who steps back waits for ever.
            "ANALYSIS_NICE": "0",
            "TIMEZONE": "Europe/Berlin",
        } | self.environment

    @asynccontextmanager
    async def awake(self) -> AsyncIterator[House]:
        """The bot runs, in this loop, as in the command's."""
        application = self.application = build_application(self.settings())
        try:
            await begin(application)
            yield self
        finally:
            await end(application)

    async def pair(self) -> None:
        """Sam presses Start; OWNER_ID has made him the owner."""
        await self.say("/start")
        await self.hears("I am Latchkey")

    async def say(self, text: str, user: int = OWNER) -> None:
        await self.telegram.user_sends(user, text)

    async def hears(
        self, words: str, timeout: float = PATIENCE, where: Callable[[Message], bool] | None = None
    ) -> Message:
        return await self.telegram.wait_for(
            lambda message: words in message.words and (where is None or where(message)), OWNER, timeout
        )

    async def press(self, message: Message, label: str, user: int = OWNER) -> dict[str, Any]:
        return await self.telegram.user_presses(user, message.chat_id, message.id, text=label)

    async def press_data(self, message: Message, data: str, user: int = OWNER) -> dict[str, Any]:
        """A button that is not there any more: what an old chat or another client may still send."""
        markup = message.get("reply_markup")
        message["reply_markup"] = {"inline_keyboard": [[{"text": "?", "callback_data": data}]]}
        try:
            return await self.telegram.user_presses(user, message.chat_id, message.id, data=data)
        finally:
            message.replace_markup(markup)

    async def run_job(self, name: str) -> None:
        """Of the job queue, now."""
        assert self.application is not None
        (job,) = self.jobs.get_jobs_by_name(name)
        await job.run(self.application)

    def from_bot(self, chat_id: int = OWNER) -> list[Message]:
        return [one for one in self.telegram.messages(chat_id) if one.get("from", {}).get("is_bot")]

    async def polled(self) -> None:
        """Ring has been asked and has answered."""
        await until(lambda: self.services.ring_trouble.last_success is not None)

    async def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        async with aiosqlite.connect(
            f"file:{self.folder / 'events.db'}?mode=ro", uri=True, timeout=PATIENCE
        ) as store:
            store.row_factory = aiosqlite.Row
            return [dict(row) for row in await store.execute_fetchall(sql, parameters)]

    async def on_record(self) -> list[tuple[str | None, str]]:
        """(who, what) of the audit, oldest first, without the entry that made Sam the owner."""
        entries = (await self.services.store.audit.newest(999)).entries
        return [(one.by.name if one.by else None, one.action) for one in reversed(entries)][1:]

    async def event_in_state(self, *states: str, count: int = 1, tries: int = 0) -> list[dict[str, Any]]:
        """Waits until `count` events are in one of the states, each after at least so many `tries`."""
        marks = ",".join("?" * len(states))
        async with asyncio.timeout(PATIENCE):
            while True:
                sql = f"SELECT * FROM events WHERE state IN ({marks}) AND attempts >= ? ORDER BY id"
                found = await self.rows(sql, *states, tries)
                if len(found) >= count:
                    return found
                await asyncio.sleep(0.05)


@asynccontextmanager
async def house(folder: Path, **environment: str) -> AsyncIterator[House]:
    """The clouds are up, the bot is not yet."""
    async with AsyncExitStack() as stack:
        one = House(folder, environment={"OWNER_ID": str(OWNER)} | environment)
        await one.open_clouds(stack)
        yield one
