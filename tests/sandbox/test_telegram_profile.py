"""The bot's own words and its command menu."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, BEN, SUPERGROUP


def one(name: str) -> list[BotCommand]:
    return [BotCommand(name, f"What {name} does")]


def shown(telegram: TelegramServer, chat_id: int, user_id: int) -> list[str]:
    chats = telegram.world.chats
    menu = telegram.world.profile.commands_shown(chats.chat(chat_id), chats.user(user_id))
    return [command["command"] for command in menu]


async def test_who_the_bot_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.first_name, me.username) == (123456, "Latchkey", "latchkey_bot")
    assert me.can_read_all_group_messages is False


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands(one("help"))
    await bot.set_my_commands(one("hilfe"), language_code="de")
    await bot.set_my_commands(one("door"), BotCommandScopeChat(ANN))
    assert await bot.get_my_commands() == tuple(one("help"))
    assert await bot.get_my_commands(language_code="de") == tuple(one("hilfe"))
    assert await bot.get_my_commands(BotCommandScopeChat(ANN)) == tuple(one("door"))
    assert await bot.get_my_commands(language_code="fr") == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_a_chat_that_nobody_has_started_has_no_menu_of_its_own(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands(one("door"), BotCommandScopeChat(BEN))
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.delete_my_commands(BotCommandScopeChat(BEN))


async def test_the_narrowest_scope_is_shown(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN, BEN])
    await bot.set_my_commands(one("any"))
    assert shown(telegram, ANN, ANN) == shown(telegram, SUPERGROUP, BEN) == ["any"]
    await bot.set_my_commands(one("private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(one("group"), BotCommandScopeAllGroupChats())
    assert (shown(telegram, ANN, ANN), shown(telegram, SUPERGROUP, BEN)) == (["private"], ["group"])
    await bot.set_my_commands(one("admin"), BotCommandScopeChatAdministrators(SUPERGROUP))
    await bot.set_my_commands(one("ann"), BotCommandScopeChat(ANN))
    assert shown(telegram, ANN, ANN) == ["ann"]
    assert (shown(telegram, SUPERGROUP, ANN), shown(telegram, SUPERGROUP, BEN)) == (["admin"], ["group"])
    await bot.set_my_commands(one("ben"), BotCommandScopeChatMember(SUPERGROUP, BEN))
    assert shown(telegram, SUPERGROUP, BEN) == ["ben"]


@pytest.mark.parametrize(
    ("name", "description", "reason"),
    [
        ("Help", "x", "bot_command_invalid"),
        ("x" * 33, "x", "bot_command_invalid"),
        ("help", "", "bot_command_description_invalid"),
        ("help", "x" * 257, "bot_command_description_invalid"),
    ],
)
async def test_commands_that_are_none(bot: Bot, name: str, description: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i)^{reason}$"):
        await bot.set_my_commands([(name, description)])


async def test_at_most_100_commands(bot: Bot) -> None:
    await bot.set_my_commands([(f"c{number}", "x") for number in range(100)])
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_words_about_the_bot(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Latchkey"
    await bot.set_my_name("Door")
    await bot.set_my_description("A doorman")
    await bot.set_my_description("Ein Pförtner", "de")
    await bot.set_my_short_description("x" * 120)
    assert (await bot.get_my_name()).name == "Door"
    assert (await bot.get_my_description("de")).description == "Ein Pförtner"
    assert (await bot.get_my_description("fr")).description == "A doorman"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)
    await bot.set_my_name()
    assert (await bot.get_my_name()).name == "Latchkey"


async def test_the_menu_button(bot: Bot) -> None:
    assert isinstance(await bot.get_chat_menu_button(ANN), MenuButtonDefault)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(ANN), MenuButtonCommands)
    button = MenuButtonWebApp("Door", WebAppInfo("https://example.org"))
    await bot.set_chat_menu_button(ANN, button)
    assert await bot.get_chat_menu_button(ANN) == button
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
