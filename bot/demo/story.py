"""The story at the door, told by a narrator in the chat: what happens, and what to try."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from markupsafe import Markup

from bot.demo.chat import Chat, Json, labels, words
from bot.demo.door import Door
from bot.demo.hands import NAME, Hands
from bot.demo.studio import OWN
from bot.demo.trouble import DemoError
from bot.texts import plain, say

UNTOLD = "\0"


Fits = Callable[[Json], bool]


def is_alert(message: Json) -> bool:
    return plain("button-why") in labels(message)


def rang(message: Json) -> bool:
    """The alert of a ring, once the clip was looked at."""
    return is_alert(message) and "🔔" in words(message) and plain("visit-ring-coming") not in words(message)


def _beginning(text: Markup) -> str:
    """As it is shown, up to what is told in it."""
    return text.striptags().partition(UNTOLD)[0].strip()


class Story:
    """Each step: something happens, the bot answers, the hands do what the narrator suggests."""

    def __init__(self, chat: Chat, door: Door, hands: Hands, poorer: bool) -> None:
        self._chat, self._door, self._hands, self._poorer = chat, door, hands, poorer

    async def tell(self) -> None:
        """DemoError naming the step that did not come, where the hands' patience ends."""
        await self._begin()
        if OWN in self._door.scenes:
            await self._own_clip()
        await self._first_visit()
        await self._second_visit()
        await self._open()
        await self._nobody()
        await self._ring()
        await self._print()
        await self._hands.look_back()
        await self._chat.narrate(self._hands.end)

    async def _begin(self) -> None:
        await self._chat.narrate(self._hands.begin)
        if self._poorer:
            await self._chat.narrate(plain("demo-poorer"))
        await self._hands.start()
        # From the very beginning: somebody may have pressed START before the narrator spoke.
        await self._wait("the bot's greeting", lambda one: "Latchkey" in words(one), 0)

    async def _own_clip(self) -> None:
        await self._chat.narrate(plain("demo-own-rings"))
        await self._told(OWN, "the alert of your clip", rang)
        await self._chat.narrate(plain("demo-own-rang"))

    async def _first_visit(self) -> None:
        await self._chat.narrate(plain("demo-coming"))
        alert = await self._told("visitor", "the alert of the first visit", is_alert)
        await self._chat.narrate(plain("demo-name-her", name=NAME))
        mark, saved = self._chat.newest, _beginning(say("face-saved", name=UNTOLD))
        await self._hands.name_her(alert)
        await self._wait("the word that her face is saved", lambda one: words(one).startswith(saved), mark)

    async def _second_visit(self) -> None:
        await self._chat.narrate(plain("demo-again"))
        alert = await self._told("visitor", "the alert of the second visit", is_alert)
        known = plain("seen-stranger").lower() not in words(alert).lower()
        self._expect(known, f"the second visit was told as {words(alert)!r}, not by her name")
        self._expect(not await self._door.lock_commands(), "the right name alone moved the lock")
        await self._chat.narrate(plain("demo-known") if known else plain("demo-not-yet-known"))

    async def _open(self) -> None:
        mark, unlocked = self._chat.newest, _beginning(say("door-unlocked-at", at=UNTOLD))
        await self._hands.open_door()
        await self._wait("the word that the door is open", lambda one: unlocked in words(one), mark)
        self._expect(await self._door.lock_commands() == ["unlock"], "the lock was not told to open once")
        await self._chat.narrate(plain("demo-opened"))

    async def _nobody(self) -> None:
        mark = self._chat.newest
        await self._play("nobody")
        self._expect(not self._chat.since(mark), "the empty porch was told")
        await self._chat.narrate(plain("demo-nothing"))

    async def _ring(self) -> None:
        await self._told("ring", "the alert of the ring", rang)
        await self._chat.narrate(plain("demo-rang"))

    async def _print(self) -> None:
        before = await self._door.lock_commands()
        await self._told("print", "the alert of the print", is_alert)
        self._expect(await self._door.lock_commands() == before, "the print moved the lock")
        await self._chat.narrate(plain("demo-print-told"))

    def _expect(self, true: bool, otherwise: str) -> None:
        """Of a person at the chat nothing is expected: they may do something else."""
        if not true and self._hands.patience is not None:
            raise DemoError(otherwise)

    async def _told(self, scene: str, what: str, fits: Fits) -> Json:
        """Plays a scene; the message that tells of it, once the bot has looked at the clip."""
        mark = self._chat.newest
        await self._play(scene)
        return await self._wait(what, fits, mark)

    async def _play(self, scene: str) -> None:
        await asyncio.sleep(self._hands.reading)
        await self._door.play(scene)

    async def _wait(self, what: str, fits: Fits, mark: int) -> Json:
        return await self._chat.wait_for(what, fits, mark, self._hands.patience)
