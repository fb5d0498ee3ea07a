"""Photos: real sizes, and what Telegram refuses."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image
from telegram import Bot
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, ask, picture


async def test_a_photo_comes_in_sizes_that_can_be_fetched(bot: Bot) -> None:
    message = await bot.send_photo(ANN, picture(1920, 1080))
    sides = [(size.width, size.height) for size in message.photo]
    assert sides == [(90, 51), (320, 180), (800, 450), (1280, 720)]
    for size in message.photo:
        data = bytes(await (await size.get_file()).download_as_bytearray())
        assert len(data) == size.file_size
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == "JPEG"
            assert image.size == (size.width, size.height)


@pytest.mark.parametrize(("side", "sizes"), [(60, 1), (200, 2), (500, 3), (1280, 4)])
async def test_no_size_is_larger_than_the_photo(bot: Bot, side: int, sizes: int) -> None:
    message = await bot.send_photo(ANN, picture(side, side))
    assert len(message.photo) == sizes
    assert message.photo[-1].width == side


async def test_a_turned_photo_is_put_upright(bot: Bot) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (200, 100)).save(out, "JPEG", exif=exif)
    message = await bot.send_photo(ANN, out.getvalue())
    assert (message.photo[-1].width, message.photo[-1].height) == (100, 200)


async def test_a_png_becomes_a_jpeg(bot: Bot) -> None:
    message = await bot.send_photo(ANN, picture(100, 100, "PNG"))
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray())[:2] == b"\xff\xd8"


async def test_a_photo_of_10_megabytes_at_most(bot: Bot) -> None:
    jpeg = picture()
    assert await bot.send_photo(ANN, jpeg + bytes(10 * 2**20 - len(jpeg)))
    with pytest.raises(BadRequest, match="10485761 bytes is too big for a photo"):
        await bot.send_photo(ANN, jpeg + bytes(10 * 2**20 + 1 - len(jpeg)))


@pytest.mark.parametrize("data", [b"<html>no photo</html>", random.Random(1).randbytes(500), picture()[:300]])
async def test_what_cannot_be_decoded(bot: Bot, data: bytes) -> None:
    with pytest.raises(BadRequest, match=r"(?i)^image_process_failed$"):
        await bot.send_photo(ANN, data)


@pytest.mark.parametrize(("width", "height"), [(9000, 1001), (2001, 100)])
async def test_sides_too_long_or_too_uneven(bot: Bot, width: int, height: int) -> None:
    with pytest.raises(BadRequest, match=r"(?i)^photo_invalid_dimensions$"):
        await bot.send_photo(ANN, picture(width, height))


async def test_sides_just_right(bot: Bot) -> None:
    assert await bot.send_photo(ANN, picture(9000, 1000))
    assert await bot.send_photo(ANN, picture(2000, 100))


async def test_an_empty_photo(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_photo(ANN, b"")


async def test_a_photo_by_its_file_id(bot: Bot, telegram: TelegramServer) -> None:
    first = await bot.send_photo(ANN, picture(), caption="x")
    again = await bot.send_photo(ANN, first.photo[0].file_id)
    assert again.photo == first.photo
    assert again.caption is None
    assert telegram.calls_of("sendPhoto")[-1].files == {}


async def test_a_photo_by_url_or_by_an_unknown_id(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(ANN, "https://example.org/door.jpg")
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(ANN, "AgACnothing")


async def test_no_photo_at_all(telegram: TelegramServer) -> None:
    answer = await ask(telegram, "sendPhoto", chat_id=ANN)
    assert answer["description"] == "Bad Request: there is no photo in the request"
