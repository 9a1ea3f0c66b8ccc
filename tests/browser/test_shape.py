"""Does the page keep its shape: on a phone, on paper, under a long title, among many names?"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, until
from tests.browser.test_page import in_view

SHEET = 703  # pixels; the height of A4 across, less its margins
PHONE = {"viewport": {"width": 390, "height": 844}}


def top(page: Page, css: str) -> float:
    return float(page.locator(css).evaluate("one => one.getBoundingClientRect().top"))


def bottom(page: Page, css: str) -> float:
    return float(page.locator(css).evaluate("one => one.getBoundingClientRect().bottom"))


def test_on_a_phone_what_was_chosen_stands_at_the_lower_edge(visit: Visit) -> None:
    page = visit("small", **PHONE)
    page.locator("#panel .day-link").first.click()
    assert bottom(page, "#panel") == 844
    assert top(page, "#panel") > 844 / 4


def test_on_a_phone_the_guide_comes_before_the_table_also_for_the_keyboard(visit: Visit) -> None:
    page = visit("small", **PHONE)
    assert bottom(page, "#panel") < top(page, "#linked") < top(page, "#table")
    follows = (
        "document.getElementById('panel').compareDocumentPosition(document.getElementById('table'))"
    )
    until(page, f"{follows} === 4")  # the table follows
    page.set_viewport_size({"width": 1280, "height": 900})
    until(page, f"{follows} === 2")  # the page hears of its new width a moment later


@pytest.mark.parametrize("name", ["small", "large", "crowd"])
def test_on_paper_the_lanes_stand_on_the_first_sheet_and_no_undated_incident_is_cut(
    visit: Visit, name: str
) -> None:
    page = visit(name, viewport={"width": 1032, "height": SHEET})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert bottom(page, "#lanes") <= SHEET
    assert page.locator("#lanes").evaluate("one => one.getBoundingClientRect().right <= innerWidth")
    assert page.locator("#undated-list").evaluate("one => one.scrollHeight <= one.clientHeight")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#lanes").evaluate("one => one.style.zoom") == ""


@pytest.mark.parametrize("width", [1100, 1280, 1440])
def test_a_long_title_leaves_one_header_with_the_panels_below_it(visit: Visit, width: int) -> None:
    page = visit("crowd", viewport={"width": width, "height": 900})
    buttons = page.locator(".tools > *").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert max(buttons) - min(buttons) < 3  # one row
    page.locator("#table-title").scroll_into_view_if_needed()
    page.mouse.wheel(0, 900)
    until(page, "scrollY > 600")
    assert top(page, "#filters") > bottom(page, "#top")
    assert top(page, "#panel") > bottom(page, "#top")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1100, 1280, 1440])
def test_no_word_of_the_table_is_broken(visit: Visit, width: int) -> None:
    page = visit("small", "#dates=all", viewport={"width": width, "height": 900})
    lines = """all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one);
        return [one.textContent, range.getClientRects().length]; })"""
    for text, count in page.locator("thead button, td[data-name=Status]").evaluate_all(lines):
        if " " not in text:
            assert count == 1, text


def test_among_many_names_one_is_found_by_its_letters(visit: Visit) -> None:
    page = visit("crowd")
    actors = page.locator("[data-facet=actor] li")
    page.click("#actor-more")
    expect(actors).to_have_count(40)
    page.fill("#actor-find", "cote band 07")
    expect(actors.locator("visible=true")).to_have_count(1)
    page.get_by_label("Only Côte Band 07").click(force=True)
    assert in_view(page) == 1
    expect(page.locator("#actor-find")).to_have_value("cote band 07")
    expect(actors.locator("visible=true")).to_have_count(1)
    page.click("#actor-more")
    expect(page.locator("#actor-find")).to_have_count(0)
    expect(actors.first).to_be_visible()


def test_escape_closes_an_open_menu_before_anything_else(visit: Visit) -> None:
    page = visit("small", "#day=2020-02-03")
    page.click("#export summary")
    page.keyboard.press("Escape")
    expect(page.locator("#export")).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.parentElement.id") == "export"
    expect(page.locator("#panel h2")).to_contain_text("3 February 2020")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_contain_text("How to read this")


def test_a_day_says_that_nothing_came_before(visit: Visit) -> None:
    page = visit("one", "#day=2020-02-03")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("The day before, 2 Feb 2020 (0)")
    expect(panel).to_contain_text("Nothing is dated to that day.")


def test_a_place_known_only_to_its_district_is_a_ring_and_no_dot(visit: Visit) -> None:
    page = visit("crowd", "#tab=map")
    expect(page.locator(".map .place.area")).to_have_count(1)
    expect(page.locator(".map .place.area")).to_have_attribute(
        "aria-label", "Tamra, district, 1 incident"
    )
    expect(page.locator(".map .place:not(.area)")).to_have_count(1)


def test_a_long_name_beside_a_figure_leaves_room_for_who_gives_it(visit: Visit) -> None:
    page = visit("crowd", "#incident=i-0")
    said = page.locator(".bars .says").first
    assert said.evaluate("one => one.getBoundingClientRect().width") > 100
