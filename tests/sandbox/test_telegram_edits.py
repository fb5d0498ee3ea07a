"""Messages edited in place, deleted, pinned, forwarded and answered."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, HandClock, picture

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
TWO_DAYS = 48 * 3600


async def test_an_edit_stays_in_place(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "one", reply_markup=KEYS)
    edited = await message.edit_text("<b>two</b>", parse_mode="HTML", reply_markup=KEYS)
    assert isinstance(edited, Message)
    assert (edited.id, edited.text, edited.reply_markup) == (message.id, "two", KEYS)
    assert edited.edit_date is not None
    assert [m.words for m in telegram.messages(ANN)] == ["/start", "two"]


async def test_an_edit_without_buttons_takes_them_away(bot: Bot) -> None:
    message = await bot.send_message(ANN, "one", reply_markup=KEYS)
    edited = await message.edit_text("two")
    assert isinstance(edited, Message)
    assert edited.reply_markup is None


async def test_new_buttons_alone_are_no_edit_that_users_see(bot: Bot) -> None:
    message = await bot.send_message(ANN, "one")
    edited = await message.edit_reply_markup(KEYS)
    assert isinstance(edited, Message)
    assert edited.edit_date is None
    assert edited.reply_markup == KEYS


async def test_an_edit_that_changes_nothing(bot: Bot) -> None:
    text = await bot.send_message(ANN, "<b>one</b>", parse_mode="HTML", reply_markup=KEYS)
    photo = await bot.send_photo(ANN, picture(), caption="one")
    same = "Message is not modified: specified new message content and reply markup are exactly the same"
    with pytest.raises(BadRequest, match=same):
        await text.edit_text("*one*", parse_mode="MarkdownV2", reply_markup=KEYS)
    with pytest.raises(BadRequest, match=same):
        await text.edit_reply_markup(KEYS)
    with pytest.raises(BadRequest, match=same):
        await photo.edit_caption("one ")
    with pytest.raises(BadRequest, match=same):
        await photo.edit_media(InputMediaPhoto(photo.photo[0].file_id, caption="one"))
    assert await text.edit_text("one", reply_markup=KEYS)


async def test_a_text_becomes_a_photo(bot: Bot) -> None:
    message = await bot.send_message(ANN, "The bell rang")
    edited = await message.edit_media(InputMediaPhoto(picture(), caption="Grace"), reply_markup=KEYS)
    assert isinstance(edited, Message)
    assert edited.id == message.id
    assert (edited.text, edited.caption) == (None, "Grace")
    assert edited.photo
    assert edited.reply_markup == KEYS


async def test_a_caption_is_edited_and_taken_away(bot: Bot) -> None:
    message = await bot.send_photo(ANN, picture(), caption="one")
    edited = await message.edit_caption("two")
    assert isinstance(edited, Message)
    assert edited.caption == "two"
    bare = await message.edit_caption()
    assert isinstance(bare, Message)
    assert bare.caption is None
    assert bare.photo == message.photo


async def test_text_and_caption_are_not_the_same(bot: Bot) -> None:
    text, photo = await bot.send_message(ANN, "x"), await bot.send_photo(ANN, picture())
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("y")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("y")


async def test_what_cannot_be_edited(bot: Bot, telegram: TelegramServer) -> None:
    (theirs,) = telegram.messages(ANN)
    mine = await bot.send_message(ANN, "x")
    forwarded = await mine.forward(ANN)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("y", ANN, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", ANN, theirs.id)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await forwarded.edit_text("y")
    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await bot.edit_message_text("y", inline_message_id="x")
    with pytest.raises(BadRequest, match="Message identifier is not specified"):
        await bot.edit_message_text("y", ANN)


async def test_an_album_keeps_its_kind(bot: Bot) -> None:
    album = await bot.send_media_group(ANN, [InputMediaPhoto(picture()), InputMediaPhoto(picture())])
    edited = await album[1].edit_media(InputMediaPhoto(picture(colour="red"), caption="new"))
    assert isinstance(edited, Message)
    assert edited.media_group_id == album[0].media_group_id
    with pytest.raises(BadRequest, match="Can't change media type in the album"):
        await album[0].edit_media(InputMediaDocument(b"x"))


async def test_deleting(bot: Bot, telegram: TelegramServer) -> None:
    (theirs,) = telegram.messages(ANN)
    mine = await bot.send_message(ANN, "x")
    assert await mine.delete()
    assert await bot.delete_message(ANN, theirs.id)
    assert telegram.messages(ANN) == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await mine.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await mine.edit_text("y")


async def test_deleting_after_48_hours(
    timed_bot: Bot, timed_telegram: TelegramServer, clock: HandClock
) -> None:
    old = await timed_bot.send_message(ANN, "x")
    clock.now += TWO_DAYS + 1
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await old.delete()
    assert await timed_bot.delete_messages(ANN, [old.id])
    assert len(timed_telegram.messages(ANN)) == 2


async def test_a_reply_carries_what_it_answers(bot: Bot, telegram: TelegramServer) -> None:
    (theirs,) = telegram.messages(ANN)
    first = await bot.send_message(ANN, "one", reply_to_message_id=theirs.id)
    second = await bot.send_message(ANN, "two", reply_to_message_id=first.id)
    assert second.reply_to_message is not None
    assert second.reply_to_message.text == "one"
    assert second.reply_to_message.reply_to_message is None


async def test_a_reply_to_what_is_gone(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANN, "x", reply_to_message_id=999)
    message = await bot.send_message(ANN, "x", reply_to_message_id=999, allow_sending_without_reply=True)
    assert message.reply_to_message is None


async def test_forwards_and_copies(bot: Bot, telegram: TelegramServer) -> None:
    photo = await bot.send_photo(ANN, picture(), caption="one", reply_markup=KEYS)
    forwarded = await photo.forward(ANN)
    assert forwarded.forward_origin is not None
    assert forwarded.photo == photo.photo
    await photo.copy(ANN, caption="two")
    copied = telegram.messages(ANN)[-1]
    assert copied["caption"] == "two"
    assert "forward_origin" not in copied
    assert "reply_markup" not in copied


async def test_protected_content_stays(bot: Bot) -> None:
    message = await bot.send_message(ANN, "x", protect_content=True)
    assert message.has_protected_content
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await message.forward(ANN)
    with pytest.raises(BadRequest, match="Message can't be copied"):
        await message.copy(ANN)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ANN, ANN, 999)


async def test_pins(bot: Bot, telegram: TelegramServer) -> None:
    one, two = await bot.send_message(ANN, "one"), await bot.send_message(ANN, "two")
    await one.pin(disable_notification=True)
    await two.pin()
    pinned = (await bot.get_chat(ANN)).pinned_message
    assert isinstance(pinned, Message)
    assert pinned.text == "two"
    assert "pinned_message" in telegram.messages(ANN)[-1]
    await two.unpin()
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await two.unpin()
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(ANN, 999)


async def test_reactions(bot: Bot, telegram: TelegramServer) -> None:
    (theirs,) = telegram.messages(ANN)
    await bot.set_message_reaction(ANN, theirs.id, "❤")
    assert theirs.reactions == [{"type": "emoji", "emoji": "❤"}]
    await bot.set_message_reaction(ANN, theirs.id)
    assert theirs.reactions == []
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(ANN, theirs.id, "🚪")


async def test_silence_is_on_record(bot: Bot, telegram: TelegramServer) -> None:
    await bot.send_message(ANN, "x", disable_notification=True)
    await bot.send_message(ANN, "y")
    assert [message.silent for message in telegram.messages(ANN)[1:]] == [True, False]
