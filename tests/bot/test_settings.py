"""Every setting: defaults, spellings, and a line for each one that is malformed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import env_example
from bot.machine import machine_problems
from bot.preflight import ready_settings
from bot.settings import Settings, load_settings, read_settings
from pipeline.errors import SettingsError
from pipeline.sight_rules import SightRules
from tests.conftest import REPO


@pytest.fixture
def env(tmp_path: Path) -> Path:
    path = tmp_path / ".env"
    path.touch(0o600)
    return path


def given(env: Path, **values: str) -> Settings:
    env.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    return load_settings(env)


def problems(env: Path, **values: str) -> list[str]:
    env.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    with pytest.raises(SettingsError) as caught:
        ready_settings(env)
    return caught.value.problems


def test_defaults_are_those_of_the_contract(env: Path) -> None:
    settings = load_settings(env)
    assert (settings.poll_interval, settings.coalesce_seconds, settings.unlock_cooldown) == (3, 60, 30)
    assert (settings.face_tolerance, settings.unlock_tolerance, settings.face_unlock_max_age) == (
        0.5,
        0.45,
        60,
    )
    assert (settings.relock_reminder, settings.auto_relock) == (300, 0)
    assert (settings.stranger_days, settings.retention_days) == (30, 30)
    assert str(settings.db_path) == "events.db"
    assert settings.telegram_api_url == "https://api.telegram.org"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90", 90),
        ("90 s", 90),
        ("5 min", 300),
        ("5min", 300),
        ("2 minutes", 120),
        ("1 h", 3600),
        ("off", 0),
        ("1.5", 1.5),
    ],
)
def test_durations_are_read_as_people_write_them(env: Path, written: str, seconds: float) -> None:
    assert given(env, RELOCK_REMINDER=written).relock_reminder == seconds


def test_lists_are_split_at_commas(env: Path) -> None:
    assert given(env, UNLOCK_CAMERAS="Front Door, 1002").unlock_cameras == ("Front Door", "1002")


def test_what_counts_at_the_door_is_read_into_rules(env: Path) -> None:
    settings = given(
        env,
        LABELS="person, tv",
        LABEL_RULES="person:0.6:0.1",
        IGNORE_ZONES="Front Door: 0,0 1,0 1,0.2 0,0.2; 1002: 0,0 1,0 1,1",
    )
    rules = settings.sight_rules
    assert rules.labels == ("person", "tv")
    assert (rules.confidence_of("person"), rules.height_of("person")) == (0.6, 0.1)
    assert [zone.camera for zone in rules.zones] == ["Front Door", "1002"]
    assert load_settings(env.parent / "none").sight_rules == SightRules()


def test_the_environment_goes_before_the_file(env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLL_INTERVAL", "7")
    assert given(env, POLL_INTERVAL="5").poll_interval == 7


def test_an_empty_value_is_no_value(env: Path) -> None:
    assert given(env, OWNER_ID="", SWITCHBOT_TOKEN="").owner_id is None


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("OWNER_ID", "Grace", "a whole number"),
        ("OWNER_ID", "0", "more than 0"),
        ("POLL_INTERVAL", "soon", "a number of seconds such as 60, or 5 min"),
        ("POLL_INTERVAL", "0", "at least 0.2"),
        ("POLL_INTERVAL", "off", "at least 0.2"),
        ("POLL_INTERVAL", "2 h", "at most 3600"),
        ("COALESCE_SECONDS", "-1", "at least 0"),
        ("COALESCE_SECONDS", "nan", "a number of seconds such as 60, or 5 min"),
        ("COALESCE_SECONDS", "inf", "a number of seconds such as 60, or 5 min"),
        ("FACE_TOLERANCE", "3", "at most 0.6"),
        ("FACE_TOLERANCE", "0.61", "at most 0.6"),
        (
            "UNLOCK_TOLERANCE",
            "0.9",
            "less than FACE_TOLERANCE=0.5, such as 0.45: opening must be stricter than naming",
        ),
        (
            "UNLOCK_TOLERANCE",
            "0.5",
            "less than FACE_TOLERANCE=0.5, such as 0.45: opening must be stricter than naming",
        ),
        ("UNLOCK_TOLERANCE", "0", "more than 0"),
        ("UNLOCK_TOLERANCE", "nan", "a number"),
        ("FACE_TOLERANCE", "near", "a number"),
        ("FACE_TOLERANCE", "nan", "a number"),
        ("TIMEZONE", "Mars/Olympus", "a time zone such as Europe/Berlin"),
        ("TELEGRAM_API_URL", "localhost", "an address such as https://host or http://127.0.0.1:8081"),
        (
            "LABELS",
            "person,package",
            "labels of COCO such as person, dog, car; COCO has no 'package', nor any other word for one: "
            "a delivery is told by who brings it",
        ),
        (
            "LABEL_RULES",
            "person:50",
            "rules such as person:0.5:0.06,dog:0.6 (least confidence, least share of the frame's height); "
            "'50' is not between 0 and 1",
        ),
        (
            "IGNORE_ZONES",
            "Door: 0,0 1,0",
            "zones such as `Front Door: 0,0 1,0 1,0.2 0,0.2; Garden: ...`, points as fractions of the "
            "frame; that of 'Door' has no area: it needs three corners or more, in order",
        ),
        ("LOG_LEVEL", "loud", "DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_a_malformed_value_is_named_with_what_would_do(env: Path, name: str, value: str, wanted: str) -> None:
    assert problems(env, TELEGRAM_BOT_TOKEN="1:x", **{name: value}) == [f"{name}={value!r}: give {wanted}"]


def test_naming_made_as_strict_as_opening_is_told_with_what_would_do(env: Path) -> None:
    assert problems(env, TELEGRAM_BOT_TOKEN="1:x", FACE_TOLERANCE="0.3") == [
        "UNLOCK_TOLERANCE=0.45 (its default): give less than FACE_TOLERANCE=0.3, such as 0.27: "
        "opening must be stricter than naming"
    ]
    settings = given(env, FACE_TOLERANCE="0.3", UNLOCK_TOLERANCE="0.27")
    assert (settings.rules.name_tolerance, settings.rules.open_tolerance) == (0.3, 0.27)


def test_tolerances_that_are_both_malformed_are_both_told(env: Path) -> None:
    told = problems(env, TELEGRAM_BOT_TOKEN="1:x", FACE_TOLERANCE="near", UNLOCK_TOLERANCE="0.9")
    assert told == [
        "FACE_TOLERANCE='near': give a number",
        "UNLOCK_TOLERANCE='0.9': give less than FACE_TOLERANCE=0.6, such as 0.54: "
        "opening must be stricter than naming",
    ]


@pytest.mark.parametrize("naming", ["0.05", "0.45", "0.5", "0.6", "0.9", "near"])
@pytest.mark.parametrize("opening", ["0.01", "0.45", "0.55", "0.6", "1"])
def test_whatever_is_given_opening_is_stricter_than_naming(env: Path, naming: str, opening: str) -> None:
    env.write_text(f"FACE_TOLERANCE={naming}\nUNLOCK_TOLERANCE={opening}\n")
    settings, told = read_settings(env)
    taken = naming != "near" and float(opening) < float(naming) <= 0.6
    assert (told == []) is taken
    assert settings.rules.open_tolerance < settings.rules.name_tolerance <= 0.6


@pytest.mark.parametrize("token", ["nope", "12345:open sesame", "12345:open/sesame", ":sesame", "12345:"])
def test_a_malformed_bot_token_is_told_once_with_all_the_others_and_never_shown(
    env: Path, token: str
) -> None:
    told = problems(env, TELEGRAM_BOT_TOKEN=f"'{token}'", OWNER_ID="x")
    assert [line.partition(": give ")[0] for line in told] == ["TELEGRAM_BOT_TOKEN=***", "OWNER_ID='x'"]
    assert token not in "".join(told)


@pytest.mark.parametrize(
    "token", ["123456:sandbox", "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "7000000001:_-abc"]
)
def test_a_bot_token_of_any_server_is_taken(env: Path, token: str) -> None:
    given_token = given(env, TELEGRAM_BOT_TOKEN=token).telegram_bot_token
    assert given_token is not None
    assert given_token.get_secret_value() == token


def test_all_problems_are_told_at_once(env: Path, tmp_path: Path) -> None:
    told = problems(env, OWNER_ID="x", POLL_INTERVAL="y", DB_PATH=str(tmp_path / "no" / "events.db"))
    assert [line.partition("=")[0] for line in told] == [
        "OWNER_ID",
        "POLL_INTERVAL",
        "TELEGRAM_BOT_TOKEN",
        "DB_PATH",
    ]


def test_a_file_in_place_of_known_faces_is_a_problem(env: Path, tmp_path: Path) -> None:
    told = problems(env, TELEGRAM_BOT_TOKEN="1:x", KNOWN_FACES_DIR=str(env))
    assert told == [f"KNOWN_FACES_DIR={str(env)!r}: give a folder; this is a file"]


def test_half_a_lock_is_a_problem(env: Path) -> None:
    told = problems(env, TELEGRAM_BOT_TOKEN="1:x", SWITCHBOT_TOKEN="very-secret")
    assert [line.partition("=")[0] for line in told] == ["SWITCHBOT_SECRET", "SWITCHBOT_LOCK_ID"]
    assert "very-secret" not in "".join(told)


def test_a_secret_is_stars_in_every_shape(env: Path) -> None:
    settings = given(env, TELEGRAM_BOT_TOKEN="12345:very-secret", SWITCHBOT_SECRET="also-secret")
    assert "secret" not in f"{settings!r} {settings.model_dump()}".replace("switchbot_secret", "")


@pytest.mark.parametrize(
    ("python", "bits", "names"),
    [
        ((3, 10), 64, ["Python"]),
        ((3, 11), 32, ["system"]),
        ((3, 9), 32, ["Python", "system"]),
        ((3, 14), 64, []),
    ],
)
def test_the_machine_is_judged(python: tuple[int, int], bits: int, names: list[str]) -> None:
    assert [line.partition("=")[0] for line in machine_problems(python, bits)] == names


def test_the_example_and_the_page_are_those_of_the_settings() -> None:
    assert (REPO / ".env.example").read_text() == env_example.env_example(), "run: make docs"
    assert (REPO / "docs" / "settings.md").read_text() == env_example.settings_page(), "run: make docs"


def test_the_example_is_itself_readable(tmp_path: Path) -> None:
    filled = tmp_path / ".env"
    filled.touch(0o600)
    filled.write_text(
        "\n".join(line[1:] for line in env_example.env_example().splitlines() if re.match(r"#\w+=", line))
    )
    assert load_settings(filled) == load_settings(tmp_path / "none")


def test_a_line_that_cannot_be_read_is_named_and_not_shown(
    env: Path, caplog: pytest.LogCaptureFixture
) -> None:
    env.write_text("\n# mine\nPOLL_INTERVAL=5\n\nSWITCHBOT_SECRET 'sesame'\nDB_PATH\nLOG_LEVEL=often\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(env)
    told = [problem.removeprefix(str(env)) for problem in caught.value.problems]
    assert told[:2] == [
        ", line 5: give NAME=value, in one line; this cannot be read",
        ", line 6: give NAME=value, in one line; this cannot be read",
    ]
    assert told[2].startswith("LOG_LEVEL=")
    assert caplog.records == [], "and python-dotenv says nothing"


def test_a_file_that_is_no_text_is_one_line(env: Path) -> None:
    env.write_bytes("DB_PATH=/srv/T\u00fcr/events.db\n".encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        load_settings(env)
    assert caught.value.problems == [f"{env}: give a text in UTF-8; this is none"]


def test_a_misspelt_name_is_warned_of_with_the_one_that_is_near(
    env: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    env.write_text("POLL_INTERVALL=5\nexport TELEGRAM_TOKEN=1:a\nCOMPOSE_PROJECT=home\npoll_interval=7\n")
    assert load_settings(env).poll_interval == 7
    assert capsys.readouterr().err.splitlines() == [
        f"latchkey: {env}, line 1: POLL_INTERVALL is no setting; is POLL_INTERVAL meant?",
        f"latchkey: {env}, line 2: TELEGRAM_TOKEN is no setting; is TELEGRAM_BOT_TOKEN meant?",
    ]
