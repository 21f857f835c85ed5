"""Texts spoilt by chance, as pupils spoil them.

The tables are written apart from the engine's and say other things: more shorthand for a word than the engine reads,
abbreviations made by a rule, slips it does not undo (a tone left out, letters the wrong way round in Vietnamese).
Every draw comes from ``draw``: the same seed spoils the same words.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from core.text import fold

Spoil = Callable[[str, random.Random], str]

_WORD = re.compile(r"\w+")
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_KEYS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_DIGITS = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_DIGIT_KEYS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split(":") for line in lines.strip().splitlines())
    return {plain.strip(): tuple(short.split()) for plain, short in rows}


SHORT = _table(
    """
    không: ko k hok hông kh0ng khum kô hem khg khôg
    được: dc đc đk đuợc dk dk đx
    làm: lm lèm
    gì: j gì dì zì
    với: vs zới vớ w
    người: ng ngừi ngkừi ngừ
    nhiều: nhìu nhiu nh nhìw
    muốn: mún mún muống mụn
    biết: bít bik bjt bt
    thích: thík thix thick
    quá: wá qá quớ
    rồi: r rùi ròy gòi
    vậy: z zậy dị
    yêu: iu êu
    cũng: cx cũm cg
    mình: mk mềnh mìn
    bạn: bn bợn b
    em: e iem
    anh: a ank
    chị: c chỵ
    tôi: t tui
    bây giờ: bh bjờ bi h
    bao nhiêu: bn bnhiu bao nhiu
    mọi người: mn mọi ng mng
    chúng em: tụi e cem chúng e
    chúng tôi: cta tụi tôi ctoi
    trong: trg tr
    trước: trc trk trướk
    những: nhữg nhg nkữg
    nhưng: nhg nhma nhưg
    thôi: thoy thui
    luôn: lun lunn
    như thế nào: ntn
    sản phẩm: sp sphẩm spham s.phẩm
    sản xuất: sx sxuất s.xuất
    khách hàng: kh k.hàng kháck hàg
    doanh nghiệp: dn d.nghiệp dnghiep
    học sinh: hs hsinh hok sinh học sin
    sinh viên: sv svien
    giáo viên: gv gvien záo viên
    thầy cô: tc thầy kô
    công nghệ: cn cnghệ kông nghệ
    công nghiệp: cn cnghiệp
    công ty: cty c.ty côg ty
    quảng cáo: qc qcáo wảng cáo
    chăm sóc khách hàng: cskh
    thương mại điện tử: tmđt tmdt
    mạng xã hội: mxh
    điện thoại: đt dt đthoại
    máy tính: mt mtính
    môi trường: mt mtrường môi trườg
    thông tin: tt ttin thôg tin
    thị trường: tt tht thị trườg
    thiết kế: tk tkế t.kế
    nghiên cứu: nc ncứu nghin cứu
    kinh nghiệm: kn knghiệm
    kỹ thuật: kt kthuật
    kiến thức: kthức kt
    hướng dẫn: hd hdẫn hướg dẫn
    hỗ trợ: ht htrợ sp
    phát triển: pt ptriển
    chất lượng: cl clượng
    nguyên liệu: nl nliệu
    năng lượng: nl nlượng
    nông nghiệp: nn nnghiệp
    thực phẩm: tp tphẩm thực fẩm
    an toàn: at atoàn
    vệ sinh: vs vsinh
    sức khỏe: sk skhỏe
    bệnh viện: bv bviện
    bác sĩ: bs bsĩ
    du lịch: dl dlịch zu lịch
    dữ liệu: dl dliệu
    phần mềm: pm pmềm fần mềm
    lập trình: lt ltrình
    ứng dụng: ưd ứdụng ứng dụg
    cảm biến: cb cbiến
    tự động: tđ tđộng
    hệ thống: ht hthống hệ thốg
    vận chuyển: vc vchuyển
    đóng gói: đg đgói
    bao bì: bb b.bì
    thương hiệu: th thhiệu
    tái chế: tc tchế
    rác thải: rt rthải
    xây dựng: xd xdựng
    sử dụng: sd sdụng
    quản lý: ql qlý
    gia đình: gđ gđình
    phụ huynh: ph phuynh
    câu lạc bộ: clb
    hải phòng: hp hải fòng
    thành phố: tp tphố
    """
)
ENGLISH = _table(
    """
    sản phẩm: product
    quảng cáo: ads
    tiếp thị: marketing
    ứng dụng: app
    phần mềm: software
    trang web: website
    khách hàng: customer
    khách: client guest
    thiết kế: design
    thương hiệu: brand
    bao bì: packaging
    du lịch: travel tourism
    dữ liệu: data
    cảm biến: sensor
    tái chế: recycle
    môi trường: environment
    giao hàng: ship delivery
    hỗ trợ: support
    người hướng dẫn: mentor
    hướng dẫn: guide
    kiểm thử: test
    trực tuyến: online
    thực phẩm: food
    sức khỏe: health
    thị trường: market
    kinh doanh: business
    lập trình: code
    huấn luyện: training
    học sinh: student
    nghiên cứu: research
    năng lượng: energy
    pin: battery
    rác: waste
    chi phí: cost
    giá: price
    """
)
_SWAPS = (("n", "l"), ("s", "x"), ("ch", "tr"), ("d", "gi"), ("gi", "r"), ("r", "d"))


def teencode(share: float) -> Spoil:
    def spoil(text: str, draw: random.Random) -> str:
        return _drawn_out(_replaced(text, SHORT, share, draw), share / 10, draw)

    return spoil


def mixed(share: float) -> Spoil:
    return lambda text, draw: _replaced(text, ENGLISH, share, draw)


def slips(share: float) -> Spoil:
    def spoil(text: str, draw: random.Random) -> str:
        spoilt = _WORD.sub(lambda found: _slip(found[0], draw) if draw.random() < share else found[0], text)
        return re.sub(r"(?<=\w) (?=\w)", lambda _: "" if draw.random() < share / 10 else " ", spoilt)

    return spoil


def folded(text: str, draw: random.Random) -> str:
    return fold(text)


def telex(share: float) -> Spoil:
    """Typed with the method switched off, by Telex or by VNI."""

    def spoil(text: str, draw: random.Random) -> str:
        tones, keys = draw.choice([(_TONES, _KEYS), (_DIGITS, _DIGIT_KEYS)])
        return _WORD.sub(lambda found: _keys(found[0], tones, keys) if draw.random() < share else found[0], text)

    return spoil


def together(*spoils: Spoil) -> Spoil:
    def spoil(text: str, draw: random.Random) -> str:
        for one in spoils:
            text = one(text, draw)
        return text

    return spoil


def _replaced(text: str, table: dict[str, tuple[str, ...]], share: float, draw: random.Random) -> str:
    any_of = "|".join(sorted(map(re.escape, table), key=len, reverse=True))

    def put(found: re.Match[str]) -> str:
        return draw.choice(table[found[0].lower()]) if draw.random() < share else found[0]

    return re.sub(rf"\b({any_of})\b", put, unicodedata.normalize("NFC", text), flags=re.IGNORECASE)


def _drawn_out(text: str, share: float, draw: random.Random) -> str:
    return re.sub(r"(\w)\b", lambda end: end[1] * 4 if end[1].isalpha() and draw.random() < share else end[1], text)


def _slip(word: str, draw: random.Random) -> str:
    if not word.isalpha():
        return word
    if word.isascii():
        return _letters(word, draw)
    return draw.choice([_other_tone, _other_start, _other_start, _other_tone, _no_tone, _letters])(word, draw)


def _other_tone(word: str, draw: random.Random) -> str:
    swapped = unicodedata.normalize("NFD", word).translate({0x303: 0x309, 0x309: 0x303})
    return unicodedata.normalize("NFC", swapped)


def _no_tone(word: str, draw: random.Random) -> str:
    return unicodedata.normalize(
        "NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", unicodedata.normalize("NFD", word))
    )


def _other_start(word: str, draw: random.Random) -> str:
    for one, other in draw.sample(_SWAPS, len(_SWAPS)):
        for this, that in ((one, other), (other, one)):
            if re.match(rf"{this}(?![gh])", word):
                return that + word[len(this) :]
    return word


def _letters(word: str, draw: random.Random) -> str:
    """In a longer word a letter is left out, doubled, or comes too early."""
    if len(word) < 6:
        return word
    at = draw.randrange(1, len(word) - 2)
    return draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _keys(word: str, tones: dict[str, str], keys: dict[str, str]) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = next((sign for sign in decomposed if sign in tones), "")
    letters = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
    return "".join(keys.get(letter, letter) for letter in letters) + tones.get(tone, "")
