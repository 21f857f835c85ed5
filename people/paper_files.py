"""What an uploaded paper is, by its bytes and never by its name; and pictures without what cameras hide in them."""

import io

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_END_OF_PDF = 2048
_MOST_PIXELS = 50_000_000


def kind_of(data: bytes) -> str | None:
    """One of the three kinds, or None: the beginning and the end must be those of a whole file."""
    if data.startswith((b"%PDF-1.", b"%PDF-2.")):
        return PDF if b"%%EOF" in data[-_END_OF_PDF:] else None
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in data[-_END_OF_PDF:] else None
    if data.startswith(_PNG_HEAD) and data[12:16] == b"IHDR":
        return PNG if b"IEND" in data[-_END_OF_PDF:] else None
    return None


def redrawn(data: bytes, kind: str) -> bytes | None:
    """The picture alone, upright, without place, camera or anything appended; None if it is no picture at all."""
    if kind == PDF:
        return data
    from PIL import Image, ImageOps, UnidentifiedImageError

    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.info.clear()
            upright.save(out, "JPEG" if kind == JPEG else "PNG", **({"quality": 88} if kind == JPEG else {}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return out.getvalue()
