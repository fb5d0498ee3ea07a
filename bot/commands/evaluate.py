"""`latchkey evaluate DIR`: how often the eyes are right about a sorted tree of photos and clips."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import load_settings
from pipeline.errors import SettingsError
from pipeline.samples import Sample, left_out, samples

if TYPE_CHECKING:
    from pipeline.analyse import Eyes
    from pipeline.evaluation import Evaluation, Outcome, Unusable
    from pipeline.evaluation_report import Report
    from pipeline.rate import Rate
    from pipeline.rules import Rules

HISTOGRAM = Path("evaluation.png")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "tree",
        type=Path,
        metavar="DIR",
        help="photos and clips as DIR/<name>/..., DIR/_strangers/..., DIR/_spoofs/...",
    )
    parser.add_argument(
        "--known", type=Path, metavar="DIR", help="the gallery (default: the photos in DIR itself)"
    )
    parser.add_argument(
        "--png", type=Path, default=HISTOGRAM, metavar="FILE", help=f"the histogram (default {HISTOGRAM})"
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")


def run(args: argparse.Namespace) -> int:
    from pipeline.evaluation import Evaluation
    from pipeline.evaluation_report import report

    settings = load_settings()
    probes, known = samples(args.tree), samples(args.known or args.tree)
    for tree in dict.fromkeys((args.tree, args.known or args.tree)):
        for name, why in left_out(tree).items():
            _note(f"{tree / name} is not used: {why}")
    outcomes, unusable = _evaluated(
        Evaluation(_eyes(settings.models_dir, settings.rules), settings.sight_rules_of(None)), probes, known
    )
    told = report(outcomes)
    _draw(told, settings.rules, args.png)
    if args.json:
        print(json.dumps(as_json(told, outcomes, unusable), indent=1, ensure_ascii=False))
    else:
        print("\n".join([*lines(told, settings.rules), *_wrong(outcomes), f"{args.png}: the distances"]))
    return int(any(one.bad for one in unusable))


def _eyes(models_dir: Path, rules: Rules) -> Eyes:
    from pipeline.analyse import open_eyes
    from pipeline.worker import threads_for

    eyes, lacks = open_eyes(models_dir, rules, threads_for(1))
    for lack in filter(None, (lacks.detector, lacks.liveness)):
        _note(str(lack))
    return eyes


def _evaluated(
    evaluation: Evaluation, probes: Sequence[Sample], known: Sequence[Sample]
) -> tuple[list[Outcome], list[Unusable]]:
    """What cannot be used is told as it comes."""
    from pipeline.evaluation import Outcome

    outcomes: list[Outcome] = []
    unusable: list[Unusable] = []
    for one in chain(evaluation.enrol(known), evaluation.outcomes(probes)):
        if isinstance(one, Outcome):
            outcomes.append(one)
        elif one not in unusable:
            unusable.append(one)
            _note(f"{one.sample.file}: {one.why}")
    return outcomes, unusable


def _draw(told: Report, rules: Rules, file: Path) -> None:
    from charts.distances import distances

    tolerances = (("opens", rules.open_tolerance), ("named", rules.name_tolerance))
    try:
        file.write_bytes(distances(told.genuine, told.impostor, tolerances=tolerances))
    except OSError as error:
        raise SettingsError([f"--png {file}: cannot be written ({error.strerror})"]) from error


def lines(told: Report, rules: Rules) -> list[str]:
    found = [_rate(name, rate) for name, rate in told.rates.items()]
    if told.not_examined:
        nobody = f"nobody recognised on {told.not_recognised} of them"
        found.append(f"life not examined: {told.not_examined}, {nobody}")
    if told.nobody_enrolled:
        found.append(f"no trial of false names and openings: {told.nobody_enrolled}, the gallery was empty")
    if told.impostor:
        closest = min(told.impostor)
        gap = f"{closest - rules.name_tolerance:+.2f} from the tolerance of {rules.name_tolerance:g}"
        found.append(f"closest impostor at {closest:.3f}, {gap}")
    if told.genuine:
        found.append(f"furthest from their own photos at {max(told.genuine):.3f}")
    for what, score in (("of living people", told.living_photos), ("of spoofs", told.spoof_photos)):
        if score is not None:
            found.append(f"photos {what}: median liveness {score:.2f} (one picture proves nothing)")
    if told.clip_seconds is not None:
        found.append(f"a clip takes {told.clip_seconds:.2f} s (median)")
    return found


def _rate(name: str, rate: Rate) -> str:
    if rate.share is None:
        return f"{name:<36}  nothing to try"
    low, high = rate.interval
    counted = f"{rate.hits} of {rate.of}"
    return f"{name:<36}  {counted:>12}  {rate.share:6.1%}  (95 %: {low:.1%} to {high:.1%})"


def _wrong(outcomes: Sequence[Outcome]) -> list[str]:
    """Each that went wrong, so that it can be looked at."""
    from pipeline.evaluation_report import mistake

    return [f"  {one.sample.file}: {what}" for one in outcomes if (what := mistake(one))]


def as_json(told: Report, outcomes: Sequence[Outcome], unusable: Sequence[Unusable]) -> dict[str, Any]:
    return {
        "rates": {name: _rate_json(rate) for name, rate in told.rates.items()},
        "closest_impostor": min(told.impostor, default=None),
        "furthest_genuine": max(told.genuine, default=None),
        "liveness_of_photos": {"living": told.living_photos, "spoofs": told.spoof_photos},
        "clip_seconds": told.clip_seconds,
        "not_examined": told.not_examined,
        "not_recognised": told.not_recognised,
        "nobody_enrolled": told.nobody_enrolled,
        "probes": {one.sample.file: _outcome_json(one) for one in outcomes},
        "unusable": [{"file": one.sample.file, "why": one.why, "bad": one.bad} for one in unusable],
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    return {"hits": rate.hits, "of": rate.of, "share": rate.share, "interval_95": list(rate.interval)}


def _outcome_json(one: Outcome) -> dict[str, Any]:
    return {
        "group": one.sample.group.value,
        "clip": one.sample.is_clip,
        "names": list(one.names),
        "faces": one.faces,
        "partners": one.partners,
        "gallery": one.gallery,
        "distance_own": one.own,
        "distance_other": one.other,
        "opened": one.opened,
        "live": one.live,
        "liveness": one.liveness,
        "examined": one.examined,
        "reasons": list(one.reasons),
        "seconds": round(one.seconds, 3),
    }


def _note(text: str) -> None:
    print(f"latchkey: {text}", file=sys.stderr)
