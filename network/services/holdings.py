"""What the network keeps about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from network.selectors import own_data
from network.services import forgetting
from people import personal_data
from people.personal_data import Holding


def register() -> None:
    personal_data.register(
        Holding("clubs", _("Câu lạc bộ"), own_data.clubs, forgetting.clubs),
        Holding("ideas", _("Ý tưởng"), own_data.ideas, forgetting.teams),
        Holding("posts", _("Bài đăng"), own_data.posts, forgetting.posts),
        Holding("agreements", _("Đề nghị và đồng hành"), own_data.agreements, forgetting.agreements),
        Holding("work", _("Việc đã làm"), own_data.work, forgetting.work),
        Holding("words", _("Tên trong bài viết"), own_data.words, forgetting.words),
    )
