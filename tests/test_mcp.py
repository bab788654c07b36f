"""The MCP server, spoken to by the protocol's own client."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")
import anyio
from mcp import Client, ClientSession, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

from extractor.cli.mcp_tools import EXPLAINED, Tools, _plain, make_server
from extractor.pipeline import STAGES, Pipeline, Work
from extractor.wire import loads

TEXT = "前三季度，全市地区生产总值341.6亿元，增长6.4%；规上工业增加值下降2%。晨光精密机械有限公司产值12亿元。"


def said(result: Any) -> str:
    assert isinstance(result, CallToolResult)
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def over_stdio(talk: Callable[[ClientSession], Awaitable[None]], *options: str) -> None:
    """Start the server as a client would, and talk to it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "extractor.cli.main", "mcp", *options],
        cwd=Path(__file__).parent.parent,
    )

    async def run() -> None:
        with Path(os.devnull).open("w") as quiet, anyio.fail_after(60):
            async with stdio_client(server, errlog=quiet) as streams, ClientSession(*streams) as session:
                await session.initialize()
                await talk(session)

    anyio.run(run)


def in_process(tools: Tools, talk: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(make_server(tools)) as client:
            await talk(client)

    anyio.run(run)


def test_over_standard_input_and_output() -> None:
    async def talk(session: ClientSession) -> None:
        listed = {t.name: t for t in (await session.list_tools()).tools}
        assert set(listed) == {"extract", "mentions", "explain"}
        for tool in listed.values():
            assert tool.input_schema["required"] == ["text"]
            assert tool.description
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert not tool.annotations.open_world_hint
        assert listed["extract"].output_schema

        # The client holds structured content against the schema that the tool published.
        found = await session.call_tool("extract", {"text": TEXT, "published": "2024-10-20"})
        exact = loads(said(found))
        assert not found.is_error
        assert found.structured_content == json.loads(said(found))
        first = exact["records"][0]
        assert (first["number"], first["rate"], first["end"]) == (34160000000, Decimal("6.4"), "2024-09-30")
        assert TEXT[first["span_start"] : first["span_end"]] == first["value"]
        assert "晨光精密机械有限公司" in [o["name"] for o in exact["organizations"]]

        one = loads(said(await session.call_tool("extract", {"text": TEXT, "limit": 1})))
        assert (len(one["records"]), one["omitted"]) == (1, len(exact["records"]) - 1)
        assert one["records"][0]["end"] == "XXXX-09-30"
        rest = loads(said(await session.call_tool("extract", {"text": TEXT, "skip": 1})))
        assert [r["id"] for r in one["records"] + rest["records"]] == [r["id"] for r in exact["records"]]
        sure = loads(said(await session.call_tool("extract", {"text": TEXT, "min_confidence": 1})))
        assert (sure["records"], sure["omitted"]) == ([], 0)

        parts = loads(said(await session.call_tool("mentions", {"text": "增长近三成"})))
        assert [c["rate"] for c in parts["changes"]] == [30]
        shown = said(await session.call_tool("explain", {"text": TEXT}))
        assert "⟨P 前三季度⟩" in shown
        assert "rule " in shown

        # Each of these is the model's mistake: it is told what to do, and the server goes on.
        for arguments, word in (
            ({"text": TEXT, "published": "soon"}, "2024-02-27"),
            ({"text": TEXT, "limit": 0}, "limit"),
            ({"text": " \n"}, "no text"),
            ({"text": "产值5亿元。" * 101}, "606 characters are more than 600"),
            ({}, "text"),
        ):
            wrong = await session.call_tool("extract", arguments)
            assert wrong.is_error, arguments
            assert word in said(wrong)
        assert (await session.call_tool("no_such_tool", {})).is_error
        assert not (await session.call_tool("extract", {"text": TEXT})).is_error

    over_stdio(talk, "--max-chars", "600")


def test_a_file_name_is_a_text_and_no_file(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "secret.txt").write_text("全市地区生产总值341.6亿元。", "utf-8")
    path = str(tmp_path / "secret.txt")

    async def talk(client: Client) -> None:
        for tool in ("extract", "mentions", "explain"):
            for text in (path, f"file://{path}", f"@{path}"):
                result = await client.call_tool(tool, {"text": text})
                assert not result.is_error
                assert "341.6" not in said(result)

    in_process(Tools(pipeline), talk)


def test_a_text_too_long_is_refused_with_the_way_out(pipeline: Pipeline) -> None:
    async def talk(client: Client) -> None:
        limits = {t.name: t.description for t in (await client.list_tools()).tools}
        assert "At most 50 characters" in (limits["extract"] or "")
        wrong = await client.call_tool("extract", {"text": "产值5亿元。" * 10})
        assert wrong.is_error
        assert "60 characters are more than 50" in said(wrong)
        assert not (await client.call_tool("extract", {"text": "产值5亿元。"})).is_error

    in_process(Tools(pipeline, max_chars=50), talk)

    async def explained(client: Client) -> None:
        assert (await client.call_tool("explain", {"text": "好" * (EXPLAINED + 1)})).is_error

    in_process(Tools(pipeline), explained)


def test_a_text_that_takes_too_long_is_given_up() -> None:
    def slow(work: Work) -> None:
        while "慢" in work.raw:
            pass
        STAGES["clean"](work)

    async def talk(client: Client) -> None:
        for tool in ("extract", "mentions", "explain"):
            wrong = await client.call_tool(tool, {"text": "慢"})
            assert wrong.is_error
            assert "not done in 0.1 seconds" in said(wrong)
        assert not (await client.call_tool("extract", {"text": "产值5亿元。"})).is_error

    in_process(Tools(Pipeline(replace={"clean": slow}), time_limit=0.1), talk)


def test_a_defect_tells_the_model_nothing_of_the_machine() -> None:
    def broken(work: Work) -> None:
        raise RuntimeError("/etc/secret")

    async def talk(client: Client) -> None:
        wrong = await client.call_tool("extract", {"text": TEXT})
        assert wrong.is_error
        assert "secret" not in said(wrong)

    in_process(Tools(Pipeline(replace={"facts": broken})), talk)


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("56.6", 56.6),
        ("34160000000", 34160000000),
        ("1.10", 1.1),
        ("1234567890123456.789", None),
        ("-0.5", -0.5),
    ],
)
def test_structured_numbers_are_exact_or_null(number: str, plain: float | None) -> None:
    assert _plain([Decimal(number)]) == [plain]


def test_without_the_extra_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from extractor.cli.main import main

    monkeypatch.delitem(sys.modules, "extractor.cli.mcp_tools")
    for name in [m for m in sys.modules if m == "mcp" or m.startswith("mcp.")]:
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["mcp"]) == 2
    assert "pip install 'zhibiao[mcp]'" in capsys.readouterr().err
