"""Whom the bot may write to, who it is, and who is in a group."""

from __future__ import annotations

import pytest
from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner
from telegram.error import BadRequest, ChatMigrated, Forbidden

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, BEN, EVE, GROUP, SUPERGROUP, picture


async def test_a_user_must_press_start_first(bot: Bot, telegram: TelegramServer) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(BEN, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(BEN)
    await telegram.user_sends(BEN, "/start")
    assert await bot.send_message(BEN, "x")
    assert (await bot.get_chat(BEN)).first_name == "Ben"


@pytest.mark.parametrize("chat_id", [404, "@nobody", -404])
async def test_a_chat_nobody_knows(bot: Bot, chat_id: int | str) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat_id, "x")


async def test_a_user_who_blocked_the_bot(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x")
    telegram.block(ANN)
    blocked = "bot was blocked by the user"
    with pytest.raises(Forbidden, match=blocked):
        await bot.send_photo(ANN, picture())
    with pytest.raises(Forbidden, match=blocked):
        await message.edit_text("y")
    with pytest.raises(Forbidden, match=blocked):
        await bot.send_chat_action(ANN, "typing")
    telegram.unblock(ANN)
    assert await message.edit_text("y")
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]


async def test_writing_again_unblocks(bot: Bot, telegram: TelegramServer) -> None:
    telegram.block(ANN)
    await telegram.user_sends(ANN, "/start")
    assert await bot.send_message(ANN, "x")


async def test_in_groups_only_what_is_meant_for_the_bot_arrives(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN, BEN])
    mine = await bot.send_message(SUPERGROUP, "x")
    for text in ("hello", "/events", "/events@latchkey_bot", "/events@other_bot", "see /events"):
        await telegram.user_sends(ANN, text, SUPERGROUP)
    await telegram.user_sends(BEN, "an answer", SUPERGROUP, reply_to=mine.id)
    await telegram.user_uploads(BEN, picture(), chat_id=SUPERGROUP)
    updates = await bot.get_updates()
    heard = [update.message.text for update in updates if update.message and update.message.chat.id < 0]
    assert heard == ["/events", "/events@latchkey_bot", "an answer"]


async def test_administrators_hear_everything(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN], bot_status="administrator")
    await telegram.user_sends(ANN, "hello", SUPERGROUP)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert (update.message.text, update.message.chat.title) == ("hello", "Home")


async def test_being_removed_from_a_group(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(GROUP, "Home", [ANN])
    telegram.set_bot_status(GROUP, ANN, "kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(GROUP, "x")
    telegram.set_bot_status(GROUP, ANN, "member")
    assert await bot.send_message(GROUP, "x")


async def test_leaving_a_group(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN])
    assert await bot.leave_chat(SUPERGROUP)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(SUPERGROUP, "x")
    with pytest.raises(BadRequest, match="Chat member status can't be changed in private chats"):
        await bot.leave_chat(ANN)


async def test_members(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN, BEN], bot_status="administrator")
    admins = await bot.get_chat_administrators(SUPERGROUP)
    assert [(type(admin), admin.user.id) for admin in admins] == [(ChatMemberOwner, ANN)]
    me = await bot.get_chat_member(SUPERGROUP, telegram.bot["id"])
    assert isinstance(me, ChatMemberAdministrator)
    assert me.can_delete_messages
    assert (await bot.get_chat_member(SUPERGROUP, BEN)).status == "member"
    assert (await bot.get_chat_member(SUPERGROUP, EVE)).status == "left"
    assert await bot.get_chat_member_count(SUPERGROUP) == 3
    with pytest.raises(BadRequest, match="Member not found"):
        await bot.get_chat_member(SUPERGROUP, 404)


async def test_in_groups_only_administrators_delete_and_pin(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN])
    theirs = await telegram.user_sends(ANN, "hello", SUPERGROUP)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(SUPERGROUP, theirs.id)
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.pin_chat_message(SUPERGROUP, theirs.id)
    telegram.set_bot_status(SUPERGROUP, ANN, "administrator")
    assert await bot.pin_chat_message(SUPERGROUP, theirs.id)
    assert await bot.delete_message(SUPERGROUP, theirs.id)


async def test_message_ids_are_a_chats_own_only_in_supergroups(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN])
    telegram.add_group(GROUP, "Small", [ANN])
    ids = [(await bot.send_message(chat, "x")).id for chat in (ANN, GROUP, SUPERGROUP, ANN)]
    assert ids == [2, 3, 1, 4]


async def test_a_group_becomes_a_supergroup(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(GROUP, "Home", [ANN])
    telegram.upgrade_group(GROUP, ANN, SUPERGROUP)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "x")
    assert moved.value.new_chat_id == SUPERGROUP
    assert (await bot.send_message(SUPERGROUP, "x")).chat.title == "Home"
    updates = [one for one in await bot.get_updates() if one.effective_chat and one.effective_chat.id < 0]
    joined = [update.my_chat_member for update in updates if update.my_chat_member]
    assert [(one.chat.id, one.new_chat_member.status) for one in joined] == [(SUPERGROUP, "member")]
    messages = [update.message for update in updates if update.message]
    notices = [(one.chat.id, one.migrate_to_chat_id, one.migrate_from_chat_id) for one in messages]
    assert notices == [(GROUP, SUPERGROUP, None), (SUPERGROUP, None, GROUP)]


async def test_only_members_speak(telegram: TelegramServer) -> None:
    telegram.add_group(GROUP, "Home", [ANN])
    with pytest.raises(ValueError, match="user 8 is not in chat"):
        await telegram.user_sends(BEN, "x", GROUP)
    with pytest.raises(KeyError, match="no user 404"):
        telegram.add_group(-1, "Home", [404])
