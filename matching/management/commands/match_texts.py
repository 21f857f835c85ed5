"""Ranks items for queries read from JSON lines, with the production engine and without a database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.engine import jsonl
from matching.engine.documents import Demand
from matching.engine.matcher import Matcher
from matching.management.writing import write_whole


class Command(BaseCommand):
    help = "Write `query_id <tab> item_id <tab> score`, best first, for every query against all items."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: id, title, description …")
        parser.add_argument("--items", type=Path, required=True, help="JSON lines: id, title, description …")
        parser.add_argument("--top", type=int, default=100, help="items a query (100)")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["top"] < 1:
            raise CommandError("--top must be at least 1")
        try:
            queries, items = jsonl.demands(options["queries"]), jsonl.supplies(options["items"])
        except jsonl.InputError as error:
            raise CommandError(str(error)) from error
        matcher = Matcher().fit(queries, items)
        written = write_whole(options["out"], ranking(matcher, queries, options["top"]))
        self.stdout.write(f"{len(queries)} queries, {len(items)} items, {written} rows in {options['out']}")


def ranking(matcher: Matcher, queries: list[Demand], top: int) -> Iterator[str]:
    for query in queries:
        for match in matcher.suggest_for_demand(query.id, top, explain=False):
            yield f"{match.demand_id}\t{match.supply_id}\t{match.score:.9f}\n"
