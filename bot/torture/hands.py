"""The household during a storm: it asks for the door, confirms or not, wants clips and some quiet."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from typing import Any

from bot.demo.trouble import DemoError
from bot.torture.clouds import Clouds, camera_name
from bot.torture.evidence import Asked, Json
from bot.torture.plan import Deed, PlannedDeed

PATIENCE = 12.0
"""Seconds that somebody waits for a message before giving up: the bot may just have been killed."""
ANSWER_SECONDS = 5.0
TRIES = 3
LOOK_SECONDS = 0.3
JOIN_SECONDS = 60.0


class Hands:
    """`confirmed`: when **Confirm** was pressed, epoch seconds, whatever came of it. `asked`: **Clip**."""

    def __init__(self, clouds: Clouds) -> None:
        self._clouds = clouds
        self.confirmed: list[float] = []
        self.asked: list[Asked] = []
        self.done = 0

    async def do(self, planned: PlannedDeed) -> None:
        """What does not work is given up: the bot was not there, or the message is gone."""
        user = self._clouds.users[planned.user]
        doings: dict[Deed, Callable[[], Coroutine[Any, Any, None]]] = {
            Deed.OPEN: lambda: self._ask_to_open(user, "Confirm"),
            Deed.HESITATE: lambda: self._ask_to_open(user, None),
            Deed.CANCEL: lambda: self._ask_to_open(user, "Cancel"),
            Deed.CLIP: lambda: self._press_latest(user, "Clip"),
            Deed.DOOR: lambda: self._clouds.say(user, "/door"),
            Deed.SNOOZE: lambda: self._clouds.say(user, f"/snooze {camera_name(planned.camera)} 1 min"),
        }
        try:
            await doings[planned.deed]()
            self.done += 1
        except (DemoError, TimeoutError):
            return

    async def join(self) -> None:
        """The resident comes in by the owner's invite. TimeoutError where the bot does not play along."""
        owner, resident = self._clouds.users
        async with asyncio.timeout(JOIN_SECONDS):
            await self._clouds.say(owner, "/start")
            await self._clouds.say(owner, "/invite")
            await self._press(owner, await self._with_button(owner, "Resident", 0), "Resident")
            invite = (await self._hears(owner, "?start=")).partition("?start=")[2].split()[0]
            await self._clouds.say(resident, f"/start {invite}")
            await self._hears(owner, "has used your invite")

    async def _hears(self, user: int, words: str) -> str:
        """The newest text with these words in it."""
        while True:
            for message in reversed(await self._clouds.messages(user)):
                if words in _words(message):
                    return _words(message)
            await asyncio.sleep(LOOK_SECONDS)

    async def _ask_to_open(self, user: int, answer: str | None) -> None:
        """Asks again, as people do, where no question comes or nobody answers the press."""
        for _ in range(TRIES):
            with contextlib.suppress(DemoError, TimeoutError):
                await self._ask_once(user, answer)
                return

    async def _ask_once(self, user: int, answer: str | None) -> None:
        before = max((int(one["message_id"]) for one in await self._clouds.messages(user)), default=0)
        await self._clouds.say(user, "/unlock")
        async with asyncio.timeout(PATIENCE):
            question = await self._with_button(user, "Confirm", before)
        if answer is not None:
            if answer == "Confirm":
                self.confirmed.append(time.time())
            await self._press(user, question, answer)

    async def _press_latest(self, user: int, label: str) -> None:
        async with asyncio.timeout(PATIENCE):
            message = await self._with_button(user, label, 0)
            self.asked.append(Asked(time.time(), user, int(message["message_id"])))
            await self._press(user, message, label)

    async def _with_button(self, user: int, label: str, after: int) -> Json:
        while True:
            for message in reversed(await self._clouds.messages(user)):
                if int(message["message_id"]) > after and label in _labels(message):
                    return message
            await asyncio.sleep(LOOK_SECONDS)

    async def _press(self, user: int, message: Json, label: str) -> None:
        wish = {
            "user_id": user,
            "message_id": message["message_id"],
            "text": label,
            "timeout": ANSWER_SECONDS,
        }
        await self._clouds.tell("telegram", "press", wish)


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
