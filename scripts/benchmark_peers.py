"""Other people's tools on the work that they can do, each in an environment of its own, on the same articles in the same run.

Called by benchmark.py; run alone, as `python benchmark_peers.py NAME ARTICLES.jsonl`, it measures one tool in this environment.
"""

import gc
import json
import os
import re
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Work = Callable[[str], Any]
GC = (50_000, 20, 50)  # as the command sets it, for every tool
WARM = 10  # articles read before the clock starts, so that patterns and dictionaries loaded on first use are there


class Peer(NamedTuple):
    """A tool: what it is asked to do, what it needs, and how much text it is given (a slow one gets some articles only)."""

    work: str
    needs: tuple[str, ...]  # none: our own environment
    share: float
    start: Callable[[], Work]


def _ours(*, organizations: bool) -> Work:
    from extractor import Pipeline
    from extractor.config import Config
    from extractor.wire import dumps

    pipeline = Pipeline(Config(organizations=organizations))
    return lambda text: dumps(pipeline.fields(text, published="2024-02-27"))


def _ours_mentions() -> Work:
    from extractor.mentions.changes.find import find_changes
    from extractor.mentions.periods import find_periods
    from extractor.mentions.quantities.find import find_quantities
    from extractor.text.model import PartialDate

    day = PartialDate(2024, 2, 27)
    return lambda text: (find_changes(text, find_quantities(text)), find_periods(text, day))


def _jieba() -> Work:
    import jieba

    jieba.initialize()
    return jieba.lcut


def _sentences(work: Work) -> Work:
    """Give a tool sentences: those made for short texts grow faster than the text."""
    return lambda text: [work(s) for s in re.split(r"[。；\n]", text) if s.strip()]


def _jionlp() -> Work:
    import jionlp

    return _sentences(lambda s: (jionlp.ner.extract_time(s), jionlp.ner.extract_money(s)))


def _recognizers() -> Work:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    kinds = (recognize_number, recognize_percentage, recognize_currency, recognize_datetime)
    return _sentences(lambda s: [find(s, "zh-cn") for find in kinds])


def _cn2an() -> Work:
    import cn2an

    return _sentences(lambda s: cn2an.transform(s, "cn2an"))


PEERS = {
    "zhibiao, no organisations": Peer(
        "all but organisation names, JSON", (), 1, lambda: _ours(organizations=False)
    ),
    "zhibiao": Peer("everything, JSON", (), 0.2, lambda: _ours(organizations=True)),
    "zhibiao, mentions": Peer("quantities, changes, periods", (), 1, _ours_mentions),
    "jieba.lcut": Peer("words", (), 0.5, _jieba),
    "cn2an 0.5.24": Peer("Chinese numerals to digits", ("cn2an==0.5.24",), 0.2, _cn2an),
    "JioNLP 1.5.28": Peer("times and money", ("jionlp==1.5.28",), 1, _jionlp),
    "Recognizers-Text": Peer(
        "numbers, percentages, money, times",
        ("recognizers-text-suite", "emoji==1.7.0", "setuptools<81"),
        0.01,
        _recognizers,
    ),
}


def environment(name: str, folder: Path) -> Path:
    """Make the environment of a tool, unless it is there; return its Python."""
    if not PEERS[name].needs:
        return Path(sys.executable)
    home = folder / re.sub(r"\W+", "-", name)
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS[name].needs], check=True)
        (home / "ready").touch()
    return python


def over(ours: dict[str, Any], other: dict[str, Any]) -> float:
    """Say how many times faster one is than another on the articles that both have read."""
    a, b = ours["each"], other["each"]
    both = a.keys() & b.keys()
    return float(sum(b[i] for i in both) / sum(a[i] for i in both))


def measure(names: list[str], articles: Path, envs: Path, rounds: int) -> dict[str, dict[str, Any]]:
    """Run the tools in turns, each in a fresh process; the best round of each counts. One that cannot be had is left out."""
    best: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for name in names:
            try:
                command = [str(environment(name, envs)), __file__, name, str(articles)]
                said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=envs).stdout
            except subprocess.CalledProcessError as e:
                print(f"{name}: left out: {(e.stderr or str(e)).strip().splitlines()[-1]}", file=sys.stderr)
                continue
            told = json.loads(said.splitlines()[-1])
            if name not in best or told["seconds"] < best[name]["seconds"]:
                best[name] = {**told, "work": PEERS[name].work}
    return best


def main() -> None:
    """Measure one tool: CPU seconds for its share of the articles, after its start."""
    name, path = sys.argv[1:]
    gc.set_threshold(*GC)
    warnings.simplefilter("ignore")
    texts = [json.loads(line)["text"] for line in Path(path).read_text("utf-8").split("\n") if line]
    # Taken from the whole of the table: its beginning may be of one kind.
    step = max(1, min(round(1 / PEERS[name].share), len(texts) // 3))
    work, failed, each = PEERS[name].start(), 0, dict[int, float]()
    for text in texts[-WARM:]:
        work(text)
    for i in range(0, len(texts), step):
        begun = time.process_time()
        try:
            work(texts[i])
        except Exception:  # a tool that fails on an article has at least been busy with it
            failed += 1
        each[i] = time.process_time() - begun
    read = [texts[i] for i in each]
    size, chars = sum(len(t.encode()) for t in read), sum(map(len, read))
    told = {"seconds": sum(each.values()), "bytes": size, "chars": chars, "articles": len(read)}
    print(json.dumps({**told, "failed": failed, "each": each}))


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
