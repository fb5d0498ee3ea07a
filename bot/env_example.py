"""`.env.example` and docs/settings.md, made from the settings. `make docs` writes both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from bot.settings import Settings

HEAD = """# Copy to .env, fill in, keep to yourself: chmod 600 .env
# Generated from bot/settings.py by `make docs`. Every line shows its default.
"""
DOC_HEAD = """# Settings

Read from the environment, then from `.env` (mode 0600) in the folder where Latchkey runs. A time may be
written as `90`, `90 s`, `5 min`, `1 h` or `off`. Generated from `bot/settings.py` by `make docs`.

| name | default | |
| --- | --- | --- |
"""


def env_example() -> str:
    blocks = [
        f"# {_help(field)}\n#{name.upper()}={_shown(field)}\n"
        for name, field in Settings.model_fields.items()
    ]
    return HEAD + "\n" + "\n".join(blocks)


def settings_page() -> str:
    rows = [
        f"| `{name.upper()}` | {_cell(field)} | {_help(field)} |\n"
        for name, field in Settings.model_fields.items()
    ]
    return DOC_HEAD + "".join(rows)


def _help(field: FieldInfo) -> str:
    return str(field.description)


def _cell(field: FieldInfo) -> str:
    shown = _shown(field)
    return f"`{shown}`" if shown else "none"


def _shown(field: FieldInfo) -> str:
    default: Any = field.default
    if default is None:
        return ""
    return (
        ",".join(default)
        if isinstance(default, tuple)
        else f"{default:g}"
        if _number(default)
        else str(default)
    )


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def write(root: Path) -> None:
    (root / ".env.example").write_text(env_example())
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "settings.md").write_text(settings_page())


if __name__ == "__main__":
    write(Path.cwd())
