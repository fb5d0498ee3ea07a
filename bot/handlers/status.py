"""/status: how the doorman is, in lines that are true now; what is wrong before all else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from markupsafe import Markup
from telegram import Update
from telegram.constants import ParseMode

from bot import door_words, lockdown_words
from bot.access import needs
from bot.away_words import is_away
from bot.context import Context
from bot.error_words import spoken
from bot.eye_words import because
from bot.health import status_words
from bot.health.machine import own_memory
from bot.health.vitals import Vitals
from bot.lengths import DETAIL_LIMIT, MESSAGE_LIMIT, fit, short
from bot.outages import Outage
from bot.services import Services
from bot.texts import say
from bot.times import ago, dated
from pipeline.errors import LockError, StoreError
from pipeline.pool import PoolState
from pipeline.types import Camera
from storage.access import Role, UnreachableChat

DETAIL = "     {}"

IN_FULL = 2
"""Troubles."""


@needs(Role.RESIDENT)
async def status(update: Update, context: Context) -> None:
    services = context.services
    door, door_trouble = await _door(services)
    vitals = await services.health.vitals()
    troubles = _in_brief([*_alarms(services), *_troubles(services), *door_trouble])
    troubles += await _work_trouble(services)
    troubles += [*status_words.throttled(vitals), *await _unreachable(services)]
    lines = [
        say("status-title"),
        *status_words.first(troubles, vitals),
        *await _away(services),
        *await _lockdown(services),
        *door,
        _cameras(services),
        *await _numbers(services, vitals),
        say("status-since", since=dated(services.started_at, services.settings.zone)),
    ]
    if update.effective_message:
        await update.effective_message.reply_text(fit(lines, [], MESSAGE_LIMIT), parse_mode=ParseMode.HTML)


def _alarms(services: Services) -> list[Markup]:
    health = services.health
    return status_words.alarms(health.alarms.told(), health.blindness.since, services.settings.zone)


def _troubles(services: Services) -> list[Markup]:
    """What was told as it began, and has not ended."""
    rounds, cameras = services.rounds, services.cameras
    outages = [services.store_trouble, services.ring_trouble, rounds.slow, services.camera_trouble]
    outages += _of_cameras(rounds.presence, cameras) + _of_cameras(services.troubles_of_cameras, cameras)
    outages += [services.polling_trouble, services.backups.trouble]
    reasons = dict.fromkeys(reason for one in outages if (reason := one.trouble()) is not None)
    return [say("trouble", reason=reason) for reason in reasons]


def _in_brief(troubles: list[Markup]) -> list[Markup]:
    """Each was told in full as it began. Of one or two all is said again; of more what is wrong."""
    return troubles if len(troubles) <= IN_FULL else [one.partition(". ")[0] for one in troubles]


def _of_cameras(known: dict[str, Outage], cameras: Sequence[Camera]) -> list[Outage]:
    """One that left the account was told as such, and is missed no more."""
    return [known[camera.id] for camera in cameras if camera.id in known]


async def _work_trouble(services: Services) -> list[Markup]:
    described = services.pool.describe()
    told = (
        [say("status-models-trouble", reason=Markup(short(described.trouble, DETAIL_LIMIT)))]
        if described.trouble
        else []
    )
    if services.backlog.crowded:
        told.append(say("status-coarse", count=await services.store.events.waiting()))
    elif services.health.cooling.hot:
        told.append(say("status-resting"))
    return told + (_eyes(described) if described.poorer else [])


async def _numbers(services: Services, vitals: Vitals) -> list[Markup]:
    """Of what is watched all the time; what is not known is left out."""
    described = services.pool.describe()
    waiting = [] if services.backlog.crowded else [await services.store.events.waiting()]
    return [
        status_words.clouds(vitals),
        *([] if described.poorer else _eyes(described)),
        *(say("status-queue", count=count) for count in waiting),
        status_words.frame(vitals, described.inference_ms),
        *status_words.machine(vitals, await asyncio.to_thread(own_memory)),
        *_on_card(services),
        await _backup(services),
        *status_words.clocks(vitals),
    ]


def _cameras(services: Services) -> Markup:
    if not services.cameras:
        return say("status-no-camera")
    return say("status-cameras", cameras=Markup(", ").join(_camera(camera) for camera in services.cameras))


def _camera(camera: Camera) -> Markup:
    name = Markup(short(camera.name))
    if camera.offline:
        return say("status-offline", name=name)
    return name if camera.battery is None else say("status-battery", name=name, percent=camera.battery)


async def _door(services: Services) -> tuple[list[Markup], list[Markup]]:
    """Its state, and what is wrong with it."""
    if services.doorman is None:
        return [say("status-no-lock")], []
    try:
        return [door_words.state(await services.doorman.status())], []
    except (LockError, StoreError) as error:
        return [], [say("status-lock-trouble", reason=spoken(error))]


async def _away(services: Services) -> list[Markup]:
    absence = await services.store.away.current(services.now())
    return [] if absence is None else [is_away(absence, services.now(), services.settings.zone)]


async def _lockdown(services: Services) -> list[Markup]:
    in_force = await services.store.lockdown.in_force()
    return [lockdown_words.standing(in_force, services.now(), services.settings.zone)] if in_force else []


def _eyes(described: PoolState) -> list[Markup]:
    told = because(described.because)
    detail = [Markup(DETAIL).format(told)] if told else []
    if described.poorer:
        return [say("status-poorer"), *detail]
    if not described.ready:
        return [] if described.trouble else [say("status-loading")]
    return [say("status-workers", detector=described.detector, count=described.workers), *detail]


def _on_card(services: Services) -> list[Markup]:
    found = services.keeper.on_card
    return [found.in_short()] if found else []


async def _backup(services: Services) -> Markup:
    try:
        newest = await services.backups.newest()
        one_disk = await services.backups.on_one_disk()
    except StoreError:
        return say("status-backup-unread")
    if newest is None:
        return say("status-no-backup")
    since = ago(services.now() - newest.made_at)
    told = say("status-backup-same-disk", ago=since) if one_disk else say("status-backup", ago=since)
    missing = newest.manifest.missing
    return Markup("{}; {}").format(told, say("status-backup-missing", count=missing)) if missing else told


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
