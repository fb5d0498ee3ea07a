"""/backup: a fresh backup, encrypted on the machine, as a file; or where it lies, if it is too large."""

from __future__ import annotations

import logging
from pathlib import Path

from markupsafe import Markup
from telegram import Bot, InputFile, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot.access import needs
from bot.archive import MOST_BYTES, Sealed
from bot.chat_action import showing
from bot.context import Context
from bot.error_words import spoken
from bot.private_chat import in_private
from bot.services import Services
from bot.texts import say
from bot.times import dated
from pipeline.errors import StoreError
from storage.access import Role
from storage.disk import LONGEST_LOOK
from storage.passphrase import read

log = logging.getLogger(__name__)

UPLOAD_SECONDS = 600


@needs(Role.OWNER)
async def backup(update: Update, context: Context) -> None:
    chat, user, services = update.effective_chat, update.effective_user, context.services
    if chat is None or user is None or not await in_private(update):
        return
    refusal = await _refusal(services)
    if refusal is not None:
        await chat.send_message(refusal, parse_mode=ParseMode.HTML)
        return
    await chat.send_message(say("backup-begun"), parse_mode=ParseMode.HTML)
    # Beside the handler: whatever else the owner asks meanwhile does not wait for it.
    services.backups.begin(_bring(context.bot, services, chat.id, user.id))


async def _refusal(services: Services) -> Markup | None:
    if services.backups.under_way:
        return say("backup-under-way")
    try:
        passphrase = await _passphrase(services)
    except StoreError as error:
        return say("backup-failed", reason=spoken(error))
    return say("backup-no-passphrase") if passphrase is None else None


async def _passphrase(services: Services) -> str | None:
    file = services.settings.passphrase_file
    try:
        return await services.disks["passphrase", file].run(LONGEST_LOOK, read, file)
    except TimeoutError as error:
        raise StoreError(f"The passphrase of the backups, {file}, cannot be read: {error}") from error


async def _bring(bot: Bot, services: Services, chat_id: int, user_id: int) -> None:
    """Nobody awaits this: whatever comes of it is said in the chat."""
    text: Markup | None
    try:
        async with showing(bot, chat_id, ChatAction.UPLOAD_DOCUMENT):
            text = await _sent(bot, services, chat_id, user_id)
    except StoreError as error:
        log.error("the backup that was asked for: %s", error)
        text = say("backup-failed", reason=spoken(error))
    except TelegramError as error:
        log.warning("the backup could not be sent: %s", error)
        text = say("backup-not-taken", path=str(await _newest(services)))
    except Exception:
        log.exception("the backup that was asked for")
        text = say("something-wrong")
    if text is not None:
        await services.store.outbox.notify([chat_id], text, services.now())
        services.wake_teller()


async def _newest(services: Services) -> Path:
    """Where it lies; of a folder that does not answer just now, that one."""
    folder = services.settings.backup_folder
    try:
        newest = await services.backups.newest()
    except StoreError:
        return folder
    return newest.path if newest else folder


async def _sent(bot: Bot, services: Services, chat_id: int, user_id: int) -> Markup | None:
    """What is to be said instead; None once the file is there."""
    sealed = await services.backups.seal(MOST_BYTES)
    try:
        if sealed.archive is None:
            return say("backup-too-large", size=megabytes(sealed), path=str(sealed.backup.path))
        # It took a while: who is the owner now?
        if await services.store.access.role(user_id) is not Role.OWNER:
            return None
        await _send(bot, services, chat_id, sealed, sealed.archive)
    finally:
        await services.backups.put_away(sealed)
    return None


async def _send(bot: Bot, services: Services, chat_id: int, sealed: Sealed, archive: Path) -> None:
    with await services.backups.opened(archive) as file:
        await bot.send_document(
            chat_id,
            # Not read into memory: it is read as it leaves.
            InputFile(file, filename=archive.name, read_file_handle=False),
            caption=_caption(services, sealed),
            parse_mode=ParseMode.HTML,
            read_timeout=UPLOAD_SECONDS,
            write_timeout=UPLOAD_SECONDS,
        )


def _caption(services: Services, sealed: Sealed) -> Markup:
    backup = sealed.backup
    inside = say(
        "backup-inside",
        when=dated(backup.made_at, services.settings.zone),
        events=backup.manifest.events,
        pictures=backup.manifest.pictures if sealed.with_pictures else 0,
        photos=backup.manifest.photos,
    )
    lines = [inside]
    if not sealed.with_pictures:
        lines.append(say("backup-without-pictures", path=str(backup.path)))
    return Markup("\n\n").join([*lines, say("backup-how")])


def megabytes(sealed: Sealed) -> str:
    return f"{sealed.backup.manifest.bytes / 1e6:.0f}"
