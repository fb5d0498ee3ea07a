"""Every handler in order, on one screen. What the commands are for: `bot/command_list.py`."""

from __future__ import annotations

import functools

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from bot import asking, backups, digest, knocks, question_ends, relocking, visit_presses
from bot.access import Handler, gate
from bot.callbacks import ForeignPress, answer
from bot.context import App, Context
from bot.duties import Doing
from bot.errors import on_error
from bot.handlers import (
    audit,
    away,
    backup,
    charts,
    clips,
    diag,
    door,
    edited,
    events,
    expect,
    face_rights,
    groups,
    health,
    help,
    household,
    keypad,
    lockdown,
    naming,
    not_named,
    passes,
    people,
    person_changes,
    person_photos,
    photo,
    photo_rights,
    photos,
    pin,
    questions,
    quiet,
    replies,
    restored,
    settings,
    snooze,
    stars,
    start,
    status,
    strangers,
    talks,
    unlock,
    why,
    widening,
)
from bot.pass_ends import pass_ended
from bot.quiet_ends import quiet_ended, snooze_ended
from bot.taking_up import not_any_more
from bot.texts import plain
from bot.visit_presses import about_a_visit
from storage import away as storage_away
from storage import lock_watch, quiet_hours, snoozes
from storage import passes as kept_passes
from storage.face_rights import SWITCHED_OFF
from storage.knocks import TOLD as KNOCKS_TOLD

COMMANDS = {
    "start": start.start,
    "help": help.help_,
    "events": events.list_events,
    "event": events.event,
    "last": events.last,
    "why": events.why_event,
    "heatmap": charts.show_heatmap,
    "stats": charts.show_stats,
    "digest": charts.show_digest,
    "people": people.people,
    "door": door.door,
    "unlock": unlock.unlock,
    "lock": door.lock,
    "expect": expect.expect,
    "passes": passes.passes,
    "lockdown": lockdown.lockdown,
    "pin": pin.pin,
    "status": status.status,
    "health": health.health,
    "away": away.away,
    "cancel": talks.cancel,
    "snooze": snooze.snooze,
    "quiet": quiet.quiet,
    "photo": photo.photo,
    "settings": settings.settings,
    "household": household.household,
    "invite": household.ask_whom,
    "audit": audit.audit,
    "backup": backup.backup,
    "diag": diag.diag,
}

PRESSES = {
    "older": events.turn,
    "newer": events.turn,
    "find": events.refine,
    "see": events.see,
    "event": events.open_event,
    "star": stars.star,
    "clip": clips.clip,
    "why": why.why,
    "heat": charts.choose,
    "heatcam": charts.offer_cameras,
    "heatwho": charts.offer_who,
    "heatdark": charts.choose_look,
    "heatback": charts.back,
    "stats": charts.choose_stats,
    "who": naming.ask,
    "which": naming.numbered,
    "is": naming.chosen,
    "save": naming.save,
    "past": naming.rename_past,
    "leave": talks.leave,
    "not": not_named.not_named,
    "people": people.people,
    "person": people.open_person,
    "photos": person_photos.photos,
    "addphoto": person_photos.add_photo,
    "delphoto": person_photos.ask_delete,
    "delphotonow": person_photos.delete,
    "visits": people.visits,
    "rename": person_changes.rename,
    "merge": person_changes.merge,
    "mergewith": person_changes.merge_with,
    "mergenow": person_changes.merge_now,
    "forget": person_changes.forget,
    "forgetnow": person_changes.forget_now,
    "mayopen": photo_rights.may_open,
    "opennow": photo_rights.open_now,
    "namesonly": photo_rights.names_only,
    "facedoor": face_rights.show,
    "faceon": face_rights.switch_on,
    "faceoff": face_rights.switch_off,
    "facehours": face_rights.choose_hours,
    "faceother": face_rights.ask_hours,
    "facenight": face_rights.choose_night,
    "facereal": face_rights.ask_for_real,
    "facerealnow": face_rights.for_real,
    "strangers": strangers.strangers,
    "stranger": strangers.open_stranger,
    "nameall": strangers.name_all,
    "unlock": unlock.unlock,
    "confirm": unlock.confirm,
    "cancel": unlock.cancel,
    "digit": keypad.digit,
    "drop": asking.cancel,
    "lockdownoff": lockdown.end,
    "mypin": pin.choose,
    "mypinnow": pin.go_on,
    "locknow": door.lock,
    "letin": passes.let_in,
    "revoke": passes.revoke,
    "expectwho": expect.choose_who,
    "expectwhen": expect.choose_when,
    "expectonce": expect.choose_once,
    "expectno": expect.nobody,
    "expectok": expect.confirmed,
    "widen": widening.go_on,
    "quiet": snooze.ask,
    "quietof": snooze.ask_of,
    "quietno": snooze.nothing,
    "snooze": snooze.begin,
    "snoozes": snooze.show,
    "snoozewhat": snooze.ask_how_long,
    "snoozeend": snooze.end,
    "snoozeall": snooze.for_everybody,
    "held": snooze.show_held,
    "quiethours": quiet.show,
    "quietset": quiet.choose,
    "pierce": quiet.pierce,
    "help": help.turn,
    "photo": photo.chosen,
    "settings": settings.back,
    "hears": settings.hear_kind,
    "hearscamera": settings.hear_camera,
    "hearsall": settings.hear_everything,
    "chartlook": settings.choose_look,
    "health": health.choose,
    "house": settings.house,
    "group": groups.decide,
    "household": household.household,
    "member": household.open_member,
    "role": household.give_role,
    "key": household.give_key,
    "grant": household.grant,
    "remove": household.remove,
    "removenow": household.remove_now,
    "makeowner": household.ask_hand_over,
    "handover": household.hand_over,
    "resetpin": household.reset_proof,
    "silence": household.silence,
    "invite": household.invite,
    "share": household.share,
    "auditolder": audit.turn,
    "auditnewer": audit.turn,
    "void": household.void,
    "restored": restored.show,
    "keep": restored.keep_member,
    "keepface": restored.keep_face,
    "keepall": restored.keep_all,
    "dropmember": restored.drop_member,
    "dropface": restored.drop_face,
}

