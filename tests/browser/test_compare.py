"""Are two selections compared rightly, do the sides follow the reader, and does play move one window over everything?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, until
from tests.browser.test_page import in_view

pytestmark = pytest.mark.browser


def numbers(page: Page) -> list[str]:
    return page.locator(".compare-head > .link").all_inner_texts()


def test_two_sides_are_compared_at_first(visit: Visit) -> None:
    page = visit("sided", "#tab=compare")
    heads = page.locator(".compare-head h3").all_inner_texts()
    assert heads == ["Who acted: Government", "Who acted: Northern Front"]
    drawn = page.locator("#stage svg.compared")
    assert drawn.count() == 2
    assert drawn.nth(0).locator(".bar.B").count() == 0
    assert drawn.nth(1).locator(".bar.A").count() == 0


def test_counts_and_shares_are_those_of_the_selections(visit: Visit) -> None:
    page = visit("archive", "#tab=compare&first=type%3DASSAULT&second=q%3Dsubek")
    assert numbers(page) == [
        "7 incidents",
        f"{matching(visit)} incident" + "s" * (matching(visit) > 1),
    ]
    expect(page.locator(".compare-head").first).to_contain_text("58 % of all")
    row = page.locator(".kinds tbody tr", has_text="Armed force").locator("td").first
    expect(row).to_have_text("7 100 %")
    page.locator(".compare-head .link").first.click()
    expect(page.locator("#list-title")).to_contain_text("What: Armed force")
    assert page.locator("#list .item").count() == 7


def matching(visit: Visit) -> int:
    return in_view(visit("archive", "#q=subek"))


def test_chips_become_a_selection_and_stay_in_link(visit: Visit) -> None:
    page = visit("sided", "#tab=compare&type=THREATEN")
    page.click("#compare-second")
    expect(page.locator(".compare-head h3").nth(1)).to_have_text("What: Threat")
    assert page.evaluate("document.activeElement.id") == "compare-second"
    assert "second=type%3DTHREATEN" in page.url
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".compare-head h3").nth(1)).to_have_text("What: Threat")
    page.click("#compare-second-back")
    expect(page.locator(".compare-head h3").nth(1)).to_have_text(
        "Who acted: Northern Front"
    )


def test_play_moves_window_over_strip_stage_and_list(visit: Visit) -> None:
    page = visit("large", "#tab=compare")
    whole = numbers(page)
    page.click("#play")
    until(page, "location.hash.includes('from=')")
    first = page.url
    assert numbers(page) != whole
    expect(page.locator("#play")).to_have_text("■ Stop")
    until(page, f"location.href !== {first!r}")
    page.click("#play")
    expect(page.locator("#play")).to_have_text("▶ Play")
    stopped = page.url
    page.wait_for_timeout(1000)
    assert page.url == stopped
    assert re.search(r"from=\d{4}-\d\d-\d\d&to=", stopped) is not None


def test_sides_apply_at_once_and_go_to_settings(visit: Visit) -> None:
    page = visit("sided")
    before = page.locator("#stage .mark.cA").count()
    page.click("#chip-who")
    page.click("#set-sides")
    page.fill("#side-name-0", 'Delta "army"')
    page.locator("#side-name-0").press("Tab")
    select = page.locator(".side-rows li", has_text="River Militia").locator("select")
    select.select_option(label="first side")
    expect(page.locator("#sides-text")).to_have_value(
        re.compile(r'name = "Delta \\"army\\""\nmembers = \[.*"')
    )
    page.click("#sides-close")
    expect(page.locator("#strip .key")).to_contain_text('Delta "army"')
    assert page.locator("#stage .mark.cA").count() > before
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#strip .key")).to_contain_text('Delta "army"')
    page.click("#chip-who")
    page.click("#set-sides")
    page.click("#sides-found")
    expect(page.locator("#strip .key")).not_to_contain_text("Delta")
    assert page.locator("#stage .mark.cA").count() == before


@pytest.mark.parametrize("name", ["hostile", "hostile-case", "undated", "nothing"])
def test_comparison_of_anything_is_drawn(visit: Visit, name: str) -> None:
    page = visit(name, "#tab=compare&first=%23q%3Dx&second=%3Cimg%3E")
    assert page.locator("#stage img").count() == 0
