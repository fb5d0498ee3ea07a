"""`latchkey models`: list, check, fetch and export the model files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from bot.commands.detect import SIZE, pixels
from bot.settings import load_settings
from pipeline.errors import ModelError
from pipeline.fetch import fetch
from pipeline.models import (
    CATALOGUE,
    FETCH_HINT,
    MINIFASNET,
    KnownModel,
    YoloModel,
    detectors,
    find_yolo,
    survey,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "verify", "fetch", "export"),
        default="list",
        help="list (default); verify: load them, try their golden images; fetch: bring the pinned files; "
        "export: make an NCNN model of a .pt with ultralytics",
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"what to fetch: {', '.join(model.name for model in CATALOGUE)} (default: all); "
        "or the .pt to export",
    )
    parser.add_argument(
        "--size", type=pixels, default=SIZE, help=f"export: pixels of the network's input (default {SIZE})"
    )


def run(args: argparse.Namespace) -> int:
    models_dir = load_settings().models_dir
    if args.action == "fetch":
        return _fetch(models_dir, args.names)
    if args.action == "export":
        return _export(models_dir, args.names, args.size)
    if args.names:
        raise ModelError(f"models {args.action} takes no names: it tells of all")
    if args.action == "verify":
        return _verify(models_dir)
    return _list(models_dir)


def _list(models_dir: Path) -> int:
    """ModelError, after the list, where the bot would find no detector to use."""
    print(f"MODELS_DIR is {models_dir}")
    for one in survey(models_dir):
        print(f"{one.name}: {one.state} ({one.why})")
        print(f"  {one.purpose}; licence {one.licence}")
    find_yolo(models_dir)
    return 0


def _verify(models_dir: Path) -> int:
    """Every model that is there. 1 where one is bad, or where there is no detector."""
    bad = 0
    for check in _checks(models_dir):
        try:
            print(check())
        except ModelError as error:
            bad += 1
            print(f"latchkey: {error}", file=sys.stderr)
    return int(bad > 0)


def _checks(models_dir: Path) -> Iterator[Callable[[], str]]:
    there = list(detectors(models_dir)) or [partial(find_yolo, models_dir)]
    yield from (partial(_checked_detector, read) for read in there)
    yield partial(_checked_liveness, models_dir)


def _checked_detector(read: Callable[[], YoloModel]) -> str:
    from pipeline.analyse import open_detector

    model = read()
    detector = open_detector(model)
    checked = "checksums pinned" if model.known else "an export: no checksum is known"
    return f"{detector.name}: {checked}, golden image passed"


def _checked_liveness(models_dir: Path) -> str:
    from pipeline.liveness import LivenessNets, find_liveness

    if not (models_dir / MINIFASNET.name).exists():
        return f"{MINIFASNET.name}: missing, so that no face opens the door; {FETCH_HINT}"
    LivenessNets(find_liveness(models_dir))
    return f"{MINIFASNET.name}: checksums pinned, golden images passed"


def _export(models_dir: Path, names: list[str], size: int) -> int:
    from pipeline.export import export

    if len(names) != 1:
        raise ModelError("models export takes one file: latchkey models export yolov8n.pt")
    model = export(Path(names[0]), models_dir, size)
    print(f"{model.param.parent}: made, golden image passed")
    if (used := find_yolo(models_dir)) != model:
        print(f"the bot uses {used.param.parent} before it")
    return 0


def _fetch(models_dir: Path, names: list[str]) -> int:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def show(name: str, there: int, whole: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name)
            bars.update(tasks[name], completed=there, total=whole)

        brought = fetch(models_dir, _chosen(names), show)
    for path in brought:
        print(f"{path}: verified")
    if not brought:
        print(f"nothing to fetch: {models_dir} has the pinned files")
    return 0


def _chosen(names: list[str]) -> list[KnownModel]:
    known = {model.name: model for model in CATALOGUE}
    for name in names:
        if name not in known:
            raise ModelError(f"no pinned model is called {name}: there are {', '.join(known)}")
    return [known[name] for name in names or known]
