"""The short forms around a proposal and an engagement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm

_DAY = {"type": "date"}


class NoteForm(TidyForm):
    note = forms.CharField(
        label=_("Lời nhắn"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vì sao hai bên hợp nhau, mong gì ở nhau. Không ghi số điện thoại hay tài khoản mạng xã hội."),
    )


class ReasonForm(TidyForm):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Một câu tử tế là đủ. Bên kia sẽ đọc."),
    )


class TextForm(TidyForm):
    text = forms.CharField(label=_("Nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class GoalForm(TidyForm):
    text = forms.CharField(
        label=_("Mục tiêu"), max_length=300, help_text=_("Ví dụ: có mẫu thử lọc được một xô nước giếng.")
    )
    due_on = forms.DateField(label=_("Mong xong trước ngày"), required=False, widget=forms.DateInput(attrs=_DAY))


class CheckInForm(TidyForm):
    held_on = forms.DateField(
        label=_("Ngày gặp"), initial=clock.today, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
    minutes = forms.IntegerField(label=_("Bao nhiêu phút"), min_value=5, max_value=600, initial=60)
    done = forms.CharField(label=_("Đã làm được gì?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    next_step = forms.CharField(
        label=_("Bước tiếp theo"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClosingForm(TidyForm):
    helped = forms.TypedChoiceField(
        label=_("Lần đồng hành này giúp được nhiều không?"),
        coerce=int,
        choices=[(5, _("Rất nhiều")), (4, _("Nhiều")), (3, _("Vừa phải")), (2, _("Ít")), (1, _("Chưa giúp được"))],
        widget=forms.RadioSelect,
    )
    best = forms.CharField(label=_("Điều gì đáng nhớ nhất?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    better = forms.CharField(
        label=_("Lần sau nên khác đi ở đâu?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    thanks = forms.CharField(
        label=_("Lời cảm ơn gửi bên kia"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
