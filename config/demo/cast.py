"""Which part the demo log-ins play: where they stand and what of the content is theirs.

Keys are those of the content files; only the first copy of the content has a cast.
"""

from config.demo.logins import LOGINS, DemoLogin

NAMES = {
    "pupil": "Nguyễn Minh Anh",
    "adviser": "Trần Thị Thu Hà",
    "other_adviser": "Phạm Quang Huy",
    "school_admin": "Vũ Đức Thành",
    "representative": "Đỗ Thị Phương Lan",
    "mentor": "Lê Quốc Tuấn",
    "mentor_uncleared": "Hoàng Gia Bách",
    "alumnus": "Bùi Ngọc Khánh",
    "volunteer": "Đặng Thùy Linh",
    "commune_officer": "Ngô Thị Hồng Vân",
    "department_officer": "Phan Thanh Bình",
}

SCHOOL = "31383701"
COMMUNE = "11383"
CLUB = "club-006"
OTHER_CLUB = "club-008"
ADVISERS = {CLUB: "adviser", OTHER_CLUB: "other_adviser"}

# The demo pupil's idea, its club mate that waits for a guardian, and the ideas handed in to the two advisers.
IDEA = "idea-067"
IDEA_WITHOUT_CONSENT = "idea-036"
HANDED_IN = ("idea-099", "idea-101")
TEAM_SIZES = {IDEA: 5, IDEA_WITHOUT_CONSENT: 2}

# Which log-in speaks for which organisation, and the posts that are its own.
ORGANISATIONS = {
    "representative": "org-020",
    "mentor": "org-026",
    "mentor_uncleared": "org-023",
    "alumnus": "org-066",
    "volunteer": "org-058",
}
# A second hat: the same person speaks for another company too.
SECOND_HATS = {"representative": "org-001"}
POSTS = {
    "ch-001": "representative",
    "ch-023": "representative",
    "ch-036": "representative",
    "of-073": "representative",
    "of-153": "representative",
    "of-010": "mentor",
    "of-181": "mentor",
    "of-182": "representative",
    "of-062": "mentor_uncleared",
    "of-002": "alumnus",
    "of-028": "volunteer",
}
# Somebody else's until everybody has posted, so that it changes nobody else.
HANDED_ON = {"of-124": "mentor"}
# Whom schools send interns to.
GUIDES = {"of-181": "mentor", "of-182": "representative"}
# A representative has something unfinished, too.
STATES = {"of-153": "draft"}

_BY_ROLE = {login.role: login for login in LOGINS}


def login(role: str) -> DemoLogin:
    return _BY_ROLE[role]
