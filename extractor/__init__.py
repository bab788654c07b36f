"""zhibiao: proved statistics and organisation names from raw Chinese economic news.

>>> from extractor import extract
>>> doc = extract("前三季度，全市地区生产总值341.6亿元，增长6.4%。", published="2024-10-20")
>>> doc.records[0].indicator.name
'地区生产总值'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.frame import extract_frame as extract_frame
    from extractor.frame import extract_table as extract_table
    from extractor.pipeline import Pipeline as Pipeline
    from extractor.pipeline import extract as extract

__version__ = "0.1.0"
__all__ = ["Pipeline", "__version__", "extract", "extract_frame", "extract_table"]


def __getattr__(name: str) -> Any:
    # The chain loads its patterns on first use, so that importing the package and asking for help stay instant.
    if name in ("extract", "Pipeline"):
        from extractor import pipeline

        return getattr(pipeline, name)
    if name in ("extract_frame", "extract_table"):
        from extractor import frame

        return getattr(frame, name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
