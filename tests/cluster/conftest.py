"""What do several tests of shards and clusters start from?"""

from pathlib import Path

import pytest

from tests.cluster.factories import articles, text_of_one_process


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short articles."""
    return articles(tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="module")
def whole(source: Path) -> str:
    """The timeline.json that one process builds of them."""
    return text_of_one_process(source)
