"""`latchkey check`: whether the store holds what it promises. Reads only; the bot may run."""

from __future__ import annotations

import argparse
import asyncio
import json

from bot.preflight import existing_store_problems
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError
from storage.check import check, notes
from storage.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    settings = load_settings()
    if problems := existing_store_problems(settings.db_path):
        raise SettingsError(problems)
    broken, noted = asyncio.run(_found(settings))
    print(json.dumps({"broken": broken, "notes": noted}) if args.json else _text(broken, noted, settings))
    return 1 if broken else 0


async def _found(settings: Settings) -> tuple[list[str], list[str]]:
    async with await Store.open(
        settings.db_path, settings.thumbnails_dir, audit_key_file=settings.audit_key, records=False
    ) as store:
        return await check(store), await notes(store)


def _text(broken: list[str], noted: list[str], settings: Settings) -> str:
    return "\n".join([*(broken or [f"{settings.db_path} holds everything it promises."]), *noted])
