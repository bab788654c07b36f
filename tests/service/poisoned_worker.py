"""A worker of the service whose chain falls for marks in the text."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from poison import poisoned

from extractor.pipeline import STAGES
from extractor.service.worker import main

if __name__ == "__main__":
    STAGES["clean"] = poisoned  # type: ignore[index]
    main()
