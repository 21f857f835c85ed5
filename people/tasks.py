"""Background work: each takes ids and may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from people.services import data_requests, exports


@background(_("làm bản sao dữ liệu cá nhân"))
def build_export(export: int) -> None:
    exports.build(export=export)


@background(_("nhắc hạn trả lời yêu cầu về dữ liệu, bỏ bản sao hết hạn"))
def mind_data() -> None:
    data_requests.remind()
    exports.drop_expired()
