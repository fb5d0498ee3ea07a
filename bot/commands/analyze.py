"""`latchkey analyze CLIP...`: who is on a clip, and what would be done about it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.preflight import known_faces_problems
from bot.settings import load_settings
from pipeline.errors import ClipError, PhotoError, SettingsError
from pipeline.gallery import build_gallery, scan, skipped_folders, sole_face
from pipeline.types import Analysis, Box, Decision, Face, Gallery


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clips", nargs="+", metavar="CLIP")
    parser.add_argument(
        "--known", type=Path, metavar="DIR", help="photos as DIR/<name>/*.jpg (default: KNOWN_FACES_DIR)"
    )
    parser.add_argument(
        "--camera", metavar="ID", help="whose IGNORE_ZONES count: a camera's name or id (default: none's)"
    )
    parser.add_argument("--frames", type=Path, metavar="DIR", help="write the frames looked at, annotated")
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    from pipeline.analyse import open_eyes
    from pipeline.decide import decide
    from pipeline.worker import threads_for

    settings = load_settings()
    if args.known is not None and not args.known.is_dir():
        raise PhotoError(f"--known {args.known}: there is no such folder")
    if args.known is None and (problems := known_faces_problems(settings.known_faces_dir)):
        raise SettingsError(problems)
    rules = settings.rules
    eyes, lacks = open_eyes(settings.models_dir, rules, threads_for(1))
    if lacks.detector:
        _note(f"{lacks.detector}; a person is whoever shows a face")
    if lacks.liveness:
        _note(f"{lacks.liveness}; nobody is proven alive")
    sight = settings.sight_rules_of(args.camera)
    if args.camera and not sight.zones:
        _note(f"IGNORE_ZONES has none for the camera {args.camera}: the whole view counts")
    gallery = gallery_of(args.known or settings.known_faces_dir)
    told: dict[str, dict[str, Any]] = {}
    for clip in args.clips:
        try:
            _refuse_other_than_files(Path(clip))
            analysis = eyes.analyse(Path(clip), gallery, sight)
        except ClipError as error:
            told[clip] = {"error": str(error)}
            continue
        told[clip] = as_json(analysis, decide(analysis, rules))
        if args.frames:
            write_frames(Path(clip), analysis, args.frames)
    print(json.dumps(told, indent=1, ensure_ascii=False) if args.json else _lines(told))
    return int(any("error" in one for one in told.values()))


def _refuse_other_than_files(clip: Path) -> None:
    """Whoever opens a pipe that nobody writes to waits for ever."""
    if clip.is_dir():
        raise ClipError(f"{clip} is a folder: give the clips in it")
    if clip.exists() and not clip.is_file():
        raise ClipError(f"{clip} is no file")


def gallery_of(folder: Path) -> Gallery:
    """Computed here and now, no store. What cannot be used is told on stderr and left out."""
    from pipeline.photos import faces_of

    for name, why in skipped_folders(folder).items():
        _note(f"{folder / name} is not used: {why}")
    rows: list[tuple[str, tuple[float, ...]]] = []
    for photo in scan(folder):
        try:
            face = sole_face(faces_of(folder / photo.file), poor_too=photo.from_a_visit)
            rows.append((photo.name, face.embedding))
        except PhotoError as error:
            _note(f"{photo.file} is not used: {error}")
    return build_gallery(rows)


def as_json(analysis: Analysis, decision: Decision) -> dict[str, Any]:
    times = analysis.timings_ms
    return {
        "frames_total": analysis.frames_total,
        "frames_decoded": analysis.frames_decoded,
        "frames_inferred": analysis.frames_inferred,
        "detections": [
            {
                "frame": one.frame,
                "label": one.label,
                "confidence": round(one.confidence, 4),
                "xyxy": _corners(one.box),
            }
            for one in analysis.detections
        ],
        "faces": [_face(face) for face in analysis.faces],
        "decision": {
            "person": decision.person,
            "identity": decision.identity,
            "alert": decision.alert,
            "unlock": decision.unlock,
            "reasons": list(decision.reasons),
        },
        "timings_ms": {
            "decode": times.decode,
            "detect": times.detect,
            "faces": times.faces,
            "liveness": times.liveness,
            "total": times.total,
        },
    }


def _face(face: Face) -> dict[str, Any]:
    return {
        "frame": face.frame,
        "xyxy": _corners(face.box),
        "name": face.name,
        "distance": _rounded(face.distance),
        "confidence": _rounded(face.confidence),
        "live": face.live,
        "liveness": _rounded(face.liveness),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _corners(box: Box) -> list[float]:
    return [round(side, 1) for side in (box.x1, box.y1, box.x2, box.y2)]


def write_frames(clip: Path, analysis: Analysis, folder: Path) -> None:
    """`<clip's name>-<frame>.jpg` for each frame looked at."""
    from pipeline.annotate import annotated

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for frame, jpeg in annotated(clip, analysis):
            (folder / f"{clip.name}-{frame:06d}.jpg").write_bytes(jpeg)
    except OSError as error:
        raise SettingsError([f"--frames {folder}: cannot be written ({error.strerror})"]) from error


def _lines(told: dict[str, dict[str, Any]]) -> str:
    return "\n".join(line for clip, one in told.items() for line in _clip_lines(clip, one))


def _clip_lines(clip: str, one: dict[str, Any]) -> list[str]:
    if "error" in one:
        # Most errors begin with the file's name: where it was given without a folder, that is the same.
        return [f"{clip}: {one['error'].removeprefix(f'{Path(clip).name}: ')}"]
    looked = f"{one['frames_inferred']} of {one['frames_total']} frames, {one['timings_ms']['total']:.0f} ms"
    decision = one["decision"]
    who = decision["identity"] or ("a person, not named" if decision["person"] else "nobody")
    return [f"{clip}: {who} ({looked})", *(f"  {reason}" for reason in decision["reasons"])]


def _note(text: str) -> None:
    print(f"latchkey: {text}", file=sys.stderr)
