import json
from decimal import Decimal

import jsonschema
import pytest

from extractor import extract
from extractor.contract import Document, schema
from extractor.wire import dumps, loads, plain

KEYS = {
    "schema_version",
    "doc_id",
    "source",
    "published",
    "articles",
    "records",
    "organizations",
    "warnings",
    "producer",
}
RECORD = {
    *(
        "id",
        "key",
        "article",
        "indicator",
        "subject",
        "value",
        "growth",
        "period",
        "measure",
        "status",
        "sentence",
    ),
    *("confidence", "rule", "duplicate_of"),
}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("145.9") * 10**8, "14590000000"),
        (Decimal("56.60"), "56.6"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        (Decimal("1E+30"), "1" + "0" * 30),
        (Decimal("0.0000001"), "1E-7"),
        (None, "null"),
    ],
)
def test_numbers_are_written_exactly(number: Decimal | None, written: str) -> None:
    assert dumps(plain(number)) == written
    assert loads(written) == number


def test_all_keys_are_present_and_valid() -> None:
    doc = extract("前三季度，全市地区生产总值341.6亿元，增长6.4%。", published="2024-10-20")
    data = json.loads(doc.to_json())
    assert set(data) == KEYS
    assert data["records"]
    assert all(set(r) == RECORD for r in data["records"])
    jsonschema.validate(data, schema(), cls=jsonschema.Draft202012Validator)


def test_schema_is_2020_12_and_refuses_strays() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    good = json.loads(extract("产量5万吨。").to_json())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "stray": 1}, schema())


def test_a_result_reads_back_as_the_same_document() -> None:
    doc = extract("1-11月，东湖区规上工业增加值145.9亿元，增长56.6%。", published="2019-12-20")
    assert Document.model_validate(loads(doc.to_json())).to_json() == doc.to_json()
