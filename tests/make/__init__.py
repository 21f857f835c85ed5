"""Rows for tests, each valid by itself: `make.pupil(school)` has consents, `make.mentor()` is cleared.

Every function takes only what the test is about; the rest is plausible and unique. One module a noun; tests ask all of
them by `make`.
"""

from people.enums import Role
from tests.make.accounts import PASSWORD, adult, hat, person
from tests.make.agreements import engagement, proposal
from tests.make.clearance import clear, clearance_request, quiz_try, reference, reference_link, right_answers
from tests.make.clubs import club, club_content, join
from tests.make.concerns import concern
from tests.make.contest import field, season
from tests.make.delegations import delegation
from tests.make.guardians import consent, guardian, guardian_code, guardian_link, guardianship
from tests.make.ideas import idea, idea_content
from tests.make.joining import invitation
from tests.make.my_data import data_export, data_request
from tests.make.organisations import commune, free_tax_code, legal_facts, organisation, school
from tests.make.people import adviser, commune_officer, mentor, officer, pupil, representative
from tests.make.posts import challenge, offer

__all__ = [
    "PASSWORD",
    "Role",
    "adult",
    "adviser",
    "challenge",
    "clear",
    "clearance_request",
    "club",
    "club_content",
    "commune",
    "commune_officer",
    "concern",
    "consent",
    "data_export",
    "data_request",
    "delegation",
    "engagement",
    "field",
    "free_tax_code",
    "guardian",
    "guardian_code",
    "guardian_link",
    "guardianship",
    "hat",
    "idea",
    "idea_content",
    "invitation",
    "join",
    "legal_facts",
    "mentor",
    "offer",
    "officer",
    "organisation",
    "person",
    "proposal",
    "pupil",
    "quiz_try",
    "reference",
    "reference_link",
    "representative",
    "right_answers",
    "school",
    "season",
]
