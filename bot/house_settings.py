"""Every setting that the household changes in the chat, once: its choices, its default, its words.

    await services.house.current(DIGEST_HOUR)      18

What a chat chooses for itself belongs to the chat: `storage/chats.py`, `bot/rhythm.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from babel.dates import get_day_names

from bot.settings import Settings
from bot.texts import language, plain
from storage.access import Role
from storage.house_settings import HouseSettings
from storage.proofs import ASKED_OF

Value: TypeAlias = bool | int | float


@dataclass(frozen=True, slots=True)
class HouseSetting:
    key: str
    """In the store, and in buttons."""
    choices: tuple[Value, ...]
    default: Callable[[Settings], Value]
    name: Callable[[], str]
    about: Callable[[], str]
    shown: Callable[[Value], str]
    """A value as people say it. All three are plain text, in the language of the chat."""

    def choice(self, word: str) -> Value:
        """What a button carries, back to the value; ValueError for none of the choices."""
        value = next((one for one in self.choices if json.dumps(one) == word), None)
        if value is None:
            raise ValueError(f"{word!r} is no choice of {self.key}")
        return value


def _on_off(value: Value) -> str:
    return plain("settings-on") if value else plain("settings-off")


def _weekday(value: Value) -> str:
    return str(get_day_names("wide", locale=language())[int(value)])


def _hour(value: Value) -> str:
    return f"{int(value):02}:00"


def _span(value: Value) -> str:
    seconds = int(value)
    if seconds % 60:
        return plain("settings-seconds", count=seconds)
    return plain("settings-minutes", count=seconds // 60)


DIGEST_ON = HouseSetting(
    "digest_on",
    (True, False),
    lambda _: True,
    lambda: plain("settings-digest-on"),
    lambda: plain("settings-digest-on-about"),
    _on_off,
)
DIGEST_DAY = HouseSetting(
    "digest_day",
    tuple(range(7)),
    lambda _: 6,
    lambda: plain("settings-digest-day"),
    lambda: plain("settings-digest-day-about"),
    _weekday,
)
"""0 is Monday."""
DIGEST_HOUR = HouseSetting(
    "digest_hour",
    tuple(range(7, 23)),
    lambda _: 18,
    lambda: plain("settings-digest-hour"),
    lambda: plain("settings-digest-hour-about"),
    _hour,
)
COALESCE_SECONDS = HouseSetting(
    "coalesce_seconds",
    (30, 60, 120, 300),
    lambda settings: settings.coalesce_seconds,
    lambda: plain("settings-coalesce"),
    lambda: plain("settings-coalesce-about"),
    _span,
)

NIGHT_BEGINS = HouseSetting(
    "night_begins",
    (20, 21, 22, 23, 0, 1),
    lambda _: 23,
    lambda: plain("settings-night-begins"),
    lambda: plain("settings-night-about"),
    _hour,
)
NIGHT_ENDS = HouseSetting(
    "night_ends",
    (4, 5, 6, 7, 8, 9),
    lambda _: 6,
    lambda: plain("settings-night-ends"),
    lambda: plain("settings-night-about"),
    _hour,
)
FACE_OPENINGS = HouseSetting(
    "face_openings_a_day",
    (1, 2, 4, 6, 10, 20),
    lambda _: 10,
    lambda: plain("settings-face-openings"),
    lambda: plain("settings-face-openings-about"),
    lambda value: str(int(value)),
)

PIN_OWNER = HouseSetting(
    ASKED_OF[Role.OWNER],
    (True, False),
    lambda _: False,
    lambda: plain("settings-pin-owner"),
    lambda: plain("settings-pin-about"),
    _on_off,
)
PIN_RESIDENT = HouseSetting(
    ASKED_OF[Role.RESIDENT],
    (True, False),
    lambda _: False,
    lambda: plain("settings-pin-resident"),
    lambda: plain("settings-pin-about"),
    _on_off,
)
PIN_GUEST = HouseSetting(
    ASKED_OF[Role.GUEST],
    (True, False),
    lambda _: False,
    lambda: plain("settings-pin-guest"),
    lambda: plain("settings-pin-about"),
    _on_off,
)

_DIGEST = (DIGEST_ON, DIGEST_DAY, DIGEST_HOUR)
_FACES = (NIGHT_BEGINS, NIGHT_ENDS, FACE_OPENINGS)
_PINS = (PIN_OWNER, PIN_RESIDENT, PIN_GUEST)
SETTINGS = {one.key: one for one in (*_DIGEST, COALESCE_SECONDS, *_FACES, *_PINS)}
"""In the order in which /settings has them."""


class HouseChoices:
    """The settings as they are now: what was chosen, else the default."""

    def __init__(self, store: HouseSettings, settings: Settings) -> None:
        self._store, self._settings = store, settings

    async def current(self, setting: HouseSetting) -> Value:
        chosen = await self._store.get(setting.key)
        # Not any more among the choices, perhaps, as of an older version.
        known = next((one for one in setting.choices if _same(one, chosen)), None)
        return setting.default(self._settings) if known is None else known

    async def is_default(self, setting: HouseSetting) -> bool:
        return await self._store.get(setting.key) is None

    async def choose(self, setting: HouseSetting, value: Value, now: datetime, user_id: int) -> bool:
        """False where `user_id` is not the owner (any more)."""
        return await self._store.choose(setting.key, value, now, user_id)

    async def reset(self, setting: HouseSetting, now: datetime, user_id: int) -> bool:
        """As `choose`."""
        return await self._store.choose(setting.key, None, now, user_id)


def _same(one: Value, other: object) -> bool:
    """True is 1 to Python."""
    return type(one) is type(other) and one == other
