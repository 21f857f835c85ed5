"""Ideas with their teams."""

from typing import Any

from core import clock
from network.enums import IdeaStatus, Visibility
from network.models import Club, Idea, Need, TeamMember
from people.models import User
from tests.make import numbers
from tests.make.clubs import club, enter, join
from tests.make.contest import field, season
from tests.make.people import pupil


def idea(
    home: Club | None = None,
    *,
    team: list[User] | None = None,
    status: IdeaStatus = IdeaStatus.PUBLISHED,
    visibility: Visibility = Visibility.PARTNERS,
    **facts: Any,
) -> Idea:
    home = home or club()
    come = enter if team is None else join
    team = [pupil(home.school)] if team is None else team
    published = status == IdeaStatus.PUBLISHED
    facts.setdefault("title", f"Máy lọc nước mưa số {numbers.new()}")
    facts.setdefault("problem", "Nước giếng ở quê em bị phèn, giặt quần áo ố vàng.")
    facts.setdefault("solution", "Chúng em làm bình lọc bằng cát, than và vỏ trấu.")
    made = Idea.objects.create(
        club=home,
        season=season(),
        field=field(),
        status=status,
        visibility=visibility,
        created_by=team[0] if team else home.adviser,
        published_by=home.adviser if published else None,
        published_at=clock.now() if published else None,
        **facts,
    )
    Need.objects.create(idea=made, kind="mentoring", text="Chúng em cần người biết xử lý nước.")
    for place, member in enumerate(team, start=1):
        come(home, member)
        TeamMember.objects.create(idea=made, pupil=member, season=made.season, place=place)
    return made


def idea_content(**changes: Any) -> dict[str, Any]:
    """What `services.ideas` takes."""
    return {
        "title": "Thùng rác biết phân loại",
        "problem": "Giờ ra chơi nào thùng rác cũng đầy, hộp sữa lẫn thức ăn thừa.",
        "solution": "Một thùng có cảm biến tự mở đúng ngăn.",
        "stage": "idea",
        "language": "vi",
        "field": "industry_manufacturing",
        "needs": [["mentoring", "Cần người biết lập trình vi điều khiển."]],
        **changes,
    }
