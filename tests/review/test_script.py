"""Check the types of the review page's script."""

from pathlib import Path

from tests.views.test_scripts import run, tool


def test_types_of_the_script_fit() -> None:
    settings = Path(__file__).with_name("scripts") / "tsconfig.json"
    run(tool("tsc", "node-typescript"), "-p", str(settings))
