"""The peer of the detector: patterns for numbers, mail and links, and a list of words, as written in an afternoon."""

from __future__ import annotations

import re

from core.text import fold

_PATTERNS = {
    "phone": re.compile(r"(?:\+?84|0)(?:[ .-]?\d){9,10}(?!\d)"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "link": re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|vn|net|org|me|ly)\b"),
}
_WORDS = {
    "handle": "zalo|facebook|fb|messenger|tiktok|telegram|instagram|discord|viber|whatsapp|inbox|ib|add|ket ban",
    "money": "muon tien|chuyen khoan|so tai khoan|the cao|otp|nap the|momo",
    "meeting": "gap rieng|khach san|nha nghi|den nha|qua nha|mot minh|di choi|hen ho",
    "secret": "bi mat|dung ke|dung noi|xoa tin nhan|giau",
    "risk": "sex|nude|yeu em|nguoi yeu|hon em|om em|ma tuy|ruou|bia|sung|dao|ca do|co bac|do ngu",
    "self_harm": "muon chet|tu tu|tu sat|rach tay|khong muon song",
    "personal": "nha em|dia chi|hoc lop nao|truong nao|anh cua em|bao nhieu tuoi|tan hoc",
    "phone": "so dien thoai|sdt",
}
_LISTS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def kinds_in(text: str) -> set[str]:
    folded = fold(text)
    return {kind for found in (_PATTERNS, _LISTS) for kind, pattern in found.items() if pattern.search(folded)}
