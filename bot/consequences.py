"""Which updates change something, which would move the lock, and which only ask.

Every command and every verb of a button stands here once; a test sees to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from telegram import Message, Update
from telegram.constants import ChatType

from bot.callbacks import parse
from bot.face_words import introduced
from bot.joining import code_in
from bot.urgency import command_of


class Consequence(Enum):
    ASKS = auto()
    """Whoever gets no answer asks again: it is not stored."""
    CHANGES = auto()
    """Stored before Telegram forgets it, and taken up again after a start."""
    MOVES = auto()
    """As CHANGES, but after a start refused: it would move the lock, or lead to it."""


ASKS, CHANGES, MOVES = Consequence


def _each(**names: str) -> Mapping[str, Consequence]:
    return {name: Consequence[kind.upper()] for kind, given in names.items() for name in given.split()}


COMMANDS = _each(
    asks=(
        "help events event last why heatmap stats digest people door passes pin status photo settings "
        "household audit diag health backup"
    ),
    changes="start expect lockdown away cancel snooze quiet invite",
    moves="unlock lock",
)

VERBS = _each(
    asks=(
        "older newer find see event clip why heat heatcam heatwho heatback stats people person photos "
        "visits strangers stranger facedoor quiet quietof quietno snoozes snoozewhat held quiethours help "
        "photo settings household member remove auditolder auditnewer delphoto facereal mypin health restored"
    ),
    changes=(
        "heatdark who which is save past leave not addphoto delphotonow rename merge mergewith mergenow "
        "forget forgetnow mayopen opennow namesonly faceon faceoff facehours facenight facerealnow "
        "nameall drop cancel mypinnow lockdownoff revoke expectwho expectwhen expectonce expectno snooze "
        "snoozeend snoozeall quietset pierce hears hearscamera hearsall chartlook house group role key "
        "star faceother widen expectok keep keepface keepall dropmember dropface "
        "grant removenow makeowner handover resetpin silence invite share void"
    ),
    moves="unlock confirm digit locknow letin",
)

_DIGITS = re.compile(r"[0-9 ]+", re.ASCII)
"""A PIN or a code: what asked for it ends with the run, and nothing of it is to be kept."""


def consequence(update: object) -> Consequence:
    """By what it is, whoever sent it."""
    if not isinstance(update, Update):
        return ASKS
    if update.callback_query is not None:
        return VERBS.get(parse(update.callback_query.data or "").verb, ASKS)
    if update.my_chat_member is not None:
        return CHANGES
    return ASKS if update.message is None else _of_message(update.message)


def _of_message(message: Message) -> Consequence:
    if message.migrate_to_chat_id is not None or message.new_chat_title is not None:
        return CHANGES
    if (command := command_of(message)) == "start" and not code_in(message.text or ""):
        return ASKS
    if command is not None:
        return COMMANDS.get(command, ASKS)
    if message.photo or message.document:
        return CHANGES if message.chat.type == ChatType.PRIVATE else ASKS
    return CHANGES if message.text and not _DIGITS.fullmatch(message.text) else ASKS


def is_for_us(message: Message, bot_id: int) -> bool:
    """Text in a group that names somebody: a reply to us, or words that introduce."""
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    return to_us or introduced(message.text or "") is not None


def brings_a_code(update: Update) -> bool:
    """Which may let a stranger in."""
    message = update.message
    private = message is not None and message.chat.type == ChatType.PRIVATE
    return private and message is not None and code_in(message.text or "") is not None
