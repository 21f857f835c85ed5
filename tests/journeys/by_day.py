"""Serves the site on a port as if nobody's quiet hours were: `python -m tests.journeys.by_day 8000`."""

import datetime as dt
import os
import sys

from django.core.management import execute_from_command_line

from messaging import rules

if __name__ == "__main__":
    rules.QUIET_FROM, rules.QUIET_UNTIL = dt.time.max, dt.time.min
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    execute_from_command_line(["manage.py", "runserver", f"127.0.0.1:{sys.argv[1]}", "--noreload"])
