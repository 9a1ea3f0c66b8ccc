"""Does the page keep its shape: on a phone, on paper, under a long title, zoomed, among many?"""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, until
from tests.browser.test_page import in_view
from tests.views import sample
from timeline.views.page import write_page

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
PAGES = ["small", "archive", "large", "hostile", "hostile-case", "crowd"]


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling(visit: Visit, name: str) -> None:
    for width in (390, 720, 1280, 1440):
        page = visit(name, viewport={"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_phone_opens_incident_as_sheet_over_strip(visit: Visit) -> None:
    page = visit("archive", **PHONE)
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("#list .item").first.click()
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert round(box["y"] + box["height"]) == 844
    assert box["y"] > 200
    page.click("#panel-close")
    expect(page.locator("#panel")).to_be_hidden()


def test_sheet_leaves_the_strip_in_sight(visit: Visit) -> None:
    page = visit("large", **PHONE)
    page.locator("#list .item").nth(1).click()
    expect(page.locator("#panel-title")).to_be_visible()
    strip, sheet = (
        page.locator(one).bounding_box() for one in ("#strip svg", "#panel")
    )
    assert strip is not None and sheet is not None
    assert (
        strip["y"] + strip["height"] <= sheet["y"] + 24
    )  # all but the days under the bars
    page.click("#panel-close")
    expect(page.locator("#chips")).to_be_visible()


def test_phone_has_tabs_at_bottom_and_large_targets(visit: Visit) -> None:
    page = visit("archive", **PHONE)
    page.locator("#bottom button", has_text="Map").click()
    expect(page.locator("#stage .map")).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
    page.locator("#bottom button", has_text="List").click()
    expect(page.locator("#list")).to_be_visible()
    heights = page.locator(".chip, #bottom button, #list .item").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_phone_case_is_its_words_with_a_strip(visit: Visit) -> None:
    page = visit("small", **PHONE)
    expect(page.locator("#strip svg")).to_be_visible()
    expect(page.locator("#case-chart")).to_be_hidden()
    expect(page.locator("#words blockquote").first).to_be_visible()


@pytest.mark.parametrize("name", ["small", "large"])
def test_paper_is_light_and_leaves_page_unchanged(visit: Visit, name: str) -> None:
    page = visit(name, color_scheme="dark")
    before = page.locator("#list .item").count()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("html").get_attribute("data-theme") == "light"
    for part in (".tools", "#chips", ".actions"):
        assert page.locator(part).locator("visible=true").count() == 0
    if name == "large":
        assert page.locator("#list .item").count() == 40
        expect(page.locator("#print-view")).to_contain_text(
            "500 of 500 incidents in view"
        )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("#list .item").count() == before


def test_nothing_on_paper_lies_over_something_else(visit: Visit) -> None:
    page = visit("large", viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    places = page.locator("#strip, #mid, #list").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
    )
    places.sort()
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(places))
    whole = "one => one.scrollHeight - one.clientHeight"
    assert page.locator("#list").evaluate(whole) <= 1
    assert page.locator("#list .item").count() > 30


def test_printing_many_asks_first(visit: Visit) -> None:
    page = visit("large", before="window.print = () => { window.printed = true; }")
    page.click("#export summary")
    page.click("#print")
    expect(page.locator("#say")).to_contain_text("500 incidents are in view")
    assert page.evaluate("window.printed") is None
    page.click("#print-anyway")
    assert page.evaluate("window.printed") is True


def test_all_rows_are_listed_only_visible_ones_drawn(visit: Visit) -> None:
    page = visit("packed")
    page.click("#list-all")
    whole = in_view(page)
    assert whole > 1_000
    items = page.locator("#list .item")
    assert items.count() <= 150
    first = items.first.get_attribute("data-id")
    page.evaluate("document.querySelector('#list').scrollTo(0, 40 * 4200)")
    until(page, f"!document.querySelector('#list .item[data-id=\"{first}\"]')")
    assert 50 <= items.count() <= 250
    page.evaluate("document.querySelector('#list').scrollTo(0, 1e9)")
    until(page, "document.querySelector('#list .chunk:last-child .item')")
    page.keyboard.press("k")  # nothing is chosen yet: from the end of the list
    last = page.locator("#list .chunk:last-child .item").last
    expect(last).to_have_attribute("aria-current", "true")


def test_keys_lead_to_rows_not_drawn_yet(visit: Visit) -> None:
    page = visit("packed", "#all=yes")
    for _ in range(3):
        page.keyboard.press("k")
    chosen = page.locator("#list .item[aria-current]")
    expect(chosen).to_be_in_viewport()
    page.keyboard.press("0")
    expect(chosen).to_be_in_viewport()


def test_charts_stay_small_whatever_the_number(visit: Visit) -> None:
    page = visit("packed")
    assert page.locator("svg *").count() < 3_000


def test_long_lists_of_names_are_searched(visit: Visit) -> None:
    page = visit("crowd")
    page.focus("#search")
    page.click("#chip-who")
    page.fill(".pop .find", "cote band 07")
    names = page.locator("[data-facet=actor] li")
    expect(names).to_have_count(1)
    names.first.locator("input").check()
    assert in_view(page) == 1


def test_long_figures_stay_inside_the_panel(visit: Visit) -> None:
    page = visit("hostile", "")
    page.keyboard.press("j")
    assert page.locator("#panel").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_names_of_lanes_end_before_first_day(visit: Visit) -> None:
    page = visit("sided-case")
    names = page.locator("#case-chart .lane > text")
    texts = names.evaluate_all("all => all.map(one => one.textContent)")
    assert any("Northern" in text for text in texts)
    assert not any("…" in text for text in texts)
    ends = names.evaluate_all(
        "all => all.map(one => one.getBBox()).map(box => box.x + box.width)"
    )
    first = page.locator("#case-chart svg > line.rule").first.get_attribute("x1")
    assert max(ends) <= float(first or 0)


def test_lines_of_lanes_names_do_not_overlap(visit: Visit) -> None:
    page = visit("sided-case")
    boxes = page.locator("#case-chart .lane > text").evaluate_all(
        "all => all.map(one => one.getBBox()).map(({y, height}) => [y, y + height])"
    )
    assert all(above[1] <= below[0] + 3 for above, below in pairwise(sorted(boxes)))


def test_mark_stands_beside_name_on_phone(visit: Visit) -> None:
    page = visit("small", **PHONE)
    heads = page.locator("#words .entry-head").evaluate_all(
        "all => all.map(one => [one.querySelector('.icon'), one.querySelector('b')].map(part => part.getBoundingClientRect().top))"
    )
    assert all(abs(mark - name) < 12 for mark, name in heads)


def test_without_scripts_sentences_are_listed(browser: Browser, pages: Path) -> None:
    path = pages / "plain.html"
    write_page(sample.small(), path)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("noscript li blockquote").count() >= 12
    for part in ("#panel", "main", ".tools"):
        expect(page.locator(part)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_empty_page_says_what_is_read(visit: Visit) -> None:
    page = visit("nothing")
    expect(page.locator("#standfirst")).to_contain_text("reports no incident.")
    expect(page.locator("#empty")).to_contain_text("No incident was found")
    expect(page.locator("#weak")).to_have_count(0)


def test_space_bar_opens_mark_of_case(visit: Visit) -> None:
    page = visit("small")
    page.locator("#case-chart .entry").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#words .entry-words.on")).to_have_count(1)


def test_names_of_buttons_begin_as_seen(visit: Visit) -> None:
    page = visit("graded")
    for part in ("#strip .label", "#panel .sayer"):
        names = page.locator(part).evaluate_all(
            "all => all.map(one => [one.getAttribute('aria-label'), one.textContent])"
        )
        assert names
        for name, seen in names:
            assert re.sub(r"\W+", " ", name).startswith(
                re.sub(r"\W+", " ", seen).strip()
            )


def test_long_names_of_marks_stay_apart(visit: Visit) -> None:
    page = visit("hostile-case", viewport={"width": 1280, "height": 900})
    boxes = page.locator("#case-chart .entry").evaluate_all(
        "all => all.map(one => one.getBBox()).map(({x, y, width, height}) => [x, y, x + width, y + height])"
    )
    for left, right in combinations(boxes, 2):
        are_beside = left[2] <= right[0] or right[2] <= left[0]
        assert are_beside or left[3] <= right[1] + 6 or right[3] <= left[1] + 6
    assert max(box[2] for box in boxes) <= 1202
