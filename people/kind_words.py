"""The first thing somebody reads whose words sound as if they wished to harm themselves: the same wherever it was."""

from django.utils.translation import gettext as _


def to(*, is_pupil: bool) -> str:
    if is_pupil:
        return _("Em không một mình đâu. Em gọi Tổng đài 111 lúc nào cũng được, miễn phí, hoặc nói với người em tin.")
    return _("Nếu đang rất nặng lòng, anh chị gọi Tổng đài 111 hoặc người mình tin. Có người sẵn lòng nghe.")
