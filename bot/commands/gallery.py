"""`latchkey gallery`: how well the enrolled people can be told apart. Reads only; the bot may run."""

from __future__ import annotations

import argparse
import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.album import Album, read_album, tell_skipped
from bot.preflight import known_faces_problems
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError
from pipeline.self_test import LEAST_TOLERANCE, PersonReport, self_test

WIDTH = 80


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    settings = load_settings()
    if problems := known_faces_problems(settings.known_faces_dir):
        raise SettingsError(problems)
    tell_skipped(settings.known_faces_dir)
    album = read_album(settings)
    reports = self_test(album.photos, album.strangers or [], settings.face_tolerance)
    if args.json:
        print(json.dumps(_as_json(settings, album, reports), indent=1, ensure_ascii=False))
    elif reports:
        _print(settings, album, reports)
    else:
        print(f"{settings.known_faces_dir} has no photos: latchkey enroll NAME PHOTO...")
    return 0


def overall(reports: list[PersonReport]) -> float | None:
    """The tolerance that suits everybody."""
    return min((one.suggested for one in reports if one.suggested is not None), default=None)


def _as_json(settings: Settings, album: Album, reports: list[PersonReport]) -> dict[str, Any]:
    return {
        "tolerance": settings.face_tolerance,
        "suggested_tolerance": overall(reports),
        "strangers": None if album.strangers is None else len(album.strangers),
        "people": [_person(one) for one in reports],
    }


def _person(one: PersonReport) -> dict[str, Any]:
    closest = one.closest
    return {
        "name": one.name,
        "photos": one.photos,
        "refused": [{"file": photo.file, "reason": photo.refusal} for photo in one.refused],
        "spread": _rounded(one.spread),
        "closest": closest and {"name": closest.name, "distance": _rounded(closest.distance)},
        "closest_stranger": _rounded(one.stranger),
        "suggested_tolerance": one.suggested,
        "look_alike": one.look_alike,
        "warnings": list(one.warnings),
    }


def _rounded(distance: float | None) -> float | None:
    return None if distance is None else round(distance, 4)


def _print(settings: Settings, album: Album, reports: list[PersonReport]) -> None:
    console = Console(width=WIDTH, highlight=False)
    console.print(_table(reports))
    for report in reports:
        for told in _told(report):
            console.print(Text(f"{report.name}: {told}"), soft_wrap=True)
    known = (
        "no store yet" if album.strangers is None else f"{len(album.strangers)} unnamed faces in the store"
    )
    console.print(f"Distances: lower is closer. FACE_TOLERANCE is {settings.face_tolerance:.2f}, {known}.")
    console.print(_verdict(reports))


def _verdict(reports: list[PersonReport]) -> str:
    suits = overall(reports)
    if suits is None:
        return "Nobody has a photo that can be used."
    if all(one.impostor is None for one in reports):
        return f"There is nobody yet to compare with: until then a tolerance of {suits:.2f} is careful."
    if suits <= LEAST_TOLERANCE:
        return "No tolerance tells everybody apart: see who looks like whom."
    return f"A tolerance of {suits:.2f} leaves room to everybody's closest impostor."


def _told(report: PersonReport) -> list[str]:
    return [f"{one.file} is not used: {one.refusal}" for one in report.refused] + list(report.warnings)


def _table(reports: list[PersonReport]) -> Table:
    table = Table(box=None, pad_edge=False, width=WIDTH)
    table.add_column("person", ratio=1, no_wrap=True)
    for heading in ("photos", "refused", "spread"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("closest other", max_width=22, justify="right", no_wrap=True)
    for heading in ("stranger", "tolerance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in reports:
        table.add_row(Text(one.name), *_numbers(one))
    return table


def _numbers(one: PersonReport) -> list[Text]:
    closest = "-" if one.closest is None else f"{_cut(one.closest.name)} {one.closest.distance:.2f}"
    counts = [str(one.photos), str(len(one.refused)) if one.refused else "-"]
    return [Text(cell) for cell in (*counts, _told_distance(one.spread), closest, *_last(one))]


def _last(one: PersonReport) -> tuple[str, str]:
    return _told_distance(one.stranger), _told_distance(one.suggested)


def _cut(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


def _told_distance(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
