"""The pages of a template, by name: only the first is read again."""

from django.utils.translation import gettext_lazy as _

DATA = _("Dữ liệu")
EXAMPLES = _("Ví dụ")
LISTS = _("Danh mục")
