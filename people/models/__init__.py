from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.alumnus_claim import AlumnusClaim
from people.models.clearance import Clearance
from people.models.clearance_request import ClearanceRequest
from people.models.concern import Concern
from people.models.concern_action import ConcernAction
from people.models.conduct_signature import ConductSignature
from people.models.consent import Consent
from people.models.consent_paper import ConsentPaper
from people.models.data_export import DataExport
from people.models.data_request import DataRequest
from people.models.delegation import Delegation
from people.models.guardian import Guardian
from people.models.guardian_code import GuardianCode
from people.models.guardian_link import GuardianLink
from people.models.guardianship import Guardianship
from people.models.invitation import Invitation
from people.models.notice import Notice
from people.models.notice_preference import NoticePreference
from people.models.organisation import Organisation
from people.models.organisation_change import OrganisationChange
from people.models.organisation_step import OrganisationStep
from people.models.phone_check import PhoneCheck
from people.models.protective_hold import ProtectiveHold
from people.models.quiz_try import QuizTry
from people.models.record_read import RecordRead
from people.models.reference import Reference
from people.models.reference_link import ReferenceLink
from people.models.refusal import Refusal
from people.models.roll_over import RollOver
from people.models.roster import Roster
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
    "AlumnusClaim",
    "Clearance",
    "ClearanceRequest",
    "Concern",
    "ConcernAction",
    "ConductSignature",
    "Consent",
    "ConsentPaper",
    "DataExport",
    "DataRequest",
    "Delegation",
    "Guardian",
    "GuardianCode",
    "GuardianLink",
    "Guardianship",
    "Invitation",
    "Notice",
    "NoticePreference",
    "Organisation",
    "OrganisationChange",
    "OrganisationStep",
    "PhoneCheck",
    "ProtectiveHold",
    "QuizTry",
    "RecordRead",
    "Reference",
    "ReferenceLink",
    "Refusal",
    "RollOver",
    "Roster",
    "SafeguardingLead",
    "School",
    "SealedCopy",
    "SecretLink",
    "TextMessage",
    "TrailOpening",
    "User",
]
