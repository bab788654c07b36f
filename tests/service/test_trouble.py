"""Workers that die, hang and dawdle; bodies that are too large or too slow; the end of the service."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from poison import CRASH, FULL, KILLED, LOOP, SLOW, STUCK, WRONG
from served import JSON, LINES, SENTENCE, Reply, Service, ends, wait_for


def is_well(service: Service) -> bool:
    return service.extract(SENTENCE).status == 200


def all_there(service: Service) -> bool:
    return wait_for(lambda: service.figure("zhibiao_workers_alive") == 2)


@pytest.mark.parametrize(
    ("mark", "status", "kind", "lost"),
    [
        (CRASH, 503, "crash", 1),
        (KILLED, 503, "crash", 1),
        (LOOP, 503, "time-limit", 0),  # its own timer stops it
        (STUCK, 503, "time-limit", 1),  # it does not listen, so it is killed
        (WRONG, 500, "error", 0),
        (FULL, 500, "error", 0),  # more memory than a worker may have
    ],
)
def test_a_bad_document_costs_its_own_request(
    poisoned: Service, mark: str, status: int, kind: str, lost: int
) -> None:
    before = sum(
        poisoned.figure(f'zhibiao_workers_lost_total{{cause="{c}"}}') for c in ("crash", "time-limit")
    )
    reply = poisoned.extract(SENTENCE + mark)
    assert (reply.status, reply.kind) == (status, kind)
    assert is_well(poisoned)
    after = sum(
        poisoned.figure(f'zhibiao_workers_lost_total{{cause="{c}"}}') for c in ("crash", "time-limit")
    )
    assert after - before == lost
    assert all_there(poisoned)


def test_a_defect_is_told_in_the_log(poisoned: Service) -> None:
    poisoned.extract(WRONG)
    assert wait_for(lambda: any("ValueError: a defect" in line for line in poisoned.log))


def test_a_worker_killed_while_idle_costs_nothing(poisoned: Service) -> None:
    assert all_there(poisoned)
    first, *_ = poisoned.workers()
    os.kill(first, signal.SIGKILL)
    assert ends(first)
    assert is_well(poisoned)
    assert all_there(poisoned)


def test_all_workers_killed_come_back(poisoned: Service) -> None:
    assert all_there(poisoned)
    for pid in poisoned.workers():
        os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: poisoned.get("/healthz").status == 503)
    assert poisoned.get("/healthz").kind == "busy"
    assert wait_for(lambda: poisoned.get("/healthz").status == 200)
    assert is_well(poisoned)
    assert all_there(poisoned)


def test_a_long_document_blocks_no_other(poisoned: Service) -> None:
    with ThreadPoolExecutor(1) as thread:
        slow = thread.submit(poisoned.extract, LOOP)
        assert wait_for(lambda: poisoned.figure("zhibiao_workers_busy") == 1)
        assert is_well(poisoned)
        assert not slow.done()
        assert slow.result().kind == "time-limit"


def test_more_requests_than_may_wait_are_sent_away(poisoned: Service) -> None:
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(poisoned.extract, [LOOP] * 8))
    away = [r for r in replies if "are open already" in r.json["detail"]]
    assert len(away) == 3  # two are worked on and three wait
    assert {(r.status, r.kind, r.headers["retry-after"]) for r in away} == {(503, "busy", "2")}
    assert is_well(poisoned)


def test_who_waits_too_long_is_told(poisoned: Service) -> None:
    with ThreadPoolExecutor(5) as threads:
        kinds = sorted(r.kind for r in threads.map(poisoned.extract, [STUCK] * 4))
    # The workers hold out against their timers for longer than the others may wait.
    assert kinds == ["busy", "busy", "time-limit", "time-limit"]
    assert all_there(poisoned)


def test_bodies_over_the_limit_are_refused(poisoned: Service) -> None:
    large = json.dumps({"text": "数" * 3000}).encode()
    for body in (large, iter([large[:2000], large[2000:]])):  # with its length, and in pieces without
        reply = poisoned.ask("POST", "/v1/extract", body, JSON)
        assert (reply.status, reply.kind) == (413, "too-large")
    assert poisoned.upload("a.txt", large).kind == "too-large"
    assert poisoned.extract("数" * 501).kind == "too-long"
    assert poisoned.post("/v1/mentions", {"text": "数" * 501}).kind == "too-long"
    assert poisoned.ask("POST", "/v1/extract/batch", b"x" * 20_001, LINES).kind == "too-large"
    assert is_well(poisoned)


def test_a_body_that_does_not_come_is_not_waited_for(poisoned: Service) -> None:
    with socket.create_connection(("127.0.0.1", poisoned.port), timeout=10) as line:
        head = f"POST /v1/extract HTTP/1.1\r\nHost: localhost:{poisoned.port}\r\n"
        line.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 408 ")
    assert wait_for(lambda: poisoned.figure("zhibiao_requests_open") == 0)


def test_a_bad_row_costs_its_own_line(poisoned: Service) -> None:
    texts = [SENTENCE, CRASH, SENTENCE, STUCK, "数" * 501, LOOP, WRONG, SENTENCE, "数" * 3000, SENTENCE]
    rows = [{"doc_id": f"d{n}", "text": text} for n, text in enumerate(texts)]
    told = [
        json.loads(line)
        for line in poisoned.ask(
            "POST",
            "/v1/extract/batch",
            "\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode(),
            LINES,
        ).body.splitlines()
    ]
    kinds = [t["error"]["type"].rpartition(":")[2] if "error" in t else t["doc_id"] for t in told]
    assert kinds == [
        "d0",
        "crash",
        "d2",
        "time-limit",
        "too-long",
        "time-limit",
        "error",
        "d7",
        "too-long",
        "d9",
    ]
    assert [t["line"] for t in told if "error" in t] == [2, 4, 5, 6, 7, 9]
    assert all_there(poisoned)


def test_a_client_that_goes_away_leaves_nothing_behind(poisoned: Service) -> None:
    body = "\n".join(json.dumps({"text": SLOW}) for _ in range(40)).encode()
    for _ in range(3):  # one more than may be open at a time
        connection = poisoned.connect()
        connection.request("POST", "/v1/extract/batch", body, LINES)
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.readline()
        answer.close()
        connection.close()
        assert wait_for(lambda: poisoned.figure("zhibiao_requests_open") == 0, 3)
    assert wait_for(lambda: poisoned.figure("zhibiao_workers_busy") == 0, 3)
    assert poisoned.figure("zhibiao_jobs_waiting") == 0


def test_a_third_batch_is_sent_away(poisoned: Service) -> None:
    body = "\n".join(json.dumps({"text": SLOW}) for _ in range(4)).encode()

    def send() -> Reply:
        return poisoned.ask("POST", "/v1/extract/batch", body, LINES)

    with ThreadPoolExecutor(3) as threads:
        replies = [f.result() for f in [threads.submit(send) for _ in range(3)]]
    assert sorted(r.status for r in replies) == [200, 200, 503]


@pytest.fixture
def brief(request: pytest.FixtureRequest) -> Iterator[Service]:
    started = Service(Path(__file__).with_name("poisoned_server.py"), *getattr(request, "param", ()))
    yield started
    started.stop()


# A busy machine may take long over what is slow already; no limit of time is tried here.
@pytest.mark.parametrize("brief", [("60",)], indirect=True)
def test_at_its_end_what_is_under_way_is_finished(brief: Service) -> None:
    workers = brief.workers()
    with ThreadPoolExecutor(2) as threads:
        slow = [threads.submit(brief.extract, SENTENCE + 3 * SLOW) for _ in range(2)]
        assert wait_for(lambda: brief.figure("zhibiao_workers_busy") == 2)
        for pid in workers:  # as a process manager does that tells a whole group
            os.kill(pid, signal.SIGTERM)
        assert brief.stop() == 0
        assert [s.result().status for s in slow] == [200, 200]
    assert all(ends(pid) for pid in workers)


def test_workers_end_when_the_service_is_killed(brief: Service) -> None:
    workers = brief.workers()
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(brief.extract, STUCK)
        assert wait_for(lambda: brief.figure("zhibiao_workers_busy") == 1)
        brief.stop(signal.SIGKILL)
        assert stuck.exception()
    assert all(ends(pid) for pid in workers)
