"""`latchkey ...`: finds the command, runs it, tells a failure in one line.

A command's module is imported only when it is chosen, so that `latchkey version` does not load a bot.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from types import ModuleType

from bot.ending import end_at_once
from bot.machine import machine_problems
from pipeline.errors import LatchkeyError, SettingsError

COMMANDS = {
    "run": "run the bot",
    "demo": "try it: a pretend door, a real bot, a chat page in the browser",
    "login": "log in to Ring and keep the token",
    "pair": "print a new pairing code",
    "owner": "hand the ownership to a Telegram user id",
    "devices": "list the Ring cameras and SwitchBot devices with their ids",
    "models": "list, check, fetch and export the model files",
    "enroll": "add photos of somebody to be recognised",
    "gallery": "tell how well the enrolled people can be told apart",
    "detect": "find people and things on pictures",
    "analyze": "say who is on a clip",
    "evaluate": "say how often the eyes are right about sorted photos and clips",
    "bench": "measure, in ratios",
    "check": "check the store's invariants",
    "version": "print the version",
}


def main(argv: list[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if _chosen(arguments) == "run":
        # Its imports take seconds, in which a service manager may well change its mind.
        end_at_once()
    try:
        parser, modules = _parser(arguments)
    except ImportError:
        # On a machine that is too old something is missing; then that is what to say.
        if problems := machine_problems():
            return _failed(*problems)
        raise
    parsed = parser.parse_args(arguments)
    try:
        return int(modules[parsed.command].run(parsed))
    except SettingsError as error:
        return _failed(*error.problems)
    except LatchkeyError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        return 130


def _chosen(arguments: list[str]) -> str | None:
    return next((word for word in arguments if word in COMMANDS), None)


def _parser(arguments: list[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = argparse.ArgumentParser(prog="latchkey", description="A doorman that lives in a Telegram chat.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = _chosen(arguments)
    modules = {}
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        if name == chosen:
            modules[name] = importlib.import_module(f"bot.commands.{name}")
            modules[name].arguments(command)
    return parser, modules


def _failed(*lines: str) -> int:
    for line in lines:
        print(f"latchkey: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
