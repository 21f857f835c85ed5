"""Fills an empty database with the demonstration: schools, clubs, ideas, partners, and a season between them."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core import statistics


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--replace", action="store_true", help="throw away everything that is there first")
        parser.add_argument("--times", type=int, default=1, help="so many copies of everything, for benchmarks")
        parser.add_argument("--seed", type=int, default=None, help="another draw of names and stories")
        parser.add_argument("--no-suggestions", action="store_true", help="do not compute suggestions afterwards")

    def handle(self, *, replace: bool, times: int, seed: int | None, no_suggestions: bool, **options: Any) -> None:
        from config.demo import loader
        from people.models import User

        if not (settings.DEMO or settings.DEBUG or settings.TESTING):
            raise CommandError(
                "The demonstration's passwords are known to everybody. Set DEMO=1 (or DEBUG=1) if this is one."
            )
        if times < 1:
            raise CommandError("--times must be 1 or more.")
        if User.objects.exists() and not replace:
            raise CommandError(
                "This database already holds people, so nothing was loaded. "
                "To throw everything in it away and load the demo afresh: manage.py load_demo --replace"
            )
        with transaction.atomic():
            if replace:
                self._say("Emptying …")
                loader.empty()
            loader.load(seed=loader.SEED if seed is None else seed, times=times, say=self._say)
        if not no_suggestions:
            self._suggest()
        statistics.refresh()

    def _suggest(self) -> None:
        """The recommender may be left out of an installation; what fails inside it must still be heard."""
        name = "matching.services.suggestions"
        if find_spec(name) is None or not hasattr(import_module(name), "rebuild"):
            self._say("Suggestions: left out, there is nothing here that computes them.")
            return
        import_module("config.demo.terms").tell()
        self._say("Computing suggestions …")
        import_module(name).rebuild()
        import_module("config.demo.rounds").tell()
        import_module("matching.services.concept_uses").reread_all()
        import_module("config.demo.trials").note()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
