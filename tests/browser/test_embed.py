"""Is the light page for an iframe light, does it work inside another page, and is a large page drawn before its data?"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

OUTER = (
    '<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>A reader</title></head>'
    '<body data-ready="yes"><iframe title="Timeline" src="embed.html" style="width: 100%; height: 600px"'
    ' sandbox="allow-scripts"></iframe></body></html>'
)


def test_embedded_page_has_strip_list_and_one_incident(visit: Visit) -> None:
    page = visit("embed", viewport={"width": 700, "height": 600})
    assert page.locator("#strip .bar").count() > 0
    assert page.locator("#list .item").count() == 3
    page.click("#list .item[data-id=i-subek]")
    expect(page.locator("#panel-title")).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("Daily Courier, 4 Feb 2020")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("#list .item[aria-current]")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_embedded_page_works_in_a_sandboxed_frame(visit: Visit, pages: Path) -> None:
    visit("embed")
    (pages / "outer.html").write_text(
        OUTER.replace('<html lang="en">', '<html lang="en" data-ready="yes">'),
        encoding="utf-8",
    )
    page = visit("outer")
    frame = page.frame_locator("iframe")
    frame.locator("#list .item").first.click()
    expect(frame.locator("#panel-title")).to_be_visible()


def test_embedded_page_is_half_of_the_page(visit: Visit, pages: Path) -> None:
    visit("embed")
    visit("graded")
    assert (pages / "embed.html").stat().st_size < 0.5 * (
        pages / "graded.html"
    ).stat().st_size


def test_large_page_shows_counts_and_bars_before_data(visit: Visit) -> None:
    hold = (
        "const parse = JSON.parse; JSON.parse = (text) => {"
        " if (text.length > 100000 && !window.seen) window.seen = ["
        "  document.querySelector('#standfirst').textContent, document.querySelectorAll('#strip .bar').length,"
        "  document.querySelectorAll('#list .waiting i').length];"
        " return parse(text); }"
    )
    page = visit("packed", before=hold)
    words, bars, lines = page.evaluate("window.seen")
    assert words.endswith("articles report 4,000 incidents.")
    assert bars == 4
    assert lines == 12
    assert page.locator("#list .waiting").count() == 0
