"""One row of the outbox to Telegram: sent the first time, edited afterwards, then confirmed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot import face_door_words, pass_words
from bot.editing import edited, reworded, says
from bot.first_send import Send, first_sent, taken_back
from bot.keyboards import NOBODY, notice_keyboard, visit_keyboard
from bot.readers import Readers
from bot.refusals import GONE, MUTED, PICTURE, UNKNOWN_CHAT, sent_in_words
from bot.settings import Settings
from bot.summary import summary_of
from bot.texts import say, speaking
from bot.visit_words import ding_reply, stranger_reply, visit_caption
from bot.visits import first_stranger, is_over, told
from pipeline.errors import StoreError
from pipeline.ports import Clock
from storage.late_news import LateVisit
from storage.outbox import ABOUT_THE_DOOR, OutboxKind, OutboxRow
from storage.store import Store
from storage.views import VisitView

log = logging.getLogger(__name__)

AWAY = "Telegram does not answer; messages are kept, and it is tried until it does."
IN_WORDS_AFTER = 3
"""Failed sends."""

IN_SHORT_AFTER = 5
"""The same, where Telegram says that it does not take it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a visit's message shall be. `picture` None: it stays with the one it has, or without."""

    caption: str
    keyboard: InlineKeyboardMarkup | None
    picture: bytes | None
    picture_path: str | None


