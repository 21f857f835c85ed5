"""Static files under names that carry their content's hash, compressed once at collectstatic."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class TolerantManifestStorage(CompressedManifestStaticFilesStorage):
    """Packages from npm point at source maps and pictures that they do not ship: such a pointer is left as it is."""

    manifest_strict = False
    # Our modules import each other: by the names that carry the hash, so that a page never has one of them twice.
    support_js_module_import_aggregation = True

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            return name
        return hashed
