"""`latchkey models`: list, check, fetch and export the model files."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from bot.commands.detect import SIZE, pixels
from bot.settings import load_settings
from pipeline.errors import ModelError
from pipeline.fetch import fetch
from pipeline.models import CATALOGUE, FETCH_HINT, MINIFASNET, KnownModel, find_yolo, survey

HELP = "list, check and fetch the model files"


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
    from pipeline.analyse import open_detector
    from pipeline.liveness import LivenessNets, find_liveness

    detector = open_detector(find_yolo(models_dir))
    checked = "checksums pinned" if detector.model.known else "an export: no checksum is known"
    print(f"{detector.name}: {checked}, golden image passed")
    if detector.model.passed_over:
        raise ModelError(detector.model.passed_over)
    if not (models_dir / MINIFASNET.name).exists():
        print(f"{MINIFASNET.name}: missing, so that no face opens the door; {FETCH_HINT}")
        return 0
    LivenessNets(find_liveness(models_dir))
    print(f"{MINIFASNET.name}: checksums pinned, golden images passed")
    return 0


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
    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
    ) as bars:
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
