"""The habits a machine can check. What the linters, mypy and import-linter check is not repeated here."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("bench", "config", "core", "matching", "messaging", "network", "people", "visits")
TOP_LEVEL = {
    *CODE,
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    "Procfile",
    "README.md",
    "docs",
    "locale",
    "manage.py",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "requirements-bench.in",
    "requirements-bench.txt",
    "requirements-dev.in",
    "requirements-dev.txt",
    "requirements.in",
    "requirements.txt",
    "static",
    "templates",
    "tests",
}
NOT_OURS = {".venv", "node_modules", "var", "__pycache__"}
JUNK_DRAWERS = {"utils.py", "helpers.py", "common.py", "signals.py", "misc.py"}
INLINE = re.compile(
    r"<[^>]+\son(?!line\b)[a-z]+\s*=|<[^>]+\sstyle\s*=|<style[\s>]|<script(?![^>]*\ssrc=)(?![^>]*type=.application/json)[^>]*>"
)
# Who asks which database it is. The first three write SQL for it, and keep it apart by its name; the fourth has one
# expression in two spellings; the last sets it up. Everybody else asks as often on every database.
ASKS_WHICH_DATABASE = re.compile(
    r"\.vendor\b|connections?(?:\[[^]]*\])?\.features\b|\bas_(?:sqlite|postgresql)\b|contrib\.postgres|db\.backends\.(?!base)"
)
MAY_ASK_WHICH_DATABASE = [
    "config/environment.py",
    "core/gate.py",
    "core/trail_tables.py",
    "core/written.py",
    "visits/selectors/local_time.py",
]
# Written in pieces, so that this file does not hold what it looks for.
LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
PLACES = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|home/\w+)/")
SKIPS = re.compile(
    r"\b(?:mark\.(?:sk" + r"ip|xf" + r"ail)|importorsk" + r"ip|(?:pytest|unittest)\.(?:sk" + r"ip|xf" + r"ail))"
)


def files(*tops: str, suffix: str = ".py") -> Iterator[Path]:
    for top in tops:
        for path in sorted((ROOT / top).rglob(f"*{suffix}")):
            if not NOT_OURS & set(path.relative_to(ROOT).parts):
                yield path


def own_code() -> Iterator[Path]:
    yield from (path for path in files(*CODE) if "migrations" not in path.parts)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_junk_drawers() -> None:
    assert [shown(path) for path in files(*CODE, "tests") if path.name in JUNK_DRAWERS] == []


def test_no_file_over_400_lines() -> None:
    assert [f"{shown(path)}: {lines(path)}" for path in own_code() if lines(path) > 400] == []


def test_no_function_over_60_lines() -> None:
    long = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for path in own_code()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > 60
    ]
    assert long == []


def test_one_model_per_file() -> None:
    crowded = []
    for path in own_code():
        if path.parent.name == "models" and path.name != "__init__.py":
            found = [node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if _is_model(node)]
            if len(found) > 1:
                crowded.append(f"{shown(path)}: {', '.join(found)}")
    assert crowded == []


def _is_model(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        ast.unparse(base) in {"models.Model", "Model", "AbstractUser", "AbstractBaseUser"} for base in node.bases
    )


def test_models_live_in_a_folder() -> None:
    assert [shown(path) for path in own_code() if path.name == "models.py"] == []


def test_no_other_code_asks_which_database_it_is() -> None:
    """Therefore what pages ask is counted on one of them alone (`_only_looks` in `tests/conftest.py`)."""
    asking = [shown(path) for path in own_code() if ASKS_WHICH_DATABASE.search(path.read_text(encoding="utf-8"))]
    assert [path for path in asking if not path.startswith("bench/")] == MAY_ASK_WHICH_DATABASE


def test_no_test_is_skipped() -> None:
    assert [shown(path) for path in files("tests") if SKIPS.search(path.read_text(encoding="utf-8"))] == []


def test_no_script_and_no_style_inside_a_page() -> None:
    inline = [
        f"{shown(path)}: {found[0][:60]}"
        for path in files("templates", *CODE, suffix=".html")
        if (found := INLINE.search(path.read_text(encoding="utf-8")))
    ]
    assert inline == []


def test_no_page_asks_another_site_for_anything() -> None:
    asked = re.compile(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"']?(?:https?:)?//")
    outside = [shown(p) for p in files("templates", *CODE, suffix=".html") if asked.search(p.read_text("utf-8"))]
    assert outside == []


def _tracked() -> list[Path]:
    """What git knows or would add: the repository as the next person gets it."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def _everything() -> list[Path]:
    return _tracked() or [path for path in ROOT.rglob("*") if path.is_file() and not NOT_OURS & set(path.parts)]


def test_the_top_level_holds_only_what_the_architecture_names() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in _everything() if ".git" not in path.relative_to(ROOT).parts[:1]}
    assert tops - TOP_LEVEL - NOT_OURS == set()


@pytest.mark.parametrize(("what", "pattern"), [("left for later", LATER), ("a machine's own path", PLACES)])
def test_nothing_written_here_is(what: str, pattern: re.Pattern[str]) -> None:
    suffixes = {".py", ".html", ".js", ".css", ".md", ".toml", ".in", ".txt", ".json", ".po"}
    named = {"Makefile", "run"}
    found = [
        f"{shown(path)}: {hit[0]}"
        for path in _everything()
        if path.suffix in suffixes or path.name in named
        if (hit := pattern.search(path.read_text(encoding="utf-8")))
    ]
    assert found == [], what
