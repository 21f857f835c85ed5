"""What people of the demonstration write to each other. `{title}`, `{need}` and `{post}` are filled in."""

from network.enums import Side

# --- Reviews by the Department ---------------------------------------------------------------------------------------
CHANGES = {
    "ch-036": "Ý rất hay và thiết thực. Phần “ngồi may thử trọn một ca” cần đổi: học sinh chưa đủ tuổi không làm ca "
    "sản xuất. Anh chị cho các em quan sát và phỏng vấn, có thầy cô đi cùng, rồi gửi lại giúp.",
    "ch-077": "Đề bài gần gũi. Xin bỏ việc thu họ tên, ngày sinh của học sinh toàn trường: "
    "dùng mã thẻ không gắn tên là đủ.",
    "ch-089": "Cần có kiểm lâm và thầy cô đi cùng ở mọi buổi vào rừng; học sinh không tự đi khảo sát. "
    "Xin ghi thêm người phụ trách an toàn và phương án khi mưa lớn.",
    "of-065": "Học sinh không ngồi trên xe đầu kéo, kể cả khi xe đứng yên trong gara. "
    "Xin chuyển sang mô hình trên bàn thử.",
    "of-093": "Nội dung tốt. Xin ghi rõ một buổi dài bao lâu và có giáo viên phụ trách cùng dự trực tuyến.",
    "of-144": "Học sinh không lên khai trường trong giờ nổ mìn, dù đứng xa. Xin bỏ phần này và giảm số giờ mỗi tháng.",
}
CHANGES_ANY = ["Xin ghi rõ hơn ai ở bên các em trong mỗi buổi và kết quả mong đợi, rồi gửi lại giúp Sở."]
BETTER_REWARD = "5 triệu đồng, một thùng thu gom do đội thiết kế và một buổi tham quan khu xử lý"

# --- Advisers to teams -----------------------------------------------------------------------------------------------
RETURNS = [
    "Các em viết thêm một câu: ai đang gặp khó và các em đã hỏi mấy người rồi?",
    "Phần cách làm đang hơi vội. Kể từng bước nhé, thầy cô đọc còn chưa hình dung được.",
    "Ý tưởng tốt. Thêm điều nhóm đang cần giúp cho cụ thể, người ngoài mới biết mình giúp được gì.",
    "Nhóm bỏ tên người quen ra khỏi bài giúp thầy cô, rồi gửi lại nhé.",
]

# --- Asking ----------------------------------------------------------------------------------------------------------
TEAM_NOTES = [
    "Chúng em đang làm “{title}”. {need} Chúng em mong được học hỏi qua “{post}” ạ.",
    "Đọc “{post}” chúng em thấy đúng phần nhóm còn thiếu. {need} Chúng em hẹn được chiều thứ Năm và sáng thứ Bảy.",
    "Nhóm em đã thử hai lần mà chưa ưng. {need} Anh chị cho chúng em xin vài buổi góp ý với ạ.",
    "Chúng em có bản mô tả và ảnh chụp mẫu thử, gửi được ngay khi thầy cô đồng ý. {need}",
    "Chúng em biết mình còn non, nhưng hứa làm đến nơi đến chốn. {need}",
]
ADVISER_NOTES = [
    (
        "Nhóm làm “{title}” rất chịu khó và đang vướng chuyên môn ngoài sức của trường. "
        "Mong anh chị dành cho các em vài buổi."
    ),
    "Tôi đi cùng các em ở mọi buổi. Nhóm đã chuẩn bị câu hỏi sẵn để không mất thời gian của anh chị.",
    "Trường bố trí được phòng và máy chiếu chiều thứ Sáu. Các em mong được nghe góp ý cho “{title}”.",
]
SUPPLY_NOTES = [
    (
        "Chúng tôi đọc “{title}” và thấy gần với việc hằng ngày ở chỗ mình. "
        "Mời nhóm cùng làm, thầy cô đi cùng thì càng tốt."
    ),
    "Cách nghĩ của nhóm rất thật. Tôi có thể dành hai buổi mỗi tháng, bắt đầu từ chỗ các em đang vướng.",
    "“{title}” đúng với điều chúng tôi đang tìm. Có sẵn chỗ thử và một người kèm.",
    "Đọc xong tôi muốn giúp ngay, vì hồi trước tôi cũng vướng đúng chỗ này. Mời nhóm xem “{post}”.",
]
ASKED = [
    (
        "Nhóm đã đo được số liệu nào chưa, hay mới dừng ở ý tưởng ạ?",
        "Các em đã đo ba lần, chênh nhau khoảng một phần mười. Tôi gửi bảng khi bắt đầu.",
    ),
    (
        "Các em rảnh buổi nào trong tuần? Chúng tôi chỉ sắp được sau bốn giờ chiều.",
        "Nhóm học buổi sáng, chiều thứ Ba và thứ Năm đều được. Tôi đi cùng.",
    ),
    (
        "Nhóm mong kết quả gì sau hai tháng để chúng tôi sắp người cho đúng?",
        "Mong nhất là một bản mẫu chạy được để mang ra hội chợ của trường.",
    ),
    ("Trường có chỗ để cất đồ đang làm dở không ạ?", "Có tủ khóa ở phòng thực hành, tôi giữ chìa khóa."),
]

