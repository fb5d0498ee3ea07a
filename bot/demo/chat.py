"""The chat as its page shows it, followed over the page's own socket, and the hands of its user."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWebSocketResponse, WSMsgType

from bot.demo.trouble import DemoError

Json = dict[str, Any]
Listener = Callable[[Json], None]

PRESS_SECONDS = 20


def words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def from_bot(message: Json) -> bool:
    return bool(message.get("from", {}).get("is_bot"))


class Chat:
    """`user` and `messages` are as the page knows them; a listener hears every frame of the socket."""

    def __init__(self, web: ClientSession, url: str) -> None:
        self._web, self.url = web, url
        self.user: Json = {}
        self.messages: dict[int, Json] = {}
        self.listeners: list[Listener] = []
        self._news = asyncio.Condition()
        self._lines_heard = 0
        self._menu = asyncio.Event()

    async def follow(self, socket: ClientWebSocketResponse) -> None:
        """Until the sandbox ends."""
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._take(frame.json())

    async def _take(self, frame: Json) -> None:
        match frame["type"]:
            case "hello":
                self.user = frame["me"]
                for item in frame["messages"]:
                    self._keep(item)
            case "message" | "edit":
                self._keep(frame["message"])
            case "story":
                self._lines_heard += 1
            case "delete":
                self.messages.pop(frame["message_id"], None)
            case "commands":
                self._menu.set()
        for listener in self.listeners:
            listener(frame)
        async with self._news:
            self._news.notify_all()

    def _keep(self, item: Json) -> None:
        if "message_id" in item:
            self.messages[item["message_id"]] = item

    async def bot_is_there(self) -> None:
        """Its menu is set: the last of what it does before it listens."""
        await self._menu.wait()

    @property
    def newest(self) -> int:
        """The id of the newest message, 0 while there is none."""
        return max(self.messages, default=0)

    def since(self, mark: int) -> list[Json]:
        """What the bot wrote after message `mark`."""
        return [one for number, one in sorted(self.messages.items()) if number > mark and from_bot(one)]

    async def wait_for(
        self, what: str, fits: Callable[[Json], bool], mark: int, seconds: float | None
    ) -> Json:
        """The first message of the bot after `mark` that fits, now or once it is edited so.

        DemoError naming `what` when it has not come within `seconds` (None: waits for ever).
        """

        def found() -> Json | None:
            return next((one for one in self.since(mark) if fits(one)), None)

        await self._until(what, lambda: found() is not None, seconds)
        message = found()
        assert message is not None
        return message

    async def _until(self, what: str, true: Callable[[], bool], seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds), self._news:
                await self._news.wait_for(true)
        except TimeoutError:
            raise DemoError(f"{what} did not come within {seconds:g} s") from None

    async def say(self, text: str) -> None:
        await self._ask("say", {"user_id": self.user["id"], "text": text})

    async def press(self, message: Json, label: str) -> None:
        wish = {"user_id": self.user["id"], "message_id": message["message_id"], "text": label}
        await self._ask("press", wish | {"timeout": PRESS_SECONDS})

    async def narrate(self, text: str) -> None:
        """Returns once the line has come back: what is printed is in order, and the last one too."""
        heard = self._lines_heard
        await self._ask("story", {"text": text})
        await self._until("the narrator's line", lambda: self._lines_heard > heard, PRESS_SECONDS)

    async def offer(self, scenes: Sequence[Json], hook: str) -> None:
        await self._ask("scenes", {"scenes": list(scenes), "hook": hook})

    async def _ask(self, verb: str, wish: Json) -> None:
        await ask(self._web, "POST", f"{self.url}/sandbox/{verb}", wish)


async def ask(web: ClientSession, method: str, url: str, wish: Json | None = None) -> Any:
    """The sandbox's answer; DemoError with its refusal, or when it is gone."""
    try:
        async with web.request(method, url, json=wish, timeout=ClientTimeout(PRESS_SECONDS + 5)) as answer:
            body = await answer.json(content_type=None)
    except (ClientError, TimeoutError, ValueError) as error:
        raise DemoError(f"the sandbox does not answer: {error or type(error).__name__}") from error
    if answer.status >= 400:
        raise DemoError(f"the sandbox refused {url.rpartition('/')[2]}: {body.get('error', answer.status)}")
    return body


@asynccontextmanager
async def opened_chat(web: ClientSession, url: str) -> AsyncIterator[Chat]:
    chat = Chat(web, url)
    async with web.ws_connect(f"{url}/chat/socket", max_msg_size=0) as socket:
        following = asyncio.create_task(chat.follow(socket))
        try:
            yield chat
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
