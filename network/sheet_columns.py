"""The columns of each sheet: how they are called, what they take, what stands in the template.

`code` is the key of the services' content; where a name has no such key (`organisation`, `club`, `need_…`),
`services/import_rows.py` knows what becomes of it.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.errors import NotFound
from core.sheets.column import Column, Sheet, Takes
from network.enums import IdeaStage, IpTerms, Language, Mode, NeedKind, OfferKind

NEEDS = 5

_HOME = Column(
    "organisation",
    _("Tổ chức"),
    Takes.ONE,
    among="organisations",
    also=("ten to chuc", "don vi", "doanh nghiep", "cong ty", "organization"),
    help=_("Chỉ cần khi anh chị đăng được cho nhiều tổ chức."),
    width=28,
)
# Only where somebody else writes for the organisation.
_AUTHOR = Column(
    "author",
    _("Người phụ trách (e-mail)"),
    needed=True,
    at_most=254,
    also=("email", "e mail", "nguoi phu trach", "email nguoi phu trach", "nguoi dang"),
    help=_("E-mail đăng nhập của đại diện hoặc cố vấn thuộc tổ chức ấy. Bản nháp là của người này."),
    examples=("dai-dien@cong-ty.example", "co-van@cong-ty.example"),
    width=30,
)
_FIELDS = Column(
    "fields",
    _("Lĩnh vực"),
    Takes.SOME,
    needed=True,
    among="fields",
    also=("linh vuc hoat dong", "nganh", "field"),
    help=_("Một hoặc vài lĩnh vực trong danh mục, cách nhau bằng dấu chấm phẩy."),
    examples=(_("Công nghiệp, chế tạo"), _("Nông, lâm, ngư nghiệp; Sức khỏe, làm đẹp")),
    width=34,
)
_SHARED = (
    Column(
        "commune",
        _("Xã, phường"),
        Takes.ONE,
        among="communes",
        also=("dia diem", "dia ban", "xa phuong", "xa", "phuong", "ma xa", "noi gap"),
        help=_("Tên hoặc mã 5 chữ số. Để trống thì lấy nơi tổ chức đóng."),
        width=24,
    ),
    Column(
        "mode",
        _("Cách gặp"),
        Takes.ONE,
        among=Mode,
        default=Mode.BOTH,
        also=("hinh thuc", "hinh thuc gap"),
        examples=(Mode.IN_PERSON.label, Mode.ONLINE.label),
        width=26,
    ),
    Column(
        "age_min",
        _("Tuổi nhỏ nhất"),
        Takes.NUMBER,
        at_least=11,
        at_most=18,
        default=11,
        also=("tuoi tu", "tu tuoi", "tuoi min"),
        examples=(15, 11),
        width=14,
    ),
    Column(
        "age_max",
        _("Tuổi lớn nhất"),
        Takes.NUMBER,
        at_least=11,
        at_most=18,
        default=18,
        also=("tuoi den", "den tuoi", "tuoi max"),
        examples=(18, 15),
        width=14,
    ),
    Column(
        "seats",
        _("Số nhóm nhận"),
        Takes.NUMBER,
        at_least=1,
        at_most=200,
        default=1,
        also=("so nhom", "so cho", "nhan may nhom", "so luong"),
        examples=(2, 1),
        width=14,
    ),
    Column(
        "deadline",
        _("Hạn nhận nhóm"),
        Takes.DATE,
        default=None,
        also=("han", "han chot", "han nop", "ngay het han", "han dang ky"),
        help=_("Ngày/tháng/năm. Để trống nếu nhận quanh năm."),
        width=16,
    ),
    Column(
        "language",
        _("Ngôn ngữ"),
        Takes.ONE,
        among=Language,
        default=Language.VIETNAMESE,
        also=("ngon ngu cua bai", "tieng"),
        examples=(Language.VIETNAMESE.label, Language.VIETNAMESE.label),
    ),
    Column(
        "tags",
        _("Từ khóa"),
        Takes.WORDS,
        at_most=20,
        also=("the", "tag", "tu khoa tim kiem"),
        help=_("Cách nhau bằng dấu chấm phẩy."),
        width=24,
    ),
)

CHALLENGE = Sheet(
    "challenge",
    _("Bài toán đổi mới"),
    (
        _HOME,
        Column(
            "title",
            _("Bài toán"),
            needed=True,
            at_most=200,
            also=("ten bai toan", "bai toan trong mot cau", "tieu de", "ten", "van de can giai"),
            examples=(_("Thùng hàng rỗng nằm chờ ở bãi cả ngày"), _("Vỏ hàu bỏ đầy bến sau mỗi mùa thu")),
            width=40,
        ),
        Column(
            "background",
            _("Chuyện đang xảy ra"),
            Takes.TEXT,
            needed=True,
            at_most=4000,
            also=("boi canh", "mo ta", "noi dung", "chuyen dang xay ra the nao", "hien trang"),
            help=_("Ở đâu, ai gặp, bao lâu rồi, đã thử cách nào."),
            examples=(
                _("Mỗi ngày hơn trăm xe chạy rỗng về bãi vì không ai biết bãi nào đang có hàng."),
                _("Mỗi mùa chúng tôi bỏ đi vài tấn vỏ, mùi nặng và tốn tiền chở."),
            ),
            width=60,
        ),
        Column(
            "expected_outcome",
            _("Mong nhận được"),
            Takes.TEXT,
            at_most=2000,
            also=("ket qua mong doi", "ket qua", "anh chi mong nhan duoc gi"),
            examples=(_("Một mẫu thử chạy được trên điện thoại."), _("Ba cách dùng lại vỏ hàu, đã làm thử.")),
            width=36,
        ),
        Column(
            "help_offered",
            _("Hỗ trợ các em"),
            Takes.TEXT,
            at_most=2000,
            also=("ho tro", "anh chi giup cac em nhung gi", "giup do"),
            examples=(_("Cho xem bãi nửa ngày, kỹ sư gặp hai tuần một lần."), _("Cho vật liệu và chỗ thử.")),
            width=36,
        ),
        Column(
            "reward",
            _("Phần thưởng"),
            at_most=300,
            also=("giai thuong", "ghi nhan", "phan thuong ghi nhan"),
            examples=(_("Giấy khen và một chuyến thăm cảng"), ""),
            width=28,
        ),
        Column(
            "ip_terms",
            _("Kết quả thuộc về"),
            Takes.ONE,
            among=IpTerms,
            default=IpTerms.TEAM_OWNS,
            also=("ket qua thuoc ve ai", "quyen so huu tri tue", "so huu tri tue"),
            examples=(IpTerms.TEAM_OWNS.label, IpTerms.SHARED.label),
            width=30,
        ),
        _FIELDS,
        *_SHARED,
    ),
)

OFFER = Sheet(
    "offer",
    _("Đề nghị hỗ trợ"),
    (
        _HOME,
        Column(
            "kind",
            _("Loại hỗ trợ"),
            Takes.ONE,
            needed=True,
            among=OfferKind,
            also=("loai", "cach giup", "hinh thuc ho tro", "anh chi muon giup theo cach nao"),
            examples=(OfferKind.MENTORING.label, OfferKind.VISIT.label),
            width=26,
        ),
        Column(
            "title",
            _("Tóm tắt"),
            needed=True,
            at_most=200,
            also=("tom tat trong mot cau", "tieu de", "ten", "ten de nghi"),
            examples=(_("Giúp các em tính giá thành và giá bán"), _("Một buổi sáng ở xưởng đóng tàu")),
            width=40,
        ),
        Column(
            "description",
            _("Giúp được gì"),
            Takes.TEXT,
            needed=True,
            at_most=4000,
            also=("mo ta", "noi dung", "anh chi giup duoc gi", "chi tiet"),
            examples=(
                _("Tôi làm kế toán ở xưởng mộc, giúp các em tính đủ chi phí trước khi bán."),
                _("Các em xem hai tổ hàn, hỏi thợ, có bảo hộ và người đi kèm."),
            ),
            width=60,
        ),
        Column(
            "hours_per_month",
            _("Số giờ mỗi tháng"),
            Takes.NUMBER,
            at_least=0,
            at_most=40,
            default=2,
            also=("so gio", "gio moi thang", "gio thang"),
            examples=(4, 3),
            width=16,
        ),
        _FIELDS,
        *_SHARED,
    ),
)


def _need(place: int) -> tuple[Column, Column]:
    first = place == 1
    return (
        Column(
            f"need_{place}_kind",
            format_lazy(_("Cần giúp {place}"), place=place),
            Takes.ONE,
            among=NeedKind,
            also=(f"nhu cau {place}", f"loai can giup {place}"),
            examples=(NeedKind.MENTORING.label, NeedKind.PILOT.label) if first else ("", ""),
            width=24,
        ),
        Column(
            f"need_{place}_text",
            format_lazy(_("Cần giúp {place}: nói rõ"), place=place),
            at_most=500,
            also=(f"chi tiet {place}", f"chi tiet can giup {place}", f"noi ro {place}"),
            examples=(_("Cần người biết hàn để làm khung"), _("Cần một vườn rau để thử một tháng"))
            if first
            else ("", ""),
            width=36,
        ),
    )


IDEA = Sheet(
    "idea",
    _("Ý tưởng của học sinh"),
    (
        Column(
            "club",
            _("Câu lạc bộ"),
            Takes.ONE,
            among="clubs",
            also=("clb", "ten cau lac bo", "ten clb"),
            help=_("Chỉ cần khi thầy cô nhập được cho nhiều câu lạc bộ."),
            width=28,
        ),
        Column(
            "title",
            _("Tên ý tưởng"),
            needed=True,
            at_most=200,
            also=("y tuong", "ten du an", "du an", "de tai", "ten de tai", "tieu de", "ten"),
            examples=(_("Thùng rác biết phân loại cho sân trường"), _("Bình lọc nước giếng bằng vỏ trấu")),
            width=40,
        ),
        Column(
            "field",
            _("Lĩnh vực"),
            Takes.ONE,
            needed=True,
            among="fields",
            also=("thuoc linh vuc", "linh vuc du thi", "nganh"),
            examples=(_("Công nghiệp, chế tạo"), _("Kinh doanh tạo tác động xã hội")),
            width=34,
        ),
        Column(
            "problem",
            _("Vấn đề"),
            Takes.TEXT,
            needed=True,
            at_most=4000,
            also=("van de can giai quyet", "ai dang gap kho khan gi", "boi canh", "mo ta"),
            help=_("Ai đang gặp khó khăn gì? Không ghi tên hay số điện thoại của ai."),
            examples=(
                _("Giờ ra chơi nào thùng rác cũng đầy, vỏ hộp sữa lẫn với thức ăn thừa."),
                _("Nước giếng ở xã bị phèn, giặt quần áo ố vàng."),
            ),
            width=60,
        ),
        Column(
            "solution",
            _("Giải pháp"),
            Takes.TEXT,
            at_most=4000,
            also=("nhom dinh lam gi", "cach lam", "y tuong giai phap"),
            examples=(_("Thùng có cảm biến nhận ra hộp sữa và tự mở đúng ngăn."), _("Lọc bằng cát, than và vỏ trấu.")),
            width=60,
        ),
        Column(
            "stage",
            _("Giai đoạn"),
            Takes.ONE,
            among=IdeaStage,
            default=IdeaStage.IDEA,
            also=("nhom dang o dau", "muc do hoan thien"),
            examples=(IdeaStage.IDEA.label, IdeaStage.PROTOTYPE.label),
            width=20,
        ),
        Column(
            "language",
            _("Ngôn ngữ"),
            Takes.ONE,
            among=Language,
            default=Language.VIETNAMESE,
            also=("tieng",),
            examples=(Language.VIETNAMESE.label, Language.VIETNAMESE.label),
        ),
        *(column for place in range(1, NEEDS + 1) for column in _need(place)),
    ),
)

SHEETS = {sheet.kind: sheet for sheet in (CHALLENGE, OFFER, IDEA)}
_FOR_OTHERS = {
    sheet.kind: Sheet(sheet.kind, sheet.title, (sheet.columns[0], _AUTHOR, *sheet.columns[1:]))
    for sheet in (CHALLENGE, OFFER)
}


def sheet_of(kind: str, *, for_others: bool = False) -> Sheet:
    """`for_others`: with the column that says whose post each row is."""
    if kind not in SHEETS:
        raise NotFound(_("Không có loại bảng này."))
    return _FOR_OTHERS[kind] if for_others else SHEETS[kind]
