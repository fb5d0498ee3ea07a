"""/status: how the doorman is, in lines that are true now."""

from __future__ import annotations

import asyncio

from markupsafe import Markup
from telegram import Update
from telegram.constants import ParseMode

from bot import door_words, lockdown_words
from bot.access import needs
from bot.away_words import is_away
from bot.context import Context
from bot.error_words import spoken
from bot.health import status_words
from bot.health.machine import own_memory
from bot.lengths import short
from bot.services import Services
from bot.texts import say
from bot.times import ago, dated
from pipeline.errors import LockError, StoreError
from pipeline.pool import PoolState
from pipeline.types import Camera
from storage.access import Role, UnreachableChat

DETAIL = "     {}"


@needs(Role.RESIDENT)
async def status(update: Update, context: Context) -> None:
    services, health = context.services, context.services.health
    vitals = await health.vitals()
    lines = [
        say("status-title"),
        *status_words.alarms(health.alarms.told(), health.blindness.since, services.settings.zone),
        *_store(services),
        _cameras(services),
        _ring(services),
        await _lock(services),
        *await _away(services),
        *await _lockdown(services),
        *_models(services),
        say("status-queue", count=await services.store.events.waiting()),
        *await _unreachable(services),
        status_words.frame(vitals, services.pool.describe().inference_ms),
        *status_words.machine(vitals, await asyncio.to_thread(own_memory)),
        *_on_card(services),
        await _backup(services),
        *status_words.clouds(vitals),
        say("status-since", since=dated(services.started_at, services.settings.zone)),
    ]
    if update.effective_message:
        await update.effective_message.reply_text("\n".join(lines), parse_mode=ParseMode.HTML)


def _cameras(services: Services) -> Markup:
    if not services.cameras:
        return say("status-no-camera")
    return say("status-cameras", cameras=Markup(", ").join(_camera(camera) for camera in services.cameras))


def _camera(camera: Camera) -> Markup:
    name = Markup(short(camera.name))
    return name if camera.battery is None else say("status-battery", name=name, percent=camera.battery)


def _ring(services: Services) -> Markup:
    trouble = services.ring_trouble
    if reason := trouble.trouble():
        return say("trouble", reason=reason)
    if trouble.last_success is None:
        return say("status-ring-not-asked")
    return say("status-ring-polled", ago=ago(services.now() - trouble.last_success))


async def _lock(services: Services) -> Markup:
    if services.doorman is None:
        return say("status-no-lock")
    try:
        return door_words.state(await services.doorman.status())
    except (LockError, StoreError) as error:
        return say("status-lock-trouble", reason=spoken(error))


async def _away(services: Services) -> list[Markup]:
    absence = await services.store.away.current(services.now())
    return [] if absence is None else [is_away(absence, services.now(), services.settings.zone)]


async def _lockdown(services: Services) -> list[Markup]:
    in_force = await services.store.lockdown.in_force()
    return [lockdown_words.standing(in_force, services.now(), services.settings.zone)] if in_force else []


def _models(services: Services) -> list[Markup]:
    described = services.pool.describe()
    trouble = [say("status-models-trouble", reason=described.trouble)] if described.trouble else []
    return trouble + _eyes(described)


def _eyes(described: PoolState) -> list[Markup]:
    detail = [Markup(DETAIL).format(described.why)] if described.why else []
    if described.poorer:
        return [say("status-poorer"), *detail]
    if not described.ready:
        return [] if described.trouble else [say("status-loading")]
    return [say("status-workers", detector=described.detector, count=described.workers), *detail]


def _store(services: Services) -> list[Markup]:
    reason = services.store_trouble.trouble()
    return [say("trouble", reason=reason)] if reason else []


def _on_card(services: Services) -> list[Markup]:
    found = services.keeper.on_card
    return [found.in_short()] if found else []


async def _backup(services: Services) -> Markup:
    newest = await services.backups.newest()
    if newest is None:
        return say("status-no-backup")
    since = ago(services.now() - newest.made_at)
    if await services.backups.on_one_disk():
        return say("status-backup-same-disk", ago=since)
    return say("status-backup", ago=since)


async def _unreachable(services: Services) -> list[Markup]:
    return [await _waiting(services, chat) for chat in await services.store.access.unreachable()]


async def _waiting(services: Services, chat: UnreachableChat) -> Markup:
    store = services.store
    pending = await store.outbox.pending_for(chat.chat_id)
    if chat.user_id is None:
        group = await store.chats.get(chat.chat_id)
        title = Markup(short(group.title)) if group and group.title else str(chat.chat_id)
        return say("status-unreachable-group", count=pending, who=title)
    if chat.user_id == await store.access.owner():
        return say("status-unreachable", count=pending, who=say("status-the-owner"))
    member = await store.household.member(chat.user_id)
    name = Markup(short(member.name)) if member else str(chat.user_id)
    return say("status-unreachable", count=pending, who=name)
