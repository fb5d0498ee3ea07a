"""`latchkey owner ID`, and `latchkey owner --reset-pin`."""

from __future__ import annotations

import argparse

from bot import standing_in


def _user_id(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no Telegram user id: that is a positive number")
    return int(text)


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "user_id",
        metavar="ID",
        type=_user_id,
        nargs="?",
        help="Telegram user id of who shall be the owner, as @userinfobot shows it",
    )
    what.add_argument(
        "--reset-pin",
        action="store_true",
        help="the owner's PIN or one-time codes are forgotten: none is asked for until a new one is set",
    )


def run(args: argparse.Namespace) -> int:
    request = {"ask": "reset_pin"} if args.reset_pin else {"ask": "owner", "user_id": args.user_id}
    print(standing_in.ask(request).text)
    return 0
