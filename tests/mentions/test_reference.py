"""The date of a page that has none, as far as the text itself pairs a day with a year."""

import pytest

from extractor import extract

STATED = [
    ("10月24日，记者从滨江区获悉，2020年前三季度，全区生产总值增长6%。", "2020-10-24"),
    ("2月22日，云岭县举办2024年产业链招商培训会。县里去年签约项目23个。", "2024-02-22"),
    ("全市实施“满天星”2024年专项行动，计划今年新增企业40家。", "2024"),
    (
        "11月17日，在全省2020年度拟退出贫困县公示中，云岭县名列其中。今年以来，全县提供岗位610个。",
        "2020-11-17",
    ),
    ("12月3日，2021年度全省先进开发区名单公布。今年前10个月，园区产值增长8%。", "2021-12-03"),
    ("1月17日，2022年度全国十大物流园区揭晓。去年，园区吞吐量增长5%。", "2023-01-17"),
]
UNKNOWN = [
    "10月24日，记者从滨江区获悉，前三季度，全区生产总值增长6%。",
    "8月5日，2021年度全省先进开发区名单公布。今年，园区产值增长8%。",  # of which year, either could be
    "1月17日，全区下达2022年度考核计划。今年，园区产值增长8%。",
    "11月17日，园区产值突破百亿元。2020年度全省先进开发区名单中，园区居首。",
    "12月3日，2021年度全省先进开发区名单公布。2022年3月，园区新增企业8家。今年，产值增长8%。",
]


@pytest.mark.parametrize(("text", "date"), STATED)
def test_a_year_beside_a_day_dates_the_page(text: str, date: str) -> None:
    published = extract(text).published
    assert published is not None
    assert (published.date, published.source) == (date, "text")


@pytest.mark.parametrize("text", UNKNOWN)
def test_nothing_weaker_does(text: str) -> None:
    assert extract(text).published is None
