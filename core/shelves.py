"""Folders no address leads to: a service reads what lies there and a view answers with it, or nobody gets it."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class Shelf(FileSystemStorage):
    """Each names the setting that says where it stands."""

    setting: ClassVar[str]
    base_url = None  # type: ignore[assignment]
    file_permissions_mode = 0o600
    directory_permissions_mode = 0o700

    @property
    def location(self) -> str:
        return str(Path(getattr(settings, self.setting)).resolve())
