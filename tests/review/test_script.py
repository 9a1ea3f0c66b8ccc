"""Check the types of the review page's script, and the size of its pictures."""

from pathlib import Path

from tests.views.test_scripts import run, tool

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PICTURES = ("review-agree.png", "review-marking.png", "review-page.png")
MOST_BYTES = 60_000


def test_types_of_the_script_fit() -> None:
    settings = Path(__file__).with_name("scripts") / "tsconfig.json"
    run(tool("tsc", "node-typescript"), "-p", str(settings))


def test_pictures_of_the_manual_are_small() -> None:
    pictures = sorted(EXAMPLES.glob("review-*.png"))
    assert [path.name for path in pictures] == sorted(PICTURES)
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []
