#!/usr/bin/env python3
"""Fit the weights of `extractor/facts/review/confidence.py` on the dev gold, and say how well they hold on articles left out.

    scripts/fit_confidence.py [--write]

Logistic regression, five folds of articles for the figures. The bias is lowered until nine in ten sure means 95% right.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractor.batch.sources import Input  # noqa: E402
from extractor.evaluation import run  # noqa: E402
from extractor.facts.review.confidence import features  # noqa: E402
from extractor.pipeline import Pipeline, parse_date  # noqa: E402

RARE, PENALTY, FOLDS = 8, 4.0, 5
SURE, RIGHT = 0.9, 0.955
HEAD = '''"""The weights of confidence, in hundredths of a logit. Written by scripts/fit_confidence.py from the dev gold."""

BIAS = {bias}
WEIGHTS: dict[str, int] = {{
{rows}
}}
'''


def observations() -> list[tuple[str, list[str], bool]]:
    """Return article, features and rightness of every counted record."""
    standard, pipeline = run.standard(ROOT / "gold", "dev"), Pipeline()
    told, known = {}, {}
    for d in standard.documents:
        media = run.MEDIA.get(Path(d.file).suffix, "text/plain")
        item = Input(d.doc, standard.raws[d.doc], None, media, None, d.published)
        doc = pipeline.document(item.text, doc_id=d.doc, published=d.published, media_type=media)
        work = pipeline.work(item.text, published=parse_date(d.published), markdown=media == "text/markdown")
        facts = sorted(work.facts, key=lambda f: (f.anchor, f.indicator.span))
        told[d.doc] = doc.model_dump(mode="json")
        known[d.doc] = {
            r.id: list(features(f, work.clean.view)) for r, f in zip(doc.records, facts, strict=True)
        }
    out = []
    for scored in standard.score(told):
        for row in scored.rows:
            if row.told is not None and row.counted:
                right = bool(row.verdict and row.verdict.tuple_right)
                out.append((scored.doc, known[scored.doc][row.told["id"]], right))
    return out


def fit(a: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Fit by Newton's method; the last column is the bias and is not shrunk."""
    w, shrink = np.zeros(a.shape[1]), np.r_[np.full(a.shape[1] - 1, PENALTY), 1e-6]
    for _ in range(60):
        p = 1 / (1 + np.exp(-a @ w))
        w -= np.linalg.solve((a * (p * (1 - p))[:, None]).T @ a + np.diag(shrink), a.T @ (p - y) + shrink * w)
    return w


def main() -> None:
    """Fit, report, and with --write put the weights in their file."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--write", action="store_true", help="write extractor/facts/review/confidence_weights.py")
    options = ap.parse_args()
    seen = observations()
    often = Counter(n for _, names, _ in seen for n in names)
    names = sorted(n for n, k in often.items() if k >= RARE)
    a = np.array([[n in found for n in names] + [1] for _, found, _ in seen], float)
    y = np.array([right for _, _, right in seen], float)
    docs = sorted({doc for doc, _, _ in seen})
    fold = np.array([docs.index(doc) % FOLDS for doc, _, _ in seen])
    logit = np.zeros(len(y))
    for k in range(FOLDS):
        logit[fold == k] = a[fold == k] @ fit(a[fold != k], y[fold != k])
    bar = np.log(SURE / (1 - SURE))
    lowered = next(s for s in np.arange(0, 3, 0.02) if _precision(logit - s, y, bar) >= RIGHT)
    sure = logit - lowered >= bar
    print(f"{len(y)} records, {y.mean():.3f} right; bias lowered by {lowered:.2f}")
    print(
        f"confidence ≥ {SURE}: {sure.mean():.3f} of the records, {y[sure].mean():.3f} right, on articles left out"
    )
    weights = fit(a, y)
    rows = "\n".join(f'    "{n}": {round(w * 100)},' for n, w in zip(names, weights[:-1], strict=True))
    if options.write:
        text = HEAD.format(bias=round((weights[-1] - lowered) * 100), rows=rows)
        (ROOT / "extractor" / "facts" / "review" / "confidence_weights.py").write_text(text, "utf-8")


def _precision(logit: np.ndarray, y: np.ndarray, bar: float) -> float:
    sure = logit >= bar
    return float(y[sure].mean()) if sure.any() else 1.0


if __name__ == "__main__":
    main()
