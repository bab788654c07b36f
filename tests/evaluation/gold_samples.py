"""One small article with its marks, and the result that says what gold says."""

from decimal import Decimal
from typing import Any

from extractor.evaluation.gold import GoldDocument
from extractor.evaluation.locate import Folded
from extractor.evaluation.reading import Reading
from extractor.evaluation.resolve import resolve

RAW = (
    "东湖片区经济稳中有进\n"
    "1-11月，东湖片区规上工业增加值145.9亿元，增长56.6%；进出口总额\n4.51万亿元，同比下降5%。\n"
    "晨光精密机械有限公司营收12亿元𠮷。晨光精密拥有专利300件，占比约四成。\n"
)
READING: dict[str, Any] = {
    "doc": "zone-90",
    "published": "2019-12-20",
    "records": [
        {
            "sent": "东湖片区规上工业增加值145.9亿元，增长56.6%",
            "indicator": "规上工业增加值",
            "subject": "东湖片区",
            "value": {"text": "145.9亿元", "number": 14590000000, "unit": "元"},
            "growth": {"text": "增长56.6%", "rate": Decimal("56.6")},
            "period": {"text": "1-11月", "start": "2019-01", "end": "2019-11"},
        },
        {
            "sent": "进出口总额\n4.51万亿元，同比下降5%",
            "indicator": "进出口总额",
            "subject": "东湖片区",
            "value": {"text": "4.51万亿元", "number": 4510000000000, "unit": "元"},
            "growth": {"text": "下降5%", "rate": -5, "basis": "yoy"},
            "period": {"text": "1-11月", "start": "2019-01", "end": "2019-11"},
        },
        {
            "sent": "晨光精密机械有限公司营收12亿元",
            "indicator": "营收",
            "subject": "晨光精密机械有限公司",
            "value": {"text": "12亿元", "number": 1200000000, "unit": "元"},
            "alternatives": [{"period": {"text": "1-11月", "start": "2019-01", "end": "2019-11"}}],
        },
        {
            "sent": "拥有专利300件",
            "indicator": "专利",
            "subject": "晨光精密",
            "value": {"text": "300件", "number": 300, "unit": "件"},
            "tier": "peripheral",
        },
    ],
    "orgs": [
        {"text": "晨光精密机械有限公司", "type": "company"},
        {"text": "晨光精密", "type": "company", "entity": "晨光精密机械有限公司"},
    ],
    "maybe": ["东湖片区"],
}


def build(reading: dict[str, Any], raw: str, **head: str) -> GoldDocument:
    done = resolve(Reading.model_validate(reading), Folded(raw))
    assert not done.faults, done.faults
    return GoldDocument.model_validate(
        {
            "doc": reading["doc"],
            "file": f"{reading['doc']}.txt",
            "published": reading.get("published"),
            "split": "dev",
            "style": "zone",
            **head,
            "records": [r.model_dump(exclude_unset=True) for r in done.records],
            "organizations": [o.model_dump() for o in done.organizations],
            "maybe": [m.model_dump() for m in done.maybe],
        }
    )


def told_by(gold: GoldDocument) -> dict[str, Any]:
    """Return the output line that says what gold says."""
    records = []
    for r in gold.records:
        row = r.model_dump(exclude={"tier", "alternatives"})
        row |= {"confidence": Decimal("0.9"), "rule": "by.hand"}
        row["indicator"]["name"] = row["indicator"]["text"]
        if row["period"]:
            row["period"]["start"] += "-01"
            row["period"]["end"] += "-30"
        records.append(row)
    organizations = [{**o.model_dump(), "name": o.entity} for o in gold.organizations]
    return {"doc_id": gold.doc, "records": records, "organizations": organizations}