@dataclass(frozen=True, slots=True)
class Sender:
    bot: ExtBot[int]
    store: Store
    settings: Settings
    clock: Clock
    readers: Readers
    owed: dict[int, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    """Confirmations that the store has not taken, by the row's id."""

    async def deliver(self, row: OutboxRow) -> None:
        """In the language of the chat. Raises TelegramError; then nothing is confirmed.

        StoreError where it was told and the store did not take that: then it is not told again.
        """
        if owed := self.owed.get(row.id):
            await owed()
            del self.owed[row.id]
            return
        with speaking(await self.store.access.language(row.chat_id)):
            await self._deliver(row)

    async def _deliver(self, row: OutboxRow) -> None:
        if row.kind is OutboxKind.NOTICE:
            await self._notice(row)
            return
        if row.kind is OutboxKind.SUMMARY:
            await self._summary(row)
            return
        visit = await self.store.events.visit(row.visit_id) if row.visit_id is not None else None
        if visit is None or not visit.events:
            await self.store.outbox.lapse(row.id, "the visit is gone")
        elif row.kind is OutboxKind.VISIT:
            await self._visit(row, visit)
        elif row.kind is OutboxKind.LET_IN:
            await self._ask_to_let_in(row, visit)
        elif row.kind in ABOUT_THE_DOOR:
            await self._door(row, visit)
        else:
            await self._reply(row, visit)

    async def _notice(self, row: OutboxRow) -> None:
        if row.is_of_the_door and row.message_id is not None:
            text, keyboard = row.text or "", notice_keyboard(row.buttons)
            await reworded(self.bot, row.chat_id, row.message_id, text, keyboard)
            await self._confirm(row, row.message_id)
            return
        quiet = await self._without_a_sound(row)

        def send(silent: bool) -> Awaitable[Message]:
            keyboard = notice_keyboard(row.buttons)
            return sent_in_words(
                self.bot, row.chat_id, row.text or "", keyboard, disable_notification=silent or quiet
            )

        await self._confirm(row, await self._first(row, send))

    async def _summary(self, row: OutboxRow) -> None:
        visits = await self.store.late_news.told_by(row.id)
        if not visits:
            await self.store.outbox.lapse(row.id, "nothing of it is there any more")
            return
        message_id, _ = await self._put(row, await self._look_of_summary(row, visits))
        shown_at = self.clock.now()

        async def settle() -> None:
            if not await self.store.late_news.confirm(row, message_id, visits, shown_at):
                await taken_back(self.bot, row.chat_id, message_id)

        await self._on_record(row, settle)

    async def _look_of_summary(self, row: OutboxRow, visits: Sequence[LateVisit]) -> _Look:
        if is_refused(row):
            return _Look(say("summary-refused", count=len(visits)), NOBODY, None, None)
        now, reader = self.clock.now(), await self.readers.of(row.chat_id)
        told_at = row.told_at or now
        made = await summary_of(self.store, self.settings, visits, told_at, now, resident=reader.names)
        return _Look(made.caption, made.keyboard, made.picture, None)

    async def _without_a_sound(self, row: OutboxRow) -> bool:
        """That something is away stands in the chat in the morning, and wakes nobody."""
        if row.about is None or row.is_of_the_door:
            return False
        silence, now = self.store.silence, self.clock.now()
        return await silence.until(row.chat_id, now, self.settings.zone) is not None

    async def _visit(self, row: OutboxRow, visit: VisitView) -> None:
        message_id, shown = await self._put(row, await self._look(row, visit))
        await self._confirm(row, message_id, shown, [event.id for event in told(visit)])
        if _in_words_first(row):
            # The picture follows by an edit, which may be repeated as often as need be.
            await self.store.outbox.touch(visit.id, self.clock.now())

    async def _look(self, row: OutboxRow, visit: VisitView) -> _Look:
        reader = await self.readers.of(row.chat_id)
        now = self.clock.now()
        caption = visit_caption(
            visit, self.settings.zone, now, resident=reader.names, told_at=row.told_at or now
        )
        return await self._pictured(row, visit, caption, await self._keyboard(row, visit))

    async def _pictured(
        self, row: OutboxRow, visit: VisitView, caption: str, keyboard: InlineKeyboardMarkup | None
    ) -> _Look:
        path = visit.thumbnail_path if visit.thumbnail_path != row.photo_path else None
        picture = await self.store.thumbnails.read(path) if path else None
        return _Look(caption, keyboard, picture, path if picture else None)

    async def _door(self, row: OutboxRow, visit: VisitView) -> None:
        """A face opens it, or somebody is asked; edited as more is known."""
        now, zone = self.clock.now(), self.settings.zone
        if row.kind is OutboxKind.QUESTION:
            text, keyboard = face_door_words.question(visit, now, zone)
        else:
            action = face_door_words.by_face(visit)
            head = await self.store.locks.head(action.id) if action else None
            text, keyboard = face_door_words.opening(visit, head, zone)
        message_id, shown = await self._put(row, await self._pictured(row, visit, text, keyboard))
        await self._confirm(row, message_id, shown)

    async def _ask_to_let_in(self, row: OutboxRow, visit: VisitView) -> None:
        now = self.clock.now()
        if row.message_id is None and is_over(visit, now):
            await self.store.outbox.lapse(row.id, "nobody waits to be let in any more")
            return
        passes = await self.store.passes.asked_for(row.created_at, now)
        caption, keyboard = pass_words.bell(visit, passes, row.created_at, self.settings.zone, now)
        message_id, shown = await self._put(row, await self._pictured(row, visit, caption, keyboard))
        await self._confirm(row, message_id, shown)

    async def _keyboard(self, row: OutboxRow, visit: VisitView) -> InlineKeyboardMarkup:
        if is_over(visit, self.clock.now()):
            return NOBODY
        faces = await self.store.events.faces_of_visit(visit.id)
        reader = await self.readers.of(row.chat_id)
        return visit_keyboard(visit, reader, nameable=bool(faces), lock=self.settings.has_lock)

    async def _put(self, row: OutboxRow, look: _Look) -> tuple[int, str | None]:
        """The message's id, and the path of the picture it shows."""
        if look.picture is not None and not _in_words_first(row):
            try:
                return await self._put_picture(row, look, look.picture), look.picture_path
            except BadRequest as error:
                if says(error, GONE + UNKNOWN_CHAT) or not _words_may_do(row, error):
                    raise
                log.warning("the picture for chat %d is not taken (%s): told without it", row.chat_id, error)
        return await self._put_words(row, look), row.photo_path

    async def _put_picture(self, row: OutboxRow, look: _Look, picture: bytes) -> int:
        if row.message_id is None:
            return await self._first(row, lambda silent: self._send_picture(row, look, picture, silent))
        media = InputMediaPhoto(picture, look.caption, parse_mode=ParseMode.HTML, filename="visit.jpg")
        await edited(
            self.bot.edit_message_media(
                media, chat_id=row.chat_id, message_id=row.message_id, reply_markup=look.keyboard
            )
        )
        return row.message_id

    def _send_picture(self, row: OutboxRow, look: _Look, picture: bytes, silent: bool) -> Awaitable[Message]:
        return self.bot.send_photo(
            row.chat_id,
            picture,
            look.caption,
            parse_mode=ParseMode.HTML,
            reply_markup=look.keyboard,
            filename="visit.jpg",
            reply_parameters=_answering(row),
            disable_notification=silent or row.heard,
        )

    async def _put_words(self, row: OutboxRow, look: _Look) -> int:
        if row.message_id is None:
            return await self._first(row, lambda silent: self._send_words(row, look, silent))
        await self._edit_words(row, row.message_id, look)
        return row.message_id

    def _send_words(self, row: OutboxRow, look: _Look, silent: bool) -> Awaitable[Message]:
        return sent_in_words(
            self.bot,
            row.chat_id,
            look.caption,
            look.keyboard,
            reply_parameters=_answering(row),
            disable_notification=silent or row.heard,
        )

    async def _first(self, row: OutboxRow, send: Send) -> int:
        return await first_sent(self.bot, self.store.doubt, row, send)

    async def _edit_words(self, row: OutboxRow, message_id: int, look: _Look) -> None:
        if not row.photo_path:
            await reworded(self.bot, row.chat_id, message_id, look.caption, look.keyboard)
            return
        await edited(
            self.bot.edit_message_caption(
                row.chat_id,
                message_id,
                caption=look.caption,
                reply_markup=look.keyboard,
                parse_mode=ParseMode.HTML,
            )
        )

    async def _reply(self, row: OutboxRow, visit: VisitView) -> None:
        """To be heard: a ring in words, a stranger with their picture."""
        now, zone = self.clock.now(), self.settings.zone
        if row.kind is OutboxKind.DING:
            look = _Look(ding_reply(visit, zone, now), None, None, None)
        else:
            path = first_stranger(visit).thumbnail_path
            picture = await self.store.thumbnails.read(path) if path else None
            look = _Look(stranger_reply(visit, zone, now), None, picture, path if picture else None)
        message_id, shown = await self._put(row, look)
        await self._confirm(row, message_id, shown)

    async def _confirm(
        self, row: OutboxRow, message_id: int, photo_path: str | None = None, events: Sequence[int] = ()
    ) -> None:
        now = self.clock.now()
        await self._on_record(row, partial(self._settle, row, message_id, photo_path, events, now))

    async def _on_record(self, row: OutboxRow, settle: Callable[[], Awaitable[None]]) -> None:
        """Where the store does not take it now it is made up for, instead of being told again."""
        try:
            await settle()
        except StoreError:
            self.owed[row.id] = settle
            raise

    async def _settle(
        self, row: OutboxRow, message_id: int, photo_path: str | None, events: Sequence[int], now: datetime
    ) -> None:
        shown = (row.id, row.revision, message_id, photo_path, events, now)
        if await self.store.outbox.confirm(*shown, repeated=row.uncertain):
            return
        # Somebody pressed a copy while this one was on its way: that one counts, and is edited.
        if await self.store.doubt.give_up(row.chat_id, message_id):
            await taken_back(self.bot, row.chat_id, message_id)


def _words_may_do(row: OutboxRow, error: BadRequest) -> bool:
    """Where the picture is refused; at first also where its caption is, for how it is written."""
    return says(error, PICTURE) or (row.message_id is None and not says(error, MUTED))


def is_refused(row: OutboxRow) -> bool:
    """Telegram does not take it as it is, and will not: one sentence at least says that somebody came."""
    return row.attempts >= IN_SHORT_AFTER and (row.last_error or "").startswith(BadRequest.__name__)


def _in_words_first(row: OutboxRow) -> bool:
    """A picture on a slow line may arrive each time and be confirmed never; words are soon there."""
    return row.message_id is None and row.uncertain and row.attempts >= IN_WORDS_AFTER


def _answering(row: OutboxRow) -> ReplyParameters | None:
    """What is to be heard answers the visit's message; where that is gone it stands alone."""
    return ReplyParameters(row.reply_to, allow_sending_without_reply=True) if row.reply_to else None
