from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.alumnus_claim import AlumnusClaim
from people.models.clearance import Clearance
from people.models.consent import Consent
from people.models.delegation import Delegation
from people.models.guardian import Guardian
from people.models.guardianship import Guardianship
from people.models.invitation import Invitation
from people.models.notice import Notice
from people.models.organisation import Organisation
from people.models.organisation_change import OrganisationChange
from people.models.organisation_step import OrganisationStep
from people.models.record_read import RecordRead
from people.models.school import School
from people.models.secret_link import SecretLink
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "AlumnusClaim",
    "Clearance",
    "Consent",
    "Delegation",
    "Guardian",
    "Guardianship",
    "Invitation",
    "Notice",
    "Organisation",
    "OrganisationChange",
    "OrganisationStep",
    "RecordRead",
    "School",
    "SecretLink",
    "User",
]
