"""Short names that a text gives behind a full one."""

import pytest

from extractor.mentions.aliases import called, called_firm

NAME = "晨光精密机械有限公司"


@pytest.mark.parametrize(
    ("behind", "short", "firm"),
    [
        ("（以下简称“晨光精密”）", ["晨光精密"], False),
        ("（下称晨光或晨光精密）", ["晨光", "晨光精密"], False),
        ("（以下简称“晨光精密”，600123.SH）", ["晨光精密"], False),
        ("（晨光）", ["晨光"], False),
        ("（重庆）", [], False),
        ("（以下简称“公司”）", [], True),
        ("（简称：本公司）", [], True),
        ("（以下简称“公司”，600123.SH）", [], True),
        ("（以下简称“晨光”或“公司”）", ["晨光"], False),
        ("（以下简称“发行人”）", [], False),
        ("营业收入", [], False),
    ],
)
def test_what_the_text_calls_it(behind: str, short: list[str], firm: bool) -> None:
    text = NAME + behind
    assert [text[a:b] for a, b in called(text, len(NAME), NAME)] == short
    assert called_firm(text, len(NAME)) is firm
