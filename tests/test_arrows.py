"""The rooms know each other in one direction only (DESIGN.md draws it)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "charts", "deploy", "pipeline", "storage")

BOT_KNOWS = ("bot", "charts", "pipeline", "storage")
KNOWS = {
    "bot": BOT_KNOWS,
    # The demo alone runs the stand-ins beside the bot.
    "bot.commands.demo": (*BOT_KNOWS, "deploy.sandbox"),
    "bot.demo": (*BOT_KNOWS, "deploy.sandbox"),
    # So does the torture.
    "bot.torture": (*BOT_KNOWS, "deploy.sandbox"),
    "charts": ("charts",),
    "deploy": ("deploy",),
    "deploy.sandbox": ("deploy.sandbox",),
    "pipeline": ("pipeline",),
    "storage": ("storage", "pipeline.types", "pipeline.door_types", "pipeline.errors"),
}


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def violations(root: Path) -> list[str]:
    """`module: import` for every import of a room, at any depth, that its own room may not know."""
    return [
        f"{module}: {name}"
        for path in sources(root)
        for module in [module_name(path, root)]
        for name in imported(ast.parse(path.read_text("utf-8")), module, path.name == "__init__.py")
        if any(within(name, room) for room in ROOMS) and not may(module, name)
    ]


def sources(root: Path) -> list[Path]:
    return sorted(path for room in ROOMS for path in (root / room).rglob("*.py"))


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def may(module: str, name: str) -> bool:
    rule = max((place for place in KNOWS if within(module, place)), key=len)
    return any(within(name, package) for package in KNOWS[rule])


def imported(tree: ast.Module, module: str, is_package: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = origin(node, module, is_package)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__") and node.args:
            yield spelled(node.args[0])


def origin(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    above = module.split(".")[: None if is_package and node.level == 1 else -node.level + is_package]
    return ".".join([*above, *([node.module] if node.module else [])])


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def spelled(node: ast.expr) -> str:
    """The module's name as far as it is written down: `f"bot.commands.{name}"` is `bot.commands`."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    return str(first.value).rstrip(".") if isinstance(first, ast.Constant) else ""


def test_every_room_keeps_to_the_arrows() -> None:
    assert {path.relative_to(REPO).parts[0] for path in sources(REPO)} == set(ROOMS)
    assert violations(REPO) == []


@pytest.mark.parametrize(
    ("place", "source", "found"),
    [
        ("pipeline/watch.py", "import storage", "pipeline.watch: storage"),
        ("pipeline/watch.py", "def later():\n    from bot.app import build", "pipeline.watch: bot.app.build"),
        ("pipeline/locks/__init__.py", "from ...storage import events", "pipeline.locks: storage.events"),
        ("pipeline/locks/x.py", "from ...charts import style", "pipeline.locks.x: charts.style"),
        ("storage/events.py", "import pipeline", "storage.events: pipeline"),
        ("storage/events.py", "from pipeline import detect", "storage.events: pipeline.detect"),
        ("storage/events.py", "from pipeline.typesetting import x", "storage.events: pipeline.typesetting.x"),
        ("charts/heatmap.py", "from pipeline.types import Box", "charts.heatmap: pipeline.types.Box"),
        ("bot/app.py", "from deploy.sandbox.ring import cloud", "bot.app: deploy.sandbox.ring.cloud"),
        ("deploy/sandbox/x.py", "from pipeline.types import Box", "deploy.sandbox.x: pipeline.types.Box"),
        ("deploy/sandbox/x.py", "import importlib\nimportlib.import_module('bot')", "deploy.sandbox.x: bot"),
        ("pipeline/pool.py", "__import__(f'storage.{name}')", "pipeline.pool: storage"),
        ("charts/x.py", "if TYPE_CHECKING:\n    import bot.settings", "charts.x: bot.settings"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, place: str, source: str, found: str) -> None:
    plant(tmp_path, place, source)
    assert violations(tmp_path) == [found]


@pytest.mark.parametrize(
    ("place", "source"),
    [
        (
            "bot/app.py",
            "from storage import events\nimport pipeline.watch\nfrom charts.heatmap import heatmap",
        ),
        ("bot/commands/demo.py", "from deploy.sandbox.ring import cloud"),
        ("bot/cli.py", "importlib.import_module(f'bot.commands.{name}')"),
        ("storage/events.py", "from pipeline.types import Box\nfrom pipeline import errors"),
        ("storage/events.py", "from . import people\nfrom .people import x"),
        ("pipeline/locks/__init__.py", "from . import switchbot\nfrom ..types import Box"),
        ("charts/style.py", "import numpy, storages\nfrom botany import x"),
    ],
)
def test_what_is_allowed_is_not_found(tmp_path: Path, place: str, source: str) -> None:
    plant(tmp_path, place, source)
    assert violations(tmp_path) == []


def plant(root: Path, place: str, source: str) -> None:
    (root / place).parent.mkdir(parents=True)
    (root / place).write_text(source, "utf-8")
