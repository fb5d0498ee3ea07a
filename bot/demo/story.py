"""The story at the door, told by a narrator in the chat: what happens, and what to try."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.demo.chat import Chat, Json, labels, words
from bot.demo.door import Door
from bot.demo.hands import NAME, Hands
from bot.demo.studio import OWN
from bot.demo.trouble import DemoError

WELCOME = (
    "This is your chat with Latchkey, the doorman. The bot is the real one; the door, the clouds and the "
    "visitor are pretend, and the past 30 days are made up. Everything runs on this machine."
)
POORER = "No model files are here, so people are found by their faces alone. It is enough for this story."
COMING = "Somebody is coming up the path…"
NAME_HER = (
    "One visit, one message: the best picture, and who it is. Nobody knows her yet. Press “Who is it?”, "
    f"write a name ({NAME}, say) and save it; she will come again. The buttons go after five minutes: then "
    "reply to the picture with the name (pull it to the left, or point at it)."
)
AGAIN = "And she comes again…"
KNOWN = (
    "Recognised, on this machine. And still the door is locked: even the right name opens nothing by itself. "
    "It opens when you say so: /unlock, then Confirm."
)
NOT_YET_KNOWN = "Not the name you gave: “Why” under the picture says what was seen."
OPENED = "That was the pretend lock, and a real confirmation. Now something moves at the door…"
NOTHING = "Only leaves. The camera recorded, the doorman looked: nobody. So nothing was told. Now the bell."
RANG = "A ring is always told, at once; the picture may come a moment later. One more: a photograph of her."
PRINT = (
    "A print in a frame. Faces can be held up like that, and so no face opens this door by itself: “Why” "
    "says what spoke against it. Nothing moved the lock. Whose living face may open it says the owner alone: "
    "/people, May open. This visitor is cut out of a photograph, so here hers never does."
)
YOUR_CLIP_RINGS = "Your own clip rings the bell first."
YOUR_CLIP_RANG = "That was your clip. Now the story."


Fits = Callable[[Json], bool]


def is_alert(message: Json) -> bool:
    return "Why" in labels(message)


def rang(message: Json) -> bool:
    """The alert of a ring, once the clip was looked at."""
    return is_alert(message) and "🔔" in words(message) and "on its way" not in words(message)


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
        await self._chat.narrate(WELCOME + self._hands.begin)
        if self._poorer:
            await self._chat.narrate(POORER)
        await self._hands.start()
        # From the very beginning: somebody may have pressed START before the narrator spoke.
        await self._wait("the bot's greeting", lambda one: "I am Latchkey" in words(one), 0)

    async def _own_clip(self) -> None:
        await self._chat.narrate(YOUR_CLIP_RINGS)
        await self._told(OWN, "the alert of your clip", rang)
        await self._chat.narrate(YOUR_CLIP_RANG)

    async def _first_visit(self) -> None:
        await self._chat.narrate(COMING)
        alert = await self._told("visitor", "the alert of the first visit", is_alert)
        await self._chat.narrate(NAME_HER)
        mark = self._chat.newest
        await self._hands.name_her(alert)
        await self._wait("the word that her face is saved", lambda one: words(one).startswith("Saved."), mark)

    async def _second_visit(self) -> None:
        await self._chat.narrate(AGAIN)
        alert = await self._told("visitor", "the alert of the second visit", is_alert)
        known = "tranger" not in words(alert)
        self._expect(known, f"the second visit was told as {words(alert)!r}, not by her name")
        self._expect(not await self._door.lock_commands(), "the right name alone moved the lock")
        await self._chat.narrate(KNOWN if known else NOT_YET_KNOWN)

    async def _open(self) -> None:
        mark = self._chat.newest
        await self._hands.open_door()
        await self._wait("the word that the door is open", lambda one: "Unlocked at" in words(one), mark)
        self._expect(await self._door.lock_commands() == ["unlock"], "the lock was not told to open once")
        await self._chat.narrate(OPENED)

    async def _nobody(self) -> None:
        mark = self._chat.newest
        await self._play("nobody")
        self._expect(not self._chat.since(mark), "the empty porch was told")
        await self._chat.narrate(NOTHING)

    async def _ring(self) -> None:
        await self._told("ring", "the alert of the ring", rang)
        await self._chat.narrate(RANG)

    async def _print(self) -> None:
        before = await self._door.lock_commands()
        await self._told("print", "the alert of the print", is_alert)
        self._expect(await self._door.lock_commands() == before, "the print moved the lock")
        await self._chat.narrate(PRINT)

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
