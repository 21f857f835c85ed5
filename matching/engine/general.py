"""Words so general in this field that having them in common says nothing about two texts.

Beside this list stands the document frequency: what more than a small share of the texts say is general too.
"""

from __future__ import annotations

from core.text import fold
from matching.engine import tokens

_NUMERALS = frozenset(
    [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mươi",
        "mốt",
        "lăm",
        "rưỡi",
        "trăm",
        "nghìn",
        "ngàn",
        "triệu",
        "tỉ",
        "tỷ",
        "thứ",
        "phút",
        "giờ",
        "tuần",
    ]
)
_VIETNAMESE = """
học sinh|học trò|thầy cô|cô giáo|thầy giáo|giáo viên|phụ huynh|bố mẹ|cha mẹ|ông bà|cô chú|anh chị|cô bác
bạn bè|gia đình|nhà trường|lớp học|sân trường|cổng trường|trường học|câu lạc|lạc bộ|phòng học|tiểu học
trung học|cựu học|sinh viên|kỹ sư|cán bộ|công nhân|chuyên gia|kỹ thuật viên|thuật viên|nhân viên|chủ xưởng
người dùng|khách hàng|hàng xóm|tình nguyện|công ty|doanh nghiệp|nhà máy|cơ sở|đơn vị|trung tâm|cửa hàng
thành phố|hải phòng|hải dương|việt nam|quốc gia|toàn quốc|ngoại thành|địa phương|khu vực|cấp tỉnh|cấp quốc
ban quản|khu công|quản lý|phụ trách|tổ chức|tham gia|hội chợ|sản phẩm|thiết bị|hệ thống|giải pháp|mô hình
dự án|ý tưởng|đề bài|đề tài|ứng dụng|công nghệ|kỹ thuật|khoa học|dụng cụ|công cụ|máy móc|công thức|cơ cấu
thiết kế|chế tạo|nghiên cứu|thử nghiệm|thí nghiệm|chạy thử|cách thử|đối chứng|kiểm tra|quan sát|khảo sát
số liệu|dữ liệu|thông tin|kết quả|báo cáo|hồ sơ|danh sách|tài liệu|nội dung|câu hỏi|câu chuyện|nói chuyện
trả lời|góp ý|hướng dẫn|hỗ trợ|giúp đỡ|chia sẻ|trình bày|đồng ý|xin phép|đăng ký|phục vụ|sử dụng|thực hiện
thực tế|thực tập|giảm giá|giá rẻ|chi phí|miễn phí|trả tiền|thời gian|cuối tuần|buổi tối|buổi sáng|buổi chiều
chủ nhật|mùa hè|mùa đông|mùa lạnh|hằng ngày|hàng ngày|có thể|thông minh|tự động|đơn giản|an toàn|hiệu quả
phù hợp|đặc biệt|thường xuyên|đầu tiên|tối đa|ưu tiên|phần trăm|tỉ lệ|mở cửa|tìm cách|cách xử|xử lý|dạy cách
cách giữ|cách làm|cách tính|điện thoại|chữ nhỏ|công khai|kinh nghiệm|chuyên môn|kiến thức|kỹ năng|cuộc thi
đoạt giải|giải đặc|vòng trường|chuyện thật|nói thật|lời khách|kết nối|mượn máy|máy bay|phát hiện|bài học
bài toán|bảo vệ|giáo dục|kinh tế|nhiệt độ|đo độ|nhà dân|tham quan|tổn thương|tuổi dậy|dễ hiểu|công nghiệp
lắp thử|dùng thử|nói rõ|ghi rõ|cộng đồng|xã hội|cuộc sống|con người|đời sống|sản xuất|nhà xưởng|vật liệu
nguyên liệu|thành phần|chất lượng|số lượng|tiêu chuẩn|nguy hiểm|quan trọng|khó khăn|vấn đề|nhu cầu|mục tiêu
kế hoạch|hoạt động|chương trình|trải nghiệm|tay nghề|bàn tay|tai nạn|mọi người|già trẻ|nổi tiếng|toàn bộ
trực tiếp|trực tuyến|gửi ảnh|chụp ảnh|bản vẽ|mét vuông|nông nghiệp|giấy tờ|hành trình|kích thước|vị trí
tự nhiên
"""
_ENGLISH = [
    "same",
    "sheet",
    "student",
    "pupil",
    "school",
    "teacher",
    "class",
    "classroom",
    "team",
    "group",
    "club",
    "people",
    "person",
    "child",
    "children",
    "young",
    "teenager",
    "parent",
    "family",
    "project",
    "idea",
    "product",
    "design",
    "design",
    "make",
    "made",
    "build",
    "built",
    "help",
    "support",
    "guide",
    "advice",
    "advise",
    "learn",
    "teach",
    "share",
    "show",
    "give",
    "take",
    "work",
    "worker",
    "company",
    "business",
    "factory",
    "engineer",
    "expert",
    "mentor",
    "volunteer",
    "offer",
    "session",
    "month",
    "week",
    "hour",
    "minute",
    "time",
    "free",
    "easy",
    "simple",
    "small",
    "large",
    "good",
    "best",
    "better",
    "real",
    "true",
    "honest",
    "local",
    "city",
    "province",
    "vietnam",
    "vietnamese",
    "english",
    "phong",
    "hai",
    "haiphong",
    "online",
    "visit",
    "place",
    "use",
    "user",
    "using",
    "test",
    "tested",
    "testing",
    "trial",
    "result",
    "data",
    "information",
    "question",
    "answer",
    "write",
    "written",
    "read",
    "find",
    "look",
    "come",
    "bring",
    "keep",
    "start",
    "first",
    "last",
    "next",
    "year",
    "today",
    "problem",
    "solution",
    "need",
    "want",
    "cost",
    "price",
    "cheap",
    "money",
    "sell",
    "area",
    "paper",
    "page",
    "talk",
    "tell",
    "story",
    "high",
    "long",
    "short",
    "many",
    "much",
    "most",
    "some",
    "each",
    "every",
    "without",
    "with",
    "them",
    "they",
    "their",
    "these",
    "those",
    "such",
    "over",
    "after",
    "before",
    "between",
    "while",
    "where",
    "there",
    "than",
    "only",
    "more",
    "less",
    "like",
    "just",
    "even",
]


def _phrases() -> frozenset[str]:
    texts = (phrase for line in _VIETNAMESE.split("\n") for phrase in line.split("|"))
    return frozenset(" ".join(token.text for token in tokens.tokenise(text)) for text in texts if text)


_PHRASES = _phrases()
_FOLDED_PHRASES = frozenset(map(fold, _PHRASES))
_WORDS = frozenset(map(tokens.singular, _ENGLISH))


def is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMERALS


def phrase(text: str, *, accented: bool) -> bool:
    """Two Vietnamese syllables in settled spelling, or the same without marks."""
    return text in (_PHRASES if accented else _FOLDED_PHRASES)


def word(text: str) -> bool:
    """An English word."""
    return tokens.singular(text) in _WORDS
