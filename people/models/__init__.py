from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.clearance import Clearance
from people.models.consent import Consent
from people.models.consent_paper import ConsentPaper
from people.models.guardian import Guardian
from people.models.guardian_code import GuardianCode
from people.models.guardian_link import GuardianLink
from people.models.guardianship import Guardianship
from people.models.notice import Notice
from people.models.organisation import Organisation
from people.models.phone_check import PhoneCheck
from people.models.record_read import RecordRead
from people.models.refusal import Refusal
from people.models.school import School
from people.models.secret_link import SecretLink
from people.models.text_message import TextMessage
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "Clearance",
    "Consent",
    "ConsentPaper",
    "Guardian",
    "GuardianCode",
    "GuardianLink",
    "Guardianship",
    "Notice",
    "Organisation",
    "PhoneCheck",
    "RecordRead",
    "Refusal",
    "School",
    "SecretLink",
    "TextMessage",
    "User",
]
