"""`latchkey detect IMAGE...`: what the detector finds on pictures."""

from __future__ import annotations

import argparse
import json
from math import nan
from pathlib import Path
from typing import Any

from bot.settings import load_settings
from pipeline.errors import ModelError, PhotoError

SIZE = 320


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("images", nargs="+", metavar="IMAGE")
    parser.add_argument(
        "--size", type=pixels, help=f"pixels of the network's longer side, a multiple of 32 (default {SIZE})"
    )
    parser.add_argument("--conf", type=confidence, default=0.25, help="least confidence (default 0.25)")
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    from pipeline.analyse import open_detector
    from pipeline.models import find_yolo
    from pipeline.photos import read_photo
    from pipeline.worker import threads_for

    model = find_yolo(load_settings().models_dir)
    if model.fixed_size and args.size and args.size != max(model.fixed_size):
        raise ModelError(f"the model {model.name} was exported for {max(model.fixed_size)} pixels only")
    detector = open_detector(model, threads_for(1))
    found: dict[str, Any] = {}
    for image in args.images:
        try:
            picture = read_photo(Path(image))
        except PhotoError as error:
            found[image] = {"error": str(error)}
            continue
        boxes = detector.detect(picture, size=args.size or SIZE, confidence=args.conf)
        found[image] = [
            {
                "label": one.label,
                "confidence": round(one.confidence, 4),
                "xyxy": [round(side, 1) for side in (one.box.x1, one.box.y1, one.box.x2, one.box.y2)],
            }
            for one in boxes
        ]
    print(json.dumps(found, indent=1, ensure_ascii=False) if args.json else _lines(found))
    return int(any("error" in told for told in found.values()))


def _lines(found: dict[str, Any]) -> str:
    lines = []
    for image, told in found.items():
        lines.append(f"{image}: {told['error']}" if "error" in told else f"{image}: {len(told)} found")
        for one in told if isinstance(told, list) else []:
            box = " ".join(f"{side:7.1f}" for side in one["xyxy"])
            lines.append(f"  {one['confidence']:.2f}  {box}  {one['label']}")
    return "\n".join(lines)


def pixels(text: str) -> int:
    """What the network takes: its cells are 32 pixels wide."""
    if not text.isdecimal() or not 32 <= int(text) <= 2048 or int(text) % 32:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no size: give a multiple of 32 from 32 to 2048, such as 320"
        )
    return int(text)


def confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no confidence: give a number between 0 and 1, such as 0.25"
        )
    return value
