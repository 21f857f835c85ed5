"""Solves an assignment read from JSON, with the engine of the rounds and without a database."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.engine import assignment, instances
from matching.engine.assignment import Objective
from matching.engine.jsonl import InputError
from matching.management.writing import write_whole


class Command(BaseCommand):
    help = "Write `left <tab> right <tab> score` for the best pairs under everybody's capacity."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instance", type=Path, required=True, help="JSON: left, right, pairs, conflicts")
        parser.add_argument("--objective", choices=[*Objective], default=Objective.TOTAL, help="total")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        try:
            named = instances.read(options["instance"])
        except InputError as error:
            raise CommandError(str(error)) from error
        plan = assignment.assign(named.instance, Objective(options["objective"]))
        write_whole(options["out"], iter(named.lines(plan)))
        seconds = time.perf_counter() - began
        self.stdout.write(
            f"total {plan.total:.6f}, worst left {plan.worst:.6f}, {plan.unfilled} unfilled places, {seconds:.3f} s;"
            f" {len(plan.chosen)} pairs in {options['out']}"
        )
        self._say_short("left", named.lefts, plan.left_short)
        self._say_short("right", named.rights, plan.right_short)

    def _say_short(self, side: str, ids: list[str], short: assignment.Ints) -> None:
        for place in short.nonzero()[0].tolist():
            self.stdout.write(f"{side} {ids[place]}: {short[place]} fewer than its min")
