"""Requests that schemathesis makes up from /openapi.json: no defect shows, and every answer is as described."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from served import Service

schemathesis = pytest.importorskip(
    "schemathesis", reason="schemathesis is not installed: bootstrap.py systems"
)

# A date that does not exist (2024-02-30), a text that decodes to nothing or a gold that does not fit its text
# cannot be told from good ones by a JSON Schema.
LEFT_OUT = [schemathesis.checks.positive_data_acceptance]


@schemathesis.serializer("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
def lines(_: Any, value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else str(value).encode()


GOOD, BAD = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
# How many requests of which sort; what takes nothing, or any text, can be asked nothing wrong.
TRIED = {
    ("GET", "/healthz"): {GOOD: 1},
    ("GET", "/metrics"): {GOOD: 1},
    ("GET", "/v1/schema"): {GOOD: 1},
    ("POST", "/v1/extract"): {GOOD: 60, BAD: 60},
    ("POST", "/v1/extract/batch"): {GOOD: 40},
    ("POST", "/v1/mentions"): {GOOD: 40, BAD: 40},
    ("POST", "/v1/evaluate"): {GOOD: 3, BAD: 3},  # such large ones take half a second to make up
}


@pytest.fixture(scope="module")
def api(service: Service) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{service.port}/openapi.json")


def test_every_address_is_tried(api: Any) -> None:
    assert {(o.ok().method.upper(), o.ok().path) for o in api.get_all_operations()} == TRIED.keys()


@pytest.mark.parametrize(
    ("method", "path", "mode", "count"),
    [(*where, mode, count) for where, modes in TRIED.items() for mode, count in modes.items()],
)
def test_no_request_brings_a_defect_to_light(api: Any, method: str, path: str, mode: Any, count: int) -> None:
    operation = api[path][method]

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT, timeout=30)

    ask()
