"""What a school's staff would have the lexicon understand, and what the Department said: by the services themselves."""

from config.demo import cast
from matching.enums import TermLanguage, TermProposalKind
from matching.services import term_proposals
from matching.services.term_proposals import NewConcept
from people.models import User


def tell() -> None:
    """One in use, one declined with the reason, two that wait: before suggestions are computed."""
    officer, adviser, admin = map(_who, ("department_officer", "adviser", "school_admin"))
    costs = term_proposals.propose_form(
        kind=TermProposalKind.ADD_FORM,
        concept="cost_accounting",
        language=TermLanguage.VIETNAMESE,
        form="tính giá vốn",
        reason="Nhiều nhóm ghi “tính giá vốn” khi cần người dạy tính giá bán, mà hệ thống không nhận ra.",
        by=adviser,
    )
    term_proposals.accept(proposal=costs, by=officer)
    weekends = term_proposals.propose_form(
        kind=TermProposalKind.ADD_FORM,
        concept="tourism_service",
        language=TermLanguage.VIETNAMESE,
        form="du lịch cuối tuần",
        reason="Câu lạc bộ du lịch của trường hay viết như vậy.",
        by=adviser,
    )
    why = "Chữ “du lịch” đã có rồi; thêm hai chữ “cuối tuần” không làm việc của nhóm rõ hơn."
    term_proposals.decline(proposal=weekends, reason=why, by=officer)
    term_proposals.propose_form(
        kind=TermProposalKind.ADD_FORM,
        concept="air_sensor",
        language=TermLanguage.VIETNAMESE,
        form="máy đo bụi",
        reason="Bốn nhóm trong trường đang làm máy đo bụi mịn ở cổng trường và chưa được gợi ý ai.",
        by=admin,
    )
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


def _who(role: str) -> User:
    return User.objects.get(username=cast.login(role).username)
