"""A production start has nothing that Django would warn of."""

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "SECRET_KEY": "mot-khoa-dai-va-ngau-nhien-" + "aB3xY7_-" * 8,
    "ALLOWED_HOSTS": "nhipcau.example.vn",
    "SITE_URL": "https://nhipcau.example.vn",
}


@pytest.mark.long
def test_the_deployment_check_is_silent(root, tmp_path):
    """In a process of its own: under pytest the settings are those of tests."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **PRODUCTION}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]

    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"
