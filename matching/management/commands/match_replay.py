"""Judges rankers side by side on an exported season. With `--ranker fixed` alone it needs no database."""

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from core import clock
from matching.engine import replay, season_file, weights
from matching.engine.examples import Examples
from matching.engine.jsonl import InputError
from matching.engine.season_file import SeasonFile
from matching.engine.weights import Weights
from matching.management.writing import write_whole
from matching.models import RankerVersion
from matching.selectors import rankers

FIXED, CURRENT = "fixed", "current"
_MOST_RESAMPLES = 10_000


@dataclass(frozen=True)
class _Named:
    weights: Weights
    # The last day of which it may have learned; None where it learned nothing.
    cut_off: dt.date | None = None


class Command(BaseCommand):
    help = "Judge rankers on a season's tried pairs: order, foresight, acceptance of the first, with 95 % intervals."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--season", type=Path, required=True, help="file of match_export_season")
        parser.add_argument(
            "--ranker", action="append", help="fixed, current, or a model's number; may be given again (fixed, current)"
        )
        parser.add_argument("--seed", type=int, default=1, help="of the intervals and of ties (1)")
        parser.add_argument("--resamples", type=int, default=1000, help="for the intervals (1000)")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["resamples"] <= _MOST_RESAMPLES or options["seed"] < 0:
            raise CommandError(f"--resamples must be from 1 to {_MOST_RESAMPLES} and --seed not negative")
        names = dict.fromkeys(options["ranker"] or (FIXED, CURRENT))
        named = {name: _ranker(name) for name in names}
        try:
            season = season_file.read(options["season"])
            report = _report(season, named, options["seed"], options["resamples"])
        except InputError as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            raise CommandError(f"{options['season']}: {error}") from error
        text = json.dumps(report, indent=2, allow_nan=False) + "\n"
        write_whole(options["out"], iter([text]))
        self._say(report, options["out"])

    def _say(self, report: dict[str, Any], out: Path) -> None:
        told = report["unseen"] or report["all"]
        for name, figures in told["rankers"].items():
            known = [f"{figure} {value['value']:.3f}" for figure, value in figures.items() if value]
            self.stdout.write(f"{name}: {', '.join(known)}")
        self.stdout.write(f"{told['pairs']} pairs of {told['ideas']} ideas; the report is in {out}")


def _ranker(name: str) -> _Named:
    if name == FIXED:
        return _Named(weights.FIXED)
    found = rankers.current() if name == CURRENT else _version(name)
    if found is None and name == CURRENT:
        return _Named(weights.FIXED)
    if found is None:
        raise CommandError(f"there is no ranker {name!r}; say fixed, current or a model's number")
    return _Named(found.learned, found.cut_off.astimezone(clock.zone()).date())


def _version(name: str) -> RankerVersion | None:
    is_number = name.isascii() and name.isdigit() and len(name) < 19
    return RankerVersion.objects.filter(pk=int(name)).first() if is_number else None


def _report(season: SeasonFile, named: dict[str, _Named], seed: int, resamples: int) -> dict[str, Any]:
    """`all`: every judged pair; `unseen`: those after the last day a ranker learned of, null where it comes to that."""
    shown = season.examples.taken(np.flatnonzero(season.place != 0))
    by_name = {name: one.weights for name, one in named.items()}
    learned = [(one.cut_off - season.starts_on).days for one in named.values() if one.cut_off is not None]
    later = shown.taken(np.flatnonzero(shown.when > max(learned))) if learned else shown
    return {
        "season_starts_on": season.starts_on.isoformat(),
        "trials": len(season.examples),
        "left_out_as_never_shown": len(season.examples) - len(shown),
        "limits": " ".join((replay.__doc__ or "").split("\n\n")[1].split()),
        "seed": seed,
        "resamples": resamples,
        "cut_offs": {name: one.cut_off.isoformat() if one.cut_off else None for name, one in named.items()},
        "all": replay.judged(shown, by_name, seed, resamples),
        "unseen": _unseen(shown, later, by_name, seed, resamples),
    }


def _unseen(
    shown: Examples, later: Examples, by_name: dict[str, Weights], seed: int, resamples: int
) -> dict[str, Any] | None:
    if len(later) == len(shown) or not later.says_both():
        return None
    return replay.judged(later, by_name, seed, resamples)
