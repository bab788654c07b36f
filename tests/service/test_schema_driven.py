"""Requests that schemathesis makes up from /openapi.json: none of them brings the service down."""

import pytest
from served import Service

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: bootstrap.py systems")
