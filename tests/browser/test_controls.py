"""Does every control do its work by mouse and by keyboard, and can everybody reach it?"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_page import headlines, in_view

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"

ASKS = ("pairs", "lags", "transitions", "episodes", "aligned", "motifs", "similar")

# What the page looks like to axe: every view, exercise, panel and dialog, also with nothing in view.
STATES = {
    "story": (
        "",
        "#incident=i-subek&dates=all",
        "#day=2020-02-03&tab=map",
        "#step=2",
        "#q=nosuchword",
    ),
    "large": (
        *(f"#tab=sequences&ask={ask}&dates=all" for ask in ASKS),
        "#tab=sequences&q=Subek",
        "#tab=sequences&dates=all&lanes=type",
        "#task=order&dates=all",
        "#task=says",
    ),
    "nothing": ("",),
}


def go(page: Page, fragment: str) -> None:
    """Go to another view without loading the page anew, as the back button does."""
    page.evaluate(
        "hash => { history.replaceState(null, '', hash || '#'); window.dispatchEvent(new Event('popstate'));"
        "document.querySelector('#help').close(); }",
        fragment,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_no_serious_violation(visit: Visit, name: str, theme: str) -> None:
    page = visit(name, color_scheme=theme)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    for fragment in (*STATES[name], "?"):
        if fragment == "?":
            page.keyboard.press("?")
        else:
            go(page, fragment)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (fragment, one["id"], [node["target"] for node in one["nodes"]][:4])
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == []


def test_tab_reaches_every_control_and_shows_where_it_is(visit: Visit) -> None:
    page = visit("story", "#incident=i-subek&dates=all&tab=map&step=2")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, input, textarea, [tabindex="0"]')]
            .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
            .map((one, at) => { one.dataset.at = at; return at; })"""
    )
    reached = set()
    page.evaluate("document.body.focus()")
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        at, outline = page.evaluate(
            "[document.activeElement.dataset.at, getComputedStyle(document.activeElement).outlineStyle]"
        )
        if at is not None:
            reached.add(int(at))
            assert outline != "none"
    assert reached == set(wanted)


