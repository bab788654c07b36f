"""One document after another: a bad one is named and counted, the others go on."""

from collections.abc import Iterable, Iterator

from extractor.batch.sources import Failure, Input
from extractor.contract import Document
from extractor.errors import ZhibiaoError
from extractor.pipeline import Pipeline


def extract_one(pipeline: Pipeline, item: Input) -> Document | Failure:
    """Extract one document, or say why not."""
    try:
        return pipeline.document(
            item.text,
            doc_id=item.doc_id,
            published=item.published,
            published_from=item.published_from,
            uri=item.uri,
            media_type=item.media_type,
            encoding=item.encoding,
            notes=item.warnings,
            title=item.title,
        )
    except ZhibiaoError as e:
        return Failure(item.uri or item.doc_id, str(e))
    except Exception as e:  # one document's defect must not cost the night's run; it is reported in full
        return Failure(item.uri or item.doc_id, f"internal error, please report: {type(e).__name__}: {e}")


def extract_all(pipeline: Pipeline, items: Iterable[Input | Failure]) -> Iterator[Document | Failure]:
    """Extract all, in order."""
    for item in items:
        yield item if isinstance(item, Failure) else extract_one(pipeline, item)
