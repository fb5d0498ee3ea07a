"""The composition root: everything is built here, opened in post_init and closed in post_shutdown."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from typing import cast

from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import HTTPXRequest

from bot import backups, house_rules, menus, planning, restored, until
from bot.application import DoorApplication
from bot.assembly import Assembly
from bot.certificates import trusted
from bot.context import SERVICES, App, Context
from bot.control import ControlSocket, refusal
from bot.duties import DutyReader
from bot.ears import Ears
from bot.health.keepalive import Keepalive
from bot.intake import Intake
from bot.jobs import add_jobs
from bot.listening import LastingUpdater
from bot.order import PerChatOrder
from bot.routes import BACKUPS, DUTIES, INSTEAD, LOCK_DUTIES, add_routes
from bot.services import Services
from bot.settings import Settings
from bot.urgency import Shares
from pipeline.pool import Pool
from storage.numbers import this_boot
from storage.store import Store

log = logging.getLogger(__name__)

# Durations come as timedelta; without it every RetryAfter carries a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def build_application(settings: Settings, keepalive: Keepalive | None = None) -> App:
    """Opens nothing yet. `keepalive` hears when all runs."""
    stack = AsyncExitStack()
    opening: asyncio.Task[None] | None = None

    async def open_(application: App) -> None:
        nonlocal opening
        opening = asyncio.create_task(open_services(application, settings, stack, keepalive), name="opening")
        await opening

    async def fall_silent(application: App) -> None:
        # Before the bot's own connections close: what is being sent may still be confirmed.
        await application.bot_data[SERVICES].fall_silent()

    async def close(_: App) -> None:
        if opening is not None and not opening.done():
            # Told to end while still opening: it must not go on opening behind our back.
            opening.cancel()
            await asyncio.wait([opening])
        await stack.aclose()

    application = (
        ApplicationBuilder()
        .application_class(DoorApplication)
        .updater(LastingUpdater(_bot(settings), asyncio.Queue()))
        .concurrent_updates(PerChatOrder())
        .context_types(ContextTypes(context=Context))
        .post_init(open_)
        .post_stop(fall_silent)
        .post_shutdown(close)
        .build()
    )
    # The builder does not learn the bot's type from the updater.
    return cast(App, application)


def _bot(settings: Settings) -> Ears:
    """The token is there: preflight has seen to it."""
    assert settings.telegram_bot_token is not None
    return Ears(
        settings.telegram_bot_token.get_secret_value(),
        f"{settings.telegram_api_url}/bot",
        f"{settings.telegram_api_url}/file/bot",
        # A photo may take longer to be taken in than the 5 s after which PTB calls it lost.
        request=HTTPXRequest(
            connection_pool_size=256,
            read_timeout=20,
            write_timeout=20,
            media_write_timeout=60,
            httpx_kwargs={"verify": trusted()},
        ),
        rate_limiter=Shares(),
    )


async def open_services(
    application: App, settings: Settings, stack: AsyncExitStack, keepalive: Keepalive | None = None
) -> None:
    store = await stack.enter_async_context(await _open_store(settings))
    # Before the first number is given.
    await store.numbers.begin(this_boot(), datetime.now(UTC))
    await store.late_news.left_behind(datetime.now(UTC))
    # What the run before left, before this one can add to it.
    unfinished, former = await store.locks.unresolved(), await store.questions.confirmations()
    await store.questions.void(datetime.now(UTC))
    pool = await _open_pool(settings, stack)
    assembly = Assembly(application, settings, store, pool, stack)
    services = application.bot_data[SERVICES] = assembly.services()
    services.health = assembly.health(services)
    await services.faces.load()
    await house_rules.adopt(services)
    control = ControlSocket(settings.db_path, services, partial(menus.refresh, application))
    await control.start()
    stack.push_async_callback(control.stop)
    await first_words(services)
    await planning.begin(services)
    assembly.start(assembly.pumps.duties, DutyReader(services, DUTIES).work)
    assembly.start(assembly.pumps.relocking, DutyReader(services, LOCK_DUTIES, INSTEAD).work)
    await restored.tell(services)
    await backups.warn_of_one_disk(services)
    assembly.start(assembly.pumps.backing_up, DutyReader(services, BACKUPS).work)
    # Beside the loop, and nobody waits for it: an ending does not disturb it, nor it the ending.
    asyncio.get_running_loop().run_in_executor(None, until.warm)
    add_routes(application)
    await _take_in(application, assembly.intake(services))
    add_jobs(application, services, unfinished, former)
    if keepalive is not None:
        keepalive.ready(assembly.progress(services.health).complaint, services.health.line)


async def _take_in(application: App, intake: Intake) -> None:
    """From here on; first of all what the run before left undone."""
    assert isinstance(application, DoorApplication)
    assert isinstance(application.bot, Ears)
    for update in await intake.resume():
        await application.update_queue.put(update)
    application.intake = intake
    application.bot.hand_to(intake.take_in)


async def _open_pool(settings: Settings, stack: AsyncExitStack) -> Pool:
    pool = Pool(
        settings.models_dir,
        rules=settings.rules,
        workers=settings.analysis_workers,
        nice=settings.analysis_nice,
    )
    await pool.start()
    stack.push_async_callback(pool.stop)
    return pool


def _open_store(settings: Settings) -> Awaitable[Store]:
    keep_strangers = settings.stranger_days > 0
    return Store.open(
        settings.db_path,
        settings.thumbnails_dir,
        keep_strangers=keep_strangers,
        audit_key_file=settings.audit_key,
    )


async def first_words(services: Services) -> None:
    """Who the owner is, or how to become it."""
    access, preset = services.store.access, services.settings.owner_id
    if await access.owner() is None and preset is not None:
        await access.make_owner(preset, None, services.now(), how="setting")
    if await access.owner() is None:
        code = await access.new_code(services.now())
        print(f"Pairing code: {code} (15 min)", flush=True)
        if note := await refusal(access, services.now(), services.settings.zone):
            log.warning("%s", note)
