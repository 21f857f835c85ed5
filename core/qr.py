"""QR codes as pictures inside the page: no request, no inline style."""

import segno


def data_uri(text: str) -> str:
    uri: str = segno.make(text, error="m").svg_data_uri(border=2, dark="#1d2b2b", light="#ffffff")
    return uri
