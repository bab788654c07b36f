"""The texts that spans count in, kept where the source is no plain text itself."""

import hashlib
from pathlib import Path

from extractor.batch.atomic import beside
from extractor.batch.model import Result


class Texts:
    """A folder of texts, each named by the `source.sha256` of the documents that it belongs to."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def keep(self, result: Result) -> None:
        """Write one text, unless it is there."""
        if self.folder is None or result.text is None:
            return
        data = result.text.encode("utf-8", "surrogatepass")
        name = hashlib.sha256(data).hexdigest()
        path = self.folder / name[:2] / f"{name}.txt"
        if not path.exists():
            with beside(path) as part:
                part.write_bytes(data)
