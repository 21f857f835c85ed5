"""Journey 1: a business posts a challenge, the Department reads it, a club is found, invited and met."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from network.enums import PostStatus
from network.models import Challenge, Engagement
from people.enums import OrganisationKind
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

CHALLENGE = {
    "Bài toán trong một câu": "Màng nhựa bọc hàng bỏ đi mỗi ngày ở xưởng",
    "Chuyện đang xảy ra thế nào?": (
        "Mỗi ngày xưởng chúng tôi gỡ hơn ba chục ký màng nhựa bọc hàng. Rác nhựa dồn thành đống sau kho, "
        "xe thu gom chỉ đến một lần một tuần. Chúng tôi muốn tái chế nhựa thành vật dụng có ích ngay tại chỗ."
    ),
    "Anh chị mong nhận được gì?": "Một mẫu thử máy ép nhựa hoặc một sản phẩm làm từ màng nhựa cũ.",
    "Anh chị giúp các em những gì?": "Kỹ sư gặp hai tuần một lần, cho xem xưởng, cho vật liệu.",
}


@pytest.fixture
def people():
    """Three clubs: one thinks of plastic, one of aquariums, one of essays."""
    home = make.school(name="Trường THPT Chuyên Nguyễn Bỉnh Khiêm")
    teacher = make.adult(home, make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    club = make.club(home, by=teacher, name="Khởi nghiệp xanh")
    pupil = make.pupil(home, full_name="Nguyễn Minh Anh")
    team = [pupil, make.pupil(home, full_name="Lê Hoàng Bảo Châu")]
    fitting = make.idea(
        club,
        team=team,
        title="Gạch lát sân ép từ túi ni lông cũ",
        problem="Chợ gần trường bỏ đi rất nhiều túi ni lông. Rác nhựa trôi xuống sông, không ai thu gom.",
        solution="Chúng em làm máy ép nhựa nóng, ép màng nhựa cũ thành gạch lát sân trường để tái chế nhựa.",
    )
    make.idea(title="Bể cá tự cho ăn", problem="Cuối tuần cá trong lớp bị đói.", solution="Hộp thức ăn hẹn giờ.")
    make.idea(title="Sổ tay văn mẫu tự viết", problem="Bạn em sợ viết văn.", solution="Nhóm viết sổ gợi ý dàn bài.")
    company = make.organisation(OrganisationKind.ENTERPRISE, name="Công ty Cổ phần Bao bì Tràng Cát")
    seller = make.clear(make.adult(company, make.Role.REPRESENTATIVE, full_name="Đỗ Thị Phương Lan"))
    return SimpleNamespace(representative=seller, officer=make.officer(), adviser=teacher, pupil=pupil, idea=fitting)


def test_a_challenge_finds_its_club(visit, people):
    representative = visit("representative")
    representative.log_in(people.representative)
    _writes_and_hands_in(representative)

    _accepts(visit("officer"), people.officer)

    challenge = Challenge.objects.get()
    assert challenge.status == PostStatus.PUBLISHED
    _chooses_and_invites(representative, people.idea)

    adviser = visit("adviser")
    adviser.log_in(people.adviser)
    _approves(adviser)

    _meets(visit("pupil"), people.pupil)
    engagement = Engagement.objects.get()
    assert engagement.goals.count() == engagement.check_ins.count() == 1
    assert Challenge.objects.get().seats_taken == 1


def _writes_and_hands_in(representative):
    representative.open(reverse("challenge_list"))
    representative.press("Đăng bài toán", within="main")
    representative.fill(CHALLENGE)
    representative.tick("Công nghiệp")
    representative.choose("commune", make.commune().name[:4])
    representative.press("Lưu và gửi Sở duyệt")
    representative.sees("Đang chờ Sở duyệt", *CHALLENGE.values())


def _accepts(officer, person):
    officer.log_in(person)
    officer.press("Duyệt bài", within="main")
    officer.sees(*CHALLENGE.values())
    officer.tick("Chấp nhận")
    officer.press("Ghi quyết định")
    officer.sees("Không có bài nào chờ")


def _chooses_and_invites(representative, idea):
    representative.open(reverse("challenge_detail", args=[Challenge.objects.get().pk]))
    representative.press("Xem câu lạc bộ phù hợp")
    cards = representative.main.locator(".nc-suggestion")
    best = cards.first
    expect(best.get_by_role("heading")).to_have_text(idea.title)
    expect(best.locator(".nc-reason-for").first).to_be_visible()
    expect(cards.locator(".nc-reason-against").first).to_be_visible()
    representative.sees_not("Minh Anh")
    representative.press("Xem vì sao", within=best)
    expect(representative.main.locator("mark").first).to_be_visible()
    representative.sees("Cộng lại", "Điểm phù hợp")
    representative.press("Gửi đề nghị")
    representative.fill({"Lời nhắn": "Chúng tôi thích ý tưởng ép gạch. Mời các em đến xem xưởng."})
    representative.press("Mời nhóm này", within="main")
    representative.sees("đã nhận lời", "đang chờ thầy cô")


def _approves(adviser):
    adviser.sees("Đang chờ thầy cô", CHALLENGE["Bài toán trong một câu"])
    adviser.press("Trả lời ngay")
    adviser.sees("Mời các em đến xem xưởng")
    adviser.press("Duyệt", within="main")
    adviser.sees("Đã kết nối")
    adviser.press("Mở trang đồng hành")
    adviser.sees("Đỗ Thị Phương Lan", "Nguyễn Minh Anh")


def _meets(pupil, person):
    pupil.come_in(person)
    pupil.open(reverse("engagement_list"))
    pupil.press("Gạch lát sân")
    goal = pupil.unfold("Thêm mục tiêu")
    pupil.fill({"Mục tiêu": "Có mẫu gạch đầu tiên"}, within=goal)
    pupil.press("Thêm", within=goal.locator("form"))
    pupil.sees("Có mẫu gạch đầu tiên")
    meeting = pupil.unfold("Ghi một buổi gặp")
    pupil.fill(
        {
            "Ngày gặp": clock.today().isoformat(),
            "Bao nhiêu phút": "45",
            "Đã làm được gì?": "Đi xem xưởng, xin được mười ký màng nhựa.",
            "Bước tiếp theo": "Thử ép ở 160 độ.",
        },
        within=meeting,
    )
    pupil.press("Ghi lại", within=meeting)
    pupil.sees("xin được mười ký màng nhựa", "45 phút", "Thử ép ở 160 độ")
