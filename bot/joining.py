"""How somebody gets in: the pairing code makes the owner, an invite a resident or a guest."""

from __future__ import annotations

import logging
import re

from markupsafe import Markup
from telegram import Update, User
from telegram.constants import ChatType

from bot.callbacks import pack
from bot.context import Context
from bot.lengths import short
from bot.names import user_name
from bot.services import Services
from bot.texts import plain, say, speaking
from storage.access import Role
from storage.invites import CODE, Invite

log = logging.getLogger(__name__)

BY_CODE = "code"
"""As `audit.how`: the pairing code."""

PAIRING_CODE = re.compile(r"[A-Za-z0-9]{8}")


async def joined(update: Update, context: Context) -> bool:
    """Whether this message of a stranger brought a code that lets its sender in. Not in groups: there a
    code is read by everybody."""
    message, user = update.message, update.effective_user
    if message is None or user is None or message.chat.type != ChatType.PRIVATE or not message.text:
        return False
    code = code_in(message.text)
    if code is None:
        return False
    services = context.services
    by_pairing = await services.store.access.owner() is None
    if not await (_paired if by_pairing else let_in)(user, code, context):
        return False
    await services.store.access.met(user.id, user_name(user), user.language_code, services.now())
    return True


def code_in(text: str) -> str | None:
    """What follows /start, or a text that looks like a code: other words are no wrong try."""
    words = text.split()
    if len(words) == 2 and words[0] == "/start":
        return words[1]
    looks_like_one = len(words) == 1 and (PAIRING_CODE.fullmatch(words[0]) or CODE.fullmatch(words[0]))
    return words[0] if looks_like_one else None


async def _paired(user: User, code: str, context: Context) -> bool:
    access, now = context.services.store.access, context.services.now()
    async with context.services.store.together():
        if not await access.try_code(user.id, code, now):
            return False
        await access.make_owner(user.id, user_name(user), now, user.id, BY_CODE)
    log.info("Telegram user %d is the owner now", user.id)
    return True


async def let_in(user: User, code: str, context: Context) -> bool:
    """By an invite, which is told to the owner. False if that code lets this user in nowhere."""
    services = context.services
    async with services.store.together():
        invite = await services.store.invites.redeem(user.id, user_name(user), code, services.now())
        if invite is None:
            return False
        await _tell_owner(user, invite, services)
    log.info("Telegram user %d is a %s now, by invite %d", user.id, invite.role, invite.id)
    services.wake_teller()
    return True


async def _tell_owner(user: User, invite: Invite, services: Services) -> None:
    owner = await services.store.access.owner()
    if owner is None:
        return
    with speaking(await services.store.access.language(owner)):
        name, guest = Markup(short(user_name(user))), invite.role is Role.GUEST
        text = say("invite-joined-guest", name=name) if guest else say("invite-joined-resident", name=name)
        remove = [[(plain("button-remove"), pack("remove", user.id))]]
    await services.store.outbox.notify([owner], text, services.now(), remove)
