"""Mark the tests that take seconds, so that `pytest -m "not slow and not browser"` is quick."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.headless import ARGUMENTS, chromium

ROOT = Path(__file__).parent
# Modules whose tests read many articles, start processes or generate many examples.
SLOW = {
    "cli/test_build.py": "builds pages and starts processes",
    "cli/test_project.py": "builds projects",
    "cluster/test_dask_cluster.py": "starts clusters of processes",
    "cluster/test_read_command.py": "reads articles and starts a cluster",
    "datasets/test_damaged_samples.py": "damages every sample many times",
    "datasets/test_samples.py": "reads every sample",
    "documents/test_bad_input.py": "reads files of ten megabytes",
    "evaluation/test_floors.py": "reads all annotated articles",
    "exporters/test_others_read.py": "loads the programs that read our files",
    "incidents/test_articles.py": "reads the articles of the examples",
    "incidents/test_properties.py": "generates many incidents",
    "mentions/test_examples.py": "reads every example of the lexicon",
    "muc4/test_templates.py": "reads texts in capitals",
    "project/test_incremental.py": "builds projects many times",
    "project/test_kill.py": "kills builds twenty times",
    "project/test_project_command.py": "builds projects",
    "sequences/test_planted.py": "shuffles many histories",
    "sequences/test_reference.py": "compares with a slow reference",
    "sequences/test_script.py": "starts Node",
    "test_api.py": "builds timelines and starts processes",
    "test_determinism.py": "builds in several processes",
    "test_examples.py": "builds the three examples",
    "views/test_scripts.py": "starts Node and TypeScript",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of a slow module."""
    for item in items:
        if ROOT in item.path.parents and item.path.relative_to(ROOT).as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless browser; skip without one, fail where everything is required."""
    executable = chromium()
    if executable is None:
        reason = "no Chromium found: install Debian's chromium, or set TIMELINE_CHROMIUM to its path"
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()
