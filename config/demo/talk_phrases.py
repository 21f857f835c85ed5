"""What is said in the conversations of the demonstration. Invented, all of it.

A script is a list of bursts, each on a day of its own. A line says who speaks (P and Q: two pupils, A: the adviser,
S: the outside adult), what, and sometimes a reaction and by whom.
"""

Line = tuple[str, ...]
Script = list[list[Line]]

# --- A team, its adviser and the adult who goes along ---
ENGAGEMENTS: list[Script] = [
    [
        [
            ("A", "Chào cả nhà! Từ hôm nay nhóm mình có người đồng hành. Các em tự giới thiệu mỗi bạn một câu nhé."),
            ("P", "Em chào cả nhà ạ. Em lo phần đo và ghi sổ."),
            ("Q", "Em vẽ và làm mô hình ạ. Em hơi sợ phần thuyết trình 😅", "😄 S A"),
            ("S", "Chào các em, rất vui được làm cùng. Cho mình hỏi trước: điều gì làm các em **bực nhất** khi thử?"),
            ("P", "Dạ là mỗi lần đo ra một kiểu, không biết tin số nào ạ."),
            ("S", "Hay quá, vậy buổi đầu mình nói đúng chuyện đó.", "👍 P Q"),
        ],
        [
            (
                "S",
                "Trước thứ Năm, ba việc nhé:\n\n1. Đo mỗi ngày một lần\n2. Ghi cả thời tiết\n3. Chụp ảnh cái sổ",
            ),
            ("Q", "Dạ chụp sổ là em làm được liền ạ!"),
            ("A", "Phòng thực hành mở từ 15 giờ, các em nhớ báo trước để có người mở cửa.", "👍 P"),
        ],
        [
            ("P", "Số liệu tuần này đây ạ: trung bình 4,2 · cao nhất 5,1 · thấp nhất 3,9. Hôm thứ Ba mưa nên lệch ạ."),
            (
                "S",
                "Lệch mà biết **vì sao** lệch thì quý hơn số đẹp. Các em thử đo hai lần liền nhau hôm mưa xem?",
                "💡 P Q A",
            ),
            ("P", "Dạ để em thử. Nếu vẫn lệch thì chắc do cái phao ạ."),
        ],
        [
            ("Q", "Chúng em thay phao rồi ạ. Giờ hai lần đo chỉ chênh 0,1!", "🎉 S A P"),
            (
                "S",
                "Tuyệt. Giờ mới là lúc nghĩ chuyện làm cho nó rẻ hơn. Các em liệt kê giúp từng linh kiện và giá nhé.",
            ),
            (
                "A",
                "Nhắc nhẹ: tuần sau kiểm tra giữa kỳ, nhóm làm nhẹ tay thôi. Bảng giá để cuối tuần cũng được.",
                "❤️ P Q",
            ),
            ("P", "Dạ em cảm ơn ạ. Chủ nhật chúng em gửi bảng giá."),
        ],
    ],
    [
        [
            ("S", "Chào các em. Mình đọc bài “{title}” hai lần rồi, thích nhất đoạn các em đi hỏi từng nhà."),
            ("P", "Em cảm ơn ạ! Chúng em hỏi được 14 nhà, có 3 nhà không mở cửa 😅", "😄 S"),
            ("A", "Nhóm này đi hỏi giỏi lắm, có điều viết lại thì hơi ngắn. Nhờ anh chị chỉ thêm cho các em cách ghi."),
            ("S", "Vậy thử mẫu này: *ai nói – nói gì nguyên văn – mình hiểu ra điều gì*. Mỗi người một dòng thôi."),
            ("Q", "Dạ dễ nhớ ạ. Tối nay em chép lại 14 dòng."),
        ],
        [
            ("Q", "Em chép xong rồi ạ. Có 9/14 nhà nói cùng một câu: “giá mà không phải đợi”.", "💡 S A P"),
            ("S", "Đó chính là vấn đề của nhóm. Nó nằm ở **đợi**, không nằm ở giá. Các em đồng ý không?"),
            ("P", "Dạ đồng ý ạ, hồi đầu chúng em cứ nghĩ là do đắt."),
        ],
        [
            ("A", "Thứ Bảy này nhóm lên trường lúc 8 giờ, phòng tầng hai. Ai vướng thì báo sớm nhé."),
            ("P", "Dạ đủ cả nhóm ạ.", "👍 A"),
            ("S", "Mình nối máy từ 8 giờ 30. Các em chuẩn bị sẵn một điều muốn khoe và một điều đang bí nhé."),
        ],
    ],
    [
        [
            ("P", "Em chào ạ. Chúng em muốn hỏi: làm bản mẫu bằng bìa trước thì có bị coi là sơ sài không ạ?"),
            (
                "S",
                "Không đâu. Bìa cứng là vật liệu tốt nhất để **sai cho nhanh**. Sai ba lần bằng bìa rồi hẵng cắt gỗ.",
                "😄 P Q",
            ),
            ("A", "Kho của trường còn nhiều thùng giấy, các em xuống lấy."),
        ],
        [
            ("Q", "Bản bìa số 1: đổ. Bản số 2: đứng được nhưng cửa không mở ạ."),
            ("S", "Cửa không mở vì bản lề nằm trong. Thử đưa bản lề ra ngoài, dán tạm bằng băng dính vải."),
            ("Q", "Mở được rồi ạ!!!", "🎉 P S A"),
            ("A", "Cả phòng giáo viên nghe tiếng reo luôn đấy 😄"),
        ],
        [
            ("P", "Chúng em tính giá thành là 86.000 đồng một cái, chưa tính công ạ."),
            ("S", "Thử ghi thêm một cột: *mua lẻ* và *mua mười cái*. Có món giảm hơn nửa đấy."),
            ("P", "Dạ, mua mười thì còn 61.000 ạ.", "💡 S"),
        ],
    ],
    [
        [
            ("A", "Nhóm thống nhất lịch: gặp trực tuyến tối thứ Tư, hai tuần một lần, có mặt đủ ba bên."),
            ("S", "Được ạ. Các em gửi câu hỏi trước một ngày, ngắn thôi, mình chuẩn bị ví dụ."),
            ("P", "Dạ vâng ạ. Câu đầu tiên: làm sao biết người ta **thật sự** cần, hay chỉ khen cho vui ạ?"),
            (
                "S",
                "Câu này hay. Đừng hỏi “có thích không”, hãy hỏi “lần gần nhất gặp chuyện này thì làm thế nào”.",
                "💡 P Q A",
            ),
        ],
        [
            (
                "Q",
                "Em hỏi bà ngoại và cô hàng xóm rồi ạ. Cô bảo lần gần nhất là *hôm qua*, phải gọi con về giúp.",
            ),
            ("S", "Một câu “hôm qua” đáng giá hơn mười câu “thích lắm”. Nhóm ghi lại nhé.", "❤️ Q"),
        ],
        [
            ("P", "Thứ Sáu chúng em trình bày thử trước câu lạc bộ ạ. Bài còn 9 phút, mà chỉ được 5 phút."),
            ("S", "Bỏ phần giới thiệu từng bạn, vào thẳng câu chuyện của cô hàng xóm. Cắt được hai phút đấy."),
            ("A", "Đồng ý. Và nói chậm lại một chút, các em đang đọc nhanh như hết giờ.", "😄 P Q"),
            ("P", "Dạ còn 5 phút 20 giây rồi ạ!", "👍 S A"),
        ],
    ],
    [
        [
            ("S", "Chào nhóm. Xưởng bên mình có sẵn mấy tấm thừa, các em dùng được thì mình gom lại."),
            ("P", "Dạ được thì quý quá ạ. Chúng em cần loại dày 3 mm."),
            ("A", "Nhà trường cử xe qua lấy, các em không tự đi nhé. Anh chị nhắn giờ giúp ở đây."),
            ("S", "Chiều thứ Ba, từ hai giờ, có người ở cổng."),
        ],
        [
            ("Q", "Chúng em nhận được rồi ạ, 11 tấm! Em cảm ơn ạ.", "❤️ S"),
            ("P", "Có 2 tấm hơi cong, bọn em để dành thử khoan trước."),
            ("S", "Khôn đấy. Nhớ đeo kính khi khoan, kể cả chỉ khoan một lỗ.", "👍 P Q A"),
        ],
    ],
]

