"""Coming in: the front pages, the log-in of the demonstration, the standing of an account, its keys."""

from typing import Any

from knox.models import AuthToken

from tests.architecture.acts import act

ACTS = [
    act("GET:welcome", rest="ok", login="ok"),
    act("GET:home", rest="ok"),
    act("GET:styleguide GET:favicon", rest="ok", login="ok"),
    act("POST:set_language", rest="ok", login="ok", standing="ok"),
    act("POST:demo_login", "demo", rest="missing", login="missing", standing="missing"),
    act("GET:standing", rest="ok", standing="ok"),
    # Back to the page on standing, which leads on where nothing lacks.
    # To the page on standing, which asks whether the pupil wants to come back.
    act("POST:assent_withdraw", rest="refused", standing_page="pupil schoolmate other_pupil"),
    act("DELETE:api-assent", rest="refused", ok="pupil schoolmate other_pupil"),
    act("POST:assent_give", rest="refused", standing_page="pupil schoolmate other_pupil"),
    act("GET:profile POST:token_create GET:api-me GET:api-tokens", rest="ok"),
    act("POST:api-tokens", rest="login", standing="login"),  # without the right password nobody gets a key
    act("POST:token_revoke DELETE:api-token", "token", rest="missing", ok="representative"),
]

BODIES: dict[str, Any] = {
    "set_language": lambda args: {"language": "vi"},
    "assent_give": lambda args: {"agree": "yes"},
    "POST:api-tokens": lambda args: {"username": "khong-co-ai", "password": "khong-biet"},
}


def build(world: Any) -> None:
    token, _key = AuthToken.objects.create(user=world.people["representative"])
    world.args["token"] = {"key": token.token_key}
    world.args["demo"] = {"role": "pupil"}
