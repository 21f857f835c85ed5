"""Draws every state machine of the installed apps into docs/states/; `--check` only compares."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.machine import Machine


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a diagram is out of date")
        parser.add_argument("--folder", type=Path, default=settings.ROOT / "docs" / "states")

    def handle(self, *, check: bool, folder: Path, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            wanted = {f"{machine.name}.md": page(machine) for machine in machines()}
        found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
        stale = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
        if check:
            if stale:
                raise CommandError(f"Out of date in {folder.name}/: {', '.join(stale)}. Run: make fix")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            if name in wanted:
                (folder / name).write_text(wanted[name], encoding="utf-8")
            else:
                (folder / name).unlink()
        self.stdout.write(f"{len(wanted)} state diagrams, {len(stale)} changed.")


def machines() -> list[Machine[Any]]:
    """Every machine of every installed app, by name; a name used twice is an error."""
    found: dict[str, Machine[Any]] = {}
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.rules") is None:
            continue
        table: dict[str, Machine[Any]] = getattr(import_module(f"{app.name}.rules"), "MACHINES", {})
        for name, machine in table.items():
            if name != machine.name or name in found:
                raise CommandError(f"{app.name}.rules.MACHINES: “{name}” must be the machine's own name, used once.")
            found[name] = machine
    return [found[name] for name in sorted(found)]


def page(machine: Machine[Any]) -> str:
    rows = "\n".join(
        f"| `{row.action}` | {row.label} | {', '.join(f'`{source.name}`' for source in row.sources)} "
        f"| `{row.target.name}` |"
        for row in machine.transitions
    )
    return (
        f"# {machine.name}\n\nDrawn from the table in `rules.py` by `manage.py draw_states`.\n\n"
        f"```mermaid\n{machine.mermaid()}\n```\n\n"
        f"| Action | Button | From | To |\n|---|---|---|---|\n{rows}\n"
    )