# Control, the view it is tried in, what is looked at, and what that must become.
CONTROLS: dict[str, tuple[str, str, str, Any]] = {
    "facet value": (
        "#type-0",
        "#dates=all",
        "document.querySelector('#count').textContent[0]",
        None,
    ),
    "facet all": ("#type-all", "#not-type=ASSAULT", "location.hash", ""),
    "facet none": ("#type-none", "#dates=all", "document.querySelector('#empty').hidden", False),
    "only": (
        "#facets [data-facet=status] .only",
        "#dates=all",
        "location.hash.includes('not-status')",
        True,
    ),
    "zoom in": ("#zoom-in", "#dates=all", "location.hash.includes('from=')", True),
    "zoom out": (
        "#zoom-out",
        "#from=2020-02-03&to=2020-02-05",
        "location.hash.includes('from=2020-02-03')",
        False,
    ),
    "all dates": ("#zoom-all", "#from=2020-02-03&to=2020-02-05", "location.hash", "#dates=all"),
    "chip": ("#chips .chip", "", "location.hash", "#dates=all"),
    "earlier": ("#earlier", "", "document.querySelector('#earlier').hidden", True),
    "later": (
        "#later",
        "#from=2020-01-01&to=2020-02-01",
        "document.querySelector('#later').hidden",
        True,
    ),
    "show everything": ("#reset", "#q=nosuchword", "document.querySelector('#empty').hidden", True),
    "undated": ("#undated-list button", "", "location.hash.includes('incident=i-taken')", True),
    "network actor": (
        "#network .node circle",
        "#dates=all",
        "location.hash.includes('focus=')",
        True,
    ),
    "map": ("#tab-map", "", "document.querySelector('#view-map').hidden", False),
    "place": (
        "#map .place circle",
        "#tab=map&dates=all",
        "document.querySelector('#panel-title').textContent",
        None,
    ),
    "closer": (
        "#map-in",
        "#tab=map&dates=all",
        "document.querySelector('.scale-bar path').getAttribute('d')",
        None,
    ),
    "wider": (
        "#map-out",
        "#tab=map&dates=all",
        "document.querySelector('.scale-bar path').getAttribute('d')",
        None,
    ),
    "question": ("#ask-motifs", "#tab=sequences", "location.hash.includes('ask=motifs')", True),
    "whole timeline": (
        "#ask-whole",
        "#tab=sequences&q=Subek",
        "location.hash.includes('q=')",
        False,
    ),
    "row of a table": (
        ".row-open",
        "#tab=sequences&ask=pairs",
        "document.querySelector('#panel-title').textContent",
        None,
    ),
    "row": ("td.headline button", "#dates=all", "document.querySelectorAll('tr.chosen').length", 1),
    "sort": (".column-killed button", "", "location.hash.includes('sort=killed')", True),
    "later incident": (
        "#panel-next",
        "#incident=i-subek",
        "location.hash.includes('i-subek')",
        False,
    ),
    "earlier incident": (
        "#panel-previous",
        "#incident=i-subek",
        "location.hash.includes('i-subek')",
        False,
    ),
    "close": ("#panel-body .close", "#incident=i-subek", "location.hash", ""),
    "whole day": (
        "#whole-day",
        "#incident=i-subek",
        "location.hash.includes('day=2020-02-03')",
        True,
    ),
    "day before": (
        "#panel-previous",
        "#day=2020-02-03",
        "location.hash.includes('day=2020-02-02')",
        True,
    ),
    "day after": (
        "#panel-next",
        "#day=2020-02-03",
        "location.hash.includes('day=2020-02-04')",
        True,
    ),
    "day of the guide": (".day-link", "", "location.hash.includes('day=')", True),
    "theme": ("#theme", "", "document.documentElement.dataset.theme", "dark"),
    "help": ("#help-open", "", "document.querySelector('#help').open", True),
    "skip": ("#skip", "", "document.activeElement.id", "table-title"),
    "begin the story": (
        "#guide-story",
        "",
        "document.querySelector('#story-place').textContent",
        "1 of 3",
    ),
    "next step": (
        "#story-on",
        "#step=1",
        "document.querySelector('#story-place').textContent",
        "2 of 3",
    ),
    "step back": (
        "#story-back",
        "#step=2",
        "document.querySelector('#story-place').textContent",
        "1 of 3",
    ),
    "answer": (
        "#story-answer summary",
        "#step=2",
        "document.querySelector('#story-answer').open",
        True,
    ),
    "view of the step": (
        "#story-view",
        "#step=2&lanes=type",
        "location.hash",
        "#day=2020-02-03&step=2",
    ),
    "leave the story": ("#story-leave", "#step=2", "document.querySelector('#story').hidden", True),
    "deal again": (
        "#task-again",
        "#task=order&dates=all",
        "document.querySelectorAll('.order-card').length",
        6,
    ),
    "close the exercise": (
        "#task-close",
        "#task=order",
        "document.querySelector('#task').hidden",
        True,
    ),
    "show the dates": (
        "#task-show",
        "#task=order&dates=all",
        "document.querySelectorAll('.card-date').length",
        6,
    ),
}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_every_control_works(visit: Visit, way: str) -> None:
    page = visit("story")
    failed = []
    for name, (selector, fragment, look, wanted) in CONTROLS.items():
        go(page, fragment)
        before = page.evaluate(look) if wanted is None else None
        found = page.locator(selector)
        control = found.last if name == "place" else found.first  # the first ones lie under it
        if name == "skip":
            control.focus()  # it can be seen only then
        if way == "mouse":
            control.click(force=name == "only")
        else:
            target = (
                "xpath=ancestor-or-self::*[@tabindex][1]"
                if selector.endswith("circle")
                else "xpath=."
            )
            control.locator(target).focus()
            page.keyboard.press(
                "Space"
                if "input" in str(control.evaluate("one => one.tagName")).lower()
                else "Enter"
            )
        after = answer(page, look, before, wanted)
        if after == before if wanted is None else after != wanted:
            failed.append((name, before, after, wanted))
    assert failed == []


def answer(page: Page, look: str, before: object, wanted: object) -> object:
    """Return what the page shows as soon as it is what is expected, or after a while what it shows instead."""
    for _ in range(1_500):
        after = page.evaluate(look)
        if after != before if wanted is None else after == wanted:
            return after
        page.wait_for_timeout(20)
    return after


