"""One person in front of one screen. Each page opened is looked over before the journey goes on."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, ViewportSize, expect

from people.models import User
from tests import make
from tests.journeys import looks


@dataclass
class Visitor:
    context: BrowserContext
    site: str
    who: str
    problems: list[str] = field(default_factory=list)
    # Pages of one shape are looked over once: /ideas/7/ and /ideas/8/ are one.
    seen: set[str] = field(default_factory=set)
    # A journey stops at the first page that is not right; a walk through many pages names them all at its end.
    stops: bool = True

    def __post_init__(self) -> None:
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        self.context.on("request", self._ask)
        self.context.on("response", self._answer)
        self.page: Page = self.context.new_page()

    # --- Coming in --------------------------------------------------------------------------------------------------
    def log_in(self, user: User) -> None:
        """Through the form, as a person does."""
        secret = _may_log_in(user)
        self.open("/accounts/login/")
        self.page.get_by_label("Tên đăng nhập hoặc e-mail").fill(user.email or user.username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(make.PASSWORD)
        self.press("Đăng nhập", within="main")
        if secret:
            now = list(counters())
            self.page.get_by_role("textbox").fill(format_hotp_value(hotp_value(secret, now[len(now) // 2])))
            self.press("Đăng nhập", within="main")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(user.given_name)

    def come_in(self, user: User) -> None:
        """By session: for whoever's log-in is not what the journey is about."""
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    # --- Acting -----------------------------------------------------------------------------------------------------
    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.look()

    def press(self, name: str, *, within: str | Locator = "body", confirm: bool = False) -> None:
        """The one visible button or link of this name, and the page it leads to."""
        target = self.control(name, within)
        with self.page.expect_navigation(wait_until="load"):
            target.click()
            if confirm:
                self.page.locator("#confirm-dialog").get_by_role("button", name="Đồng ý").click()
        self.look()

    def press_form(self, action: str) -> None:
        """The button of the form that goes there, for buttons whose names are long."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(f'form[action="{action}"] button').click()

    def control(self, name: str, within: str | Locator = "body") -> Locator:
        inside = self.page.locator(within) if isinstance(within, str) else within
        either = inside.get_by_role("button", name=name).or_(inside.get_by_role("link", name=name))
        return either.filter(visible=True).first

    def unfold(self, name: str) -> Locator:
        """Open what is folded away, and return it."""
        folded = self.main.locator("details").filter(has=self.page.locator("summary", has_text=name))
        folded.locator("summary").click()
        self.look(again=True)
        return folded

    def fill(self, answers: dict[str, str], within: Locator | None = None) -> None:
        """By label; a question with a list is answered by its option."""
        for label, answer in answers.items():
            box = (within or self.main).get_by_label(re.compile(re.escape(label))).first
            if box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(label=answer)
            else:
                box.fill(answer)

    def choose(self, field: str, words: str) -> None:
        """From a long list that is searched by typing, whatever stands in it already."""
        box = self.main.locator(f"#id_{field}-ts-control")
        box.locator("xpath=..").click()
        box.press_sequentially(words)
        self.main.get_by_role("option").filter(visible=True).first.click()
        # The list shows what was typed by now, and is closed by the choice.
        expect(box.locator("xpath=..")).to_contain_text(words)
        expect(self.main.get_by_role("option").filter(visible=True)).to_have_count(0)

    def tick(self, name: str, within: Locator | None = None) -> None:
        place, beginning = within or self.main, re.compile(f"^{re.escape(name)}")
        place.get_by_role("radio", name=beginning).or_(place.get_by_role("checkbox", name=beginning)).first.check()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(text)

    # --- Looking ----------------------------------------------------------------------------------------------------
    def look(self, *, again: bool = False, dark_at: ViewportSize | None = None) -> None:
        self.page.wait_for_function("() => !document.querySelector('.htmx-request')")
        address = urlsplit(self.page.url)
        shape = re.sub(r"\d+", "N", address.path) + ("?" if address.query else "")
        if again or shape not in self.seen:
            self.seen.add(shape)
            self.problems += [f"{self.page.url}: {line}" for line in looks.problems(self.page, dark_at)]
        if self.stops:
            self.check()

    def check(self) -> None:
        assert not self.problems, f"{self.who}:\n" + "\n".join(self.problems)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text}")

    def _ask(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.problems.append(f"a request to another host: {request.url}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} from {response.url}")


def _may_log_in(user: User) -> str:
    """A confirmed address for an adult; the secret of the second factor for whoever has one."""
    if user.email:
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    if user.authenticator_set.exists():
        user.authenticator_set.all().delete()
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret
    return ""
