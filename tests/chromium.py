"""Installs Chromium where the browser tests find none: Debian's package as root, else playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PLACES = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def path() -> str | None:
    """Where Chromium is. None leaves it to playwright, which then looks for the one it installed."""
    return next((place for place in PLACES if place and os.access(place, os.X_OK)), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install() -> bool:
    if path() or _playwright_has_one():
        return True
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        update = [apt, "update", "-qq"]
        fetch = [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        if all(subprocess.run(command, env=quiet, check=False).returncode == 0 for command in (update, fetch)):
            return path() is not None
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(own, check=False).returncode == 0 and _playwright_has_one()


if __name__ == "__main__":
    sys.exit(0 if install() else 1)