# The demonstration's own pupil and mentor: the longest, and one message that waits.
MAIN: Script = ENGAGEMENTS[0]
HELD = "Các em cần gấp thì gọi mình số 0900 000 123 cho nhanh nhé."
HELD_PHONE = "0900 000 123"

# --- A school and whoever receives it ---
VISITS: list[Script] = [
    [
        [
            ("A", "Chào anh chị, tôi phụ trách đoàn của trường. Có em hay say xe, xe lớn vào được cổng nào ạ?"),
            ("S", "Chào thầy cô, cổng chính rộng, xe 45 chỗ quay đầu được. Bảo vệ đã có tên trường mình."),
            ("A", "Cảm ơn anh chị. Phụ huynh trả lời đủ là nhà trường chốt ngay.", "👍 S"),
        ],
        [
            (
                "S",
                "Hôm ấy chỗ chúng tôi làm việc như mọi ngày, các em đứng sau vạch vàng nhé. Mũ và áo có đủ cho đoàn.",
            ),
            ("A", "Các em đang tập đặt câu hỏi, mỗi em ba câu."),
            ("S", "Vậy tôi mời thêm chị tổ trưởng, chị ấy trả lời hay hơn tôi.", "❤️ A"),
        ],
    ],
    [
        [
            ("S", "Chào thầy cô, đoàn mình có em nào cần ăn kiêng hay đi lại khó không, để chúng tôi xếp đường đi?"),
            ("A", "Dạ có một em cần chỗ ngồi nghỉ giữa chừng. Tôi ghi trong phần lưu ý của chuyến đi rồi ạ."),
            ("S", "Tôi thấy rồi. Chúng tôi để hai chiếc ghế ở giữa lối đi.", "❤️ A"),
        ],
        [
            ("A", "Các em hỏi có được chụp ảnh không ạ?"),
            ("S", "Ở sảnh và phòng mẫu thì thoải mái, trong xưởng xin cất máy giúp. Mình gửi lại vài tấm đã chọn."),
        ],
    ],
]

