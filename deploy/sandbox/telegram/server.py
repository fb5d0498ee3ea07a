"""A Telegram of one's own: Bot API, chat page and the hands of its users, on loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from .arguments import Upload
from .calls import Call
from .control import Control
from .endpoint import FORM_SLACK_BYTES, Endpoint
from .faults import Fault
from .feed import first_of
from .limits import DEFAULT_FLOOD, UPLOAD_BYTES, Clock, FloodLimits
from .message import Json, Message
from .page import Page
from .people import PATIENCE, People
from .scenes import Hook, Scenes
from .storm import Storm
from .world import World, bot_user

HOST = "127.0.0.1"
SHUTDOWN_SECONDS = 1.0
QUERY_LIFETIME_SECONDS = 60


class TelegramServer:
    """Starts in the running event loop and holds everything in memory.

    token: the one bot's, `<id>:<secret>`. port: 0 for any free one. clock: epoch seconds, for dates,
    rates and lifetimes. flood: None lets the bot send as fast as it likes. query_lifetime: seconds in
    which a pressed button may be answered.
    """

    def __init__(
        self,
        token: str = "123456:sandbox",
        port: int = 0,
        *,
        bot_name: str = "Latchkey",
        bot_username: str = "latchkey_bot",
        clock: Clock = time.time,
        flood: FloodLimits | None = DEFAULT_FLOOD,
        query_lifetime: float = QUERY_LIFETIME_SECONDS,
        privacy_mode: bool = True,
    ) -> None:
        self.token = token
        self._port = port
        bot = bot_user(token, bot_name, bot_username)
        self.world = World(bot, clock, flood, query_lifetime, privacy_mode)
        self.people = People(self.world)
        self.scenes = Scenes(self.world.feed)
        self.page = Page(self.world, self.people, self.scenes)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(middlewares=[_same_origin], client_max_size=UPLOAD_BYTES + FORM_SLACK_BYTES)
        Endpoint(self.world, self.token).add_routes(app)
        self.page.add_routes(app)
        Control(self).add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends a waiting poll and open pages first; does nothing when it does not run."""
        runner, self._runner = self._runner, None
        if runner is None:
            return
        self.world.updates.close()
        await self.page.close()
        await runner.cleanup()

    @property
    def url(self) -> str:
        """Stays the same over stop and start; unknown before the first start unless a port was given."""
        if self._port == 0:
            raise RuntimeError("the server has no port before it was started")
        return f"http://{HOST}:{self._port}"

    @property
    def bot(self) -> Json:
        return self.world.bot

    @property
    def me(self) -> Json:
        """The user whose chat the page shows: the first one added."""
        if self.page.user_id is None:
            raise LookupError("no user yet: add_user first")
        return self.world.chats.user(self.page.user_id)

    @property
    def calls(self) -> list[Call]:
        """The bot's latest requests, up to 10,000, oldest first."""
        return list(self.world.calls)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.world.calls if call.method == method]

    def add_user(
        self,
        id: int,
        first_name: str,
        username: str | None = None,
        language_code: str = "en",
        last_name: str | None = None,
    ) -> Json:
        """Somebody with Telegram who has not pressed Start yet; returns the `User`."""
        user = self.world.chats.add_user(id, first_name, username, last_name, language_code)
        if self.page.user_id is None:
            self.page.user_id = id
        return user

    def add_group(self, id: int, title: str, members: Iterable[int], bot_status: str = "member") -> Json:
        """A group of known users with the bot in it; the first member made it.

        id: negative, below -1000000000000 for a supergroup. bot_status: member, administrator, left or
        kicked.
        """
        return self.world.chats.add_group(id, title, members, bot_status).brief()

    def set_bot_status(self, chat_id: int, user_id: int, status: str) -> None:
        """`user_id` adds the bot to a group, promotes or removes it (see add_group)."""
        self.people.set_bot_status(chat_id, user_id, status)

    def upgrade_group(self, chat_id: int, user_id: int, new_id: int) -> None:
        """`user_id` makes a group a supergroup, which has another id (see add_group)."""
        self.people.upgrade_group(chat_id, user_id, new_id)

    async def user_sends(
        self, user_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Message:
        return await self.people.send(user_id, text, chat_id, reply_to)

    async def user_edits(self, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
        return await self.people.edit(user_id, chat_id, message_id, text)

    async def user_uploads(
        self,
        user_id: int,
        photo_bytes: bytes,
        caption: str | None = None,
        as_document: bool = False,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        name: str = "photo.jpg",
        content_type: str | None = None,
    ) -> Message:
        """A photo; a document if asked; a video if `content_type` is video/..."""
        files = [Upload(photo_bytes, name, content_type)]
        messages = await self.people.upload(
            user_id, files, caption, as_document=as_document, chat_id=chat_id, reply_to=reply_to
        )
        return messages[0]

    async def user_uploads_album(
        self, user_id: int, photos: Sequence[bytes], caption: str | None = None, *, chat_id: int | None = None
    ) -> list[Message]:
        files = [Upload(photo, f"photo-{number}.jpg") for number, photo in enumerate(photos, 1)]
        return await self.people.upload(user_id, files, caption, chat_id=chat_id)

    async def user_sends_other(self, user_id: int, kind: str, chat_id: int | None = None) -> Message:
        """A sticker, voice or video_note."""
        return await self.people.send_other(user_id, kind, chat_id)

    async def user_presses(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        text: str | None = None,
        data: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a test's patience, part of the call's meaning
    ) -> Json:
        """Presses the button with that label or data; returns the bot's `{"text", "show_alert"}`.

        Raises NoSuchButtonError, or TimeoutError when the bot does not answer in `timeout` seconds.
        """
        return await self.people.press(user_id, chat_id, message_id, text=text, data=data, patience=timeout)

    def block(self, user_id: int) -> None:
        self.people.block(user_id)

    def unblock(self, user_id: int) -> None:
        self.people.unblock(user_id)

    def messages(self, chat_id: int) -> list[Message]:
        """The chat in order; the messages are live, so edits show in them."""
        return self.world.ledger.messages(chat_id)

    async def wait_for(
        self,
        predicate: Callable[[Message], Any],
        chat_id: int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a test's patience, part of the call's meaning
    ) -> Message:
        """The newest message that fits, or the first one to come or be edited so that it fits.

        Raises TimeoutError after `timeout` seconds, naming what the chats hold.
        """

        def fitting(event: Json) -> Message | None:
            message = event.get("message")
            if not isinstance(message, Message) or chat_id not in {None, message.chat_id}:
                return None
            return message if predicate(message) else None

        present = self.world.find_message(predicate, chat_id)
        found = present or await first_of(self.world.feed, fitting, timeout)
        if found is None:
            raise TimeoutError(f"no such message within {timeout} s; the latest are {self._latest(chat_id)}")
        return found

    async def wait_for_call(
        self,
        predicate: Callable[[Call], Any],
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a test's patience, part of the call's meaning
    ) -> Call:
        """The latest call that fits, or the first one to come or be answered so that it fits.

        Raises TimeoutError after `timeout` seconds, naming the latest methods.
        """
        present = next((call for call in reversed(self.world.calls) if predicate(call)), None)
        found = present or await first_of(
            self.world.call_feed, lambda c: c if predicate(c) else None, timeout
        )
        if found is None:
            latest = ", ".join(call.method for call in self.calls[-5:])
            raise TimeoutError(f"no such call within {timeout} s; the latest are {latest}")
        return found

    def _latest(self, chat_id: int | None) -> list[str]:
        ledger = self.world.ledger
        messages = ledger.everything() if chat_id is None else ledger.messages(chat_id)
        return [message.words[:80] for message in messages[-5:]]

    def fail_next(
        self,
        method: str,
        status: int,
        description: str = "",
        retry_after: int | None = None,
        times: int = 1,
        after_effect: bool = False,
        words: str = "",
        until: asyncio.Event | None = None,
    ) -> None:
        """Orders failures of the next calls of a method ("*": of any); see Fault."""
        fault = Fault(method, status, description, retry_after, times, after_effect, words=words, until=until)
        self.world.faults.order(fault)

    def set_storm(self, storm: Storm | None) -> None:
        """A share of all calls fails from now on; None: no longer."""
        self.world.faults.set_weather(storm)

    def set_flood(self, limits: FloodLimits | None) -> None:
        self.world.flood.set(limits)

    def story(self, text: str) -> None:
        """A narrator's line in the page's chat."""
        item = {"type": "story", "text": text, "date": self.world.now()}
        self.world.ledger.tell(self.me["id"], item)
        self.world.feed.publish(item)

    def set_scenes(self, scenes: list[Json], hook: Hook | str | None) -> None:
        """Offers scenes ({"id", "title", "hint"}); a press goes to the hook, a coroutine or a URL."""
        self.scenes.offer(scenes, hook)

    def scene(self, scene_id: str, state: str, text: str = "") -> None:
        """Tells the page how a scene goes on: playing, done or failed."""
        self.scenes.tell(scene_id, state, text)

    def set_notice(self, notice: str | None) -> None:
        """A line that stands above the page's chat from its next load on."""
        self.page.notice = notice


@web.middleware
async def _same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another website in the same browser must not talk to this chat; bots send no Origin at all."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="another origin")
    return await handler(request)
