"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from network.services import import_jobs, proposals, waiting_proposals


@background(_("mở các đồng hành đang chờ"))
def open_waiting() -> None:
    """Soon after something changed that a proposal at its last key may have waited for."""
    waiting_proposals.open_all()


@background(_("nhắc và khép các đề nghị quá hạn"))
def mind_proposals() -> None:
    """Hourly: open what nothing holds any more, remind who has not answered, end what nobody answered."""
    waiting_proposals.open_all()
    proposals.remind_waiting()
    proposals.expire_unanswered()


@background(_("ghi bảng đã nhập"))
def write_import(batch_id: int) -> None:
    import_jobs.carry_out(batch_id=batch_id)


@background(_("dọn các bảng nhập cũ"))
def clear_imports() -> None:
    """Nightly: previews that nobody wrote, and old copies of what was written."""
    import_jobs.clear_old()