# --- A team and its teacher ---
TEAMS: list[Script] = [
    [
        [
            ("A", "Nhóm mình có chỗ nói chuyện riêng của câu lạc bộ rồi. Việc của “{title}” cứ nhắn ở đây nhé."),
            ("P", "Dạ. Tuần này chúng em chia việc: em viết phần vấn đề, bạn kia vẽ ạ."),
            ("A", "Viết xong các em đọc to cho nhau nghe. Chỗ nào vấp là chỗ đó phải sửa.", "💡 P Q"),
        ],
        [
            ("Q", "Em đọc to rồi, vấp 4 chỗ 😅 em đang sửa ạ."),
            ("A", "Bốn chỗ là giỏi rồi. Sửa xong gửi qua trang ý tưởng để đọc lại nhé.", "❤️ Q"),
        ],
    ],
    [
        [
            ("P", "Thưa thầy cô, nhóm em muốn đổi tên ý tưởng được không ạ?"),
            ("A", "Được chứ. Vì sao các em muốn đổi?"),
            ("P", "Tại tên cũ dài, ai nghe cũng hỏi lại ạ."),
            ("A", "Lý do rất đúng. Các em thử ba tên, hỏi ba bạn khác nhóm, rồi chọn."),
            ("Q", "Ba bạn chọn cùng một tên luôn ạ!", "🎉 A P"),
        ],
    ],
    [
        [
            ("A", "Nhắc nhóm: hạn gửi bản mô tả của câu lạc bộ là thứ Sáu."),
            ("P", "Dạ chúng em còn phần “cần giúp gì” chưa viết ạ."),
            ("A", "Viết điều khó nhất thôi. Xin đúng một thứ thì người ta mới biết đường giúp."),
            ("P", "Vậy chúng em xin người biết đo độ ẩm ạ.", "👍 A"),
        ],
    ],
]

# --- The adults, before anything begins ---
PROPOSALS: list[Script] = [
    [
        [
            ("S", "Chào thầy cô. Tôi đọc “{title}” rồi, cho hỏi nhóm rảnh buổi nào để tôi xếp lịch?"),
            ("A", "Chào anh chị. Nhóm học sáng, chiều thứ Ba và thứ Năm đều được. Tôi sẽ có mặt cùng các em."),
            ("S", "Vậy thứ Năm, 15 giờ 30. Mỗi buổi khoảng một tiếng thôi, để các em còn về học bài."),
        ],
    ],
    [
        [
            ("A", "Chào anh chị, nhà trường muốn biết các em có phải di chuyển ra khỏi trường không ạ?"),
            ("S", "Không cần. Chúng tôi mang mẫu tới trường, một lần một tháng."),
            ("A", "Như vậy tiện cho phụ huynh yên tâm. Cảm ơn anh chị."),
        ],
    ],
    [
        [
            ("S", "Phần các em cần có hơi khác việc tôi làm, nhưng tôi có đồng nghiệp rành hơn. Mời thêm được không?"),
            ("A", "Được ạ, miễn là đồng nghiệp của anh chị cũng qua thẩm định trên trang này trước khi gặp các em."),
            ("S", "Tôi sẽ gửi lời mời. Cảm ơn thầy cô đã nói rõ."),
        ],
    ],
]
