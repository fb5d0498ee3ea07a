"""The command menus: by role, in the reader's language, short in groups, none for strangers."""

from __future__ import annotations

import asyncio

from bot.command_list import COMMANDS, allowed
from bot.control import ask_running_bot
from storage.access import Role
from tests.bot.house import OWNER, STRANGER, House
from tests.patience import until

GROUP = -5005


def menu(house: House, chat_id: int, user: int) -> dict[str, str]:
    world = house.telegram.world
    shown = world.profile.commands_shown(world.chats.chat(chat_id), world.chats.user(user))
    return {command["command"]: command["description"] for command in shown}


def of(role: Role) -> set[str]:
    return {command.name for command in allowed(role) if command.in_menu}


async def shows(house: House, user: int, commands: set[str]) -> None:
    await until(lambda: menu(house, user, user).keys() == commands)


async def test_menus_follow_the_roles(quiet_house: House) -> None:
    quiet_house.telegram.add_user(OWNER, "Sam", language_code="de")
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER, STRANGER])
    async with quiet_house.awake() as house:
        await house.say("/start", user=STRANGER)
        await house.say("/start")
        await shows(house, OWNER, of(Role.OWNER))
        # The one in the reader's language comes last.
        await until(lambda: menu(house, OWNER, OWNER)["lock"] == "die Tür abschließen")
        assert menu(house, STRANGER, STRANGER) == {}
        short = {command.name for command in COMMANDS if command.in_groups}
        await until(lambda: menu(house, GROUP, STRANGER).keys() == short)
        assert 3 <= len(short) <= 6

        # `latchkey owner`, on the machine.
        handed_over = {"ask": "owner", "user_id": STRANGER}
        await asyncio.to_thread(ask_running_bot, house.settings().db_path, handed_over)
        await shows(house, STRANGER, of(Role.OWNER))
        await shows(house, OWNER, of(Role.RESIDENT))