# --- Endings without an engagement -----------------------------------------------------------------------------------
REFUSED_BY_SUPPLY = [
    "Đợt này chúng tôi đã nhận đủ sức mình. Nhóm đừng nản, cuối học kỳ hỏi lại giúp nhé.",
    ("Phần các em cần hơi khác nghề của tôi; tôi sợ hướng dẫn sai đường. Các em hỏi bên trường đại học sẽ hợp hơn."),
    "Quãng đường xa quá, đi lại buổi tối không yên tâm cho các em. Mong nhóm tìm được người gần hơn.",
    "Chỗ chúng tôi đang mùa bận, không có người kèm cho tử tế nên chúng tôi xin khất.",
]
REFUSED_BY_ADVISER = [
    "Nhóm sắp thi giữa kỳ, tôi xin giữ sức cho các em. Cảm ơn lời mời rất quý.",
    "Việc này trường chưa đủ điều kiện an toàn cho các em nên tôi chưa thể đồng ý.",
    "Các em đã có một người đồng hành rồi, nhận thêm sẽ phân tâm.",
]
WITHDRAWN = [
    "Nhóm em đổi hướng sau buổi góp ý ở câu lạc bộ nên xin rút lại ạ. Chúng em cảm ơn.",
    "Chúng em muốn làm xong mẫu thử trước rồi mới xin gặp ạ.",
    "Nhóm đã tìm được người giúp ở gần trường hơn, xin nhường chỗ cho nhóm khác.",
]

