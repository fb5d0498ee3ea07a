"""What Telegram delivers is stored before Telegram forgets it, as far as it changes something; and done once.

Strangers get no row: only a code that may let somebody in is kept, and never more of those than may be tried
within an hour. What else they say ends here, so that a flood of it fills neither the store nor the memory.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from markupsafe import Markup
from telegram import Bot, Message, Update
from telegram.constants import ChatType

from bot import knocks
from bot.consequences import Consequence, brings_a_code, consequence, is_for_us
from bot.ears import NotTakenIn
from bot.error_words import spoken
from bot.outages import Outage
from bot.services import Services
from bot.texts import plain, say, speaking
from bot.times import dated
from bot.urgency import command_of
from bot.what_was_said import what_was_said
from pipeline.errors import StoreError
from storage.in_hand import InHand, Outcome, taken
from storage.inbox import Acquaintance, Kept, Letter
from storage.pairing import WRONG_IN_ALL

log = logging.getLogger(__name__)

MOST_TRIES = 10
"""Starts that take up the same update: what kills the bot must not kill it for ever. Many, since a computer
that loses its power again and again kills it too, and a start is slow."""


@dataclass(slots=True)
class Intake:
    """`trouble`: the store takes nothing, so whatever would change something waits at Telegram."""

    services: Services
    bot: Bot
    trouble: Outage
    _open: set[int] = field(default_factory=set)
    """Stored, and not answered yet: waiting in this process, or being answered."""
    _again: set[int] = field(default_factory=set)
    """Of those, what a run before this one has stored."""
    _strangers: dict[int, int] = field(default_factory=dict)
    """Of those, what strangers have said: whose it is, by Telegram's number."""
    _owed: dict[int, Outcome] = field(default_factory=dict)
    """Answered; but the store did not take that."""

    async def take_in(self, updates: Sequence[Update]) -> tuple[Update, ...]:
        """What is to be handled of these. NotTakenIn where the store takes none of it: all stays at Telegram.

        The last one's id stays the last, since that is what moves Telegram's offset on.
        """
        if not updates:
            return ()
        self._strangers = {number: user for number, user in self._strangers.items() if number in self._open}
        # Before anybody is looked up: by the end of it some of them may be let in.
        knocking = frozenset(self._strangers.values())
        changing: list[Update] = []
        try:
            known = await self._acquaintance(updates)
            changing = [one for one in updates if self._changes(one, known, knocking)]
            knocking |= frozenset(self._strangers.values())
            # As it was before: one that is answered while these are kept is not theirs to answer again.
            before = {one.update_id for one in changing} & self._open
            again = before | await self._keep(changing)
        except StoreError as error:
            return await self._untaken(error, updates, changing)
        strangers = [one for one in updates if _is_noise(one, known, knocking)]
        await self._count(strangers)
        self._open |= {one.update_id for one in changing} - again
        left_out = again | {one.update_id for one in strangers}
        heard = [one for one in updates if one.update_id not in left_out]
        if updates[-1].update_id in left_out:
            heard.append(Update(updates[-1].update_id))
        return tuple(heard)

    async def _untaken(
        self, error: StoreError, updates: Sequence[Update], changing: Sequence[Update]
    ) -> tuple[Update, ...]:
        """What came before the first that would be lost is answered; the rest is delivered again."""
        log.error("what would change something waits at Telegram: %s", error)
        if self.services.store.db.trouble is None:
            # Else it is told by the store's own watch.
            await self.trouble.failed(lambda: plain("inbox-waits", why=spoken(error)), certain=True)
        first = changing[0].update_id if changing else updates[0].update_id
        before = tuple(one for one in updates if one.update_id < first)
        if not before:
            raise NotTakenIn(str(error)) from error
        return before

    async def _acquaintance(self, updates: Sequence[Update]) -> Acquaintance:
        users = {one.effective_user.id for one in updates if one.effective_user}
        chats = {one.effective_chat.id for one in updates if one.effective_chat}
        return await self.services.store.inbox.acquaintance(users, chats, self.services.now())

    def _changes(self, update: Update, known: Acquaintance, knocking: Collection[int]) -> bool:
        """Whether it is to be stored."""
        user, chat = update.effective_user, update.effective_chat
        if chat is None or consequence(update) is Consequence.ASKS:
            return False
        if user is None or user.id not in known.users:
            of_the_chat = _is_of_the_chat(update)
            return chat.id in known.chats if of_the_chat else self._may_let_in(update, known, knocking)
        message = update.message
        if message is None or chat.type == ChatType.PRIVATE or not _is_plain(message):
            return True
        return (user.id, chat.id) in known.talking or is_for_us(message, self.bot.id)

    def _may_let_in(self, update: Update, known: Acquaintance, knocking: Collection[int]) -> bool:
        """Or is said behind what may: whoever sends a code and goes on talking is known in a moment."""
        user = update.effective_user
        if user is None or len(self._strangers) >= WRONG_IN_ALL:
            return False
        goes_on = user.id in knocking or user.id in self._strangers.values()
        if not goes_on and not (known.takes_codes and brings_a_code(update)):
            return False
        self._strangers[update.update_id] = user.id
        return True

    async def _keep(self, changing: Sequence[Update]) -> frozenset[int]:
        """Those that were done before."""
        if not changing:
            return frozenset()
        letters = [Letter(one.update_id, one.to_json()) for one in changing]
        done = await self.services.store.inbox.keep(letters, self.services.now())
        await self.trouble.worked()
        await self._settle()
        for number in sorted(done):
            log.warning("update %d was delivered again: it is done already", number)
        for number in done:
            self._strangers.pop(number, None)
        return done

    async def _count(self, strangers: Sequence[Update]) -> None:
        for one in strangers:
            try:
                await knocks.knocked(one, self.services)
            except StoreError as error:
                log.warning("strangers are not counted: %s", error)
                return

    @asynccontextmanager
    async def answering(self, update: Update) -> AsyncIterator[None]:
        """Around all that handles it. Whatever became of it, it is done then; unless the bot ends before."""
        number = update.update_id
        if number not in self._open:
            yield
            return
        again = number in self._again
        with taken(InHand(number, self.services.now, again)) as one:
            if again:
                await self._tried(number)
            yield
        await self._close(number, one.outcome)

    async def _tried(self, number: int) -> None:
        try:
            await self.services.store.inbox.taken_up(number)
        except StoreError as error:
            log.warning("that update %d is taken up again is not on record: %s", number, error)

    async def _close(self, number: int, outcome: Outcome) -> None:
        self._owed[number] = outcome
        await self._settle()

    async def _settle(self) -> None:
        """What the store does not take now it takes with the next."""
        for number, outcome in list(self._owed.items()):
            try:
                await self.services.store.inbox.close(number, outcome, self.services.now())
            except StoreError as error:
                log.error("that update %d is done is not on record yet: %s", number, error)
                return
            self._owed.pop(number, None)
            self._strangers.pop(number, None)
            for numbers in (self._open, self._again):
                numbers.discard(number)

    async def resume(self) -> list[Update]:
        """At a start: what the run before did not come to, in order, to be handled before what is new.

        What it did but could not say is said now.
        """
        waiting = []
        for kept in await self.services.store.inbox.open():
            update = self._read(kept.letter)
            if update is None:
                await self.services.store.inbox.close(
                    kept.letter.update_id, Outcome.FAILED, self.services.now()
                )
            elif kept.is_done or kept.tries >= MOST_TRIES:
                await self._say_how_it_ended(update, kept)
            else:
                log.warning("update %d is taken up again", update.update_id)
                self._open.add(update.update_id)
                self._again.add(update.update_id)
                waiting.append(update)
        return waiting

    def _read(self, letter: Letter) -> Update | None:
        try:
            return Update.de_json(json.loads(letter.payload), self.bot)
        except Exception as error:
            log.error("update %d is stored, but cannot be read (%s)", letter.update_id, type(error).__name__)
            return None

    async def _say_how_it_ended(self, update: Update, kept: Kept) -> None:
        services, chat = self.services, update.effective_chat
        outcome = Outcome.DONE if kept.is_done else Outcome.FAILED
        async with services.store.together():
            withdrawn = await self._unseen_invite_withdrawn(update, kept)
            if chat is not None and not await self._is_told_otherwise(update):
                with speaking(await services.store.access.language(chat.id)):
                    text = self._how_it_ended(update, kept)
                    if withdrawn:
                        text = Markup("\n").join([text, say("inbox-invite-void")])
                await services.store.outbox.notify([chat.id], text, services.now())
            await services.store.inbox.close(update.update_id, outcome, services.now())
        services.wake_teller()

    async def _unseen_invite_withdrawn(self, update: Update, kept: Kept) -> bool:
        """A code is shown once. What was said after this in their own chat was not handled any more."""
        user, chat = update.effective_user, update.effective_chat
        if not kept.is_done or user is None or chat is None or chat.id != user.id:
            return False
        invites = self.services.store.invites
        return await invites.withdraw_unseen(user.id, kept.received_at, self.services.now())

    async def _is_told_otherwise(self, update: Update) -> bool:
        """By bot/unfinished.py, which looks what the lock did; or not at all, since it is a stranger's."""
        store, user = self.services.store, update.effective_user
        if consequence(update) is Consequence.MOVES and await store.locks.unresolved():
            return True
        return user is None or await store.access.role(user.id) is None

    def _how_it_ended(self, update: Update, kept: Kept) -> Markup:
        said, at = what_was_said(update), dated(kept.received_at, self.services.settings.zone)
        if kept.is_done:
            return say("inbox-done", said=said, at=at)
        return say("inbox-given-up", said=said, at=at, count=kept.tries)


def _is_noise(update: Update, known: Acquaintance, knocking: Collection[int]) -> bool:
    """A stranger's, in private, and no code that might let them in: the gate would let nothing of it pass.

    Not where they have sent one: that is looked at first.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.id in known.users or chat is None or chat.type != ChatType.PRIVATE:
        return False
    if user.id in knocking:
        return False
    return bool(update.message or update.callback_query) and not (known.takes_codes and brings_a_code(update))


def _is_of_the_chat(update: Update) -> bool:
    """Told by Telegram itself, whoever caused it."""
    return update.my_chat_member is not None or (
        update.message is not None and update.effective_message is not None and _is_service(update.message)
    )


def _is_service(message: Message) -> bool:
    return message.migrate_to_chat_id is not None or message.new_chat_title is not None


def _is_plain(message: Message) -> bool:
    """Words that are no command."""
    return bool(message.text) and command_of(message) is None
