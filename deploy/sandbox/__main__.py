"""The sandbox as a process: a Telegram, a Ring and a SwitchBot of one household, on loopback.

    python -m deploy.sandbox [--chat-port PORT] [--user NAME] [--language CODE] [--notice TEXT]

When all three answer, one line of JSON on stdout says where they are and how to log in to them. Ends on
SIGTERM and SIGINT, and when the process that started it is gone. Everything it holds is in memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any

from deploy.sandbox.ring import RingCloud
from deploy.sandbox.switchbot import SwitchBotCloud
from deploy.sandbox.telegram import TelegramServer

USER_ID = 4242
BOT_ID = 7_000_000_001
CAMERA = (1001, "Front Door")
LOCK = ("C0FFEE000001", "Front Door Lock")
LOCK_SECONDS = 1.2
"""Until the lock tells of a movement, as a real one takes its time."""
PARENT_CHECK_SECONDS = 0.5


def main(argv: Sequence[str] | None = None) -> int:
    try:
        asyncio.run(_run(_parser().parse_args(argv)))
    except OSError as error:
        print(f"deploy.sandbox: the servers cannot start: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.sandbox", description="Three clouds on loopback.")
    parser.add_argument("--chat-port", type=int, default=0, help="of the chat page (default: a free one)")
    parser.add_argument("--user", default="Sam", help="first name of the one who chats (default Sam)")
    parser.add_argument("--language", default="en", help="that their Telegram speaks (default en)")
    parser.add_argument("--notice", help="a line that stands above the chat")
    return parser


async def _run(args: argparse.Namespace) -> None:
    # The stack closes the servers in the opposite order, also when one of them cannot start.
    async with AsyncExitStack() as stack:
        told = await open_house(stack, args.chat_port, args.user, args.notice, args.language)
        print(json.dumps(told), flush=True)
        await _until_told_to_end()


async def open_house(
    stack: AsyncExitStack,
    chat_port: int = 0,
    user: str = "Sam",
    notice: str | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """Starts the three clouds of a household with one user, one doorbell and one lock.

    Returns what the line on stdout says. OSError where a port is taken.
    """
    telegram = TelegramServer(token=f"{BOT_ID}:{secrets.token_urlsafe(26)}", port=chat_port)
    ring, switchbot = RingCloud(), SwitchBotCloud(secrets.token_hex(24), secrets.token_hex(12))
    telegram.add_user(USER_ID, user, language_code=language)
    telegram.set_notice(notice)
    ring.add_camera(*CAMERA, battery=81)
    switchbot.add_lock(*LOCK, delay=LOCK_SECONDS)
    for cloud in (telegram, ring, switchbot):
        stack.push_async_callback(cloud.stop)
        await cloud.start()
    return {
        "telegram": {"url": telegram.url, "token": telegram.token, "user_id": USER_ID},
        "ring": {
            "url": ring.url,
            "oauth_url": ring.oauth_url,
            "token": ring.token(),
            "camera_id": CAMERA[0],
            "camera_name": CAMERA[1],
        },
        "switchbot": {
            "url": switchbot.url,
            "token": switchbot.token,
            "secret": switchbot.secret,
            "lock_id": LOCK[0],
        },
    }


async def _until_told_to_end() -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    parent = os.getppid()
    while os.getppid() == parent and not ended.is_set():
        try:
            await asyncio.wait_for(ended.wait(), PARENT_CHECK_SECONDS)
        except TimeoutError:
            continue


if __name__ == "__main__":
    sys.exit(main())
