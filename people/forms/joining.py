"""The forms of people who come by a link, and of organisations that ask to join."""

import datetime as dt
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from people import rules
from people.enums import DelegationScope, OrganisationKind, Right, Role
from people.forms.organisation_files import FileForm
from people.models import Organisation, User
from people.services import join_requests

_NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


def year_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Anh chị ra trường năm nào?"),
        min_value=rules.OLDEST_LEAVING_YEAR,
        max_value=clock.today().year,
        help_text=_("Nhà trường xem lại rồi mới xác nhận."),
    )


class NewcomerForm(TidyForm):
    """A new account. `email` is fixed where the invitation names one; a school's alumnus says when they left."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    birth_date = forms.DateField(
        label=_("Ngày sinh"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        help_text=_("Để chắc anh chị đủ 18 tuổi. Không hiện cho ai khác."),
    )
    password1 = forms.CharField(
        label=_("Mật khẩu"),
        max_length=128,
        strip=False,
        widget=_NEW_PASSWORD,
        help_text=_("Ít nhất 8 ký tự, khác tên của bạn, không phải mật khẩu ai cũng đoán được."),
    )
    password2 = forms.CharField(label=_("Nhập lại mật khẩu"), max_length=128, strip=False, widget=_NEW_PASSWORD)

    def __init__(self, data: Any = None, *, email: str = "", asks_for_year: bool = False, **facts: Any) -> None:
        super().__init__(data, **facts)
        if email:
            self.fields["email"].initial, self.fields["email"].disabled = email, True
        if asks_for_year:
            self.fields["year"] = year_field()

    def clean_birth_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["birth_date"]
        if not 0 <= rules.age_on(clock.today(), day) <= rules.OLDEST_AGE:
            raise ValidationError(_("Ngày sinh này chưa đúng."))
        if rules.age_on(clock.today(), day) < rules.ADULT_AGE:
            raise ValidationError(_("Chỗ này dành cho người từ 18 tuổi. Em đưa cho thầy cô phụ trách giúp nhé."))
        return day

    def clean(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(name, "") for name in ("password1", "password2")}
        cleaned = super().clean()
        # A password is taken as it was typed.
        cleaned.update({name: value for name, value in typed.items() if name in cleaned})
        self._check_passwords()
        return cleaned

    def _check_passwords(self) -> None:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if not first or not second:
            return
        if first != second:
            self.add_error("password2", _("Hai lần nhập chưa giống nhau."))
        owner = User(full_name=self.cleaned_data.get("full_name", ""), email=self.cleaned_data.get("email", ""))
        try:
            get_adapter().clean_password(first, owner)
        except ValidationError as weak:
            self.add_error("password1", weak)


class JoinRequestForm(NewcomerForm, FileForm):
    """An organisation and its first representative in one form."""

    kind = forms.ChoiceField(
        label=_("Loại tổ chức"), choices=[(kind.value, kind.label) for kind in join_requests.OPEN_KINDS]
    )
    title = forms.CharField(label=_("Chức vụ của anh chị"), max_length=80, required=False)
    field_order = (
        "kind", *rules.FILE, "full_name", "title", "email", "birth_date", "password1", "password2",
    )  # fmt: skip

    def organisation_kind(self) -> OrganisationKind:
        return OrganisationKind(self.cleaned_data["kind"])


class YearForm(TidyForm):
    """For somebody with an account who accepts to be an alumnus of a school."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["year"] = year_field()


class ClaimForm(YearForm):
    def __init__(self, data: Any = None, *, schools: Any) -> None:
        super().__init__(data)
        school = forms.ModelChoiceField(
            label=_("Trường cũ của anh chị"),
            queryset=schools,
            to_field_name="ministry_code",
            empty_label=_("Gõ tên trường"),
            widget=forms.Select(attrs={"data-select": ""}),
        )
        self.fields = {"school": school, **self.fields}


class CodeForm(TidyForm):
    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class InvitationForm(TidyForm):
    """`roles`: those that are the reader's to invite."""

    role = forms.ChoiceField(label=_("Mời làm"))
    email = forms.EmailField(
        label=_("E-mail người được mời"),
        required=False,
        max_length=254,
        help_text=_("Có e-mail thì chúng tôi gửi thư, và chỉ người ấy nhận được. Để trống nếu gửi qua Zalo."),
    )
    title = forms.CharField(
        label=_("Chức vụ"), required=False, max_length=80, help_text=_("Ví dụ: Giáo viên Tin học, Kỹ sư.")
    )

    def __init__(self, data: Any = None, *, roles: list[Role]) -> None:
        super().__init__(data)
        self.fields["role"].choices = [(role.value, str(role.label).capitalize()) for role in roles]


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class RoleForm(TidyForm):
    """One role more for somebody who is here already."""

    person = PersonChoice(label=_("Người"), queryset=User.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=_("Giao thêm vai trò"))

    def __init__(self, data: Any = None, *, people: Any, roles: list[Role]) -> None:
        super().__init__(data)
        self.fields["person"].queryset = people
        self.fields["role"].choices = [(role.value, str(role.label).capitalize()) for role in roles]


class DelegationForm(TidyForm):
    """`takers`: commune offices and schools."""

    taker = forms.ModelChoiceField(
        label=_("Giao cho"),
        queryset=Organisation.objects.none(),
        empty_label=_("Gõ tên trường hay ủy ban"),
        widget=forms.Select(attrs={"data-select": ""}),
    )
    right = forms.ChoiceField(label=_("Quyền"), choices=Right.choices)
    scope = forms.ChoiceField(label=_("Phạm vi"), choices=DelegationScope.choices)
    starts_on = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Để trống là từ hôm nay."),
    )
    ends_on = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Để trống là đến khi Sở thu lại."),
    )

    def __init__(self, data: Any = None, *, takers: Any) -> None:
        super().__init__(data)
        self.fields["taker"].queryset = takers
