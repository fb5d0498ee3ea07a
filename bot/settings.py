"""Every setting once: name, type, default, help. The only reader of the environment.

`.env.example` and docs/settings.md are generated from this file (a test compares).
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from datetime import tzinfo
from functools import cached_property
from math import isfinite, nan
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)
from pydantic_core import PydanticKnownError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from tzlocal import get_localzone

from bot.env_file import EnvFile, look_at
from pipeline import zones
from pipeline.errors import SettingsError
from pipeline.rules import MOST_TOLERANCE, Rules
from pipeline.sight_rules import TOLD, LabelRule, SightRules, read_label_rules, read_labels, sight_rules
from pipeline.types import Camera
from pipeline.worker import NICE
from storage.audit_key import AUDIT_KEY
from storage.passphrase import PASSPHRASE

DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|min|m|h)?(?:onds?|utes?|ours?|s)?", re.IGNORECASE)
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
SECONDS_IN = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600}
TOLERANCES = {"face_tolerance", "unlock_tolerance"}


def _origin(value: str) -> str:
    from yarl import URL

    url = URL(value)
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("an address such as https://host or http://127.0.0.1:8081")
    return value.rstrip("/")


def _seconds(value: Any, within_bounds: ValidatorFunctionWrapHandler) -> float:
    """`5 min`, `90 s`, `1 h` or bare seconds; `off` is 0."""
    try:
        seconds: float = within_bounds(_read_seconds(str(value).strip().lower()))
    except ValidationError as error:
        # Raised anew, so that what is told is what was typed and not the number made of it.
        (part,) = error.errors()
        raise PydanticKnownError(part["type"], part["ctx"]) from None  # type: ignore[arg-type]
    return seconds


def _read_seconds(text: str) -> float:
    if text == "off":
        return 0
    if found := DURATION.fullmatch(text):
        return float(found[1]) * SECONDS_IN[found[2] or "s"]
    try:
        seconds = float(text)  # signed, say: for the bounds to refuse
    except ValueError:
        seconds = nan
    if not isfinite(seconds):
        raise ValueError("a number of seconds such as 60, or 5 min")
    return seconds


def _token(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError(
            "the whole token that @BotFather shows, digits, a colon and letters: 123456789:AA..."
        )
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as cause:
        raise ValueError("a time zone such as Europe/Berlin") from cause
    return value


def _list(value: Any) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _read_by(reader: Callable[[str], object]) -> BeforeValidator:
    """What is no text, a default say, was read before."""
    return BeforeValidator(lambda value: reader(value) if isinstance(value, str) else value)


Origin = Annotated[str, AfterValidator(_origin)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Seconds = Annotated[float, WrapValidator(_seconds)]
Tolerance = Annotated[float, AllowInfNan(False)]
Zone = Annotated[str, AfterValidator(_zone)]
Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_list)]
Labels = Annotated[tuple[str, ...], NoDecode, _read_by(read_labels)]
LabelRules = Annotated[tuple[LabelRule, ...], NoDecode, _read_by(read_label_rules)]
IgnoreZones = Annotated[tuple[zones.Zone, ...], NoDecode, _read_by(zones.read_zones)]


class Settings(BaseSettings):
    """Field names in capitals are the names in the environment and in `.env`."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    telegram_bot_token: Token | None = Field(
        None, description="from @BotFather", json_schema_extra={"example": "123456789:AA..."}
    )
    telegram_api_url: Origin = Field(
        "https://api.telegram.org", description="another Bot API server, such as a self-hosted one"
    )
    owner_id: int | None = Field(
        None,
        gt=0,
        description="Telegram user id that is owner while there is none; else a pairing code is printed",
    )
    ring_token_file: Path = Field(
        Path("ring_token.json"), description="Ring's token, mode 0600, written by `latchkey login`"
    )
    ring_api_url: Origin = Field("https://api.ring.com", description="origin of Ring's API")
    ring_oauth_url: Origin = Field(
        "https://oauth.ring.com/oauth/token", description="the whole address of Ring's token service"
    )
    switchbot_token: SecretStr | None = Field(None, description="from the SwitchBot app, developer options")
    switchbot_secret: SecretStr | None = Field(None, description="beside the token in the SwitchBot app")
    switchbot_lock_id: str | None = Field(
        None, description="device id of the lock; without these three there is no lock"
    )
    switchbot_api_url: Origin = Field(
        "https://api.switch-bot.com", description="origin of SwitchBot's API; /v1.1 is added"
    )
    db_path: Path = Field(
        Path("./events.db"), description="the store; put it on a USB SSD; its folder must exist"
    )
    audit_key_file: Path | None = Field(
        None,
        description="key of the audit's chain, mode 0600, made at the first start; default: audit.key beside "
        "the store, and better on another disk, with a copy elsewhere",
    )
    backup_dir: Path | None = Field(
        None,
        description="backups, one a night; default: backups beside the store, and better on another disk",
    )
    backups_kept: int = Field(
        7,
        ge=1,
        le=365,
        description="days of each of which the newest backup stays; of the past 24 hours ten",
    )
    thumbnails_dir: Path = Field(Path("./thumbnails"), description="pictures of events")
    known_faces_dir: Path = Field(
        Path("./known_faces"), description="photos of people who agreed, a folder a person"
    )
    models_dir: Path = Field(Path("./models"), description="model files, fetched by `latchkey models fetch`")
    poll_interval: Seconds = Field(
        3, ge=0.2, le=3600, description="seconds between two looks at Ring's history"
    )
    coalesce_seconds: Seconds = Field(
        60, ge=0, le=3600, description="events on one camera within so many seconds are one visit"
    )
    alerts_per_minute: int = Field(
        2,
        ge=1,
        le=60,
        description="messages that a chat hears of one camera within a minute; more wait",
    )
    unlock_cooldown: Seconds = Field(
        30, ge=0, le=86400, description="seconds after any opening without an opening by face"
    )
    unlock_cameras: Words = Field(
        (), description="names or ids of the cameras whose faces may open, with commas"
    )
    face_tolerance: Tolerance = Field(
        0.5,
        gt=0,
        le=MOST_TOLERANCE,
        description=f"largest face distance that gives a name in an alert; at most {MOST_TOLERANCE:g}",
    )
    unlock_tolerance: Tolerance = Field(
        0.45, gt=0, description="largest face distance that may open; less than FACE_TOLERANCE"
    )
    face_unlock_max_age: Seconds = Field(
        60, ge=1, le=600, description="seconds after the clip's end in which a face may open"
    )
    relock_reminder: Seconds = Field(
        300, ge=0, le=86400, description="seconds unlocked until a reminder; 0 = never"
    )
    auto_relock: Seconds = Field(
        0,
        ge=0,
        le=86400,
        description="seconds unlocked until the door locks itself, where it is known to be closed; 0 = off",
    )
    lock_poll_interval: Seconds = Field(
        60,
        ge=10,
        le=3600,
        description="seconds between two looks at the lock; SwitchBot takes 10,000 calls a day in all",
    )
    stranger_days: int = Field(
        30,
        ge=0,
        le=3650,
        description="days that strangers' faces are kept after a visit; 0 = never kept, no grouping",
    )
    retention_days: int = Field(
        30,
        ge=1,
        le=36500,
        description="days that pictures of events are kept, those with a star for longer; the events "
        "themselves stay in history and charts",
    )
    retention_mb: int = Field(
        2000,
        ge=1,
        description="MB that all pictures of events may take; above that the oldest without a star go",
    )
    labels: Labels = Field(
        TOLD,
        description="what is told, of COCO's 80 labels, `person` among them; COCO has no package or parcel",
    )
    label_rules: LabelRules = Field(
        (),
        description="least confidence, and least share of the frame's height, by label: "
        "`person:0.5:0.06,dog:0.6`; unset: a person counts from 0.35 on two frames or 0.5 on one and from "
        "0.06 of the height, anything else from 0.5",
    )
    ignore_zones: IgnoreZones = Field(
        (),
        description="by camera, corners as fractions of the frame, 0,0 the top left: "
        "`Front Door: 0,0 1,0 1,0.2 0,0.2; Garden: ...`; whoever stands in one is not told, "
        "but still keeps a face from opening the door",
    )
    timezone: Zone | None = Field(None, description="what a day and an hour mean here; default: the system's")
    analysis_workers: int = Field(
        1, ge=1, le=16, description="processes that analyse clips; each takes about 320 MiB"
    )
    analysis_nice: int = Field(
        NICE, ge=0, le=19, description="how far those processes step back behind everything else, 0 to 19"
    )
    snapshot_wait: Seconds = Field(
        2, ge=0, le=10, description="seconds that the alert of a ring waits for a picture"
    )
    recording_wait: Seconds = Field(
        900, ge=1, le=86400, description="seconds until a recording that does not appear is given up"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("unlock_tolerance")
    @classmethod
    def _stricter_than_naming(cls, value: float, info: ValidationInfo) -> float:
        # Also where it is the default. A FACE_TOLERANCE that is malformed is told by itself.
        naming = info.data.get("face_tolerance", MOST_TOLERANCE)
        if value >= naming:
            raise ValueError(
                f"less than FACE_TOLERANCE={naming:g}, such as {0.9 * naming:.2g}: "
                "opening must be stricter than naming"
            )
        return value

    @cached_property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.timezone) if self.timezone else get_localzone()

    @property
    def sight_rules(self) -> SightRules:
        """Of all cameras."""
        return sight_rules(self.labels, self.label_rules, self.ignore_zones)

    def sight_rules_of(self, camera: str | None) -> SightRules:
        """With the zones of one camera, named by its name or id; None: with no zones."""
        return self.sight_rules.for_camera(Camera(camera, camera) if camera else Camera("", ""))

    @property
    def rules(self) -> Rules:
        return Rules(name_tolerance=self.face_tolerance, open_tolerance=self.unlock_tolerance)

    @property
    def audit_key(self) -> Path:
        """Where AUDIT_KEY_FILE is."""
        return self.audit_key_file or self.db_path.with_name(AUDIT_KEY)

    @property
    def backup_folder(self) -> Path:
        """Where BACKUP_DIR is."""
        return self.backup_dir or self.db_path.with_name("backups")

    @property
    def passphrase_file(self) -> Path:
        """What /backup encrypts with; written by `latchkey backup --set-passphrase`."""
        return self.db_path.with_name(PASSPHRASE)

    @property
    def has_lock(self) -> bool:
        return bool(self.switchbot_token and self.switchbot_secret and self.switchbot_lock_id)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be printed."""
        kept = (self.telegram_bot_token, self.switchbot_token, self.switchbot_secret)
        return tuple(secret.get_secret_value() for secret in kept if secret)

    @property
    def secret_files(self) -> tuple[Path, ...]:
        """Whose contents must never be printed."""
        return self.ring_token_file, self.audit_key, self.passphrase_file


ENV_FILE = Path(".env")


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Reads the environment, then `env_file`. SettingsError with every malformed value at once."""
    settings, problems = read_settings(env_file)
    if problems:
        raise SettingsError(problems)
    return settings


