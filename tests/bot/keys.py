"""A PIN pressed on the keys under a message, as a thumb does it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp

from deploy.sandbox.telegram.message import Message
from tests.bot.house import OWNER, House


async def enter(house: House, keypad: Message, pin: str, user: int = OWNER) -> dict[str, Any]:
    """Digit by digit, then ✓: the answer to that."""
    for digit in pin:
        await house.press(keypad, digit, user)
    return await house.press(keypad, "✓", user)


async def hears(house: House, words: str, user: int = OWNER, after: int = 0) -> Message:
    """`after`: a message's id; only newer ones, or ones edited since, count by their words."""
    return await house.telegram.wait_for(lambda message: words in message.words and message.id >= after, user)


async def has_pin(house: House, pin: str, user: int = OWNER) -> None:
    """Sets the first one."""
    await house.say("/pin", user)
    page = await hears(house, "neither PIN nor", user)
    await house.press(page, "Set a PIN", user)
    await hears(house, "A new PIN", user)
    await enter(house, page, pin, user)
    await hears(house, "once more", user)
    await enter(house, page, pin, user)
    await hears(house, "Your PIN is set", user)


async def has_codes(house: House, user: int = OWNER) -> str:
    """Sets them up; the next code, which is taken already."""
    await house.say("/pin", user)
    await house.press(await hears(house, "neither PIN nor", user), "Use one-time codes", user)
    picture = await house.telegram.wait_for(lambda message: "photo" in message, user)
    codes, begin = pyotp.TOTP(picture.words.strip()), house.services.now()
    await house.say(codes.at(begin), user)
    await hears(house, "are set up", user)
    return codes.at(begin + timedelta(seconds=30))
