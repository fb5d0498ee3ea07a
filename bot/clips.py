"""**Clip**: a recording, fetched from Ring once more and sent as a video. Nothing of it stays here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from telegram import InputFile, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat_action import showing
from bot.lengths import cut
from bot.settings import Settings
from bot.texts import plain, say
from bot.times import dated
from pipeline.chat_video import ChatVideo, made_fit
from pipeline.clip_folder import ClipFolder
from pipeline.elapsed import elapsed
from pipeline.errors import (
    ClipError,
    DoorbellError,
    LatchkeyError,
    LoginNeeded,
    RecordingNotReady,
    RecordingUnusable,
)
from pipeline.ports import Doorbell
from pipeline.types import Recording
from storage.access import RESIDENTS, Access
from storage.disk import Disk
from storage.views import EventState, EventView

log = logging.getLogger(__name__)

MOST_BYTES = 48_000_000
"""Bots send at most 50 MB, with all that goes around the file."""

STILL_THERE = 300.0
"""Seconds."""

AT_ONCE = 2
"""Clips on their way: each takes its space on the disk, and of the line to Telegram."""

MOST_TRIES = 3
"""Recordings of one visit that are asked for until Ring has one."""

LONGEST_OPENING = 30.0
UPLOAD_SECONDS = 120


@dataclass(frozen=True, slots=True)
class ClipRequest:
    """`events`: of which the first that Ring still has is sent, as an answer to the message."""

    chat_id: int
    message_id: int
    user_id: int
    events: tuple[EventView, ...]
    of_visit: int
    """How many events the visit's message tells of."""

    @property
    def key(self) -> tuple[int, int]:
        return self.chat_id, self.events[0].id


class Clips:
    """One for each chat and event: while it is on its way, or just came, a press brings no other."""

    def __init__(self, bot: ExtBot[int], doorbell: Doorbell, access: Access, settings: Settings) -> None:
        self._bot, self._doorbell, self._access = bot, doorbell, access
        self._settings = settings
        self._folder = ClipFolder()
        self._room, self._disk = asyncio.Semaphore(AT_ONCE), Disk(AT_ONCE)
        self._under_way: dict[tuple[int, int], asyncio.Task[None]] = {}
        self._sent: dict[tuple[int, int], float] = {}
        """When, by the clock that nobody sets."""

    def refusal(self, request: ClipRequest) -> str | None:
        """Why this press brings nothing, for a pop-up; None: it may `begin`."""
        if request.key in self._under_way:
            return plain("clip-coming")
        now = elapsed()
        self._sent = {key: at for key, at in self._sent.items() if now - at < STILL_THERE}
        if request.key in self._sent:
            return plain("clip-here")
        if all(event.origin == "demo" for event in request.events):
            return plain("clip-made-up")
        return None

    def begin(self, request: ClipRequest) -> None:
        """Returns at once; what comes of it is said in the chat, in the language spoken now."""
        task = asyncio.create_task(self._bring(request), name=f"clip of event {request.key[1]}")
        self._under_way[request.key] = task
        task.add_done_callback(lambda _: self._under_way.pop(request.key, None))

    async def close(self) -> None:
        tasks = tuple(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._folder.close()

    async def _bring(self, request: ClipRequest) -> None:
        try:
            async with showing(self._bot, request.chat_id, ChatAction.UPLOAD_VIDEO), self._room:
                trouble = await self._try(request)
        except TelegramError as error:
            log.warning("the clip of event %d could not be sent: %s", request.key[1], error)
            trouble = say("clip-not-taken")
        except Exception:
            # Nobody awaits this task: whoever pressed would wait for ever.
            log.exception("the clip of event %d could not be sent", request.key[1])
            trouble = say("clip-failed")
        if trouble is not None:
            await self._tell(request, trouble)

    async def _try(self, request: ClipRequest) -> Markup | None:
        """What is to be said instead; None once the video is there."""
        reason = say("clip-gone")
        for event in [one for one in request.events if one.origin == "ring"][:MOST_TRIES]:
            with self._folder.clip() as clip:
                try:
                    await self._doorbell.download(_recording(event), clip)
                    video = await made_fit(
                        clip, clip.with_name("video.mp4"), MOST_BYTES, self._settings.analysis_nice
                    )
                except (DoorbellError, ClipError) as error:
                    log.info("no clip of event %d: %s", event.id, error)
                    reason = _why_not(event, error)
                    continue
                return await self._send(request, event, video)
        return reason

    async def _send(self, request: ClipRequest, event: EventView, video: ChatVideo) -> Markup | None:
        if await self._access.role(request.user_id) not in RESIDENTS:
            return say("clip-not-yours")
        with await self._disk.run(LONGEST_OPENING, Path(video.path).open, "rb") as file:
            await self._bot.send_video(
                request.chat_id,
                # Not read into memory: it is read as it leaves.
                InputFile(file, filename="clip.mp4", read_file_handle=False),
                duration=round(video.seconds),
                width=video.width,
                height=video.height,
                caption="\n".join(self._caption(request, event, video)),
                parse_mode=ParseMode.HTML,
                supports_streaming=True,
                reply_parameters=_answering(request),
                read_timeout=UPLOAD_SECONDS,
                write_timeout=UPLOAD_SECONDS,
            )
        self._sent[request.key] = elapsed()
        return None

    def _caption(self, request: ClipRequest, event: EventView, video: ChatVideo) -> Sequence[str]:
        when = dated(event.recorded_at, self._settings.zone)
        lines = [say("clip-caption", camera=cut(event.camera_name), when=when)]
        if video.cut:
            lines.append(say("clip-cut", seconds=round(video.seconds)))
        if request.of_visit > 1:
            lines.append(say("clip-one-of", count=request.of_visit))
        return lines

    async def _tell(self, request: ClipRequest, text: Markup) -> None:
        try:
            await self._bot.send_message(
                request.chat_id, text, parse_mode=ParseMode.HTML, reply_parameters=_answering(request)
            )
        except TelegramError as error:
            log.warning("that there is no clip could not be said: %s", error)


def _recording(event: EventView) -> Recording:
    return Recording(event.recording_id, event.camera_id, event.kind, event.recorded_at)


def _answering(request: ClipRequest) -> ReplyParameters:
    return ReplyParameters(request.message_id, allow_sending_without_reply=True)


def _why_not(event: EventView, error: LatchkeyError) -> Markup:
    if isinstance(error, RecordingNotReady):
        return say("clip-not-yet") if event.state is EventState.SEEN else say("clip-gone")
    if isinstance(error, RecordingUnusable | ClipError):
        return say("clip-unusable")
    return say("clip-login") if isinstance(error, LoginNeeded) else say("clip-ring-away")
