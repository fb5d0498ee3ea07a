"""What of its user's environment the demo heeds, and what its bot gets to see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.demo.environment import NECESSITIES, bot_environment, demo_settings
from bot.settings import Settings, load_settings
from deploy.sandbox.__main__ import open_house
from pipeline.errors import SettingsError
from tests.bot.demo import REAL_LOOKING


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody who runs Latchkey for real, in a folder with a `.env`."""
    for name, value in REAL_LOOKING.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SECRET_OF_ANOTHER_PROGRAM", "yes")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("MODELS_DIR=/from/dotenv\nTIMEZONE=Asia/Tokyo\nOWNER_ID=99\n")


@pytest.fixture
async def house() -> dict[str, object]:
    from contextlib import AsyncExitStack

    async with AsyncExitStack() as stack:
        return await open_house(stack)


@pytest.mark.usefixtures("configured")
def test_no_dotenv_is_read_and_the_default_models_lie_here(tmp_path: Path) -> None:
    settings = demo_settings()
    assert (settings.models_dir, settings.models_given) == (tmp_path / "models", False)
    assert settings.timezone is None


@pytest.mark.usefixtures("configured")
def test_the_two_settings_are_heeded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MODELS_DIR", "eyes")
    monkeypatch.setenv("TIMEZONE", "Asia/Kolkata")
    settings = demo_settings()
    assert (settings.models_dir, settings.models_given) == (tmp_path / "eyes", True)
    assert (settings.timezone, str(settings.zone)) == ("Asia/Kolkata", "Asia/Kolkata")


def test_a_malformed_zone_is_one_line_and_other_malformed_settings_are_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OWNER_ID", "abc")
    monkeypatch.setenv("FACE_TOLERANCE", "7")
    demo_settings()
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    with pytest.raises(SettingsError) as refused:
        demo_settings()
    assert len(refused.value.problems) == 1
    assert "TIMEZONE='Mars/Olympus'" in refused.value.problems[0]


@pytest.mark.usefixtures("configured")
def test_the_bot_sees_the_sandbox_and_nothing_else(house: dict[str, object], tmp_path: Path) -> None:
    environment = bot_environment(tmp_path, house, demo_settings())
    own = {name.upper() for name in Settings.model_fields} & environment.keys()
    assert environment.keys() - own <= set(NECESSITIES)
    assert not set(environment.values()) & (set(REAL_LOOKING.values()) - {"yes"})
    for name in ("TELEGRAM_API_URL", "RING_API_URL", "RING_OAUTH_URL", "SWITCHBOT_API_URL"):
        assert environment[name].startswith("http://127.0.0.1:"), name
    for name in ("DB_PATH", "THUMBNAILS_DIR", "KNOWN_FACES_DIR", "RING_TOKEN_FILE"):
        assert Path(environment[name]).parent == tmp_path, name


@pytest.mark.usefixtures("configured")
def test_every_setting_that_is_not_given_is_at_its_default(
    house: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A setting that is added later cannot come in from outside: the environment is built from nothing."""
    environment = bot_environment(tmp_path, house, demo_settings())
    monkeypatch.setattr("os.environ", environment)
    settings = load_settings(None)
    given = {name for name in Settings.model_fields if name.upper() in environment}
    for name, field in Settings.model_fields.items():
        if name not in given:
            assert getattr(settings, name) == field.get_default(), name


def test_the_packages_are_found_from_any_folder(house: dict[str, object], tmp_path: Path) -> None:
    environment = bot_environment(tmp_path, house, demo_settings())
    command = [sys.executable, "-c", "import bot.cli, deploy.sandbox; print('found')"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout == "found\n"
