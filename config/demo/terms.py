"""What a school's staff would have the lexicon understand, and what the Department said: by the services themselves."""

from config.demo import cast
from matching.enums import TermLanguage, TermProposalKind
from matching.models import TermProposal
from matching.services import term_proposals
from matching.services.term_proposals import NewConcept
from people.models import User


def tell() -> None:
    """One in use, one declined with the reason, two that wait: before suggestions are computed."""
    officer, adviser, admin = map(_who, ("department_officer", "adviser", "school_admin"))
    said = "Nhiều nhóm ghi “tính giá vốn” khi cần người dạy tính giá bán, mà hệ thống không nhận ra."
    costs = _wording("cost_accounting", "tính giá vốn", said, adviser)
    term_proposals.accept(proposal=costs, by=officer)
    said = "Câu lạc bộ du lịch của trường hay viết như vậy."
    weekends = _wording("tourism_service", "du lịch cuối tuần", said, adviser)
    why = "Chữ “du lịch” đã có rồi; thêm hai chữ “cuối tuần” không làm việc của nhóm rõ hơn."
    term_proposals.decline(proposal=weekends, reason=why, by=officer)
    said = "Bốn nhóm trong trường đang làm máy đo bụi mịn ở cổng trường và chưa được gợi ý ai."
    _wording("air_sensor", "máy đo bụi", said, admin)
    term_proposals.propose_concept(
        terms=NewConcept(
            kind="trade",
            area="life",
            parent="animal_husbandry",
            vi=["nuôi chim yến", "nhà yến", "tổ yến"],
            en=["swiftlet farming", "edible bird's nest"],
        ),
        reason="Ở xã có mấy nhà nuôi chim yến sẵn lòng cho nhóm đến xem, mà bộ từ chưa có nghề này.",
        by=adviser,
    )


def _wording(concept: str, form: str, reason: str, by: User) -> TermProposal:
    return term_proposals.propose_form(
        kind=TermProposalKind.ADD_FORM,
        concept=concept,
        language=TermLanguage.VIETNAMESE,
        form=form,
        reason=reason,
        by=by,
    )


def _who(role: str) -> User:
    return User.objects.get(username=cast.login(role).username)
