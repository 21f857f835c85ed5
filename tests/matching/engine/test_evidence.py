import pytest

from matching.engine.analysis import Analyser
from matching.engine.documents import Demand, Need, Supply, SupplyKind
from matching.engine.evidence import Evidence
from matching.engine.lexicon import Concept, Help, Lexicon

MENTOR = SupplyKind.MENTORING


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    concepts = [
        Concept("trucks", "trade", "", ("đội xe", "xe tải", "tài xế"), ("truck fleet", "trucks")),
        Concept("pin", "product", "", ("pin mặt trời",), ("solar panel",)),
        Concept("need_price", "need", "", ("tính giá bán", "bán bao nhiêu"), ("how to price",)),
        Concept("electrics", "trade", "", ("kỹ thuật điện", "kỹ sư điện"), ("electrical engineering",)),
        Concept("costing", "skill", "", ("kế toán giá thành",), ("cost accounting",)),
        Concept("glass", "skill", "", ("thuỷ tinh",), ("glass",)),
        Concept("map", "product", "", ("bản đồ",), ("map",)),
    ]
    helps = (Help("pin", "electrics", 0.9), Help("need_price", "costing", 1.0), Help("pin", "glass", 0.3))
    return Evidence(Analyser(Lexicon({concept.id: concept for concept in concepts}, helps)))


def shown(evidence: Evidence, demand: Demand, supply: Supply, need: str, skill: str) -> tuple[str, str] | None:
    found = [(document, evidence.analyser.analyse(document)) for document in (demand, supply)]
    spans = evidence.of(found[0], found[1], need, skill)
    if spans is None:
        return None
    texts = [{"title": document.title, "text": document.text} for document, _ in found]
    if isinstance(found[0][0], Demand):
        texts[0] |= {f"needs.{at}": need.text for at, need in enumerate(demand.needs)}
    first, second = (text[span.part][span.start : span.end] for text, span in zip(texts, spans, strict=True))
    return first, second


def test_a_concept_both_name_is_shown_where_its_name_can_be_read(evidence: Evidence) -> None:
    demand, supply = Demand("d", "Đường em nhiều xe tải"), Supply("s", title="Giữ đội xe tỉnh táo")
    assert shown(evidence, demand, supply, "trucks", "trucks") == ("xe tải", "đội xe")


def test_a_form_without_the_words_of_the_name_is_not_shown(evidence: Evidence) -> None:
    demand, supply = Demand("d", "Báo cho tài xế"), Supply("s", title="Chuyện của tài xế")
    assert shown(evidence, demand, supply, "trucks", "trucks") is None


def test_a_form_torn_by_a_comma_is_not_shown(evidence: Evidence) -> None:
    demand, supply = Demand("d", "Nhiều xe, tải nặng"), Supply("s", title="Thuê đội xe")
    assert shown(evidence, demand, supply, "trucks", "trucks") is None


def test_a_form_without_marks_is_shown_only_from_a_text_without_marks(evidence: Evidence) -> None:
    supply = Supply("s", title="Tờ bản đồ phố cổ")
    assert shown(evidence, Demand("d", "Ve ban do khu pho"), supply, "map", "map") == ("ban do", "bản đồ")
    marked = Demand("d", "Vẽ ban do khu phố nhà mình")
    assert shown(evidence, marked, supply, "map", "map") is None


def test_a_product_is_linked_to_a_trade_when_the_team_asks_for_help_with_it(evidence: Evidence) -> None:
    supply = Supply("s", MENTOR, "Kỹ sư điện về hưu")
    need = Demand("d", "Robot", needs=(Need(None, "người lắp pin mặt trời"),))
    said = Demand("d", "Robot", "Nhóm chưa biết lắp pin mặt trời.")
    merely = Demand("d", "Robot", "Robot chạy pin mặt trời. Nhóm cần tiền.")
    assert shown(evidence, need, supply, "pin", "electrics") == ("pin mặt trời", "Kỹ sư điện")
    assert shown(evidence, said, supply, "pin", "electrics") == ("pin mặt trời", "Kỹ sư điện")
    assert shown(evidence, merely, supply, "pin", "electrics") is None


def test_a_challenge_is_never_said_to_be_good_at_something(evidence: Evidence) -> None:
    demand = Demand("d", "Chưa biết tính giá bán")
    assert shown(evidence, demand, Supply("s", MENTOR, "Kế toán giá thành"), "need_price", "costing")
    assert (
        shown(evidence, demand, Supply("s", SupplyKind.CHALLENGE, "Kế toán giá thành"), "need_price", "costing") is None
    )


def test_a_skill_said_in_passing_is_not_offered(evidence: Evidence) -> None:
    passing = Supply("s", MENTOR, "Quán nước", "Tôi bán nước. Bên cạnh có anh kế toán giá thành.")
    assert shown(evidence, Demand("d", "Tính giá bán"), passing, "need_price", "costing") is None


def test_a_weak_relation_is_not_worth_a_sentence(evidence: Evidence) -> None:
    demand = Demand("d", "Robot", needs=(Need(None, "pin mặt trời"),))
    assert shown(evidence, demand, Supply("s", MENTOR, "Thuỷ tinh"), "pin", "glass") is None
