"""`latchkey ...`: finds the command, runs it, tells a failure in one line.

A command's module is imported only when it is chosen, so that `latchkey version` does not load a bot.
"""

from __future__ import annotations

# Nothing more: until `main` runs, Ctrl-C is told with a traceback.
import sys

from bot.at_once import INTERRUPTED, end_at_once, ignore_interrupts, interruptible, interrupting

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import ModuleType

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
    "stats": "count the visits of a span: by person, camera, day and hour",
    "backup": "back up store, faces and pictures, also while the bot runs",
    "restore": "put a backup in the place of the store",
    "bench": "measure, in ratios",
    "check": "check the store's invariants",
    "torture": "break the clouds and kill the bot, and see whether anything is lost",
    "version": "print the version",
}

AT_ONCE = ("detect", "analyze", "evaluate", "gallery", "version")
"""They have nothing open that must be closed. What they load takes seconds, and may swallow an exception."""


def main(argv: list[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    # The imports take seconds, in which one may well change one's mind.
    if _chosen(arguments) == "run":
        end_at_once()
    else:
        interruptible()
    try:
        code = _written(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        interrupting()
    if argv is None:
        # The process ends now, which takes a moment, and its exit code is settled.
        ignore_interrupts()
    return code


def _written(arguments: list[str]) -> int:
    """The exit code, once all that was printed is written."""
    from bot.output import escape_letters, trouble
    from bot.redact import redact_tracebacks

    redact_tracebacks()
    escape_letters()
    try:
        code = _done(arguments)
    except (OSError, SystemExit) as error:
        failed = trouble(error)
        if failed is None:
            raise
        return failed
    failed = trouble()
    return code if failed is None else failed


def _done(arguments: list[str]) -> int:
    from bot.machine import machine_problems
    from pipeline.errors import LatchkeyError, SettingsError

    try:
        parser, modules = _parser(arguments)
    except ImportError:
        # On a machine that is too old something is missing; then that is what to say.
        if problems := machine_problems():
            return _failed(*problems)
        raise
    if not arguments:
        # More help than that one is missing.
        parser.print_help(sys.stderr)
        return 2
    if _chosen(arguments) not in AT_ONCE:
        interrupting()
    parsed = parser.parse_args(arguments)
    try:
        return int(modules[parsed.command].run(parsed))
    except SettingsError as error:
        return _failed(*error.problems)
    except LatchkeyError as error:
        return _failed(str(error))


def _chosen(arguments: list[str]) -> str | None:
    return next((word for word in arguments if word in COMMANDS), None)


def _parser(arguments: list[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    import argparse
    import importlib

    parser = argparse.ArgumentParser(prog="latchkey", description="A doorman that lives in a Telegram chat.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = _chosen(arguments)
    modules = {}
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.")
        if name == chosen:
            modules[name] = importlib.import_module(f"bot.commands.{name}")
            modules[name].arguments(command)
    return parser, modules


def _failed(*lines: str) -> int:
    from bot.redact import redact

    for line in lines:
        print(f"latchkey: {redact(line)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
