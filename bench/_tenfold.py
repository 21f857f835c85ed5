"""The last step of the ten-fold database: suggestions for the demo people's own things and a part of the rest."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402

from config.demo.logins import LOGINS  # noqa: E402
from core import statistics  # noqa: E402
from matching.selectors import corpus  # noqa: E402
from matching.services import suggestions  # noqa: E402
from network.models import Challenge, Idea, Offer  # noqa: E402

EVERY = 20


def main() -> None:
    names = [login.username for login in LOGINS]
    for number, demand in enumerate(list(corpus.demands())):
        pk = corpus.number(demand.id)[1]
        if number % EVERY == 0 or Idea.objects.filter(pk=pk, team__pupil__username__in=names).exists():
            suggestions.recompute_for_idea(pk)
    for model in (Challenge, Offer):
        for post in model.objects.filter(author__username__in=names):
            suggestions.recompute_for_post(post.kind_name, post.pk)
    if connection.vendor == "postgresql":
        # What its autovacuum would have done by the time anybody reads.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    statistics.refresh()


if __name__ == "__main__":
    main()
