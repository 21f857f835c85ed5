"""What a file is, by its bytes and never by its name; and pictures without what cameras hide in them."""

import io
from dataclasses import dataclass
from typing import Any

PDF = "application/pdf"
JPEG, PNG, WEBP, GIF = "image/jpeg", "image/png", "image/webp", "image/gif"
PICTURES = frozenset({JPEG, PNG, WEBP, GIF})
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", WEBP: "webp", GIF: "gif"}
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_END = 2048
_MOST_PIXELS = 50_000_000
# What a picture is drawn as. Of one that moves the first moment stays.
_DRAWN = {JPEG: ("JPEG", JPEG), PNG: ("PNG", PNG), WEBP: ("WEBP", WEBP), GIF: ("PNG", PNG)}
_QUALITY = {"JPEG": {"quality": 88}, "WEBP": {"quality": 86}}


@dataclass(frozen=True)
class Picture:
    data: bytes
    type: str
    width: int
    height: int


def kind_of(data: bytes) -> str | None:
    """A PDF or a picture, or None: the beginning and, where it has one, the end must be those of a whole file."""
    if data.startswith((b"%PDF-1.", b"%PDF-2.")):
        return PDF if b"%%EOF" in data[-_END:] else None
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in data[-_END:] else None
    if data.startswith(_PNG_HEAD) and data[12:16] == b"IHDR":
        return PNG if b"IEND" in data[-_END:] else None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return GIF if data.startswith((b"GIF87a", b"GIF89a")) else None


def redrawn(data: bytes, kind: str, *, longest: int | None = None) -> Picture | None:
    """The picture alone, upright, without place, camera or anything appended; None if it is no picture at all.

    Made smaller where a side is longer than `longest`. What would unfold to too many pixels is never unfolded.
    """
    from PIL import Image, UnidentifiedImageError

    broken = (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError)
    out, (drawn, type_) = io.BytesIO(), _DRAWN[kind]
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            clean = _clean(picture, longest)
        clean.save(out, drawn, **_QUALITY.get(drawn, {}))
    except (*broken, OSError, ValueError, SyntaxError):
        return None
    return Picture(out.getvalue(), type_, clean.width, clean.height)


def _clean(picture: Any, longest: int | None) -> Any:
    from PIL import Image, ImageOps

    if longest:
        picture.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(picture)
    if longest:
        upright.thumbnail((longest, longest))
    # What was seen through lies on white.
    layer = upright.convert("RGBA")
    clean = Image.new("RGB", layer.size, "white")
    clean.paste(layer, mask=layer.getchannel("A"))
    return clean
