"""Every knob comes from the environment, through here, and a wrong value stops the start with one clear line."""

import os
import secrets
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# They read and write files alone: no session, no person, no database row.
KEYLESS_COMMANDS = {"match_assign", "match_texts", "draw_states", "messages", "collectstatic", "help"}
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, str(int(default))).strip().lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not “{value}”.")


def one_of(name: str, known: tuple[str, ...]) -> str:
    """The first of them where nothing is set."""
    value = os.environ.get(name, known[0]).strip().lower()
    if value in known:
        return value
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(filter(None, known))} or empty, not “{value}”.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None


def room_template(name: str) -> str:
    """An address with a place for the name of a room; empty where there is none."""
    value = text(name)
    parts = urlsplit(value)
    if value and not (parts.scheme == "https" and parts.hostname and "{room}" in parts.path):
        raise ImproperlyConfigured(f"{name} must look like https://hop.example.vn/{{room}}, not “{value}”.")
    return value


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_key(*, debug: bool, command: str = "") -> str:
    """The key that signs sessions. A command that signs nothing runs without one."""
    key = text("SECRET_KEY")
    if key:
        return key
    if command in KEYLESS_COMMANDS:
        return secrets.token_urlsafe(50)
    if debug:
        return "only-for-trying-it-out-on-this-machine-" + "x" * 24
    raise ImproperlyConfigured("SECRET_KEY is missing: set it to a long random text (or DEBUG=1 to try things out).")


def database(default: str) -> dict[str, object]:
    """DATABASE_URL as Django wants it: sqlite:///path/to/file or postgres://user:password@host:port/name."""
    url = text("DATABASE_URL") or default
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path.removeprefix("/"))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    raise ImproperlyConfigured(f"DATABASE_URL must begin with sqlite:/// or postgres://, not “{parts.scheme}://”.")


def _sqlite(path: str) -> dict[str, object]:
    # Django's own defaults lose concurrent writes to "database is locked"; IMMEDIATE takes the write lock at BEGIN.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
        "TEST": {"NAME": text("TEST_SQLITE_NAME") or None},
    }


def _postgres(parts: SplitResult) -> dict[str, object]:
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = parts.hostname or unquote(query.pop("host", ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": number("CONN_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
    }
