"""Tags proposed while a text is being written."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from matching.selectors import tags

# The parts of the forms that say what a text is about.
PARTS = ("title", "background", "expected_outcome", "help_offered", "description", "problem", "solution")
LONGEST = 12_000


@login_required
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """To choose from, as posts keep them; with `read_only` to look at: an idea is matched by its text itself."""
    text = "\n".join(request.POST.get(part, "") for part in PARTS)[:LONGEST]
    chosen = set(request.POST.getlist("tags"))
    found = tags.propose(text, get_language() or "vi")
    if "read_only" in request.POST:
        return render(request, "matching/_recognised.html", {"tags": found, "inside": True})
    return render(request, "matching/_tags.html", {"tags": found, "chosen": chosen})
