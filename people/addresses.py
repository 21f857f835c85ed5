"""Two spellings of one e-mail address, and whether two belong to one workplace. Pure text."""

# Addresses anybody can have: sharing one of these says nothing about who somebody works with.
PUBLIC = frozenset(
    {
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.vn", "ymail.com", "outlook.com", "outlook.com.vn",
        "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com", "proton.me", "protonmail.com", "zoho.com",
    }
)  # fmt: skip
_WITHOUT_DOTS = frozenset({"gmail.com", "googlemail.com"})


def plain(email: str) -> str:
    """One box, one text: "Lan.Anh+viec@Gmail.com" → "lananh@gmail.com"."""
    box, _, domain = email.strip().lower().rpartition("@")
    box = box.partition("+")[0]
    if domain in _WITHOUT_DOTS:
        box = box.replace(".", "")
    return f"{box}@{domain}"


def workplace(email: str) -> str:
    """The domain, where it says something; "" for an address anybody can have."""
    domain = email.strip().lower().rpartition("@")[2]
    return "" if domain in PUBLIC else domain
