"""`latchkey owner ID`."""

from __future__ import annotations

import argparse

from bot import standing_in


def _user_id(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no Telegram user id: that is a positive number")
    return int(text)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "user_id", metavar="ID", type=_user_id, help="Telegram user id, as @userinfobot shows it"
    )


def run(args: argparse.Namespace) -> int:
    print(standing_in.ask({"ask": "owner", "user_id": args.user_id}).text)
    return 0
