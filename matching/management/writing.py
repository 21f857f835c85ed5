"""Results of the commands: whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError


def write_whole(path: Path, lines: Iterator[str]) -> int:
    """All lines or no file at all: written beside the target, then renamed over it. Returns how many."""
    count = 0
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(line)
                count += 1
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    return count
