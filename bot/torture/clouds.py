"""The sandbox's clouds as the torture uses them: told what happens, asked what they saw. HTTP alone."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from bot.demo.chat import ask
from bot.torture.evidence import Call, Json

LOOK_SECONDS = 0.25
RESIDENT = (5151, "Kim")
CAMERA_NAMES = ("Front Door", "Garden", "Garage", "Back Door", "Cellar", "Gate", "Attic", "Yard")


@dataclass
class Clouds:
    """`house`: the line that the sandbox prints. `calls`: Telegram's log, as far as it was read.

    `listened_at`: when the bot last asked for updates, epoch seconds; it may be waiting for them still.
    """

    web: ClientSession
    house: Mapping[str, Any]
    cameras: list[int] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    listened_at: float = 0.0
    _open: list[int] = field(default_factory=list)

    @property
    def owner(self) -> int:
        return int(self.house["telegram"]["user_id"])

    @property
    def users(self) -> tuple[int, int]:
        return self.owner, RESIDENT[0]

    async def tell(self, cloud: str, verb: str, wish: Json) -> Any:
        return await ask(self.web, "POST", f"{self.house[cloud]['url']}/sandbox/{verb}", wish)

    async def look(self, cloud: str, what: str) -> Any:
        return await ask(self.web, "GET", f"{self.house[cloud]['url']}/sandbox/{what}")

    async def furnish(self, cameras: int, still: bytes) -> None:
        """So many cameras, one more person with Telegram, and no limit to messages but the storm's."""
        first = int(self.house["ring"]["camera_id"])
        self.cameras = [first + place for place in range(cameras)]
        picture = base64.b64encode(still).decode()
        for place, camera in enumerate(self.cameras):
            await self.tell("ring", "cameras", {"id": camera, "name": camera_name(place)})
            await self.tell("ring", "snapshot", {"camera_id": camera, "base64": picture, "delay": 0.1})
        user, name = RESIDENT
        await self.tell("telegram", "user", {"id": user, "first_name": name})
        await self.tell("telegram", "flood", {"limits": None})

    async def break_out(self, seed: int) -> None:
        for cloud in ("telegram", "ring"):
            await self.tell(cloud, "storm", {"seed": seed})

    async def say(self, user: int, text: str) -> None:
        await self.tell("telegram", "say", {"user_id": user, "text": text})

    async def messages(self, user: int) -> list[Json]:
        return list(await self.look("telegram", f"messages?chat_id={user}"))

    async def opened(self) -> list[float]:
        """When commands to open reached the lock."""
        told = await self.look("switchbot", "lock")
        return [float(one["at"]) for one in told["commands"] if one["command"] != "lock"]

    async def follow(self) -> None:
        """Reads Telegram's log for ever, as it grows."""
        while True:
            await self.read_calls()
            await asyncio.sleep(LOOK_SECONDS)

    async def read_calls(self) -> None:
        """What was under way is read again until it is answered."""
        known = {call.number for call in self.calls}
        after = min(self._open, default=max(known, default=0) + 1) - 1
        self._open = []
        for one in await self.look("telegram", f"calls?after={after}"):
            if one["method"] == "getUpdates":
                self.listened_at = max(self.listened_at, one["at"])
            if one["status"] is None:
                self._open.append(one["number"])
            elif one["number"] not in known:
                self.calls.append(_call(one))


def camera_name(place: int) -> str:
    name = CAMERA_NAMES[place % len(CAMERA_NAMES)]
    return name if place < len(CAMERA_NAMES) else f"{name} {place}"


def _call(told: Json) -> Call:
    done = told["done"]
    message = done if isinstance(done, dict) and "message_id" in done else None
    return Call(
        told["number"],
        told["method"],
        told["at"],
        told["fault"],
        told["params"],
        message,
        told["answered_at"],
    )
