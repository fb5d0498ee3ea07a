"""The outbox to the chat: one message a visit, edited as more is known."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot import refusals, telling
from bot.editing import says
from bot.first_send import NotToBeSent
from bot.flood import seconds
from bot.gathering import Gathering
from bot.outages import Outage
from bot.pace import Pace
from bot.telling import Sender
from bot.under_way import UnderWay
from pipeline.elapsed import elapsed
from pipeline.errors import StoreError
from pipeline.jitter import backoff, later
from pipeline.ports import Clock
from storage.outbox import ABOUT_THE_DOOR, OutboxKind, OutboxRow, OutboxState
from storage.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Rows taken in one round."""

LOOK_AGAIN = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
UNREACHABLE_PAUSE = 900.0
"""Telegram says when somebody comes back, and then all is told at once; this is for where it did not."""

LONGEST_IN_DOUBT = 600.0
"""Between silent repetitions of what may have arrived: as long as answers get lost, each may be a double."""

BEHIND = "waits with the message before it"

GRACE = 5.0
"""Seconds. At the end, what is being sent may still be confirmed: else it would be told again."""


class Teller:
    """`flush`, run by one pump, brings every chat up to what the store knows.

    Each chat has a task of its own and never two: one that is slow, blocked or told to wait does not
    hold back another. `heard`: as in Services.
    """

    def __init__(
        self,
        sender: Sender,
        store: Store,
        clock: Clock,
        trouble: Outage,
        pace: Pace,
        wake: Callable[[], None],
        heard: Mapping[int, float],
    ) -> None:
        self._sender, self._store, self._clock, self._trouble = sender, store, clock, trouble
        self._chats: UnderWay[int] = UnderWay("telling chat", wake)
        self._silent_until: dict[int, datetime] = {}
        self._failures: dict[int, int] = {}
        """By chat: how often in a row Telegram could not be reached."""
        self._pace, self._heard = pace, heard
        self._gathering = Gathering(store, sender.settings.zone, clock.now)

    async def flush(self) -> float | None:
        # As it was before the store was read: a message confirmed meanwhile is still read as due.
        busy, resting = self._chats.keys, self._pace.resting()
        rows = await self._store.outbox.due(self._clock.now(), AT_ONCE, busy | resting.keys())
        for chat_id in dict.fromkeys(row.chat_id for row in rows if row.chat_id not in busy):
            self._chats.begin(chat_id, self._tell_chat([row for row in rows if row.chat_id == chat_id]))
        if self._chats:
            return LOOK_AGAIN
        due = await self._store.outbox.next_due_at(resting.keys())
        waits = [*resting.values()] + ([] if due is None else [(due - self._clock.now()).total_seconds()])
        return max(0.05, min(waits)) if waits else None

    def clock_jumped(self) -> None:
        """How long Telegram wants which chat to wait is not known any more: it says so again."""
        self._silent_until.clear()

    async def last_round(self) -> None:
        """What was written since the last one; not while Telegram is away, since it is kept anyway."""
        if self._trouble.reason is None:
            await self.flush()

    async def stop(self) -> None:
        await self._chats.stop(GRACE)

    async def _tell_chat(self, rows: Sequence[OutboxRow]) -> None:
        """In order, until one says that the chat has to wait: then all of them wait.

        Where enough was said for a moment the rest stays due, so that what is about the door goes before it.
        """
        until = self._silent_until.pop(rows[0].chat_id, None)
        if until is not None and until > self._clock.now():
            self._silent_until[rows[0].chat_id] = until
            await self._hold(rows, until, "Telegram asked to wait")
            return
        rows = await self._gathering.left(rows)
        for place, row in enumerate(rows):
            if row.kind not in ABOUT_THE_DOOR and self._pace.wait(row.chat_id):
                return
            until = await self._tell(row)
            if until is not None:
                await self._hold(rows[place + 1 :], until, BEHIND)
                return

    async def _tell(self, row: OutboxRow) -> datetime | None:
        """Until when this whole chat has to wait; None: it may go on."""
        began = elapsed()
        try:
            # Quiet first: what is held back takes no room.
            if await self._is_silent(row) or await self._crowded(row):
                return None
            self._pace.spend(row.chat_id)
            await self._sender.deliver(row)
            await self._arrived(row)
        except NotToBeSent:
            log.info("message %d for chat %d is not sent any more", row.id, row.chat_id)
        except RetryAfter as error:
            return await self._wait(row, error)
        except ChatMigrated as error:
            # Told there, at the next round.
            await self._store.chats.moved(row.chat_id, error.new_chat_id)
            return self._clock.now()
        except Forbidden as error:
            if row.chat_id < 0 and says(error, refusals.REMOVED):
                return await self._removed(row, error)
            return await self._unreachable(row, error, began)
        except BadRequest as error:
            if says(error, refusals.UNKNOWN_CHAT + refusals.MUTED):
                return await self._unreachable(row, error, began)
            await self._refused(row, error)
        except NetworkError as error:
            return await self._away(row, error)
        except StoreError:
            # Not this message's alone. What was sent is confirmed as soon as that can be written.
            raise
        except Exception as error:
            # Whatever it is, it is this message's alone: the others must not wait for it for ever.
            await self._failed(row, error)
        return None

    async def _is_silent(self, row: OutboxRow) -> bool:
        return await self._store.silence.hold(row, self._clock.now(), self._sender.settings.zone)

    async def _crowded(self, row: OutboxRow) -> bool:
        """Whether this one, alone, has to wait, since enough was heard of its camera within a minute."""
        if row.visit_id is None or row.state is not OutboxState.PENDING or row.kind in ABOUT_THE_DOOR:
            return False
        most, now = self._sender.settings.alerts_per_minute, self._clock.now()
        return await self._store.outbox.hold_for_room(row.id, most, now) is not None

    async def _wait(self, row: OutboxRow, error: RetryAfter) -> datetime:
        log.info("Telegram asks to wait %.0f s before chat %d hears more", seconds(error), row.chat_id)
        until = self._in(seconds(error))
        # Also for what is written meanwhile.
        self._silent_until[row.chat_id] = until
        await self._postpone(row, until, "Telegram asks to wait")
        return until

    async def _away(self, row: OutboxRow, error: NetworkError) -> datetime:
        # Told to nobody, since there is no way to tell it now.
        await self._trouble.failed(telling.AWAY)
        log.info("chat %d: %s", row.chat_id, error)
        failures = self._failures.get(row.chat_id, 0)
        self._failures[row.chat_id] = failures + 1
        until = self._clock.now() + backoff(failures, FIRST_PAUSE, LONGEST_PAUSE)
        # What may have arrived rests for as often as it failed itself; meanwhile the chat hears the others.
        rest = backoff(row.attempts, FIRST_PAUSE, LONGEST_IN_DOUBT) if row.uncertain else timedelta(0)
        await self._postpone(row, max(until, self._clock.now() + rest), str(error))
        return until

    async def _arrived(self, row: OutboxRow) -> None:
        await self._trouble.worked()
        if self._failures.pop(row.chat_id, 0):
            # It may have been a new message, while those before it still rest.
            await self._store.outbox.release(row.chat_id, BEHIND, self._clock.now())
        if await self._store.access.set_reachable(row.chat_id, True, self._clock.now()):
            log.info("chat %d can be written to again", row.chat_id)

    async def _removed(self, row: OutboxRow, error: Forbidden) -> datetime:
        """Telegram mostly says so by an update; not where the bot was off for days."""
        log.warning("not in group %d any more (%s): nothing is told there", row.chat_id, error)
        await self._store.chats.left(row.chat_id)
        return self._clock.now()

    async def _unreachable(self, row: OutboxRow, error: TelegramError, began: float) -> datetime:
        if self._heard.get(row.chat_id, 0.0) > began:
            # Its user came back while this was on its way, and may say nothing more. Told at the next round.
            return self._clock.now()
        if await self._store.access.set_reachable(row.chat_id, False, self._clock.now()):
            log.warning(
                "chat %d cannot be written to (%s): its messages wait until its user presses Start",
                row.chat_id,
                error,
            )
        until = self._clock.now() + later(timedelta(seconds=UNREACHABLE_PAUSE))
        await self._postpone(row, until, str(error))
        return until

    async def _refused(self, row: OutboxRow, error: BadRequest) -> None:
        """Telegram will not take it as it is, however often it is sent."""
        gone = says(error, refusals.GONE)
        if row.kind is OutboxKind.SUMMARY and not gone:
            await self._refused_summary(row, error)
            return
        log.log(
            logging.INFO if gone else logging.ERROR, "message for chat %d given up: %s", row.chat_id, error
        )
        await self._store.outbox.lapse_shown(row, str(error))

    async def _refused_summary(self, row: OutboxRow, error: BadRequest) -> None:
        """Alone, what it tells would only be gathered into another one: so in the end it goes with it."""
        if not telling.is_refused(row):
            await self._failed(row, error)
            return
        log.error("summary for chat %d given up, in one sentence too: %s", row.chat_id, error)
        if row.message_id is None:
            await self._store.late_news.give_up(row.id, str(error))
        else:
            await self._store.outbox.lapse_shown(row, str(error))

    async def _failed(self, row: OutboxRow, error: Exception) -> None:
        traced = None if isinstance(error, TelegramError) else error
        log.error("message %d for chat %d not told: %s", row.id, row.chat_id, error, exc_info=traced)
        await self._postpone(row, self._in(LONGEST_PAUSE), f"{type(error).__name__}: {error}")

    async def _postpone(self, row: OutboxRow, until: datetime, reason: str) -> None:
        await self._store.outbox.postpone(row.id, until, reason)

    async def _hold(self, rows: Sequence[OutboxRow], until: datetime, reason: str) -> None:
        await self._store.outbox.hold([row.id for row in rows], until, reason)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)
