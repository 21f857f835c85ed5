"""Journey 2: a pupil's idea is published, finds a mentor, is accompanied and closed with thanks."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from network.enums import EngagementStatus, IdeaStatus
from network.models import Engagement, Idea
from people.enums import OrganisationKind
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

IDEA = {
    "Ý tưởng của em tên là gì?": "Bình lọc nước giếng nhiễm phèn",
    "Ai đang gặp khó khăn gì?": "Nước giếng ở xóm em bị phèn, giặt quần áo ố vàng, nhà nào cũng phải mua nước bình.",
    "Nhóm định làm gì?": "Chúng em làm bình lọc nước nhiều lớp bằng cát, than hoạt tính và vỏ trấu.",
}
FIELD = "Sức khỏe, làm đẹp"


@pytest.fixture
def people():
    """A pupil of a club, and two people who offer time: one knows water, one knows bookkeeping."""
    home = make.school(name="Trường THPT Lê Quý Đôn")
    teacher = make.adult(home, make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    club = make.club(home, by=teacher, name="Khởi nghiệp xanh")
    pupil = make.pupil(home, full_name="Nguyễn Minh Anh")
    make.join(club, pupil)
    company = make.organisation(OrganisationKind.ENTERPRISE, name="Công ty Cấp nước Hải Phòng")
    helper = make.clear(make.adult(company, make.Role.MENTOR, full_name="Lê Quốc Tuấn"))
    wanted = make.offer(
        company,
        by=helper,
        title="Kỹ sư nước giúp các em lọc và đo nước",
        description="Tôi làm kỹ sư xử lý nước mười năm. Tôi giúp các em làm bình lọc nước phèn và đo chất lượng nước.",
    )
    make.offer(title="Ghi sổ thu chi cho người mới", description="Tôi là kế toán, giúp các em tính giá thành.")
    make.challenge(
        company,
        title="Nước giếng nhiễm phèn ở ngoại thành",
        background="Nhiều nhà còn dùng nước giếng nhiễm phèn. Chúng tôi cần một bình lọc nước rẻ, tự thay lõi được.",
    )
    return SimpleNamespace(pupil=pupil, adviser=teacher, mentor=helper, club=club, offer=wanted)


def test_an_idea_finds_its_mentor(visit, people):
    pupil = visit("pupil")
    pupil.log_in(people.pupil)
    _writes_and_submits(pupil, people.club)

    adviser = visit("adviser")
    adviser.come_in(people.adviser)
    _publishes(adviser)

    _asks(pupil, people.offer)
    mentor = visit("mentor")
    mentor.log_in(people.mentor)
    _accepts(mentor)
    _approves(adviser)

    _notes_a_meeting(mentor)
    _closes_with_thanks(mentor, pupil)
    engagement = Engagement.objects.get()
    assert engagement.status == EngagementStatus.CLOSED
    assert {closing.helped for closing in engagement.closings.all()} == {4, 5}


def _writes_and_submits(pupil, club):
    pupil.open(reverse("club_detail", args=[club.pk]))
    pupil.press("Viết ý tưởng")
    pupil.fill(IDEA)
    pupil.fill({"Thuộc lĩnh vực nào?": FIELD})
    need = pupil.main.get_by_role("group", name="Điều thứ 1")
    pupil.fill(
        {"Nhóm cần gì?": "Người hướng dẫn", "Nói rõ hơn một chút": "Cần kỹ sư biết xử lý nước phèn."}, within=need
    )
    pupil.press("Lưu và gửi thầy cô")
    pupil.sees("Đang chờ thầy cô phụ trách đọc", "Cần kỹ sư biết xử lý nước phèn.", *IDEA.values())


def _publishes(adviser):
    adviser.open(reverse("home"))
    adviser.sees(IDEA["Ý tưởng của em tên là gì?"])
    adviser.press("Trả lời ngay")
    adviser.tick("Các bên đồng hành")
    adviser.press("Đăng ý tưởng")
    assert Idea.objects.get().status == IdeaStatus.PUBLISHED


def _asks(pupil, offer):
    pupil.open(reverse("idea_detail", args=[Idea.objects.get().pk]))
    pupil.press("Xem ai giúp được nhóm")
    cards = pupil.main.locator(".nc-suggestion")
    expect(cards.first.get_by_role("heading")).to_have_text(offer.title)
    expect(cards.first.locator(".nc-reason-for").first).to_be_visible()
    expect(cards.locator(".nc-kind", has_text="bài toán").first).to_be_visible()
    pupil.press("Xin đồng hành", within=cards.first)
    pupil.fill({"Lời nhắn": "Chúng em đã thử lọc một xô nước giếng, mong được cô chú chỉ cách đo phèn."})
    pupil.press("Xin được đồng hành", within="main")
    pupil.sees("Ba chìa khóa", "đang chờ trả lời", "đang chờ thầy cô")


def _accepts(mentor):
    mentor.sees("Đang chờ anh chị")
    mentor.press("Trả lời ngay")
    mentor.sees_not("mong được cô chú chỉ cách đo phèn", "Minh Anh")
    mentor.press("Nhận lời", within="main")
    mentor.sees("đã nhận lời")


def _approves(adviser):
    adviser.open(reverse("home"))
    adviser.press("Trả lời ngay")
    adviser.sees("mong được cô chú chỉ cách đo phèn")
    adviser.press("Duyệt", within="main")
    adviser.sees("Đã kết nối")


def _notes_a_meeting(mentor):
    mentor.open(reverse("home"))
    mentor.press(IDEA["Ý tưởng của em tên là gì?"], within="main")
    meeting = mentor.unfold("Ghi một buổi gặp")
    mentor.fill(
        {"Ngày gặp": clock.today().isoformat(), "Đã làm được gì?": "Đo phèn trước và sau khi lọc."}, within=meeting
    )
    mentor.press("Ghi lại", within=meeting)
    mentor.sees("Đo phèn trước và sau khi lọc.")


def _closes_with_thanks(mentor, pupil):
    mentor.press("Hoàn thành và cảm ơn", confirm=True)
    mentor.tick("Nhiều")
    mentor.fill({"Điều gì đáng nhớ nhất?": "Các em tự đo được nước.", "Lời cảm ơn": "Cảm ơn các em."})
    mentor.press("Gửi trả lời")
    pupil.open(reverse("engagement_list") + "?ended=1")
    pupil.press(IDEA["Ý tưởng của em tên là gì?"], within="main")
    pupil.sees("Cảm ơn các em.")
    pupil.tick("Rất nhiều")
    pupil.fill({"Điều gì đáng nhớ nhất?": "Nước trong lại!", "Lời cảm ơn": "Chúng em cảm ơn chú Tuấn."})
    pupil.press("Gửi trả lời")
    pupil.sees("Chúng em cảm ơn chú Tuấn.")
