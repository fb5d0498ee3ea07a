"""Everything the real library sends and everything it is answered fits the official description."""

from __future__ import annotations

from pathlib import Path

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    ReplyParameters,
)

from deploy.sandbox.telegram import Call, TelegramServer
from tests.sandbox.bot_api import BotApi
from tests.sandbox.bot_side import ANN, SUPERGROUP, clip, picture

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


@pytest.fixture
def bot_api(shared: Path) -> BotApi:
    return BotApi(shared / "telegram" / "api.json")


def judged(bot_api: BotApi, telegram: TelegramServer, *methods: str) -> None:
    """Every one of the methods was called, was answered with 200 and has no fault."""
    answered = {call.method for call in telegram.calls if call.status == 200}
    assert set(methods) <= answered
    assert [fault for call in telegram.calls for fault in bot_api.faults_of(call)] == []


async def test_texts(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    sent = await bot.send_message(
        ANN,
        "<b>Grace</b> at <a href='https://example.org/door'>the door</a>, says @ann: /open #door",
        parse_mode="HTML",
        reply_markup=KEYS,
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    await bot.edit_message_text("x", ANN, sent.id, reply_markup=KEYS)
    await bot.edit_message_reply_markup(ANN, sent.id)
    reply = await bot.send_message(ANN, "y", reply_parameters=ReplyParameters(sent.id))
    await bot.forward_message(ANN, ANN, reply.id)
    await bot.copy_message(ANN, ANN, reply.id)
    await bot.forward_messages(ANN, ANN, [reply.id])
    await bot.copy_messages(ANN, ANN, [reply.id])
    await bot.delete_message(ANN, sent.id)
    await bot.delete_messages(ANN, [reply.id, 999])
    judged(
        bot_api,
        telegram,
        "sendMessage",
        "editMessageText",
        "editMessageReplyMarkup",
        "forwardMessage",
        "copyMessage",
        "forwardMessages",
        "copyMessages",
        "deleteMessage",
        "deleteMessages",
    )


async def test_media(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    photo = await bot.send_photo(ANN, picture(), caption="*a*", parse_mode="MarkdownV2", has_spoiler=True)
    await bot.send_video(ANN, clip(), caption="b", width=64, height=48, duration=2, thumbnail=picture(90, 60))
    await bot.send_animation(ANN, clip())
    await bot.send_document(ANN, b"words", filename="log.txt", thumbnail=picture(90, 60))
    await bot.send_media_group(ANN, [InputMediaPhoto(picture()), InputMediaVideo(clip(), caption="c")])
    await bot.send_media_group(ANN, [InputMediaDocument(b"1"), InputMediaDocument(b"2", filename="2.bin")])
    await bot.edit_message_caption(ANN, photo.id, caption="d", show_caption_above_media=True)
    await bot.edit_message_media(InputMediaPhoto(picture(colour="red"), caption="e"), ANN, photo.id)
    file = await bot.get_file(photo.photo[-1].file_id)
    assert await file.download_as_bytearray()
    judged(
        bot_api,
        telegram,
        "sendPhoto",
        "sendVideo",
        "sendAnimation",
        "sendDocument",
        "sendMediaGroup",
        "editMessageCaption",
        "editMessageMedia",
        "getFile",
    )


async def test_chats(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN], bot_status="administrator")
    message = await bot.send_message(SUPERGROUP, "x")
    await bot.pin_chat_message(SUPERGROUP, message.id)
    await bot.get_chat(SUPERGROUP)
    await bot.get_chat(ANN)
    await bot.unpin_chat_message(SUPERGROUP)
    await bot.unpin_all_chat_messages(SUPERGROUP)
    await bot.get_chat_member(SUPERGROUP, ANN)
    await bot.get_chat_member(SUPERGROUP, telegram.bot["id"])
    await bot.get_chat_administrators(SUPERGROUP)
    await bot.get_chat_member_count(SUPERGROUP)
    await bot.get_user_profile_photos(ANN)
    await bot.set_message_reaction(SUPERGROUP, message.id, "👍")
    await bot.send_chat_action(SUPERGROUP, "typing")
    await bot.leave_chat(SUPERGROUP)
    judged(
        bot_api,
        telegram,
        "pinChatMessage",
        "unpinChatMessage",
        "unpinAllChatMessages",
        "getChat",
        "getChatMember",
        "getChatAdministrators",
        "getChatMemberCount",
        "getUserProfilePhotos",
        "setMessageReaction",
        "sendChatAction",
        "leaveChat",
    )


async def test_the_bot_itself(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "What I do")], BotCommandScopeChat(ANN), "de")
    await bot.get_my_commands(BotCommandScopeChat(ANN), "de")
    await bot.delete_my_commands(BotCommandScopeChat(ANN), "de")
    await bot.set_my_name("Door")
    await bot.get_my_name()
    await bot.set_my_description("A doorman", "de")
    await bot.get_my_description("de")
    await bot.set_my_short_description("Door")
    await bot.get_my_short_description()
    await bot.set_chat_menu_button(ANN, MenuButtonCommands())
    await bot.get_chat_menu_button(ANN)
    await bot.set_webhook("https://example.org/hook", allowed_updates=["message"])
    await bot.get_webhook_info()
    await bot.delete_webhook(drop_pending_updates=True)
    await bot.log_out()
    await bot.close()
    judged(
        bot_api,
        telegram,
        "getMe",
        "setMyCommands",
        "getMyCommands",
        "deleteMyCommands",
        "setMyName",
        "getMyName",
        "setMyDescription",
        "getMyDescription",
        "setMyShortDescription",
        "getMyShortDescription",
        "setChatMenuButton",
        "getChatMenuButton",
        "setWebhook",
        "getWebhookInfo",
        "deleteWebhook",
        "logOut",
        "close",
    )