def read_settings(env_file: Path | None = ENV_FILE) -> tuple[Settings, list[str]]:
    """The settings, with defaults where a value is malformed, and a line for each such value.

    A name in `env_file` that is nearly a setting's is warned of on stderr.
    """
    file = EnvFile() if env_file is None else look_at(env_file, map(str.upper, Settings.model_fields))
    for warning in file.warnings:
        print(f"latchkey: {warning}", file=sys.stderr)
    if file.problems:
        # What is wrong with the file is told by us, and in our words.
        logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    settings, malformed = _read(env_file if file.readable else None)
    return settings, [*file.problems, *malformed]


def _read(env_file: Path | None) -> tuple[Settings, list[str]]:
    try:
        return Settings(_env_file=env_file), []
    except ValidationError as error:
        parts: list[dict[str, Any]] = [{**part} for part in error.errors()]
    names = {str(part["loc"][0]) for part in parts}
    if names & TOLERANCES:
        # They are measured against each other: a default beside a value might be refused again.
        names |= TOLERANCES
    defaults = {name: Settings.model_fields[name].default for name in names}
    return Settings(_env_file=env_file, **defaults), [_problem(part) for part in parts]


def _problem(part: dict[str, Any]) -> str:
    name = str(part["loc"][0])
    return f"{name.upper()}={_given(name, part)}: give {_wanted(part)}"


def _given(name: str, part: dict[str, Any]) -> str:
    field = Settings.model_fields[name]
    if "Secret" in str(field.annotation):
        return "***"
    # What was given is text: anything else is a default that another setting does not go with.
    return repr(part["input"]) if isinstance(part["input"], str) else f"{part['input']!r} (its default)"


def _wanted(part: dict[str, Any]) -> str:
    context: Any = part.get("ctx") or {}
    bounds = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    if part["type"] in bounds:
        sign = bounds[part["type"]]
        return f"{words[sign]} {context[sign]:g}"
    if part["type"] == "value_error":
        return str(context["error"])
    wanted = {"int_parsing": "a whole number", "float_parsing": "a number", "finite_number": "a number"}
    return wanted.get(str(part["type"]), str(part["msg"]))
