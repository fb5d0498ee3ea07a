"""Docs that nothing checks rot: every command and setting is documented."""

from __future__ import annotations

import pytest

from bot.cli import COMMANDS
from tests.conftest import REPO

README = (REPO / "README.md").read_text()


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"version"}))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"latchkey {command}" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_of_the_list_is_there(command: str) -> None:
    assert (REPO / "bot" / "commands" / f"{command}.py").is_file()


@pytest.mark.parametrize("link", ["docs/settings.md", "deploy/systemd/latchkey.service", "docs/chat.png"])
def test_what_the_readme_links_to_is_there(link: str) -> None:
    assert link in README
    assert (REPO / link).is_file()
