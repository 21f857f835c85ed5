"""What somebody is told: notices, and the letters that a site under development keeps."""

from typing import Any

from people.models import Notice
from tests.architecture.acts import act, both

ACTS = [
    act(
        f"GET:notice_list {both('notice_settings')} POST:notice_read_all GET:api-notice-list"
        " POST:api-notice-read-all GET:api-notice-preferences PATCH:api-notice-preferences",
        rest="ok",
    ),
    act("GET:notice_open POST:api-notice-read", "notice", rest="missing", ok="representative"),
    act("GET:dev_mail GET:dev_letter", "letter", rest="missing", login="missing"),
]

BODIES: dict[str, Any] = {
    "notice_settings": lambda args: {"digest": "weekly", "told": ["concern_answered"]},
    "notice-preferences": lambda args: {"muted": ["concern_answered"]},
}


def build(world: Any) -> None:
    told = Notice.objects.create(recipient=world.people["representative"], kind="concern_answered", path="/home/")
    world.args["notice"] = {"pk": told.pk}
    world.args["letter"] = {"name": "20261125-080000-1-0"}
