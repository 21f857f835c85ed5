"""{% load concerns %}{% report_reference "offer" post.pk %}: what this page shows, for the form of a report."""

from django import template
from django.contrib.auth.models import AnonymousUser

from people import concern_subjects

register = template.Library()


@register.simple_tag(takes_context=True)
def report_reference(context: template.Context, kind: str, pk: int | str) -> str:
    """Signed for the reader of this page."""
    reader = context.get("user") or AnonymousUser()
    return concern_subjects.reference(kind, int(pk), reader)
