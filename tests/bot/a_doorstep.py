"""The handlers about the lock, with a store, a doorman and a lock that counts.

No network and no waiting: Telegram takes whatever is said, and the clocks are the test's.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot import asking
from bot.context import Context
from bot.doorman import Doorman
from bot.ears import Ears
from bot.handlers import door, unlock
from bot.hearing import Hearing
from bot.intake import Intake
from bot.outages import Outage
from bot.services import Services, SystemClock
from bot.taking_up import not_any_more
from storage.store import Store
from tests.bot.a_lock import CountedLock

OWNER, GRACE, ROBIN, GUEST, STRANGER = 1, 2, 3, 4, 5
HOUSEHOLD = {OWNER: "owner", GRACE: "resident", ROBIN: "resident", GUEST: "guest"}
GROUP = -100
START = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
TOKEN = "123456:doorstep"


class Deaf(Ears):
    """Says nothing to anybody; Telegram would have taken it."""

    async def _do_post(self, endpoint: str, data: dict[str, Any], **_: Any) -> Any:
        if endpoint != "sendMessage":
            return True
        chat = {"id": data["chat_id"], "type": "private" if data["chat_id"] > 0 else "group"}
        return {"message_id": 1, "date": 0, "chat": chat, "text": data["text"]}


def deaf_bot() -> Deaf:
    return Deaf(TOKEN, "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot")


@dataclass
class Clocks:
    wall: datetime = START
    monotonic: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def advance(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.monotonic += seconds


@dataclass
class Doorstep:
    folder: Path
    bot: Deaf
    """Made once: it takes longer than all else."""
    clocks: Clocks = field(default_factory=Clocks)
    lock: CountedLock = field(default_factory=CountedLock)
    update_id: int = 0
    expiries: list[Any] = field(default_factory=list)
    """Data of the jobs that end questions; the test runs them."""

    async def open(self, template: Path | None = None) -> None:
        """A start of the bot, as bot/app.py has it."""
        if template is not None:
            shutil.copytree(template, self.folder, dirs_exist_ok=True)
        self.store = await Store.open(self.folder / "events.db", self.folder / "thumbnails")
        await self.store.questions.void(self.clocks.wall)
        self.bot._hearing = Hearing(lambda: self.clocks.monotonic)
        self.bot.hearing.answered(self.clocks.monotonic, [])
        services = SimpleNamespace(
            store=self.store,
            now=self.clocks.now,
            doorman=Doorman(self.lock, self.store.locks, self.clocks),
            settings=SimpleNamespace(zone=UTC),
            deadlines={},
            keypads={},
            new_codes={},
            bot=self.bot,
            wake_teller=lambda: None,
            wake_duties=lambda: None,
        )
        jobs = SimpleNamespace(run_once=lambda job, when, *, data, **_: self.expiries.append(data))
        self.context = SimpleNamespace(services=services, bot=self.bot, job_queue=jobs)
        self.expiries.clear()
        trouble = Outage("Store", cast(SystemClock, self.clocks), None)
        self.intake = Intake(cast(Services, services), self.bot, trouble)
        for update in await self.intake.resume():
            await self._answer(never, update)

    async def restart(self) -> None:
        await self.store.close()
        await self.open()

    async def sql(self, *statements: str) -> None:
        def run(db: Any) -> None:
            for statement in statements:
                db.execute(statement)

        await self.store.db.change(run, durable=True)

    def command(self, text: str, user: int, chat: int, age: float = 0) -> Update:
        sent = (datetime.now(UTC) - timedelta(seconds=age)).timestamp()
        entity = {"type": "bot_command", "offset": 0, "length": len(text)}
        message = {"message_id": 7, "date": int(sent), "chat": _chat(chat), "from": _user(user)}
        return self._update({"message": message | {"text": text, "entities": [entity]}})

    def press(self, data: str, user: int, chat: int) -> Update:
        message = {"message_id": 1, "date": 0, "chat": _chat(chat)}
        query = {"id": "1", "from": _user(user), "message": message, "chat_instance": "1", "data": data}
        return self._update({"callback_query": query})

    def _update(self, body: dict[str, Any]) -> Update:
        self.update_id += 1
        update = Update.de_json({"update_id": self.update_id, **body}, self.bot)
        assert update is not None
        return update

    async def take(self, handler: Any, *updates: Update) -> None:
        """Delivered together and handled side by side."""
        heard = await self.intake.take_in(updates)
        self.bot.hearing.answered(self.clocks.monotonic, updates)
        await asyncio.gather(*(self._answer(handler, one) for one in heard if one.effective_user))

    async def _answer(self, handler: Any, update: Update) -> None:
        context = cast(Context, self.context)
        update.set_bot(self.bot)
        # In a task of its own, as PTB has it: what is in hand there is in no other's.
        async with self.intake.answering(update):
            with contextlib.suppress(ApplicationHandlerStop):
                await not_any_more(update, context)
                await handler(update, context)

    async def ask(self, user: int, chat: int, age: float = 0) -> Update:
        update = self.command("/unlock", user, chat, age)
        await self.take(unlock.unlock, update)
        return update

    async def confirm(self, question_id: int, user: int, chat: int, times: int = 1) -> list[Update]:
        presses = [self.press(f"confirm:{question_id}", user, chat) for _ in range(times)]
        await self.take(unlock.confirm, *presses)
        return presses

    async def cancel(self, question_id: int, user: int, chat: int) -> None:
        await self.take(unlock.cancel, self.press(f"cancel:{question_id}", user, chat))

    async def lock_up(self, user: int, chat: int) -> None:
        await self.take(door.lock, self.command("/lock", user, chat))

    async def expire(self, data: Any) -> None:
        context = SimpleNamespace(**vars(self.context), job=SimpleNamespace(data=data))
        await asking.expire(cast(Context, context))

    async def newest_question(self) -> int:
        sql = "SELECT coalesce(max(id), 0) FROM questions"
        return int(await self.store.db.view(lambda db: db.execute(sql).fetchone()[0]))


async def never(update: Update, context: Context) -> None:
    raise AssertionError("what a killed run left moves no lock")


def _chat(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private" if chat > 0 else "group"}


def _user(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": str(user)}


async def make_template(folder: Path) -> None:
    """A household's store, to begin with."""
    async with await Store.open(folder / "events.db", folder / "thumbnails") as store:
        await store.access.make_owner(OWNER, "Sam", START)
        sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'x', ?, '')"
        others = [(user, role) for user, role in HOUSEHOLD.items() if user != OWNER]
        await store.db.change(lambda db: db.executemany(sql, others))
