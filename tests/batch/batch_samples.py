"""Small tables of articles."""

from collections.abc import Callable
from pathlib import Path

SENTENCE = "前三季度，全市地区生产总值{}亿元，增长6.4%。"
STORY = (
    "云溪区统计局介绍，{period}，云溪区规模以上工业增加值{number}亿元，同比增长{rate}%。晨光精密机械有限公司等骨干企业产销两旺，"
    "新建厂房陆续投产，园区道路和污水管网同步完工，一批青年技工走上生产线。区里表示，下一步将继续做好用工、用能保障。"
)
Write = Callable[..., Path]


def row(number: int, text: str | None = None) -> dict[str, str]:
    return {
        "doc_id": f"d{number:03}",
        "text": text or SENTENCE.format(100 + number),
        "published": "2024-10-20",
    }


def story(
    doc_id: str, published: str, *, period: str = "1至9月", number: str = "145.9", rate: str = "6.4"
) -> dict[str, str]:
    return {
        "doc_id": doc_id,
        "published": published,
        "text": STORY.format(period=period, number=number, rate=rate),
    }
