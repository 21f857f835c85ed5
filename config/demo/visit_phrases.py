"""What hosts and schools of the demonstration write about visits, sessions and internships."""

SECTORS = {
    "of-116": "port_logistics",
    "of-117": "shipyard",
    "of-118": "electronics",
    "of-119": "food",
    "of-120": "farming",
    "of-121": "farming",
    "of-122": "culture",
    "of-123": "other",
    "of-124": "energy",
    "of-125": "culture",
    "of-126": "health",
    "of-127": "energy",
    "of-128": "culture",
    "of-129": "garment",
    "of-130": "health",
    "of-131": "food",
    "of-133": "mechanics",
    "of-137": "culture",
    "of-139": "food",
    "of-142": "farming",
    "of-143": "culture",
}
# Where nothing is said: people who talk about their work do so in a room.
ANY_SECTOR = "office"

# --- Hosts -----------------------------------------------------------------------------------------------------------
MEETING_POINTS = [
    "Cổng chính, cạnh phòng bảo vệ",
    "Sảnh nhà điều hành, tầng một",
    "Bãi xe khách bên phải cổng số 2",
    "Nhà đón khách, dưới mái che",
    "Phòng họp lớn, có biển chỉ từ cổng",
]
PROVIDED = [
    "Nước uống, mũ và áo cho khách, phòng nghỉ có quạt.",
    "Tai nghe để nghe rõ người dẫn, phiếu quan sát in sẵn, nước uống.",
    "Chỗ ngồi cho cả đoàn, máy chiếu, mẫu vật được cầm tay.",
]
TO_BRING = [
    "Giày bít mũi, mũ, bình nước. Các em đừng mang đồ trang sức.",
    "Vở ghi, bút chì và ba câu hỏi đã nghĩ sẵn ở lớp.",
    "Áo khoác mỏng: có phòng giữ lạnh. Bạn nào dị ứng thì nhắn trước.",
]
ANSWERS = {
    "assembly_point": "Sân cờ trước nhà điều hành, có biển màu xanh.",
    "no_go": "Kho vật tư, phòng điện và mái nhà. Đoàn chỉ đi trong vạch sơn vàng.",
    "hospital": "Trạm y tế phường, cách 1,2 km, đi xe khoảng năm phút.",
    "photos": "Được chụp ở sảnh và khu trưng bày; trong xưởng xin cất điện thoại.",
    "allergens": "Bụi vải và lạc rang ở bếp ăn; bạn nào dị ứng xin báo trước.",
}
HOST_IS_BUSY = "Kiểm kê cuối kỳ"
EXAMS = "Tuần kiểm tra học kỳ"

# --- Schools ---------------------------------------------------------------------------------------------------------
PURPOSES = [
    "Các em đang làm đề tài ở câu lạc bộ và muốn xem việc thật trước khi làm mẫu thử.",
    "Tiết trải nghiệm hướng nghiệp: mỗi em hỏi một người về nghề của họ rồi kể lại trước lớp.",
    "Nhóm cần số liệu thật để so với kết quả đo ở trường.",
    "Nối với bài học công nghệ học kỳ này; các em sẽ vẽ lại quy trình sau chuyến đi.",
    "Em nào cũng kể muốn làm nghề này mà chưa ai từng đặt chân vào một xưởng.",
]
NEEDS = ["Một em ăn chay.", "Một em đi nạng, cần chỗ ngồi nghỉ.", "Một em dị ứng hải sản.", "", "", ""]
TRAVELS = [
    ("hired_bus", "Xe 29 chỗ đón ở cổng trường lúc {time}, đưa về trước giờ tan học. Thầy cô điểm danh hai lượt."),
    ("school_bus", "Xe của trường đi lúc {time}, mỗi hàng ghế có một bạn nhóm trưởng."),
    ("public", "Đi xe buýt từ trạm trước trường lúc {time}, thầy cô mua vé cho cả đoàn."),
]
REFUSED = [
    "Hôm ấy xưởng thay dây chuyền, chúng tôi không đón được an toàn. Mong gặp đoàn vào tháng sau.",
    "Tuần này nhà trường có đoàn kiểm tra, tôi chưa bố trí được thầy cô đi cùng.",
    "Phiếu an toàn yêu cầu đủ 15 tuổi mà nhiều em trong đoàn chưa đủ. Mong thầy cô chọn nơi khác.",
]
CANCELLED = [
    "Có tin bão, nhà trường cho nghỉ. Cảm ơn anh chị, chúng tôi sẽ xin lịch mới.",
    "Người dẫn đoàn phải đi công tác gấp. Chúng tôi xin lỗi thầy cô và các em.",
    "Lớp đổi lịch kiểm tra nên không đi được, xin nhường chỗ cho trường khác.",
]
CHILD_NOTES = ["Cháu hay say xe, xin cho ngồi gần cửa sổ.", "Cháu dị ứng tôm cua.", "", "", "", ""]

