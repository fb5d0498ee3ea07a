"""Who uses the chat while the story is told: somebody in the browser, or the demo itself."""

from __future__ import annotations

from typing import Protocol

from bot.demo.chat import Chat, Json, labels, words

NAME = "Grace"


class Hands(Protocol):
    """`patience`: seconds that each step may take, None where a person takes their time.

    `reading`: seconds between a narrator's line and what happens next. `begin`: what they are asked to do
    first; `end`: what is left to them.
    """

    patience: float | None
    reading: float
    begin: str
    end: str

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
    begin = " Press START."
    end = (
        "The rest is yours: ask “who came yesterday?”, try /events, /people, /heatmap or /help, send a "
        "photo of somebody, or let something happen “At the door”."
    )

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
    begin = ""
    end = "That was the story. Without --headless it is told in a browser, and you play the part."

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    async def start(self) -> None:
        await self._chat.say("/start")

    async def name_her(self, alert: Json) -> None:
        mark = self._chat.newest
        await self._chat.press(alert, "Who is it?")
        await self._hears("the question for her name", "Who is this?", mark)
        mark = self._chat.newest
        await self._chat.say(NAME)
        preview = await self._shows("Save", "the preview of the name", mark)
        await self._chat.press(preview, "Save")

    async def open_door(self) -> None:
        mark = self._chat.newest
        await self._chat.say("/unlock")
        question = await self._shows("Confirm", "the question whether to open", mark)
        await self._chat.press(question, "Confirm")

    async def look_back(self) -> None:
        mark = self._chat.newest
        await self._chat.say("/events")
        events = await self._shows("Older", "the list of events", mark)
        await self._chat.press(events, "Older")
        await self._shows("Newer", "the older events", mark)
        mark = self._chat.newest
        await self._chat.say("/heatmap")
        await self._chat.wait_for("the heatmap", lambda one: "photo" in one, mark, self.patience)

    async def _shows(self, label: str, what: str, mark: int) -> Json:
        return await self._chat.wait_for(what, lambda one: label in labels(one), mark, self.patience)

    async def _hears(self, what: str, text: str, mark: int) -> Json:
        return await self._chat.wait_for(what, lambda one: text in words(one), mark, self.patience)
