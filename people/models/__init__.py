from people.models.admin_unit import AdminUnit
from people.models.affiliation import Affiliation
from people.models.clearance import Clearance
from people.models.consent import Consent
from people.models.data_export import DataExport
from people.models.data_request import DataRequest
from people.models.guardian import Guardian
from people.models.guardianship import Guardianship
from people.models.notice import Notice
from people.models.organisation import Organisation
from people.models.record_read import RecordRead
from people.models.school import School
from people.models.secret_link import SecretLink
from people.models.trail_opening import TrailOpening
from people.models.user import User

__all__ = [
    "AdminUnit",
    "Affiliation",
    "Clearance",
    "Consent",
    "DataExport",
    "DataRequest",
    "Guardian",
    "Guardianship",
    "Notice",
    "Organisation",
    "RecordRead",
    "School",
    "SecretLink",
    "TrailOpening",
    "User",
]