# --- After a visit ----------------------------------------------------------------------------------------------------
TOLD = [
    (
        "Em thấy các cô chú kiểm từng món một, không ai bỏ qua bước nào dù đã làm cả nghìn lần.",
        "Em tưởng máy làm hết, hóa ra chỗ khó nhất vẫn là tay người.",
        "Em muốn thử ghi lại từng bước cho mẫu của nhóm mình.",
    ),
    (
        "Em xem một món hàng từ lúc còn là vải đến lúc gấp vào thùng.",
        "Phần bị bỏ đi ít hơn em nghĩ, vì họ đã tính từ lúc cắt.",
        "Nhóm em sẽ đo lại phần thừa ở lớp trong hai tuần.",
    ),
    (
        "Em hỏi được ba người về nghề của họ, ai cũng kể một lần làm hỏng.",
        "Cô kỹ sư cũng từng sợ nói trước đông người giống em.",
        "Em muốn kể lại chuyện này trước lớp.",
    ),
    (
        "Em nhìn bảng theo dõi cả ngày, số nào lệch là có người chạy ra xem ngay.",
        "Họ viết tay vào sổ trước rồi mới nhập máy.",
        "Em sẽ làm một bảng như vậy cho vườn của câu lạc bộ.",
    ),
]
KIND_WORDS = [
    "Cô thích nhất đoạn em kể về người từng làm hỏng. Em giữ cách hỏi ấy nhé.",
    "Em quan sát kỹ lắm. Tuần sau em kể cho các bạn không đi được cùng nghe.",
    "Câu hỏi của em hay, nhóm mình thử đo như em nói xem sao.",
]
SCHOOL_SAYS = [
    ("Người dẫn nói dễ hiểu, các em được chạm tay vào mẫu thật.", "Giá có thêm mười phút để hỏi."),
    ("Đón đúng giờ, lối đi rõ ràng, em nào cũng có mũ.", ""),
    ("Các em về còn bàn mãi. Người hướng dẫn rất kiên nhẫn.", "Chỗ đứng hơi chật, lần sau chúng tôi chia hai tốp."),
]
HOST_SAYS = [
    ("Các em hỏi kỹ, có chuẩn bị trước. Anh em trong xưởng vui lắm.", "Lần sau mong đoàn đến sớm mười phút."),
    ("Đoàn đi gọn gàng, thầy cô luôn ở cạnh các em.", ""),
    ("Ba câu hỏi của các em làm chúng tôi phải nghĩ lại cách làm của mình.", "Nhóm nhỏ hơn một chút thì nghe rõ hơn."),
]

# --- Requests for times that nobody offers ---------------------------------------------------------------------------
REQUESTS = [
    "Câu lạc bộ muốn xem một chuyền may thật và hỏi về vải vụn. Chiều nào trong tuần cũng được.",
    "Các em lớp 11 muốn gặp kỹ sư vận hành trạm xử lý nước, khoảng hai giờ là đủ.",
    "Nhóm đang làm máy sấy, mong được xem một kho lạnh đang chạy.",
    "Chúng tôi tìm một nơi cho các em tự tay làm thử, không chỉ đứng xem.",
    "Cả khối 10 đi hai đợt, mong có nơi đón được cả hai.",
    "Các em muốn nghe người làm du lịch kể về những ngày vắng khách.",
]

# --- Mentoring sessions ----------------------------------------------------------------------------------------------
SESSION_DONE = (
    "Xem lại số đo của tuần, chốt cách chia việc cho từng bạn.",
    "Đo thêm ba ngày, ghi vào bảng chung.",
)
SESSION_OFF = "Hôm ấy nhóm có lịch kiểm tra bù, chúng em xin hẹn lại ạ."
SESSION_PLACE = "Phòng thực hành"
DAYS_OFF = 3

# --- Internships -----------------------------------------------------------------------------------------------------
GOALS = [
    "Hiểu một ngày làm việc thật trôi qua thế nào và tự làm được một việc nhỏ từ đầu đến cuối.",
    "Tập hỏi khách, ghi lại đúng lời họ và viết thành một trang ai cũng hiểu.",
    "Biết cách kiểm tra một sản phẩm trước khi giao cho khách.",
]
TASKS = [
    "Ghi chép yêu cầu của khách vào bảng",
    "Kiểm tra từng bước theo danh sách có sẵn",
    "Viết một trang hướng dẫn cho người mới",
]
DAYS = [
    (
        "Làm quen chỗ làm, nghe anh chị kể mỗi người lo việc gì, đi một vòng theo người hướng dẫn.",
        "Ai cũng phải ghi lại việc mình vừa làm.",
        "",
    ),
    (
        "Ngồi cạnh chị hướng dẫn, đọc hai mươi phiếu góp ý rồi xếp thành bốn nhóm.",
        "Khách nói một đằng, nhiều khi cần một nẻo.",
        "Khi hai khách nói ngược nhau thì nghe ai ạ?",
    ),
    (
        "Thử từng bước theo danh sách, tìm được hai chỗ sai và ghi lại.",
        "Phải viết rõ làm thế nào thì lỗi mới hiện ra.",
        "",
    ),
    (
        "Viết lại một trang hướng dẫn, nhờ ba người đọc thử.",
        "Câu ngắn thì không ai hỏi lại.",
        "",
    ),
]
SUPERVISOR_SAYS = "Em đúng giờ, hỏi đúng chỗ và ghi chép cẩn thận. Trang hướng dẫn em viết chúng tôi vẫn đang dùng."
ADVISER_SAYS = "Em mạnh dạn hơn hẳn, đã kể lại cho cả câu lạc bộ nghe điều mình học được."
PUPIL_SAYS = ("Em học được cách hỏi cho rõ trước khi làm.", "Ngày đầu em ngại không dám hỏi.", "Em muốn học nghề này.")
PLACEMENT_REFUSED = "Tháng này chúng tôi chưa đủ người kèm em cho chu đáo. Mong em quay lại vào dịp hè."
