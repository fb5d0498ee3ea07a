"""`latchkey demo`."""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from rich.console import Console

from bot.demo.environment import DemoSettings, demo_settings
from bot.demo.processes import chat_port
from bot.demo.run import Wishes, run_demo
from bot.demo.studio import own_shot
from bot.demo.workplace import workplace
from bot.texts import LANGUAGES, speak


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="play the story here, without a browser")
    parser.add_argument("--clip", type=Path, metavar="FILE", help="ring the bell with a video of your own")
    parser.add_argument("--port", type=_port, metavar="N", help="port of the chat page")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help="that the bot and the narrator speak"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="use this new folder, and keep it")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give one from 1 to 65535")
    return int(text)


def run(args: argparse.Namespace) -> int:
    speak(args.language)
    settings = demo_settings()
    own_clip = own_shot(args.clip) if args.clip else None
    wishes = Wishes(args.headless, own_clip, chat_port(args.port))
    with workplace(args.keep) as folder:
        told = asyncio.run(_until_ended(wishes, settings, folder))
    if not args.headless:
        print(f"\nThe demo is over; {_left(args.keep)}.")
    return 0 if told or not args.headless else 130


def _left(keep: Path | None) -> str:
    return f"what it wrote is in {keep}" if keep else "nothing of it is kept"


async def _until_ended(wishes: Wishes, settings: DemoSettings, folder: Path) -> bool:
    """False when it was broken off."""
    demo = asyncio.create_task(run_demo(wishes, settings, folder, Console()))
    loop = asyncio.get_running_loop()

    def end() -> None:
        # Once: a second Ctrl-C must not break off the ending of the others.
        if not demo.cancelling():
            demo.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end)
    try:
        await demo
    except asyncio.CancelledError:
        return False
    return True
