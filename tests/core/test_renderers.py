"""Lists of options are written in Python; they must read as the template wrote them."""

from django import forms


class Asked(forms.Form):
    where = forms.ChoiceField(
        choices=[("", "mọi nơi"), ("a&b", "phường <An Biên>"), ("xa", [("1", "xã An Lão"), (2, "xã An Hưng")])]
    )


def test_every_option_stands_there_escaped_and_the_chosen_one_is_marked():
    html = str(Asked({"where": "2"})["where"])

    assert '<option value="">Mọi nơi</option>' in html
    assert '<option value="a&amp;b">Phường &lt;An Biên&gt;</option>' in html
    assert '<optgroup label="xa">\n<option value="1">Xã An Lão</option>' in html
    assert '<option value="2" selected>Xã An Hưng</option>\n</optgroup>' in html
    assert html.count("selected") == 1
