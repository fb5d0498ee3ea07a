"""/status: how the doorman is, in lines that are true now."""

from __future__ import annotations

import asyncio
import shutil
from html import escape
from pathlib import Path

from telegram import Update
from telegram.constants import ParseMode

from bot import messages
from bot.access import needs
from bot.context import Context
from bot.services import Services
from bot.times import ago, dated
from pipeline.errors import LockError
from pipeline.pool import PoolState
from storage.access import Role

THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")


@needs(Role.RESIDENT)
async def status(update: Update, context: Context) -> None:
    services = context.services
    lines = [
        "<b>How I am</b>",
        _cameras(services),
        _ring(services),
        await _lock(services),
        *_models(services),
        await _queue(services),
        _inference(services),
        await _disk(services),
        *_temperature(),
        *await _unreachable(services),
        f"⏱ Running since {dated(services.started_at, services.settings.zone)}",
    ]
    if update.effective_message:
        await update.effective_message.reply_text("\n".join(lines), parse_mode=ParseMode.HTML)


def _cameras(services: Services) -> str:
    if not services.cameras:
        return "📷 No camera: Ring's account shows no doorbell camera yet"
    named = [
        escape(camera.name) + (f" (battery {camera.battery} %)" if camera.battery is not None else "")
        for camera in services.cameras
    ]
    return "📷 " + ", ".join(named)


def _ring(services: Services) -> str:
    trouble = services.ring_trouble
    if trouble.reason:
        return f"⚠️ Ring: {escape(trouble.reason)}"
    if trouble.last_success is None:
        return "📡 Ring has not been asked yet"
    return f"📡 Last poll {ago(services.now() - trouble.last_success)}"


async def _lock(services: Services) -> str:
    if services.lock is None:
        return "🚪 No lock is set up (SWITCHBOT_TOKEN, SWITCHBOT_SECRET, SWITCHBOT_LOCK_ID)"
    try:
        return messages.lock_state(services.lock.name, await services.lock.status())
    except LockError as error:
        return f"🚪 {escape(str(error))}"


def _models(services: Services) -> list[str]:
    described = services.pool.describe()
    trouble = [f"⚠️ {escape(described.trouble)}; clips wait"] if described.trouble else []
    return trouble + _eyes(described)


def _eyes(described: PoolState) -> list[str]:
    if described.poorer:
        return [f"👁 {messages.POORER_MODE}", f"     {escape(described.why or '')}"]
    if not described.ready:
        return [] if described.trouble else ["👁 The models are being loaded"]
    seeing = f"👁 {escape(described.detector)}, {described.workers} worker{'s' * (described.workers != 1)}"
    return [seeing, f"     {escape(described.why)}"] if described.why else [seeing]


async def _queue(services: Services) -> str:
    waiting = await services.store.events.waiting()
    return f"🗂 {waiting} clip{'s' * (waiting != 1)} waiting to be looked at"


def _inference(services: Services) -> str:
    last = services.pool.describe().inference_ms
    return "🧮 No frame looked at yet" if last is None else f"🧮 {last:.0f} ms a frame in the last clip"


async def _disk(services: Services) -> str:
    usage = await asyncio.to_thread(shutil.disk_usage, services.settings.db_path.parent)
    return f"💾 {usage.free / 2**30:.1f} GiB of {usage.total / 2**30:.0f} GiB free"


def _temperature() -> list[str]:
    try:
        return [f"🌡 {int(THERMAL.read_text()) / 1000:.0f} °C"]
    except (OSError, ValueError):
        # Not every machine has a sensor; then there is nothing to say.
        return []


async def _unreachable(services: Services) -> list[str]:
    owner = await services.store.access.owner()
    lines = []
    for chat in await services.store.access.unreachable():
        pending = await services.store.outbox.pending_for(chat.chat_id)
        name = "the owner" if chat.user_id == owner else f"chat {chat.chat_id}"
        waiting = "1 message waits" if pending == 1 else f"{pending} messages wait"
        lines.append(f"✉️ {waiting} until {name} presses Start in this bot's chat")
    return lines
