"""Challenges and offers share their pages; what differs between them stands here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.forms.filters import OfferFilterForm, PostFilterForm
from network.forms.posts import ChallengeForm, OfferForm, PostForm
from network.models import Challenge, Offer


@dataclass(frozen=True)
class Kind:
    """`name` begins the URL names (challenge_list …) and the templates (challenge_detail.html …)."""

    name: str
    model: type[Challenge] | type[Offer]
    form: type[PostForm]
    filters: type[PostFilterForm]
    title: Promise
    lead: Promise
    write: Promise


CHALLENGE = Kind(
    name="challenge",
    model=Challenge,
    form=ChallengeForm,
    filters=PostFilterForm,
    title=_("Bài toán đổi mới"),
    lead=_("Việc thật từ doanh nghiệp, viện, trường đang chờ một nhóm học sinh."),
    write=_("Đăng bài toán"),
)
OFFER = Kind(
    name="offer",
    model=Offer,
    form=OfferForm,
    filters=OfferFilterForm,
    title=_("Đề nghị hỗ trợ"),
    lead=_("Cố vấn, cựu học sinh, Đoàn viên và doanh nghiệp sẵn lòng giúp."),
    write=_("Đề nghị giúp"),
)
KINDS = {kind.name: kind for kind in (CHALLENGE, OFFER)}
