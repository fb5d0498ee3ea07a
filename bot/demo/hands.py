"""Who uses the chat while the story is told: somebody in the browser, or the demo itself."""

from __future__ import annotations

from typing import Protocol

from bot.demo.chat import Chat, Json, labels, words
from bot.texts import plain, say

NAME = "Grace"


class Hands(Protocol):
    """`patience`: seconds that each step may take, None where a person takes their time.

    `reading`: seconds between a narrator's line and what happens next. `begin`: the narrator's
    first line; `end`: the last.
    """

    patience: float | None
    reading: float

    @property
    def begin(self) -> str: ...

    @property
    def end(self) -> str: ...

    async def start(self) -> None: ...

    async def name_her(self, alert: Json) -> None:
        """Answers **Who is it?** under the alert, and saves."""
        ...

    async def open_door(self) -> None:
        """Asks to open, and confirms."""
        ...

    async def look_back(self) -> None:
        """Looks at what happened, and when the door is busy."""
        ...


class Browser:
    """A person with the chat page before them: the story waits for what they do."""

    patience: float | None = None
    reading = 5.0

    @property
    def begin(self) -> str:
        return plain("demo-welcome-start")

    @property
    def end(self) -> str:
        return plain("demo-the-rest")

    async def start(self) -> None:
        """They press START."""

    async def name_her(self, alert: Json) -> None:
        """They press Who is it?, or something else."""

    async def open_door(self) -> None:
        """They may, or not."""

    async def look_back(self) -> None:
        """They may, or not."""


class Headless:
    """Does what the narrator suggests."""

    patience: float | None = 60.0
    reading = 0.0

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    @property
    def begin(self) -> str:
        return plain("demo-welcome")

    @property
    def end(self) -> str:
        return plain("demo-the-end")

    async def start(self) -> None:
        await self._chat.say("/start")

    async def name_her(self, alert: Json) -> None:
        mark = self._chat.newest
        await self._chat.press(alert, plain("button-who"))
        await self._hears("the question for her name", say("face-ask").striptags(), mark)
        mark = self._chat.newest
        await self._chat.say(NAME)
        save = plain("button-save")
        preview = await self._shows(save, "the preview of the name", mark)
        await self._chat.press(preview, save)

    async def open_door(self) -> None:
        mark = self._chat.newest
        await self._chat.say("/unlock")
        confirm = plain("button-confirm")
        question = await self._shows(confirm, "the question whether to open", mark)
        await self._chat.press(question, confirm)

    async def look_back(self) -> None:
        mark = self._chat.newest
        await self._chat.say("/events")
        older = plain("button-older")
        events = await self._shows(older, "the list of events", mark)
        await self._chat.press(events, older)
        await self._shows(plain("button-newer"), "the older events", mark)
        mark = self._chat.newest
        await self._chat.say("/heatmap")
        await self._chat.wait_for("the heatmap", lambda one: "photo" in one, mark, self.patience)

    async def _shows(self, label: str, what: str, mark: int) -> Json:
        return await self._chat.wait_for(what, lambda one: label in labels(one), mark, self.patience)

    async def _hears(self, what: str, text: str, mark: int) -> Json:
        return await self._chat.wait_for(what, lambda one: text in words(one), mark, self.patience)
