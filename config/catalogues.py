"""What the translation catalogues must hold: found in the code, merged into what is already translated.

Our own sentences are Vietnamese, so `locale/en` translates those. `locale/vi` translates only the English sentences
of the packages we show to people and that have no Vietnamese of their own, or none that is fit to be shown.
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

DOMAIN = "django"
OURS = ("config", "core", "matching", "messaging", "network", "people", "templates", "visits")
NOT_SHOWN = {"__pycache__", "migrations", "management", "tests", "webauthn"}
# The parts of each package whose sentences reach our pages or our API.
PACKAGES = (
    "allauth.account.adapter",
    "allauth.account.fields",
    "allauth.account.forms",
    "allauth.account.internal",
    "allauth.account.views",
    "allauth.core",
    "allauth.mfa.adapter",
    "allauth.mfa.base",
    "allauth.mfa.models",
    "allauth.mfa.recovery_codes",
    "allauth.mfa.totp",
    "allauth.templates.account",
    "allauth.templates.allauth",
    "allauth.templates.mfa",
    "axes.conf",
    "django.contrib.auth.forms",
    "django.contrib.auth.password_validation",
    "django.core.validators",
    "django.forms",
    "django_filters.exceptions",
    "django_filters.fields",
    "knox.auth",
    "rest_framework.authentication",
    "rest_framework.exceptions",
    "rest_framework.fields",
    "rest_framework.pagination",
    "rest_framework.relations",
    "rest_framework.serializers",
    "rest_framework.validators",
)
# What packages say in a Vietnamese that no teacher would use: `locale/vi` says it better.
REWORDED = {
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Enter a whole number.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
}
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A cotton component's dynamic attribute, `:label="_('Gửi')"`, is text to Django's own extractor.
COTTON_CALL = re.compile(r"""\s:[\w.-]+=(?:"[^"]*?_\('([^']+)'\)[^"]*"|'[^']*?_\("([^"]+)"\)[^']*')""")

Key = tuple[str | tuple[str, ...], str | None]
Found = dict[Key, set[str]]


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def wanted(language: str) -> Found:
    """Every sentence this language's catalogue must translate, with the files it was found in."""
    found = _ours() if language == "en" else _of_packages(language)
    # A catalogue holds a sentence once: where it is used both with and without a plural, the plural covers both.
    plurals = {(msgid[0], context) for msgid, context in found if not isinstance(msgid, str)}
    return {key: files for key, files in found.items() if key not in plurals}


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def merged(language: str, found: Found) -> Catalog:
    """The catalogue with exactly the wanted sentences, keeping what is translated; nothing is guessed."""
    old = read(language)
    born = old.creation_date if path_of(language).exists() else dt.datetime.now(tz=dt.UTC)
    new = Catalog(
        locale=language,
        domain=DOMAIN,
        project="Nhịp Cầu",
        header_comment="# Nhịp Cầu: written by `make messages`; only the msgstr lines are edited by hand.",
        creation_date=born,
        revision_date=born,
        last_translator="Nhịp Cầu",
        language_team=language,
        fuzzy=False,
    )
    for (msgid, context), files in sorted(found.items(), key=lambda item: (str(item[0][0]), item[0][1] or "")):
        before = old.get(msgid, context)
        new.add(msgid, _kept(before, new.num_plurals, msgid), sorted((name, 0) for name in files), context=context)
    return new


def problems(language: str, found: Found) -> Iterator[str]:
    """What a reader of this language would see untranslated, and what is translated for nobody."""
    catalogue = read(language)
    present = {_key_of(message): message for message in catalogue if message.id}
    for key in found.keys() - present.keys():
        yield f"not in the catalogue: {_shown(key)}"
    for key in present.keys() - found.keys():
        yield f"no longer used: {_shown(key)}"
    for key, message in present.items():
        if message.fuzzy:
            yield f"marked fuzzy: {_shown(key)}"
        if not _is_translated(message):
            yield f"not translated: {_shown(key)}"
        elif _names(*_strings(message.id)) != _names(*_strings(message.string)):
            yield f"placeholders differ: {_shown(key)}"
    path = path_of(language).with_suffix(".mo")
    if not path.exists() or path.read_bytes() != compiled(catalogue):
        yield f"{path.name} is not the compiled form of {path_of(language).name}"


def compiled(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def write(language: str, catalogue: Catalog) -> None:
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_output=False)
    path.with_suffix(".mo").write_bytes(compiled(read(language)))


def _ours() -> Found:
    roots = [settings.ROOT / name for name in OURS]
    return _collect((path for root in roots if root.exists() for path in _files(root)), settings.ROOT)


def _of_packages(language: str) -> Found:
    found: Found = {}
    for dotted in PACKAGES:
        package = dotted.split(".", 1)[0]
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        top = Path(spec.origin).parent
        place = top.parent / dotted.replace(".", "/")
        files = _files(place) if place.is_dir() else [place.with_suffix(".py")]
        known = _translated_by_package(top, language)
        for key, names in _collect(files, top.parent).items():
            if key not in known or key[0] in REWORDED:
                found.setdefault(key, set()).update(names)
    return found


def _translated_by_package(top: Path, language: str) -> set[Key]:
    known: set[Key] = set()
    for path in [*top.glob(f"**/locale/{language}/LC_MESSAGES/{DOMAIN}.po")]:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        known |= {_key_of(m) for m in catalogue if m.id and _is_translated(m) and not m.fuzzy}
    return known


def _files(root: Path) -> Iterable[Path]:
    return sorted(
        path for path in root.rglob("*") if path.suffix in {".html", ".py", ".txt"} and not NOT_SHOWN & {*path.parts}
    )


def _collect(paths: Iterable[Path], base: Path) -> Found:
    found: Found = {}
    for path in paths:
        for key in _sentences(path):
            found.setdefault(key, set()).add(path.relative_to(base).as_posix())
    return found


def _sentences(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        for quoted in COTTON_CALL.finditer(text):
            yield quoted[1] or quoted[2], None
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    elif not any(keyword in text for keyword in ("gettext", "_(")):
        return
    # Babel's annotation of what this yields is that of another function.
    calls: Any = extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for _, name, arguments, _ in calls:
        if key := _key(name, [arguments] if isinstance(arguments, str) else arguments):
            yield key


def _key(keyword: str, arguments: Sequence[str | None] | None) -> Key | None:
    context: str | None = None
    ids: list[str] = []
    for place in KEYWORDS[keyword] or (1,):
        index = place if isinstance(place, int) else place[0]
        value = arguments[index - 1] if arguments and index <= len(arguments) else None
        if not value:
            return None
        if isinstance(place, int):
            ids.append(value)
        else:
            context = value
    return (ids[0] if len(ids) == 1 else tuple(ids)), context


def _key_of(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else tuple(message.id)), message.context


def _strings(value: str | Sequence[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _kept(before: Message | None, plurals: int, msgid: str | tuple[str, ...]) -> str | tuple[str, ...]:
    strings = _strings(before.string if before else None)
    if isinstance(msgid, str):
        return strings[0] if strings else ""
    return (*strings[:plurals], *[""] * (plurals - len(strings)))


def _is_translated(message: Message) -> bool:
    return all(_strings(message.string) or [""])


def _names(*texts: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w+\}", " ".join(texts)))


def _shown(key: Key) -> str:
    msgid, context = key
    text = msgid if isinstance(msgid, str) else " / ".join(msgid)
    return f"“{text}”" + (f" ({context})" if context else "")
