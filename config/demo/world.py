"""What the builders share: the days, the reference rows, and everything built so far by its key."""

import datetime as dt
import random
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from config.demo import cast
from config.demo.batch import Batch
from config.demo.logins import PASSWORD
from config.demo.names import Names
from core import clock
from network.models import Challenge, Club, Field, Idea, Offer, Season
from people.enums import ConsentPurpose, Role
from people.models import AdminUnit, Affiliation, Guardianship, Organisation, School, User

SEASON_STARTS_IN = 8


@dataclass
class Pupil:
    """`consents` are those that stand today."""

    user: User
    grade: int
    consents: frozenset[ConsentPurpose]
    guardianship: Guardianship


@dataclass(frozen=True)
class Staff:
    """Two of a school's staff who stand together for papers and phone numbers."""

    keeper: User
    admin: User


@dataclass
class Supporter:
    """An outside adult. `cleared` is what the checks below add up to today."""

    user: User
    role: Role
    organisation: Organisation
    login: str = ""
    posts: list[str] = field(default_factory=list)
    cleared: bool = True


class World:
    def __init__(self, *, seed: int, times: int) -> None:
        self.seed, self.times = seed, times
        self.now, self.today = clock.now(), clock.today()
        self.batch = Batch()
        self.names = Names(self.dice("names"))
        self.communes = {unit.code: unit for unit in AdminUnit.objects.filter(valid_to=None, parent__isnull=False)}
        self.fields = {row.code: row for row in Field.objects.filter(is_current=True)}
        first_year = self.today.year - (self.today.month < SEASON_STARTS_IN)
        self.season, self.last_season = _season(first_year), _season(first_year - 1)
        self._hashes: dict[str, str] = {}

        self.officers: list[User] = []
        self.schools: dict[str, School] = {}
        self.clubs: dict[str, Club] = {}
        # Who answers for a club's papers: its adviser, also one who has left.
        self.keepers: dict[str, User] = {}
        # Administrators by the ministry code of their school; the two who signed a pupil's papers by user name.
        self.admins: dict[str, User] = {}
        self.signers: dict[str, Staff] = {}
        # Clubs nobody is in charge of today.
        self.orphans: set[str] = set()
        self.organisations: dict[str, Organisation] = {}
        self.supporters: list[Supporter] = []
        self.authors: dict[str, Supporter] = {}
        self.ideas: dict[str, Idea] = {}
        self.teams: dict[str, list[Pupil]] = {}
        self.members: dict[str, list[Pupil]] = {}
        self.club_of: dict[str, str] = {}
        self.needs: dict[str, list[list[str]]] = {}
        self.posts: dict[str, Challenge | Offer] = {}
        self.post_fields: dict[str, list[str]] = {}
        # Days since ideas and posts were published.
        self.ages: dict[str, int] = {}

    def dice(self, subject: str) -> random.Random:
        """Each subject has its own, so that a change in one leaves the others as they were."""
        return random.Random(f"{self.seed}/{subject}")

    def day(self, days_ago: int) -> dt.date:
        return self.today - dt.timedelta(days=days_ago)

    def moment(self, days_ago: int, dice: random.Random) -> dt.datetime:
        """Some minute of that day when people are awake; never in the future."""
        time = dt.time(dice.randint(7, 20), dice.randint(0, 59))
        local = dt.datetime.combine(self.day(days_ago), time, tzinfo=timezone.get_default_timezone())
        return min(local, self.now - dt.timedelta(minutes=1))

    def person(self, full_name: str = "", *, place: str = "", login: str = "", born: dt.date | None = None) -> User:
        """An account; adults (no `born`) have a proven address. `login` names the demo log-in whose account it is."""
        given = cast.login(login) if login else None
        full_name = cast.NAMES[login] if login else full_name or self.names.person()
        username = given.username if given else self.names.login(full_name, place)
        user = User(
            username=username,
            full_name=full_name,
            email=None if born else f"{username}@vi-du.vn",
            birth_date=born,
            password=self._hash(given.password if given else PASSWORD),
        )
        self.batch.add(user)
        if user.email:
            self.batch.add(EmailAddress(user=user, email=user.email, verified=True, primary=True))
        return user

    def hat(
        self, user: User, home: Organisation, role: Role, *, title: str = "", since: int, until: int | None = None
    ) -> None:
        """`since` and `until` in days ago."""
        ends_on = None if until is None else self.day(until)
        row = Affiliation(
            user=user, organisation=home, role=role, title=title, starts_on=self.day(since), ends_on=ends_on
        )
        self.batch.add(row)

    def _hash(self, password: str) -> str:
        """Hashing is slow on purpose: once for each password, not for each account."""
        if password not in self._hashes:
            self._hashes[password] = make_password(password)
        return self._hashes[password]


def _season(year: int) -> Season:
    found, _ = Season.objects.get_or_create(
        code=f"{year}-{year + 1}",
        defaults={"starts_on": dt.date(year, SEASON_STARTS_IN, 1), "ends_on": dt.date(year + 1, 7, 31)},
    )
    return found
