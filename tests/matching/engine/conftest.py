"""A small lexicon and a small market that every test of the engine can read at a glance."""

import pytest

from matching.engine.documents import Demand, Mode, Need, Supply, SupplyKind
from matching.engine.lexicon import Concept, Help, Lexicon
from matching.engine.matcher import Config, Matcher

HAI_PHONG = (20.865, 106.683)
CAT_HAI = (20.801, 106.889)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    concepts = [
        Concept("food", "product", "", ("thực phẩm", "đồ ăn"), ("food",)),
        Concept("fish_sauce", "product", "food", ("nước mắm", "mắm"), ("fish sauce",)),
        Concept("need_price", "need", "", ("tính giá bán", "bán bao nhiêu"), ("how to price",)),
        Concept("accounting", "skill", "", ("kế toán",), ("accounting", "accountant")),
        Concept("costing", "skill", "accounting", ("kế toán giá thành",), ("cost accounting",)),
        Concept("sensor", "skill", "", ("cảm biến",), ("sensor",)),
        Concept("printing", "skill", "", ("in", "in ấn"), ("printing",)),
    ]
    helps = (Help("need_price", "costing", 1.0),)
    return Lexicon({concept.id: concept for concept in concepts}, helps)


@pytest.fixture
def idea() -> Demand:
    return Demand(
        "idea",
        "Nước mắm Cát Hải đóng chai nhỏ",
        "Chúng em làm nước mắm nhưng chưa biết tính giá bán cho khách du lịch.",
        needs=(Need(SupplyKind.MENTORING, "người hướng dẫn tính giá bán"),),
        fields=frozenset({"food"}),
        ages=(15, 18),
        place=CAT_HAI,
    )


@pytest.fixture
def accountant() -> Supply:
    return Supply(
        "accountant",
        SupplyKind.MENTORING,
        "Kế toán giá thành cho xưởng nhỏ",
        "Tôi làm kế toán giá thành ở một xưởng thực phẩm, sẵn lòng giúp các em.",
        fields=frozenset({"food"}),
        ages=(15, 18),
        place=HAI_PHONG,
        mode=Mode.BOTH,
        capacity_left=2,
        response_rate=0.9,
    )


@pytest.fixture
def foreigner() -> Supply:
    return Supply("foreigner", SupplyKind.MENTORING, "Cost accounting", "We show you what cost accounting is for.")


@pytest.fixture
def engineer() -> Supply:
    return Supply(
        "engineer",
        SupplyKind.LAB_OR_MATERIAL,
        "Phòng thí nghiệm cảm biến",
        "Cho mượn cảm biến và máy hàn cho đội làm mạch điện.",
        fields=frozenset({"industry"}),
        ages=(11, 16),
        place=HAI_PHONG,
        mode=Mode.IN_PERSON,
        capacity_left=1,
        response_rate=0.2,
        fresh_days=400,
    )


@pytest.fixture
def matcher(lexicon: Lexicon, idea: Demand, accountant: Supply, foreigner: Supply, engineer: Supply) -> Matcher:
    robot = Demand("robot", "Robot nhặt rác", "Nhóm cần cảm biến cho robot nhặt rác trên bãi biển.", ages=(11, 15))
    return Matcher(Config(lexicon=lexicon)).fit([idea, robot], [accountant, foreigner, engineer])
