#!/usr/bin/env python3
"""Fuzz one part of the chain with coverage guidance, and keep what breaks it, made as small as it can be.

    scripts/fuzz.py TARGET [--seconds 60] [--finds tests/cases/fuzz] [--seed 1]
    TARGET: decode (bytes to text), repair (cleanup), mentions, chain (text to JSON, without the tagger)

Inputs grow from the shipped corpus, with a dictionary of words that the patterns look for. After each input the invariants
of scripts/invariants.py must hold. A find is written to the folder as TARGET-HASH.txt (.bin for bytes); a test replays them.
Exit code 1 if anything was found. Needs atheris: requirements-systems.lock.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
FINDS = TOP / "tests" / "cases" / "fuzz"
TARGETS = ("decode", "repair", "mentions", "chain")
SLOW = 3.0  # seconds of CPU time for one short input, under the fuzzer's instruments
MOST = 2048  # bytes
WORDS = """
亿元 万 亿 千 百 十 两 半 % ％ ‰ 个百分点 基点 倍 成 分之 翻番 翻一番 持平 倍增 增长 下降 同比 环比 较上年 比去年同期 增至 减少到 提高 收窄
由 至 到 从 约 超过 不足 以上 余 多 近 突破 分别 其中 占 占比 比重 贡献率 拉动 目标 力争 预计 到2025年 今年 去年 上年 前三季度 上半年 1-11月
2024年 截至9月底 目前 “十四五” 春节 当月 累计 元月 全市 全国 东湖新区 陕西省 北京市 有限公司 （集团） 银行 大学 协会 地区生产总值 工业增加值
利润总额 产量 出口 家 吨 平方米 千瓦时 人次 元/吨 美元 港元 人民币 ， 。 、 ； ： “ ” （ ） 《 》 — ～ … · | --- # ** <p> </p> <br> &nbsp;
本报讯 （记者 图为 摄 据新华社电 责任编辑 １２３ 145.9 1,234 3:4 1/3 负 零 〇 廿 億元 較去年
""".split()  # noqa: SIM905 - as a list it would be two hundred lines
WORDS += ["\n", "\n\n", "\r\n", "\t", " ", "\u3000", "\u200b"]


def seeds(target: str, folder: Path, most: int | None) -> None:
    """Cut the corpus into inputs to begin with."""
    size, made = (200 if target == "chain" else 600), 0
    for path in sorted((TOP / "corpus").glob("*.txt")):
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("gb18030", "replace")
        for at in range(0, len(text), 3 * size):
            piece, made = text[at : at + size], made + 1
            if most is not None and made > most:
                return
            codecs = ("utf-8", "gb18030", "big5", "utf-16") if target == "decode" else ("utf-8",)
            for codec in codecs:
                (folder / f"{path.stem}-{at}-{codec}").write_bytes(piece.encode(codec, "replace"))


def dictionary(path: Path) -> None:
    """Write the words in the fuzzer's own form."""
    escaped = ("".join(f"\\x{b:02x}" for b in w.encode()) for w in WORDS if w)
    path.write_text("".join(f'"{w}"\n' for w in escaped), "ascii")


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change a text by words and stretches half of the time; bytes alone would mostly break characters."""
    import atheris

    rng = random.Random(seed)  # noqa: S311 - nothing secret
    if rng.random() < 0.5:
        return bytes(atheris.Mutate(data, most))
    text = data.decode("utf-8", "ignore")
    for _ in range(rng.randint(1, 4)):
        at, length = rng.randint(0, len(text)), rng.choice((0, 1, 1, 2, 5, 20))
        middle = text[at : at + length]
        put = rng.choice(("", rng.choice(WORDS), middle * 2, middle[::-1], text[: rng.randint(0, 40)]))
        text = text[:at] + put + text[at + length :]
    return text.encode()[:most]


class Finder:
    """Checks inputs, and keeps one small case of each kind of failure."""

    def __init__(self, target: str, check: Callable[[Any], None], folder: Path) -> None:
        self.target, self.check, self.folder = target, check, folder
        self.known: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Check one input; a failure of a new kind is minimised and written."""
        if (kind := self.kind(data)) is None or kind in self.known:
            return
        self.known.add(kind)
        small = self.minimised(data, kind)
        name = f"{self.target}-{hashlib.sha256(small).hexdigest()[:10]}.{'bin' if self.target == 'decode' else 'txt'}"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(small)
        print(f"FOUND {kind} -> {name}", flush=True)

    def kind(self, data: bytes) -> str | None:
        """Name the failure by its type and place; None if all holds."""
        begun = time.process_time()
        try:
            self.check(data if self.target == "decode" else data.decode("utf-8", "ignore"))
        except Exception as e:
            place = traceback.extract_tb(e.__traceback__)[-1]
            return f"{type(e).__name__} {Path(place.filename).name}:{place.lineno}"
        return "slow" if time.process_time() - begun > SLOW else None

    def minimised(self, data: bytes, kind: str) -> bytes:
        """Leave out ever smaller pieces as long as it fails in the same way, for half a minute at most."""
        unit: Any = data if self.target == "decode" else data.decode("utf-8", "ignore")
        end, size = time.monotonic() + 30, max(1, len(unit) // 2)
        while size and time.monotonic() < end:
            at = 0
            while at < len(unit) and time.monotonic() < end:
                less = unit[:at] + unit[at + size :]
                if self.kind(less if isinstance(less, bytes) else less.encode()) == kind:
                    unit = less
                else:
                    at += size
            size //= 2
        return unit if isinstance(unit, bytes) else str(unit).encode()


def inside(target: str, folder: Path, options: list[str]) -> None:
    """Fuzz until the time is over; this ends the process."""
    import atheris

    with atheris.instrument_imports(include=["extractor"]):
        import invariants

    check = invariants.CHECKS[target]
    if target == "chain":
        invariants.pipeline(organizations=False)
        check = invariants.check_rules
    finder = Finder(target, check, folder)
    more = {} if target == "decode" else {"custom_mutator": mutate}
    atheris.Setup([sys.argv[0], *options], finder, **more)
    atheris.Fuzz()


def main() -> None:
    """Prepare, fuzz in a process of its own, and say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--finds", type=Path, default=FINDS, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, metavar="N", help="begin with N pieces of the corpus at most")
    parser.add_argument("--inside", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside is not None:
        inside(args.target, args.finds, args.inside)
        return
    before = set(args.finds.glob("*"))
    with tempfile.TemporaryDirectory(prefix="zhibiao-fuzz-") as name:
        work = Path(name)
        (work / "seeds").mkdir()
        seeds(args.target, work / "seeds", args.seeds)
        dictionary(work / "words")
        options = [
            f"-max_total_time={args.seconds}",
            f"-seed={args.seed}",
            f"-max_len={MOST}",
            f"-dict={work / 'words'}",
        ]
        options += [
            "-timeout=60",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            "-verbosity=0",
            str(work / "seeds"),
        ]
        own = [sys.executable, __file__, args.target, "--finds", str(args.finds), "--inside", *options]
        code = subprocess.run(own, cwd=work, check=False).returncode
        for left in work.glob("*-*"):  # the fuzzer itself writes what hung, or ended the process
            print(f"FOUND {left.name}: {left.read_bytes()!r}")
            code = 1
    found = sorted(set(args.finds.glob("*")) - before)
    print(f"{args.target}: {len(found)} found in {args.seconds} s {[p.name for p in found]}")
    sys.exit(1 if found or code else 0)


if __name__ == "__main__":
    main()
