"""Who may bring a sheet in, apply it, and take one out. Nobody may do by sheet what the pages refuse."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from core.sheets.column import Sheet
from network import sheet_columns as columns
from network.models import Challenge, ImportBatch, Offer
from network.permissions import posts
from network.selectors import imports as selectors
from people.models import User
from people.selectors import hats

MODELS: dict[str, type[Challenge | Offer]] = {"challenge": Challenge, "offer": Offer}


def check_can_import(user: User, kind: str) -> None:
    """Posts: who may write them, and the Department for organisations. Ideas: who answers for a club of the school."""
    columns.sheet_of(kind)
    if kind in MODELS:
        if not writes_for_others(user, kind):
            posts.check_can_write(user, MODELS[kind])
    elif not selectors.clubs_to_write_for(user).exists():
        raise Refused(_("Chỉ giáo viên phụ trách câu lạc bộ và quản lý nhà trường mới nhập được ý tưởng từ tệp."))


def writes_for_others(user: User, kind: str) -> bool:
    """The Department types in what organisations sent it on paper: each row names whose post it is."""
    return kind in MODELS and hats.of(user).is_department_officer


def sheet_for(user: User, kind: str) -> Sheet:
    return columns.sheet_of(kind, for_others=writes_for_others(user, kind))


def check_can_apply(user: User, batch: ImportBatch) -> None:
    if batch.uploaded_by_id != user.pk:
        raise Refused(_("Chỉ người tải tệp lên mới ghi được bảng này."))
    if batch.applied_at is not None:
        raise Conflict(_("Bảng này đã được ghi rồi."))
    if batch.errors:
        raise Conflict(_("Bảng còn ô cần sửa nên chưa ghi được. Hãy sửa trong tệp rồi tải lên lại."))
    check_can_import(user, batch.kind)


def check_can_export(user: User, kind: str) -> None:
    columns.sheet_of(kind)
    worn = hats.of(user)
    if kind in MODELS and not worn.is_supporter:
        raise Refused(_("Chỉ người của tổ chức mới tải được danh sách bài của tổ chức mình."))
    if kind not in MODELS and not worn.is_school_staff:
        raise Refused(_("Chỉ thầy cô của trường mới tải được danh sách ý tưởng."))


can_import = boolean_twin(check_can_import)
can_apply = boolean_twin(check_can_apply)
can_export = boolean_twin(check_can_export)
