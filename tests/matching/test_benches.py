"""The benches of the recommender still run, on a handful of texts: nobody else starts them between two releases."""

import json

import pytest

from bench import matching, slips

pytestmark = pytest.mark.long

TEXTS = [
    ("Bình lọc nước giếng", "Nước giếng nhiễm phèn, cần người biết xử lý nước."),
    ("Túi từ vải vụn", "Vải vụn ở xưởng may bị bỏ phí, chúng em muốn học may."),
    ("Vườn rau tự tưới", "Lắp cảm biến đo độ ẩm cho vườn rau của trường."),
]


@pytest.fixture
def yardsticks(tmp_path, monkeypatch):
    for name, queries, items in (("gold", "ideas", "supply"), ("xquad", "questions", "paragraphs")):
        folder = tmp_path / name
        folder.mkdir()
        for file, prefix in ((queries, "q"), (items, "i")):
            lines = [
                json.dumps({"id": f"{prefix}{at}", "title": title, "text": text})
                for at, (title, text) in enumerate(TEXTS)
            ]
            (folder / f"{file}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        judged = "".join(f"q{at}\ti{at}\t3\n" for at in range(len(TEXTS)))
        (folder / "qrels.tsv").write_text(f"query\titem\tgrade\n{judged}", encoding="utf-8")
    monkeypatch.setenv("YARDSTICKS", str(tmp_path))
    return tmp_path


def test_quality_is_measured_beside_the_peers(yardsticks, capsys):
    matching.quality(yardsticks)
    said = capsys.readouterr().out
    assert "gold: 3 queries, 3 items" in said
    assert all(peer in said for peer in matching.PEERS)
    assert "with associations minus without" in said


def test_slips_are_measured(yardsticks, capsys):
    slips.main()
    said = capsys.readouterr().out
    assert all(name in said for name in slips.SPOILS)
    assert "right texts" in said
