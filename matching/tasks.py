"""Background work: each takes ids and may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from matching.rules import NIGHT
from matching.services import concept_uses, lessons, rankers, round_jobs, suggestions


@background(_("tính lại gợi ý"))
def idea_changed(idea: int) -> None:
    suggestions.recompute_for_idea(idea)


@background(_("tính lại gợi ý"))
def post_changed(kind: str, post: int) -> None:
    suggestions.recompute_for_post(kind, post)


@background(_("tính lại gợi ý"), seconds=NIGHT)
def rebuild() -> None:
    suggestions.rebuild()


@background(_("tính đợt ghép"))
def solve_round(round_id: int) -> None:
    round_jobs.carry_out(round_id=round_id)


@background(_("gửi đề nghị của đợt ghép"))
def propose_round(round_id: int) -> None:
    round_jobs.propose_all(round_id=round_id)


@background(_("ghi lại hai bên hợp nhau ra sao lúc đề nghị"))
def remember_what_was_seen(outcome: int) -> None:
    lessons.remember(outcome)


@background(_("học từ kết quả các lần kết nối"), seconds=NIGHT)
def train() -> None:
    rankers.train()


@background(_("đọc lại từ vựng trong bài"))
def read_idea(idea: int) -> None:
    concept_uses.reread_idea(idea)


@background(_("đọc lại từ vựng trong bài"))
def read_post(kind: str, post: int) -> None:
    concept_uses.reread_post(kind, post)


@background(_("đọc lại từ vựng trong bài"), seconds=NIGHT)
def read_everything() -> None:
    concept_uses.reread_all()


@background(_("áp dụng một đề xuất từ vựng"))
def follow_term(proposal: int) -> None:
    concept_uses.follow(proposal)