DUTIES: dict[str, Doing] = {
    snoozes.END: snooze_ended,
    quiet_hours.END: quiet_ended,
    KNOCKS_TOLD: knocks.tell,
    digest.DUE: digest.come_due,
    digest.TELL: digest.tell,
    storage_away.END: away.away_ended,
    SWITCHED_OFF: face_rights.switched_off,
    kept_passes.END: pass_ended,
}
"""What is done when a duty of that kind has come due."""

LOCK_DUTIES: dict[str, Doing] = {
    lock_watch.REMINDER: relocking.remind,
    lock_watch.AUTO_RELOCK: relocking.lock_by_itself,
    lock_watch.SETTLED: relocking.settle,
}
"""The same, about the lock: these wait for none of the others."""

BACKUPS: dict[str, Doing] = {backups.DUE: backups.nightly}
"""The same, of what may take an hour."""

INSTEAD: dict[str, Doing] = {lock_watch.AUTO_RELOCK: relocking.too_late}
"""What is done when one that would have moved the lock comes too late."""

KINDS = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""The updates that anything here handles; no others are asked for."""

# CommandHandler fires on edited messages too, and a command must not be given by an edit. Nor by what
# somebody else once wrote, by another bot, or by an administrator who does not say who they are. Pictures
# may be forwarded.
SENT = filters.UpdateType.MESSAGE
FRESH = SENT & ~filters.FORWARDED & ~filters.VIA_BOT & ~filters.SenderChat.ALL
PRIVATE = SENT & filters.ChatType.PRIVATE
TEXT = filters.TEXT & ~filters.COMMAND
PICTURE = filters.PHOTO | filters.Document.IMAGE
MEDIA = (
    filters.Document.ALL
    | filters.Sticker.ALL
    | filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.ANIMATION
    | filters.CONTACT
    | filters.LOCATION
)


def add_routes(application: App) -> None:
    # Before everything else, for every kind of update: who is it?
    application.add_handler(TypeHandler(Update, gate), group=-2)
    application.add_handler(TypeHandler(Update, not_any_more), group=-1)
    for command, handler in COMMANDS.items():
        application.add_handler(CommandHandler(command, handler, filters=FRESH))
    for verb, handler in PRESSES.items():
        handler = about_a_visit(handler) if verb in visit_presses.VERBS else widening.proved(verb, handler)
        application.add_handler(CallbackQueryHandler(ours(handler), pattern=rf"^{verb}(:|$)"))
    application.add_handler(CallbackQueryHandler(old_button))
    application.add_handler(MessageHandler(FRESH & TEXT, talks.typed))
    # In a group, what is not for the bot is none of its business.
    application.add_handler(MessageHandler(FRESH & filters.COMMAND, start.unknown))
    application.add_handler(MessageHandler(PRIVATE & PICTURE, photos.photo))
    application.add_handler(MessageHandler(SENT & filters.ChatType.GROUPS & PICTURE, photos.in_a_group))
    application.add_handler(MessageHandler(PRIVATE & MEDIA, photos.something_else))
    # What no conversation has taken: a reply to a picture, and last of all whatever else is typed.
    application.add_handler(MessageHandler(FRESH & TEXT, replies.named), group=1)
    application.add_handler(MessageHandler(FRESH & TEXT, questions.typed), group=2)
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, edited.edited))
    # After everything else: whatever was done may have made a question void.
    application.add_handler(TypeHandler(Update, question_ends.look), group=3)
    application.add_error_handler(on_error)


def ours(handler: Handler) -> Handler:
    """What its verb alone does not tell: a button whose arguments are none of ours."""

    @functools.wraps(handler)
    async def told(update: Update, context: Context) -> None:
        try:
            await handler(update, context)
        except ForeignPress:
            await old_button(update, context)

    return told


async def old_button(update: Update, context: Context) -> None:
    """A button of an older Latchkey, or none of ours."""
    if update.callback_query:
        await answer(update.callback_query, plain("old-button"))
