"""Albums: 2 to 10 of what goes together."""

from __future__ import annotations

import pytest
from telegram import Bot, InputMediaAnimation, InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, ask, clip, picture


async def test_an_album_shares_its_group(bot: Bot, telegram: TelegramServer) -> None:
    first, last = InputMediaPhoto(picture(), caption="one"), InputMediaPhoto(picture())
    messages = await bot.send_media_group(ANN, [first, InputMediaVideo(clip()), last])
    assert len({message.media_group_id for message in messages}) == 1
    assert messages[0].media_group_id
    assert [message.caption for message in messages] == ["one", None, None]
    other = await bot.send_media_group(ANN, [InputMediaDocument(b"1"), InputMediaDocument(b"2")])
    assert other[0].media_group_id != messages[0].media_group_id
    assert len(telegram.messages(ANN)) == 6


@pytest.mark.parametrize("count", [2, 10])
async def test_as_many_as_may_be(bot: Bot, count: int) -> None:
    media = [InputMediaPhoto(picture(20, 20))] * count
    assert len(await bot.send_media_group(ANN, media)) == count


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (1, "Media group must include 2-10 items"),
        (11, "Too many messages to send as an album"),
    ],
)
async def test_too_few_or_too_many(bot: Bot, telegram: TelegramServer, count: int, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_media_group(ANN, [InputMediaPhoto(picture(20, 20))] * count)
    assert len(telegram.messages(ANN)) == 1


async def test_none_at_all(telegram: TelegramServer) -> None:
    answer = await ask(telegram, "sendMediaGroup", chat_id=ANN, media=[])
    assert answer["description"] == "Bad Request: there are no messages to send"


async def test_documents_keep_to_themselves(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(ANN, [InputMediaDocument(b"1"), InputMediaPhoto(picture())])


async def test_animations_go_alone(telegram: TelegramServer) -> None:
    media = [InputMediaAnimation("x").to_dict()] * 2
    answer = await ask(telegram, "sendMediaGroup", chat_id=ANN, media=media)
    assert "can't be used in sendMediaGroup" in answer["description"]


async def test_one_bad_picture_sends_nothing(bot: Bot, telegram: TelegramServer) -> None:
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_media_group(ANN, [InputMediaPhoto(picture()), InputMediaPhoto(b"no picture")])
    assert len(telegram.messages(ANN)) == 1


async def test_a_part_that_is_not_there(telegram: TelegramServer) -> None:
    media = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]
    answer = await ask(telegram, "sendMediaGroup", chat_id=ANN, media=media)
    assert answer["description"] == "Bad Request: can't parse InputMedia: media not found"
