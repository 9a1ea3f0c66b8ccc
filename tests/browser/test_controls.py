"""Is every control reached and worked by mouse and keyboard, and is nothing in the way of a screen reader?"""

from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"

ASKS = ("pairs", "lags", "transitions", "episodes", "aligned", "motifs", "similar")
VIEWS = (
    "",
    "#tab=map",
    "#tab=matrix",
    "#tab=sequences",
    "#tab=compare",
    "#incident=i-subek",
    "#task=order",
    "#q=zzz",
)


def go(page: Page, fragment: str) -> None:
    """Go to another view without loading the page anew, as the back button does."""
    page.evaluate(
        "hash => { history.replaceState(null, '', hash || '#');"
        "window.dispatchEvent(new Event('popstate')); }",
        fragment,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["small", "graded"])
def test_axe_finds_no_serious_violation(visit: Visit, name: str, theme: Any) -> None:
    page = visit(name, color_scheme=theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the policy forbids another script
    for fragment in VIEWS:
        go(page, fragment)
        assert serious_violations(page) == [], fragment


def serious_violations(page: Page) -> list[tuple[str, Any]]:
    """Ask axe, which stands in the page already."""
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]][:4])
        for rule in report["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_dialogs_and_light_page(visit: Visit, theme: Any) -> None:
    page = visit("sided", "#tab=compare", color_scheme=theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the policy forbids another script
    assert serious_violations(page) == []
    page.click("#chip-who")
    assert serious_violations(page) == []
    page.click("#set-sides")
    assert serious_violations(page) == []
    page = visit("embed", color_scheme=theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the policy forbids another script
    assert serious_violations(page) == []
    page.locator("#list .item").first.click()
    assert serious_violations(page) == []


def test_skip_links_lead_to_list_and_chart(visit: Visit) -> None:
    for name, chart in (("archive", "stage"), ("small", "case-title")):
        page = visit(name)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "skip-list"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == chart
        go(page, "")


def test_first_incident_is_few_steps_away(visit: Visit) -> None:
    page = visit("archive")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "list-title"
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('item')"):
            return
    raise AssertionError("no incident within five steps of the list")


CONTROLS: dict[str, tuple[str, str, Any]] = {
    "when": ("#chip-when", "document.querySelector('.pop') !== null", True),
    "who": ("#chip-who", "document.querySelector('[data-facet=side]') !== null", True),
    "where": (
        "#chip-where",
        "document.querySelector('[data-facet=place]') !== null",
        True,
    ),
    "what": (
        "#chip-what",
        "document.querySelector('[data-facet=type]') !== null",
        True,
    ),
    "sure": (
        "#chip-sure",
        "document.querySelector('[data-facet=status]') !== null",
        True,
    ),
    "told": (
        "#chip-told",
        "document.querySelector('[data-facet=articles]') !== null",
        True,
    ),
    "weak": ("#weak", "location.hash.includes('weak=no')", True),
    "map": ("#tab-map", "location.hash", "#tab=map"),
    "matrix": ("#tab-matrix", "location.hash", "#tab=matrix"),
    "sequences": ("#tab-sequences", "location.hash", "#tab=sequences"),
    "compare": ("#tab-compare", "location.hash", "#tab=compare"),
    "item": ("#list .item[data-id=i-subek]", "location.hash", "#incident=i-subek"),
    "label": ("#strip .label", "location.hash.includes('incident=')", True),
    "rough": ("#rough", "document.querySelector('#list-back') !== null", True),
    "cite": ("[data-act=cite]", "document.querySelector('#say').open", True),
    "note": ("[data-act=note]", "document.querySelector('#say').open", True),
    "wrong": ("[data-act=wrong]", "document.querySelector('#correct').open", True),
    "theme": ("#theme", "document.documentElement.dataset.theme", "dark"),
    "help": ("#help-open", "document.querySelector('#help').open", True),
    "export": ("#export summary", "document.querySelector('#export').open", True),
    "teach": ("#teach summary", "document.querySelector('#teach').open", True),
}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_every_control_works(visit: Visit, way: str) -> None:
    failed = []
    page = visit("archive")
    for name, (selector, look, wanted) in CONTROLS.items():
        page.goto(page.url.split("#")[0])
        page.evaluate("localStorage.clear()")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        control = page.locator(selector).first
        if way == "mouse":
            # a name on the strip is clicked on its words, not on the line that leads to its bar
            words = control.locator("text").first
            (words if words.count() else control).click()
        else:
            control.focus()
            page.keyboard.press("Enter")
        page.wait_for_timeout(20)
        shown = page.evaluate(look)
        if shown != wanted:
            failed.append((name, shown, wanted))
    assert failed == []


@pytest.mark.parametrize(
    ("key", "look", "wanted"),
    [
        ("2", "location.hash.includes('tab=map')", True),
        ("3", "location.hash.includes('tab=matrix')", True),
        ("4", "location.hash.includes('tab=sequences')", True),
        ("5", "location.hash.includes('tab=compare')", True),
        ("w", "location.hash.includes('weak=no')", True),
        ("s", "document.querySelector('[data-act=keep]').ariaPressed", "true"),
        ("t", "document.documentElement.dataset.theme", "dark"),
        ("/", "document.activeElement.id", "search"),
        ("x", "document.querySelector('#correct').open", True),
        ("n", "document.querySelector('#say').open", True),
        ("?", "document.querySelector('#help').open", True),
        ("Escape", "location.hash", ""),
    ],
)
def test_keys_do_what_the_help_says(
    visit: Visit, key: str, look: str, wanted: Any
) -> None:
    page = visit("archive", "#incident=i-subek")
    page.keyboard.press(key)
    assert page.evaluate(look) == wanted


def test_escape_closes_a_menu_before_anything_else(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    page.click("#export summary")
    page.keyboard.press("Escape")
    expect(page.locator("#export")).not_to_have_attribute("open", "")
    assert "incident=i-subek" in page.url


def test_outside_text_finds_its_own_direction(visit: Visit) -> None:
    page = visit("archive")
    for selector in ("#title", "#list .item .ours", "#panel blockquote"):
        assert page.locator(selector).first.get_attribute("dir") == "auto"


def test_nothing_moves_for_those_who_ask_for_stillness(visit: Visit) -> None:
    page = visit("archive", reduced_motion="reduce")
    time = "one => getComputedStyle(one).transitionDuration"
    assert page.locator("#stage .mark").first.evaluate(time) == "0s"
