"""Static files by name: of each package only the files that pages load, so that collecting stays quick and small."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder
from django.core.files.storage import Storage


def is_used(name: str) -> bool:
    """Does a pattern of STATICFILES_USED name this file, with the folder it is served from?"""
    return any(fnmatchcase(name, pattern) for pattern in settings.STATICFILES_USED)


class _OnlyUsed:
    def find(self, path: str, *args: Any, **options: Any) -> Any:
        if is_used(PurePath(path).as_posix()):
            return super().find(path, *args, **options)  # type: ignore[misc]
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):  # type: ignore[misc]
            prefix = getattr(storage, "prefix", "")
            if is_used(f"{prefix}/{path}" if prefix else path):
                yield path, storage


class UsedFiles(_OnlyUsed, FileSystemFinder):
    pass


class UsedAppFiles(_OnlyUsed, AppDirectoriesFinder):
    pass
