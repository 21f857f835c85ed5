"""The concept lexicon for whoever keeps its files: what is wrong with it, what it holds, what was accepted since."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.engine import lexicon, lexicon_checks, lexicon_files, overlay
from matching.engine.lexicon import Concept, Lexicon
from matching.selectors import lexicons


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        wanted = parser.add_mutually_exclusive_group(required=True)
        wanted.add_argument(
            "--check", action="store_true", help="name what is wrong with the files, with file and line"
        )
        wanted.add_argument("--stats", action="store_true", help="count by area, kind, language and relation")
        wanted.add_argument("--export-accepted", action="store_true", help="what was accepted, as lines of the files")
        parser.add_argument("--folder", type=Path, default=lexicon_files.FOLDER, help="files other than those shipped")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check(options["folder"])
        elif options["stats"]:
            self.stdout.write("\n".join(statistics(lexicon.load(options["folder"]))))
        else:
            self.stdout.write("\n".join(exported(options["folder"])))

    def _check(self, folder: Path) -> None:
        found = lexicon_checks.validate(folder)
        if found:
            sentences = "\n".join(map(str, found))
            raise CommandError(f"{sentences}\nThe lexicon has {len(found)} faults.")


def statistics(known: Lexicon) -> list[str]:
    concepts = known.concepts.values()
    areas = {concept.id: concept.area for concept in concepts}
    return [
        f"{len(known.concepts)} concepts, {len(known.helps)} relations",
        *_counted("by area", (concept.area for concept in concepts)),
        *_counted("by kind", (concept.kind for concept in concepts)),
        *_counted("with a parent", ("yes" if concept.parent else "no" for concept in concepts)),
        *_counted("forms by language", (lang for one in concepts for lang in ("vi", "en") for _ in one.forms(lang))),
        *_counted("relations by area of the need", (areas[relation.source] for relation in known.helps)),
        *_counted("relations by strength", (_strength(relation.weight) for relation in known.helps)),
    ]


def exported(folder: Path) -> list[str]:
    """Below the place it belongs to, each line as the files are to have it."""
    shipped = lexicon.load(folder)
    places = {row.cells[0]: row.where for row in lexicon_files.concepts(folder)}
    now = overlay.applied(shipped, lexicons.accepted())
    lines = []
    for concept in now.concepts.values():
        if concept != shipped.concepts.get(concept.id):
            place = places.get(concept.id, f"{lexicon_files.CONCEPTS}/{concept.area}.tsv: at the end")
            lines += [f"# {place}", lexicon_files.line_of(_cells(concept))]
    for relation in now.helps[len(shipped.helps) :]:
        area = now.concepts[relation.source].area
        lines.append(f"# {lexicon_files.HELPS}: beside the others of {area}")
        lines.append(lexicon_files.line_of((relation.source, relation.target, relation.weight)))
    return [*lines, *_to_look_at(now)]


def _to_look_at(now: Lexicon) -> list[str]:
    """What the check of the files will ask about once the lines are in them."""
    return [f"# {finding}" for finding in lexicon_checks.faults_of(now, lexicon_checks.shared_forms())]


def _cells(concept: Concept) -> tuple[str, ...]:
    return concept.id, concept.kind, concept.parent, "|".join(concept.vi), "|".join(concept.en)


def _counted(title: str, names: Iterable[str]) -> list[str]:
    return [f"{title}:", *(f"  {name:<12}{count:>7}" for name, count in Counter(names).most_common())]


def _strength(weight: float) -> str:
    return "0.8–1" if weight >= 0.8 else "0.5–0.7" if weight >= 0.5 else "below 0.5"