# --- Working together ------------------------------------------------------------------------------------------------
GOALS = [
    "Chốt được ba câu hỏi cần trả lời bằng số liệu",
    "Có bản thử dùng ổn định trong một tuần",
    "Hỏi ý kiến ít nhất hai mươi người sẽ dùng thật",
    "Tính được giá thành một sản phẩm",
    "Viết bản thuyết minh hai trang, ai đọc cũng hiểu",
    "Trình bày năm phút trước câu lạc bộ mà không nhìn giấy",
    "Liệt kê rủi ro an toàn và cách phòng",
    "Tìm được một nơi cho đặt thử",
]
CHECK_INS = [
    (
        "Buổi đầu làm quen. Các em kể vì sao chọn đề tài, cùng thống nhất cách làm việc và giờ gặp.",
        "Nhóm viết ra ba điều chưa biết, buổi sau mang tới.",
    ),
    (
        "Xem bản thử lần một. Dùng được nhưng chưa ổn, cùng tìm ra hai chỗ phải sửa.",
        "Sửa hai chỗ ấy, thử mỗi ngày một lần và ghi sổ.",
    ),
    (
        "Cùng đọc sổ ghi chép của tuần. Các em tự thấy mình mới thử lúc thuận lợi nhất.",
        "Thử lại ba ngày, cả lúc mưa, lúc đông người.",
    ),
    (
        "Tập trình bày. Lần đầu chín phút, lần thứ ba còn năm phút rưỡi và dễ hiểu hơn hẳn.",
        "Rút thêm phần mở đầu, thêm một tấm ảnh trước và sau.",
    ),
    (
        "Đi hỏi người dùng cùng thầy cô. Mười hai người trả lời, bốn người chê thẳng và các em ghi đủ.",
        "Chọn hai lời chê đáng sửa nhất để sửa trước.",
    ),
    ("Tính giá thành từng món. Các em ngạc nhiên vì công làm tốn hơn vật liệu.", "Tìm cách bớt một bước làm."),
    ("Buổi trực tuyến ngắn: gỡ một lỗi nhỏ và khích lệ nhóm trước tuần thi.", "Nghỉ một tuần, gặp lại sau kỳ thi."),
    (
        "Thử ngoài thực tế nửa ngày. Vấp một lần, sửa tại chỗ được, cả nhóm vui lắm.",
        "Viết lại quy trình thử cho nhóm sau dùng.",
    ),
]
END_REASONS = [
    "Người đồng hành chuyển công tác, hai bên thống nhất dừng ở đây và cảm ơn nhau.",
    "Nhóm đổi đề tài sau vòng trường nên phần hướng dẫn này không còn hợp.",
    "Lịch hai bên lệch nhau quá, gặp được hai buổi rồi xin dừng để khỏi lỡ việc của nhau.",
]

BEST = {
    Side.TEAM: [
        "Chúng em được chỉ cách đo trước rồi mới nói. Từ đó cãi nhau ít hẳn.",
        "Được xem việc thật và được hỏi tới cùng mà không ai cười.",
        "Anh chị không làm hộ mà hỏi ngược, nên bây giờ chúng em tự sửa được.",
        "Lần đầu có người lớn ngoài trường đọc kỹ bài của chúng em đến từng dòng.",
    ],
    Side.SUPPLY: [
        "Các em đúng hẹn và ghi chép rất kỹ, tôi học lại được sự tò mò.",
        "Một câu hỏi của các em làm chúng tôi nghĩ lại cách làm bao năm nay.",
        "Nhóm nhận góp ý nhẹ nhàng và lần sau bao giờ cũng đã sửa xong.",
        "Thầy cô đi cùng nên buổi nào cũng yên tâm, chỉ còn việc làm cho hay.",
    ],
    Side.ADVISER: [
        "Các em tự tin hơn hẳn, em rụt rè nhất nhóm nay là người thuyết trình.",
        "Người đồng hành giữ lời, kiên nhẫn và hiểu giới hạn của học sinh.",
        "Câu lạc bộ có thêm một cách làm để dạy lại cho khóa sau.",
    ],
}
BETTER = [
    "Gặp sớm hơn, từ đầu học kỳ.",
    "Nên có một buổi ở trường để cả câu lạc bộ cùng nghe.",
    "Nên hẹn lịch cả tháng một lần cho đỡ phải nhắc.",
    "",
]
THANKS = {
    Side.TEAM: [
        "Chúng em cảm ơn anh chị nhiều. Bản mẫu vẫn đang chạy ở góc lớp ạ!",
        "Cảm ơn anh chị đã tin chúng em. Khi nào có bản mới chúng em xin mời anh chị xem đầu tiên.",
    ],
    Side.SUPPLY: [
        "Cảm ơn các em và thầy cô. Cửa vẫn mở, lúc nào cần cứ hỏi.",
        "Cảm ơn nhóm đã cho tôi những buổi chiều rất vui. Chúc các em đi xa.",
    ],
    Side.ADVISER: [
        "Thay mặt câu lạc bộ, tôi trân trọng cảm ơn. Mong được gặp lại ở mùa sau.",
        "Cảm ơn anh chị đã coi các em như đồng nghiệp nhỏ.",
    ],
}
