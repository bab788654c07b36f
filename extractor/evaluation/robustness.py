"""How figures fall as the text gets worse: each grade of damage against the whole articles."""

from collections.abc import Mapping
from typing import Any

from extractor.errors import ZhibiaoError
from extractor.evaluation import report, run
from extractor.evaluation.damage import Grade, damaged, plain
from extractor.evaluation.run import Standard
from extractor.evaluation.score import HEADLINE


def compare(standard: Standard, grades: Mapping[str, Grade], seed: int) -> dict[str, Any]:
    """Extract and score the plain articles whole, then in each grade of damage."""
    pages = {"none": plain(standard), **{name: damaged(standard, g, seed) for name, g in grades.items()}}
    return {
        "documents": len(pages["none"].documents),
        "seed": seed,
        "f1": {name: _scores(page) for name, page in pages.items()},
    }


def _scores(standard: Standard) -> dict[str, float]:
    told, failures = run.extract(standard)
    if failures:
        raise ZhibiaoError(failures[0])
    scores = report.report(standard.score(told))["scores"]
    return {name: scores[name]["f1"] for name in HEADLINE}


def table(result: Mapping[str, Any]) -> list[str]:
    """Draw the figures, and how many points of each are lost."""
    lines = [
        f"{result['documents']} plain articles, damaged with seed {result['seed']}; F1, and points lost",
        "",
        f"| damage | {' | '.join(HEADLINE)} |",
        "|---" * (len(HEADLINE) + 1) + "|",
    ]
    whole = result["f1"]["none"]
    for name, scores in result["f1"].items():
        cells = (f"{scores[n]:.3f} ({100 * (scores[n] - whole[n]):+.1f})" for n in HEADLINE)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines
