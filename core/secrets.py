"""Secrets that travel in an address: whoever holds the link may do the one thing it is for. Only a digest is kept."""

import hashlib
import secrets


def new() -> str:
    """192 bits, fit for an address."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """A fast digest is enough: there is nothing to guess in 192 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def short() -> str:
    """60 bits that can be read from paper and typed: no letter that looks like a digit."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(12))
