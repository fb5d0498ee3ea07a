"""What is said after a restore, and the list with **Keep**. Pure; HTML and inline keyboards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.household_words import group_name, role_word
from bot.lengths import short
from bot.names import unturned
from bot.texts import plain, say
from bot.times import dated
from storage.after_restore import Why
from storage.chats import ChatChoices
from storage.restored import Restore, Waiting

LABEL_LIMIT = 20
MOST_ROWS = 40
"""Telegram shows at most 100 buttons. Who is not among the first comes up when those are decided."""

Page = tuple[Markup, InlineKeyboardMarkup | None]


def told(restore: Restore, waiting: Waiting, groups: Sequence[ChatChoices], zone: tzinfo) -> Page:
    """The first words after it."""
    copy_at, at = dated(restore.copy_at, zone), dated(restore.at, zone)
    if restore.why is Why.DAMAGED:
        blocks = [say("restored-damaged", copy=copy_at, at=at)]
    else:
        blocks = [say("restored-asked", copy=copy_at, at=at)]
    blocks.append(say("restored-missing", copy=copy_at, at=at))
    blocks.append(say("restored-void"))
    if restore.aside is not None:
        blocks.append(say("restored-aside", path=str(restore.aside)))
    if groups:
        names = Markup(", ").join(Markup(short(group_name(one))) for one in groups)
        blocks.append(say("restored-groups", groups=names))
    text, keyboard = listed(waiting)
    return Markup("\n\n").join([*blocks, text]), keyboard


def listed(waiting: Waiting) -> Page:
    """Who and whose face wait, a line and a row of buttons each."""
    if not waiting:
        return say("restored-nobody-waits"), None
    lines = [say("restored-list"), *_lines(waiting)]
    rows = list(_rows(waiting))[:MOST_ROWS]
    if len(rows) > 1:
        rows.append([button(plain("restored-keep-all"), "keepall")])
    return Markup("\n").join(lines), InlineKeyboardMarkup(rows)


def _lines(waiting: Waiting) -> Iterator[Markup]:
    for member in waiting.members:
        yield say("restored-member", name=Markup(short(member.name)), role=role_word(member.role))
    for face in waiting.faces:
        name = Markup(short(face.name))
        yield say("restored-face", name=name) if face.fit else say("restored-face-unfit", name=name)


def _rows(waiting: Waiting) -> Iterator[list[InlineKeyboardButton]]:
    for member in waiting.members:
        name = _label(member.name)
        yield [
            button(plain("restored-keep", name=name), "keep", member.user_id),
            button(plain("restored-drop", name=name), "dropmember", member.user_id),
        ]
    for face in waiting.faces:
        name = _label(face.name)
        keep = (
            [button(plain("restored-keep-face", name=name), "keepface", face.person_id)] if face.fit else []
        )
        yield [*keep, button(plain("restored-drop-face", name=name), "dropface", face.person_id)]


def _label(name: str) -> str:
    return unturned(name)[:LABEL_LIMIT]
