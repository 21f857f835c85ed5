from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.clearance import Clearance
from people.models.clearance_request import ClearanceRequest
from people.models.conduct_signature import ConductSignature
from people.models.consent import Consent
from people.models.guardian import Guardian
from people.models.guardianship import Guardianship
from people.models.notice import Notice
from people.models.organisation import Organisation
from people.models.quiz_try import QuizTry
from people.models.record_read import RecordRead
from people.models.reference import Reference
from people.models.reference_link import ReferenceLink
from people.models.school import School
from people.models.secret_link import SecretLink
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "Clearance",
    "ClearanceRequest",
    "ConductSignature",
    "Consent",
    "Guardian",
    "Guardianship",
    "Notice",
    "Organisation",
    "QuizTry",
    "RecordRead",
    "Reference",
    "ReferenceLink",
    "School",
    "SecretLink",
    "User",
]
