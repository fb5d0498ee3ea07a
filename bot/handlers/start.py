"""/start and /help: the first words."""

from __future__ import annotations

from html import escape

from telegram import Update
from telegram.constants import ParseMode

from bot.context import Context

WELCOME = """<b>Hello, I am Latchkey, your doorman.</b>

When somebody comes to the door I send you one message with the best picture and who it is. Press <b>Who is it?</b> under it to tell me a name: from then on I know that face.

/events shows what happened, /status how I am, /help everything else.

{state}"""

HELP = """<b>What I do</b>
I watch {cameras}. Each visit is one message here, and I edit it as I learn more. Somebody ringing is always told, at once; motion only when there is a person.

<b>What you can say</b>
/events: what happened, with pictures; also /events strangers yesterday
/last: the last visit; /event 12 and /why 12: one of them, and why you were told or not
Or just ask: who came yesterday?
/heatmap: when your door is busy
/stats: visits in numbers
/snooze: a while without alerts, of everything, a camera or a person
/quiet: quiet hours, every week
/digest: the past week at the door
/door: the lock's state
/unlock: open the door, after a confirmation
/lock: lock the door
/status: cameras, models, and how I am

<b>Under an alert</b>
<b>Who is it?</b>: tell me a stranger's name
<b>Why</b>: what I saw and why I told you
<b>Unlock</b>: open the door, after a confirmation

A recognised face opens nothing by itself. Pictures are looked at on this machine only."""


async def start(update: Update, context: Context) -> None:
    await _say(update, WELCOME.format(state=_state(context)))


async def help_(update: Update, context: Context) -> None:
    await _say(update, HELP.format(cameras=_cameras(context)))


async def unknown(update: Update, context: Context) -> None:
    await _say(update, "I do not know that one. /help lists what you can say.")


async def not_understood(update: Update, context: Context) -> None:
    await _say(update, "I did not understand that. /help lists what you can say.")


async def _say(update: Update, text: str) -> None:
    if update.effective_message:
        await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML)


def _cameras(context: Context) -> str:
    names = [escape(camera.name) for camera in context.services.cameras]
    return ", ".join(names) if names else "your Ring doorbell"


def _state(context: Context) -> str:
    services = context.services
    if services.ring_trouble.reason:
        return f"⚠️ Ring: {escape(services.ring_trouble.reason)}"
    if services.camera_trouble.reason:
        return "Your Ring account shows no doorbell camera yet."
    if not services.cameras:
        return "I am just connecting to your Ring doorbell."
    return f"I am watching {_cameras(context)}."
