"""Writes a season's trials to a file without anything about anybody, for `match_replay` here or elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.engine import season_file
from matching.management.writing import write_whole
from matching.selectors import season_trials


class Command(BaseCommand):
    help = "Write a season's tried pairs as JSON lines: what the scorers saw, where each stood, how it went; no names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--season", required=True, help="its code, as 2026-2027")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        season = season_trials.season_of(options["season"])
        if season is None:
            raise CommandError(f"there is no season {options['season']!r}")
        trials = season_trials.of(season)
        if not trials:
            raise CommandError(f"of season {season.code} no tried pair is known to have ended, so there is no file")
        write_whole(options["out"], season_file.lines(season.starts_on, trials))
        self.stdout.write(f"{len(trials)} trials in {options['out']}")
