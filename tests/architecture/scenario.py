"""One small world for the rights' table: two schools, three organisations, a row of every kind, a person of every role.

Objects belong to the first school and the first organisations, so that each role has its foreign twin: for
`other_adviser` everything here is another school's. Pupils have names that nothing else contains. Here are the people
and where they belong; each part of the table makes what its rows are about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from network.models import Club
from people.enums import ConsentPurpose, OrganisationKind, Role, SchoolLevel
from people.models import Organisation, School, User
from tests import make
from tests.architecture import matrix, sections

# Who may know the names of the first school's pupils at all.
OF_THE_SCHOOL = ("unconsented", "pupil", "schoolmate", "adviser", "admin")
GIVEN_NAMES = ("Tưkhuê", "Mộcdiệp", "Hằngthu", "Trúcvy", "Sơnlâm", "Đanlê", "Yênchi", "Vĩsương")


@dataclass
class World:
    """The first school with its club and pupils, the organisations of the representative and of the mentor.

    `people` by role; `args` what an object's address needs; `actors` who plays a role for that object instead.
    """

    school: School
    club: Club
    pupils: list[User]
    enterprise: Organisation
    union: Organisation
    people: dict[str, User | None] = field(default_factory=dict)
    args: dict[str, dict[str, Any]] = field(default_factory=dict)
    actors: dict[str, dict[str, User]] = field(default_factory=dict)
    # Of a pupil who never came.
    unseen_name: str = f"Bùi Thị {GIVEN_NAMES[7]}"

    def actor(self, role: str, on: str) -> User | None:
        return self.actors.get(on, {}).get(role, self.people[role])

    def everybody(self) -> Iterator[User]:
        """Who may come, each once."""
        came = [*self.people.values(), *(user for own in self.actors.values() for user in own.values())]
        yield from {user.pk: user for user in came if user is not None}.values()


def build() -> World:
    school, elsewhere = make.school(SchoolLevel.THCS), make.school()
    world = World(
        school=school,
        club=make.club(school),
        pupils=[_pupil(school, given) for given in GIVEN_NAMES[:6]],
        enterprise=make.organisation(),
        union=make.organisation(OrganisationKind.YOUTH_UNION),
    )
    unconsented = make.pupil(school, consents=(), full_name=f"Bùi Thị {GIVEN_NAMES[6]}")
    for member in (*world.pupils[:5], unconsented):
        make.join(world.club, member)
    world.people = {
        "anonymous": None,
        "unconsented": unconsented,
        "pupil": world.pupils[0],
        "schoolmate": world.pupils[5],
        "other_pupil": make.pupil(elsewhere),
        "adviser": world.club.adviser,
        "other_adviser": make.club(elsewhere).adviser,
        "admin": make.adult(school, Role.SCHOOL_ADMIN),
        "representative": make.representative(world.enterprise),
        "other_representative": make.representative(),
        "mentor": make.mentor(world.union),
        "uncleared": make.mentor(cleared=False),
        "commune": make.commune_officer(),
        "department": make.officer(),
    }
    sections.build(matrix.PARTS, world)
    return world


def _pupil(home: School, given: str) -> User:
    consents = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE)
    return make.pupil(home, consents=consents, full_name=f"Bùi Thị {given}")
