"""What do several tests of the command line start from?"""

from pathlib import Path

import pytest

from tests.cli.factories import good, run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The timeline.json of one good article."""
    folder = tmp_path_factory.mktemp("built")
    found = run("build", good(folder), "-o", folder / "war.html")
    assert found.code == 0, found.err
    return folder / "war.timeline.json"
