"""/audit: what opened, might have, or changed who may; and whether a head that a message showed is in it."""

from __future__ import annotations

import re

from telegram import Update
from telegram.constants import ChatAction, ParseMode

from bot import audit_words
from bot.access import needs
from bot.acting import acting
from bot.callbacks import pressed
from bot.context import Context
from bot.private_chat import in_private
from bot.services import Services
from bot.texts import say
from storage.access import Role
from storage.audit import HEAD_DIGITS
from storage.audit_log import LogPage

PAGE = 8
HEAD = re.compile(rf"[0-9a-f]{{{HEAD_DIGITS},64}}")
NUMBER = re.compile(r"#?([0-9]{1,7})")


@needs(Role.OWNER)
async def audit(update: Update, context: Context) -> None:
    """The newest page, after all of it was checked; or one entry, by its number or its head."""
    message, services = update.effective_message, context.services
    if message is None or not await in_private(update):
        return
    async with acting(message.chat, ChatAction.TYPING):
        wanted = "".join((message.text or "").split()[1:]).lower()
        page = None if wanted else await services.store.audit.newest(PAGE)
        text = await (_newest(services, page) if page else _one(services, wanted))
    keyboard = audit_words.keyboard(page) if page else None
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.OWNER)
async def turn(update: Update, context: Context) -> None:
    """**Older** and **Newer** edit the page in place."""
    press, services = pressed(update), context.services
    entry, log = press.press.number(), services.store.audit
    older = press.press.verb == audit_words.OLDER
    page = await (log.before(entry, PAGE) if older else log.after(entry, PAGE))
    await press.answer()
    if not page.newer or not page.entries:
        page = await log.newest(PAGE)
        text = await _newest(services, page)
    else:
        text = audit_words.page(page, audit_words.page_verdict(page), services.settings.zone)
    await press.show(text, audit_words.keyboard(page))


async def _newest(services: Services, page: LogPage) -> str:
    if not page.entries:
        return say("audit-nothing")
    verdict = audit_words.verdict(await services.store.audit.examined())
    return audit_words.page(page, verdict, services.settings.zone)


async def _one(services: Services, wanted: str) -> str:
    log, zone = services.store.audit, services.settings.zone
    if HEAD.fullmatch(wanted):
        return audit_words.found(await log.with_head(wanted), wanted[:HEAD_DIGITS], zone)
    if not (number := NUMBER.fullmatch(wanted)):
        return say("audit-how")
    entry = await log.get(int(number[1]))
    if entry is None:
        return say("audit-no-entry", number=number[1])
    return "\n".join(audit_words.entry(entry, zone))
