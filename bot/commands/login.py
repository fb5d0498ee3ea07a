"""`latchkey login`: user, password and, if Ring asks for it, the code, in that order."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys

from bot.settings import load_settings
from pipeline.cameras.ring_login import login
from pipeline.errors import LoginRefused


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: what is asked for is asked for."""


def run(args: argparse.Namespace) -> int:
    settings = load_settings()
    user, password = _line("Ring user (e-mail): "), _secret("Ring password: ")
    asyncio.run(
        login(
            user,
            password,
            lambda: _line("Code from Ring (text message or app): "),
            token_file=settings.ring_token_file,
            api_url=settings.ring_api_url,
            oauth_url=settings.ring_oauth_url,
        )
    )
    print(f"Logged in; the token is in {settings.ring_token_file}. Start with: latchkey run")
    return 0


def _line(question: str) -> str:
    """A line from a person or, when standard input is no terminal, just the next line."""
    if sys.stdin.isatty():
        return input(question).strip()
    line = sys.stdin.readline()
    if not line:
        raise LoginRefused("Standard input ended early: give user, password and code, a line each.")
    return line.strip()


def _secret(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else _line(question)
