"""What do several tests of shards and clusters start from?"""

from pathlib import Path

import pytest

from tests.cluster.factories import articles, text_of_one_process
from timeline.model.incidents import Report
from timeline.model.text import Document
from timeline.reading import read_document
from timeline.settings import Settings


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short articles."""
    return articles(tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="module")
def whole(source: Path) -> str:
    """The timeline.json that one process builds of them."""
    return text_of_one_process(source)


@pytest.fixture
def broken_on_raqqa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the rules fail on every article that names Raqqa."""

    def failing(document: Document, *, settings: Settings) -> list[Report]:
        if "Raqqa" in document.text:
            raise RuntimeError("a defect")
        return read_document(document, settings=settings)

    monkeypatch.setattr("timeline.reading.read_document", failing)
