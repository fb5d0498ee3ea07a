"""`latchkey run`."""

from __future__ import annotations

import argparse
import os

from bot.preflight import ready_settings
from pipeline.allocator import use_few_arenas
from pipeline.errors import SettingsError


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: everything is a setting."""


def run(args: argparse.Namespace) -> int:
    # Nothing that is written is for others on this machine, whoever writes it.
    os.umask(0o077)
    use_few_arenas()
    settings = ready_settings()
    # Only now: an old Python could not even import the rest, and would not say what is wrong.
    from telegram.error import InvalidToken

    from bot.app import build_application
    from bot.ending import ignore_signals, new_loop
    from bot.health.keepalive import Keepalive
    from bot.lifetime import live
    from bot.recent_trouble import RecentTrouble
    from bot.recovery import recover
    from bot.redact import set_up_logging
    from storage.instance import InstanceLock

    set_up_logging(settings.log_level, settings.secrets, settings.secret_files, RecentTrouble())
    with InstanceLock.acquire(settings.db_path):
        keepalive = Keepalive()
        with keepalive.blocking():
            recover(settings)
        loop, ending = new_loop()
        keepalive.begin(loop)
        application = build_application(settings, keepalive)
        try:
            loop.run_until_complete(live(application, ending, keepalive.stopping))
        except InvalidToken:
            raise SettingsError(
                ["TELEGRAM_BOT_TOKEN=***: Telegram refuses it; give the token that @BotFather shows (/token)"]
            ) from None
        finally:
            ignore_signals()
            # Again: a failure in PTB's ending leaves it out, and an open store keeps the process.
            if application.post_shutdown is not None:
                loop.run_until_complete(application.post_shutdown(application))
            loop.run_until_complete(keepalive.end())
    return 0
