"""Documents, videos and animations; fetching files; sizes of uploads and downloads."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, clip, picture

MEGABYTE = 2**20


async def test_a_document_comes_back_as_it_went(bot: Bot) -> None:
    message = await bot.send_document(ANN, b"line 1\nline 2", filename="door.log", caption="log")
    assert message.document is not None
    assert message.document.file_name == "door.log"
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"line 1\nline 2"


async def test_a_document_with_a_picture(bot: Bot) -> None:
    message = await bot.send_document(ANN, b"x", thumbnail=picture(900, 600))
    assert message.document is not None
    assert message.document.thumbnail is not None
    assert message.document.thumbnail.width == 320


async def test_a_video_is_measured(bot: Bot) -> None:
    video = (await bot.send_video(ANN, clip(64, 48, 3), filename="door.mp4")).video
    assert video is not None
    assert (video.width, video.height, video.mime_type) == (64, 48, "video/mp4")
    assert video.to_dict()["duration"] == 3
    assert video.thumbnail is not None
    assert video.thumbnail.height == 48


async def test_what_does_not_play_becomes_a_document(bot: Bot) -> None:
    message = await bot.send_video(ANN, b"<html></html>", filename="door.mp4")
    assert message.video is None
    assert message.document is not None


async def test_an_animation_is_a_document_too(bot: Bot) -> None:
    message = await bot.send_animation(ANN, clip())
    assert message.animation is not None
    assert message.document is not None
    assert message.document.file_id == message.animation.file_id
    again = await bot.send_animation(ANN, message.animation.file_id)
    assert again.animation == message.animation


async def test_a_file_id_sends_only_its_own_kind(bot: Bot) -> None:
    message = await bot.send_document(ANN, b"x")
    assert message.document is not None
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(ANN, message.document.file_id)


async def test_bots_fetch_at_most_20_megabytes(bot: Bot) -> None:
    fits = await bot.send_document(ANN, bytes(20 * MEGABYTE))
    assert fits.document is not None
    assert (await fits.document.get_file()).file_size == 20 * MEGABYTE
    message = await bot.send_document(ANN, bytes(20 * MEGABYTE + 1))
    assert message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await message.document.get_file()


@pytest.mark.slow
async def test_bots_send_at_most_50_megabytes(bot: Bot) -> None:
    assert await bot.send_document(ANN, bytes(50 * MEGABYTE))
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ANN, bytes(50 * MEGABYTE + 1))
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ANN, bytes(60 * MEGABYTE))
    assert await bot.get_me()


async def test_a_file_nobody_has(bot: Bot, telegram: TelegramServer) -> None:
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nothing")
    async with (
        ClientSession() as session,
        session.get(f"{telegram.url}/file/bot{telegram.token}/photos/file_9.jpg") as absent,
        session.get(f"{telegram.url}/file/bot1:wrong/photos/file_9.jpg") as refused,
    ):
        assert (absent.status, refused.status) == (404, 401)


async def test_a_photo_of_a_user_can_be_fetched(bot: Bot, telegram: TelegramServer) -> None:
    await telegram.user_uploads(ANN, picture(400, 300), caption="me")
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    file = await update.message.photo[-1].get_file()
    assert (await file.download_as_bytearray())[:2] == b"\xff\xd8"


async def test_the_bytes_sent_are_kept_for_tests(bot: Bot, telegram: TelegramServer) -> None:
    await bot.send_document(ANN, b"x", filename="x.bin")
    (upload,) = telegram.calls_of("sendDocument")[0].files.values()
    assert (upload.data, upload.name) == (b"x", "x.bin")


@pytest.mark.parametrize("kind", ["sticker", "voice", "video_note"])
async def test_what_else_people_send_reaches_the_bot(telegram: TelegramServer, bot: Bot, kind: str) -> None:
    await telegram.user_sends_other(ANN, kind)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert getattr(message, kind).file_id
    with pytest.raises(ValueError, match="one of sticker"):
        await telegram.user_sends_other(ANN, "poll")
