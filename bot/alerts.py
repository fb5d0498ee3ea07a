"""The outbox to the chat: one message a visit, edited as more is known."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot import messages
from bot.keyboards import visit_keyboard
from bot.outages import Outage
from bot.settings import Settings
from pipeline.ports import Clock
from storage.outbox import OutboxKind, OutboxRow
from storage.store import Store
from storage.views import VisitView

log = logging.getLogger(__name__)

UNREACHABLE_PAUSE = timedelta(seconds=60)
LONGEST_PAUSE = 60.0
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Teller:
    """`flush` brings every chat up to what the store knows; it is run by one pump."""

    def __init__(
        self, bot: ExtBot[int], store: Store, settings: Settings, clock: Clock, trouble: Outage
    ) -> None:
        self._bot, self._store, self._settings, self._clock, self._trouble = (
            bot,
            store,
            settings,
            clock,
            trouble,
        )

    async def flush(self) -> float | None:
        rows = await self._store.outbox.due(self._clock.now())
        rows.sort(key=lambda row: row.chat_id)
        chats = [list(group) for _, group in groupby(rows, key=lambda row: row.chat_id)]
        # Chats side by side: one that is slow or blocked does not hold back another.
        await asyncio.gather(*(self._tell_chat(chat) for chat in chats))
        due = await self._store.outbox.next_due_at()
        return None if due is None else max(0.05, (due - self._clock.now()).total_seconds())

    async def _tell_chat(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            await self._tell(row)

    async def _tell(self, row: OutboxRow) -> None:
        try:
            await self._deliver(row)
            await self._trouble.worked()
        except RetryAfter as error:
            await self._later(row, _seconds(error), "Telegram asks to wait")
        except Forbidden as error:
            await self._unreachable(row, error)
        except BadRequest as error:
            await self._refused(row, error)
        except NetworkError as error:
            # The reason is logged, not told: there is no way to tell it now.
            await self._trouble.failed("Telegram does not answer; messages are kept until it does.")
            await self._later(row, min(LONGEST_PAUSE, 2.0**row.attempts), str(error))
        except TelegramError as error:
            await self._later(row, LONGEST_PAUSE, str(error))

    async def _deliver(self, row: OutboxRow) -> None:
        if row.kind is OutboxKind.NOTICE:
            sent = await self._bot.send_message(row.chat_id, row.text or "", parse_mode=ParseMode.HTML)
            await self._confirm(row, sent.message_id, None, ())
            return
        visit = await self._store.events.visit(row.visit_id) if row.visit_id is not None else None
        if visit is None:
            await self._store.outbox.lapse(row.id, "the visit is gone")
        elif row.kind is OutboxKind.VISIT:
            await self._deliver_visit(row, visit)
        else:
            await self._deliver_reply(row, visit)

    async def _deliver_visit(self, row: OutboxRow, visit: VisitView) -> None:
        caption = messages.visit_caption(visit, self._settings.zone, self._clock.now())
        faces = await self._store.events.faces_of_visit(visit.id)
        keyboard = visit_keyboard(visit, nameable=bool(faces), lock=self._settings.has_lock)
        photo = await self._photo(visit)
        shown = visit.thumbnail_path if photo else row.photo_path
        message_id = await self._put(row, caption, keyboard, photo, shown)
        await self._confirm(row, message_id, shown, [event.id for event in messages.told(visit)])

    async def _photo(self, visit: VisitView) -> bytes | None:
        return await self._store.thumbnails.read(visit.thumbnail_path) if visit.thumbnail_path else None

    async def _put(
        self,
        row: OutboxRow,
        caption: str,
        keyboard: InlineKeyboardMarkup,
        photo: bytes | None,
        shown: str | None,
    ) -> int:
        if row.message_id is None:
            return (await self._send(row, caption, keyboard, photo)).message_id
        try:
            await self._edit(
                row, row.message_id, caption, keyboard, photo if shown != row.photo_path else None
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                raise
        return row.message_id

    async def _send(
        self, row: OutboxRow, caption: str, keyboard: InlineKeyboardMarkup, photo: bytes | None
    ) -> Message:
        if photo is not None:
            return await self._bot.send_photo(
                row.chat_id,
                photo,
                caption,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                filename="visit.jpg",
            )
        return await self._bot.send_message(
            row.chat_id, caption, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )

    async def _edit(
        self,
        row: OutboxRow,
        message_id: int,
        caption: str,
        keyboard: InlineKeyboardMarkup,
        photo: bytes | None,
    ) -> None:
        where: dict[str, Any] = {"chat_id": row.chat_id, "message_id": message_id, "reply_markup": keyboard}
        if photo is not None:
            media = InputMediaPhoto(photo, caption, parse_mode=ParseMode.HTML, filename="visit.jpg")
            await self._bot.edit_message_media(media, **where)
        elif row.photo_path:
            await self._bot.edit_message_caption(caption=caption, parse_mode=ParseMode.HTML, **where)
        else:
            await self._bot.edit_message_text(caption, parse_mode=ParseMode.HTML, **where)

    async def _deliver_reply(self, row: OutboxRow, visit: VisitView) -> None:
        reply = ReplyParameters(row.reply_to, allow_sending_without_reply=True) if row.reply_to else None
        text = messages.ding_reply(visit, self._settings.zone)
        sent = await self._bot.send_message(
            row.chat_id, text, parse_mode=ParseMode.HTML, reply_parameters=reply
        )
        await self._confirm(row, sent.message_id, None, ())

    async def _confirm(
        self, row: OutboxRow, message_id: int, photo_path: str | None, events: Sequence[int]
    ) -> None:
        now = self._clock.now()
        await self._store.outbox.confirm(row.id, row.revision, message_id, photo_path, events, now)

    async def _later(self, row: OutboxRow, seconds: float, reason: str) -> None:
        await self._store.outbox.postpone(row.id, self._clock.now() + timedelta(seconds=seconds), reason)

    async def _unreachable(self, row: OutboxRow, error: Forbidden) -> None:
        if await self._store.access.set_reachable(row.chat_id, False, self._clock.now()):
            log.warning(
                "chat %d cannot be written to (%s): its messages wait until its user presses Start",
                row.chat_id,
                error,
            )
        await self._store.outbox.postpone(row.id, self._clock.now() + UNREACHABLE_PAUSE, str(error))

    async def _refused(self, row: OutboxRow, error: BadRequest) -> None:
        """Telegram will not take it as it is, however often it is sent."""
        gone = any(words in str(error).lower() for words in GONE)
        log.log(
            logging.INFO if gone else logging.ERROR, "message for chat %d given up: %s", row.chat_id, error
        )
        await self._store.outbox.lapse(row.id, str(error))


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
