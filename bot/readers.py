"""Who reads a chat, and so which buttons are of use there. A press asks for the right again in any case."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import ChatMember, ChatMemberRestricted
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ExtBot

from pipeline.ports import Clock
from storage.access import RESIDENTS, Access

log = logging.getLogger(__name__)

REMEMBERED = timedelta(minutes=10)
PRESENT = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


@dataclass(frozen=True, slots=True)
class Reader:
    """`names`: names faces, looks at clips, silences. In a group: somebody there does."""

    names: bool
    opens: bool


class Readers:
    """Asks Telegram who is in a group, now and then; of a private chat the store knows it."""

    def __init__(self, bot: ExtBot[int], access: Access, clock: Clock) -> None:
        self._bot, self._access, self._clock = bot, access, clock
        self._present: dict[tuple[int, int], tuple[datetime, bool]] = {}

    async def of(self, chat_id: int) -> Reader:
        if chat_id > 0:
            names = await self._access.role(chat_id) in RESIDENTS
            return Reader(names, await self._access.may_move_the_door(chat_id, self._clock.now()))
        return await self._of_group(chat_id)

    async def _of_group(self, chat_id: int) -> Reader:
        names = False
        for user_id, may_open in await self._access.residents():
            if (may_open or not names) and await self._is_in(chat_id, user_id):
                names = True
                if may_open:
                    return Reader(names=True, opens=True)
        return Reader(names, opens=False)

    async def _is_in(self, chat_id: int, user_id: int) -> bool:
        now = self._clock.now()
        asked_at, present = self._present.get((chat_id, user_id), (None, False))
        if asked_at is not None and timedelta(0) <= now - asked_at < REMEMBERED:
            return present
        try:
            present = _present(await self._bot.get_chat_member(chat_id, user_id))
        except TelegramError as error:
            # A button too many says so when it is pressed; one that is missing helps nobody.
            log.info("who is in chat %d could not be asked: %s", chat_id, error)
            return True
        self._present[chat_id, user_id] = now, present
        return present


def _present(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in PRESENT