async def test_updates(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN, 8], bot_status="left")
    telegram.set_bot_status(SUPERGROUP, ANN, "administrator")
    said = await telegram.user_sends(ANN, "hello @ann, see https://example.org")
    await telegram.user_sends(8, "and I", SUPERGROUP)
    await telegram.user_edits(ANN, ANN, said.id, "hello again")
    await telegram.user_uploads(ANN, picture(), caption="me", reply_to=said.id)
    await telegram.user_uploads(ANN, picture(), as_document=True)
    await telegram.user_uploads(ANN, clip(), name="c.mp4", content_type="video/mp4")
    await telegram.user_uploads_album(ANN, [picture(), picture()])
    telegram.block(ANN)
    telegram.unblock(ANN)
    updates = await bot.get_updates()
    assert len(updates) == 12
    judged(bot_api, telegram, "getUpdates")


async def test_a_press(bot_api: BotApi, telegram: TelegramServer, bot: Bot) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    with pytest.raises(TimeoutError):
        await telegram.user_presses(ANN, ANN, message.id, "Go", timeout=0)
    (update,) = await bot.get_updates(offset=-1)
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.id == message.id
    await update.callback_query.answer("Going", show_alert=True, cache_time=1)
    judged(bot_api, telegram, "getUpdates", "answerCallbackQuery")


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (Call("sendMessage", {"chat_id": "7"}, {}, 0), "required text is missing"),
        (Call("sendMessage", {"chat_id": "7", "text": "x", "txt": "y"}, {}, 0), "no parameter txt"),
        (Call("getUpdates", {"offset": "soon"}, {}, 0), "'soon' is no Integer"),
        (Call("sendPhoto", {"chat_id": "7", "photo": "attach://p"}, {}, 0), "attach://p names no part"),
        (Call("getMe", {}, {}, 0, 200, 0, {"id": 1, "is_bot": True}), "User without first_name"),
        (
            Call("getMe", {}, {}, 0, 200, 0, {"id": 1, "is_bot": True, "first_name": "x", "age": 3}),
            "User has no field age",
        ),
        (Call("getMyName", {}, {}, 0, 200, 0, {"name": 3}), "3 is no String"),
        (Call("sendMediaGroup", {"chat_id": "7", "media": [{"type": "photo"}]}, {}, 0), "without media"),
    ],
)
def test_the_judge_finds_faults(bot_api: BotApi, call: Call, fault: str) -> None:
    assert any(fault in found for found in bot_api.faults_of(call))
