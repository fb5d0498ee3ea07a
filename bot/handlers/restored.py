"""**Keep** and **Remove** on the list after a restore. A press that is too late shows the list as it is."""

from __future__ import annotations

from telegram import Update

from bot import menus
from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.restored import page
from bot.texts import plain
from storage.access import Role


@needs(Role.OWNER)
async def show(update: Update, context: Context) -> None:
    press = pressed(update)
    await press.answer()
    await press.show(*await page(context.services))


@needs(Role.OWNER)
async def keep_member(update: Update, context: Context) -> None:
    """Their role holds again."""
    press, services = pressed(update), context.services
    number = press.press.number()
    done = await services.store.restored.keep_member(number, press.user.id, services.now())
    await _show(press, context, done)
    member = await services.store.household.member(number)
    if done and member is not None:
        await menus.set_menu(context.bot, number, member.role)


@needs(Role.OWNER)
async def drop_member(update: Update, context: Context) -> None:
    """Out of the household; only whoever waits on the list."""
    press, services = pressed(update), context.services
    number = press.press.number()
    member = await services.store.household.member(number)
    done = (
        member is not None
        and member.suspended
        and await services.store.household.remove(number, services.now(), press.user.id)
    )
    await _show(press, context, done)
    if done:
        await menus.set_menu(context.bot, number, None)


@needs(Role.OWNER)
async def keep_face(update: Update, context: Context) -> None:
    """It may open again."""
    press, services = pressed(update), context.services
    door = services.watch.rules.door
    number = press.press.number()
    done = await services.store.restored.keep_face(number, press.user.id, door, services.now())
    await _show(press, context, done)


@needs(Role.OWNER)
async def drop_face(update: Update, context: Context) -> None:
    press = pressed(update)
    done = await context.services.store.restored.drop_face(press.press.number(), press.user.id)
    await _show(press, context, done)


@needs(Role.OWNER)
async def keep_all(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    door = services.watch.rules.door
    waiting = await services.store.restored.waiting(door)
    done = await services.store.restored.keep_all(press.user.id, door, services.now())
    await _show(press, context, done)
    for member in waiting.members if done else ():
        await menus.set_menu(context.bot, member.user_id, member.role)


async def _show(press: Pressed, context: Context, done: bool) -> None:
    await press.answer(plain("household-done") if done else plain("restored-decided"))
    await press.show(*await page(context.services))
