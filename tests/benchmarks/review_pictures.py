"""Draw the pictures of the manual's page on review: `python -m tests.benchmarks.review_pictures`.

The shipped Idlib example is made a project, opened for review and photographed: examples/review.png
shows the whole page, examples/review-marking.png selected words that become a field.
"""

import shutil
import threading
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.headless import ARGUMENTS, chromium
from tests.review.test_page import select_words
from timeline.cli.reviewing import open_session
from timeline.project.folder import init
from timeline.review.desk import Desk
from timeline.review.server import ReviewServer

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WORDS = "54 targets"
WIDE = {"width": 1180, "height": 600}


def main() -> None:
    """Write both pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = init(Path(folder) / "Idlib 2020")
        for path in sorted((EXAMPLES / "idlib-2020").glob("2020-*")):
            shutil.copy(path, project.articles)
        day = date(2020, 3, 1)
        session = open_session(project.folder, coder="anna", is_blind=False, today=day)
        with ReviewServer(Desk(session).routes()) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            page = browser.new_page(viewport=WIDE)  # type: ignore[arg-type]
            page.goto(server.url)
            page.wait_for_selector("#incident h2")
            _draw(page)
            browser.close()
            server.shutdown()


def _draw(page: Page) -> None:
    page.fill("#search", "Turkish soldiers")
    page.wait_for_timeout(600)
    page.locator("#queue button").first.click()
    page.wait_for_timeout(400)
    page.fill("#search", "")
    page.wait_for_timeout(600)
    page.screenshot(path=EXAMPLES / "review.png")
    select_words(page, WORDS)
    page.wait_for_timeout(200)
    box = page.locator("#article").bounding_box()
    assert box is not None
    bar = page.locator("#marking").bounding_box()
    assert bar is not None
    left = min(box["x"], bar["x"] - 8)
    clip = {
        "x": left,
        "y": max(0, bar["y"] - 220),
        "width": WIDE["width"] - left,
        "height": 320,
    }
    page.screenshot(path=EXAMPLES / "review-marking.png", clip=clip)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
