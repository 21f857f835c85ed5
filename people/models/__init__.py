from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.clearance import Clearance
from people.models.consent import Consent
from people.models.guardian import Guardian
from people.models.guardianship import Guardianship
from people.models.notice import Notice
from people.models.organisation import Organisation
from people.models.record_read import RecordRead
from people.models.roll_over import RollOver
from people.models.roster import Roster
from people.models.school import School
from people.models.secret_link import SecretLink
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "Clearance",
    "Consent",
    "Guardian",
    "Guardianship",
    "Notice",
    "Organisation",
    "RecordRead",
    "RollOver",
    "Roster",
    "School",
    "SecretLink",
    "User",
]