def test_menus_open_and_choose_by_keyboard(visit: Visit) -> None:
    page = visit("story")
    page.focus("#class-menu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#task-title")).to_have_text("Put in order")
    assert page.evaluate("document.activeElement.id") == "task-title"
    page.keyboard.press("Escape")
    expect(page.locator("#task")).to_be_hidden()
    page.focus("#export summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize(
    ("key", "look", "wanted"),
    [
        ("2", "document.querySelector('#view-map').hidden", False),
        ("3", "document.querySelector('#view-sequences').hidden", False),
        ("s", "document.querySelector('#story').hidden", False),
        ("d", "location.hash.includes('day=2020-02-03')", True),
        ("f", "location.hash.includes('focus=northern-front')", True),
        ("+", "location.hash.includes('from=')", True),
        ("0", "location.hash.includes('dates=all')", True),
        ("Escape", "location.hash", ""),
    ],
)
def test_keys_do_what_the_help_says(visit: Visit, key: str, look: str, wanted: Any) -> None:
    page = visit("story", "#incident=i-subek")
    page.keyboard.press(key)
    assert page.evaluate(look) == wanted


def test_tabs_are_gone_through_with_arrows(visit: Visit) -> None:
    page = visit("small")
    page.focus("#tab-network")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-map"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-sequences"
    assert "tab=sequences" in page.evaluate("location.hash")
    assert "incident=" not in page.evaluate("location.hash")


def test_the_back_button_goes_back_through_what_was_looked_at(visit: Visit) -> None:
    page = visit("small")
    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    page.locator("#whole-day").click() if page.locator(
        "#whole-day"
    ).count() else page.keyboard.press("ArrowRight")
    page.go_back()
    page.go_back()
    assert page.evaluate("location.hash") == "#tab=map"
    expect(page.locator("#panel-title")).to_have_text("How to read this")
    page.go_back()
    expect(page.locator("#view-network")).to_be_visible()


@pytest.mark.parametrize(
    "fragment", ["", "#dates=all", "#dates=all&not-type=ASSAULT&q=the", "#q=nosuchword"]
)
def test_every_export_holds_exactly_what_is_in_view_and_says_what_that_is(
    visit: Visit, fragment: str
) -> None:
    page = visit("large", fragment)
    shown = in_view(page)
    saved = {}
    for kind in ("csv", "json", "txt", "bib", "csl"):
        page.click("#export summary")
        with page.expect_download() as download:
            page.click(f"#export button[value={kind}]")
        saved[kind] = download.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(saved["csv"], newline="")))
    assert len(rows) == shown
    assert len(json.loads(saved["json"])["incidents"]) == shown
    assert saved["txt"].count("in the timeline “") == shown
    words = json.loads(saved["json"])["view"]
    assert words in saved["txt"].splitlines()[0]
    assert words in saved["bib"].splitlines()[0]
    ids = {item["id"].split(":")[0] for item in json.loads(saved["csl"])}
    assert len(ids) == shown
    assert ("words: the" in words) == ("q=the" in fragment)


def test_a_click_on_a_bar_of_the_overview_shows_its_day(visit: Visit) -> None:
    page = visit("small", "#from=2020-01-20&to=2020-02-08")
    box = page.locator("#brush").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "day=2020-0" in page.evaluate("location.hash")


def test_search_finds_days_and_suggests_spellings(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    page.fill("#search", "3 February 2020")
    expect(page.locator("#count")).to_have_text("1 of 12 incidents in view")
    page.fill("#search", "Subeck")
    expect(page.locator("#hints")).to_contain_text("Subek")
    page.locator("#hints button").first.click()
    expect(page.locator("#hints")).to_be_hidden()
    assert len(headlines(page)) == in_view(page) > 1


@pytest.mark.parametrize("before", [None, "delete window.DecompressionStream"])
def test_a_large_page_is_unpacked_also_where_the_browser_cannot(
    visit: Visit, before: str | None
) -> None:
    page = visit("packed", "#dates=all", before=before)
    assert page.evaluate("document.querySelector('#data').type") == "text/plain"
    assert in_view(page) == 4_000


def test_a_page_that_holds_a_part_says_so_everywhere(visit: Visit) -> None:
    page = visit("part", "#dates=all")
    words = "the 400 most salient of 500 incidents"
    expect(page.locator("#subtitle")).to_contain_text(words)
    expect(page.locator("#part-notice")).to_contain_text(words)
    page.click("#export summary")
    with page.expect_download() as download:
        page.click("#export button[value=json]")
    assert words in json.loads(download.value.path().read_text(encoding="utf-8"))["view"]
    assert page.locator("#overview-plot .scatterlayer .js-line").count() == 1
