"""Brings locale/ up to date with the code and compiles it; `--check` writes nothing and fails on what is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

SHOWN = 20


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when something is missing")

    def handle(self, *, check: bool, **options: Any) -> None:
        from config import catalogues

        left: list[str] = []
        for language, _ in settings.LANGUAGES:
            found = catalogues.wanted(language)
            if not check:
                catalogues.write(language, catalogues.merged(language, found))
            wrong = sorted(catalogues.problems(language, found))
            self.stdout.write(f"{language}: {len(found)} sentences, {len(wrong)} to do.")
            left += [f"locale/{language}: {line}" for line in wrong[:SHOWN]]
            if len(wrong) > SHOWN:
                left.append(f"locale/{language}: and {len(wrong) - SHOWN} more")
        if left and check:
            raise CommandError("\n".join([*left, "Run `make messages`, then fill the empty msgstr lines."]))
        for line in left:
            self.stdout.write(line)
