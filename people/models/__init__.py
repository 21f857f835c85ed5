from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.clearance import Clearance
from people.models.concern import Concern
from people.models.concern_action import ConcernAction
from people.models.consent import Consent
from people.models.consent_paper import ConsentPaper
from people.models.data_export import DataExport
from people.models.data_request import DataRequest
from people.models.guardian import Guardian
from people.models.guardian_code import GuardianCode
from people.models.guardian_link import GuardianLink
from people.models.guardianship import Guardianship
from people.models.notice import Notice
from people.models.notice_preference import NoticePreference
from people.models.organisation import Organisation
from people.models.phone_check import PhoneCheck
from people.models.protective_hold import ProtectiveHold
from people.models.record_read import RecordRead
from people.models.refusal import Refusal
from people.models.safeguarding_lead import SafeguardingLead
from people.models.school import School
from people.models.sealed_copy import SealedCopy
from people.models.secret_link import SecretLink
from people.models.text_message import TextMessage
from people.models.trail_opening import TrailOpening
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "Clearance",
    "Concern",
    "ConcernAction",
    "Consent",
    "ConsentPaper",
    "DataExport",
    "DataRequest",
    "Guardian",
    "GuardianCode",
    "GuardianLink",
    "Guardianship",
    "Notice",
    "NoticePreference",
    "Organisation",
    "PhoneCheck",
    "ProtectiveHold",
    "RecordRead",
    "Refusal",
    "SafeguardingLead",
    "School",
    "SealedCopy",
    "SecretLink",
    "TextMessage",
    "TrailOpening",
    "User",
]
