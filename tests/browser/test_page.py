"""Does the page do, in a real browser, what it promises?"""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.views.hostile import HOSTILE
from timeline.views.escape import clean

pytestmark = pytest.mark.browser

SUBEK = "Northern Front shelled Subek, killing at least 4"
DOTS = "#lanes-plot .scatterlayer .points path"


def headlines(page: Page) -> list[str]:
    """Give the headlines in the table, in order."""
    return page.locator("#table tbody td.headline").all_inner_texts()


def in_view(page: Page) -> int:
    """Read the number of incidents in view from the header."""
    return int(page.locator("#count").inner_text().split(" ")[0].replace(",", ""))


def test_the_page_opens_by_double_click_and_draws_every_lane(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    assert page.title() == "Delta conflict, February 2020"
    assert (
        page.locator("#subtitle").inner_text()
        == "4 articles, 12 incidents, 1 Jan 2018 to 8 Feb 2020"
    )
    assert in_view(page) == 12
    assert page.locator(DOTS).count() >= 8
    assert page.locator("#lanes-plot .ytick").count() >= 8


def test_the_page_opens_where_most_incidents_lie_and_says_what_is_left_out(visit: Visit) -> None:
    page = visit("small")
    assert page.locator("#chips").inner_text().startswith("17 Jan 2020 – 8 Feb 2020")
    assert page.locator("#earlier").inner_text() == "← 1 incident earlier"
    page.click("#earlier")
    assert in_view(page) == 12


def test_a_month_and_a_year_have_a_bar_and_no_dot(visit: Visit) -> None:
    page = visit("small", "#dates=all&not-precision=day&not-precision=week&not-precision=")
    assert headlines(page) == [
        "War between Government forces and Northern Front",
        "More than 30,000 people fled Upper Delta",
    ]
    assert page.locator(DOTS).count() == 0
    assert (
        page.locator("#lanes-plot .scatterlayer .js-fill[d], #lanes-plot .fills path").count() >= 1
    )


def test_what_did_not_happen_is_drawn_open(visit: Visit) -> None:
    page = visit("small", "#not-status=occurred&not-precision=")
    assert page.locator(DOTS).count() == 5
    fills = page.eval_on_selector_all(
        DOTS, "all => all.map(one => one.style.fillOpacity + one.style.fill)"
    )
    assert all(fill.endswith("none") or fill.startswith("0") for fill in fills)


def test_an_undated_incident_stands_in_its_drawer_whatever_the_days(visit: Visit) -> None:
    page = visit("small", "#from=2018-01-01&to=2018-02-01")
    assert page.locator("#undated").inner_text().startswith("Date not given (1)")
    page.locator("#undated button").click()
    expect(page.locator("#panel-body")).to_contain_text("No report gives a way to date it.")


def test_a_click_on_a_dot_shows_the_sentence_with_its_marks(visit: Visit) -> None:
    page = visit("small")
    found = page.evaluate(
        "() => { const row = [...document.querySelectorAll('#table tbody tr')]"
        ".find(tr => tr.innerText.includes('Mine'));"
        "row.querySelector('button').click(); const box = document.querySelector('.ring').getBoundingClientRect();"
        "return [box.x + box.width / 2, box.y + box.height / 2]; }"
    )
    page.keyboard.press("Escape")
    assert page.locator(".ring").count() == 0
    page.mouse.click(*found)
    expect(page.locator("#panel-title")).to_have_text("Mine killed 1 person on the road to Subek")
    assert page.locator("blockquote mark.slot-casualties").inner_text() == "how manyOne person"
    assert page.locator("blockquote mark.slot-date .slot").inner_text() == "when"
    assert page.locator(".bars .figure").inner_text() == "1 person"
    assert "incident=i-mine" in page.evaluate("location.hash")


def test_the_panel_tells_who_says_what(visit: Visit) -> None:
    page = visit("small", "#incident=i-subek")
    panel = page.locator("#panel-body")
    expect(panel).to_contain_text("On Monday 3 February 2020")
    expect(panel).to_contain_text("Derived from the words “Monday”.")
    expect(panel).to_contain_text("They disagree")
    assert page.locator(".bars .figure").all_inner_texts() == [
        "4 people",
        "1 person",
        "at least 12 people",
    ]
    assert (
        page.locator(".bars .says").all_inner_texts()[0]
        == "Daily Courier, citing hospital official"
    )
    assert page.locator(".report h4").all_inner_texts() == [
        "Daily Courier · published 4 Feb 2020",
        "Ministry Bulletin · published 4 Feb 2020",
        "Relief Watch · published 7 Feb 2020",
    ]
    expect(panel).to_contain_text("1 day earlier")
    widths = page.eval_on_selector_all(
        ".bars .sure", "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert widths[1] < widths[0] < widths[2]


def test_an_open_status_is_told_in_plain_words_with_the_words_it_was_read_from(
    visit: Visit,
) -> None:
    page = visit("small", "#incident=i-talks")
    expect(page.locator("#panel-body")).to_contain_text(
        "Planned or announced. Nothing here says that it happened."
    )
    expect(page.locator("#panel-body")).to_contain_text("Read from “plan to”.")


def test_a_facet_filters_and_its_own_counts_stay(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    count = page.locator("#facets [data-facet=type] li", has_text="Armed force").locator(".count")
    assert count.inner_text() == "7"
    page.locator("#type-0, #facets [data-facet=type] label:has-text('Armed force')").first.click()
    assert in_view(page) == 5
    assert count.inner_text() == "7"
    assert (
        page.locator("#facets [data-facet=place] li", has_text="Tamra")
        .locator(".count")
        .inner_text()
        == "1"
    )
    page.locator("#facets [data-facet=type] button", has_text="none").click()
    assert in_view(page) == 0
    expect(page.locator("#empty")).to_contain_text("No incident matches these filters.")
    page.click("#reset")
    assert in_view(page) == 12


def test_search_looks_into_the_sentences(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    page.keyboard.press("/")
    page.keyboard.type("stray round")
    expect(page.locator("#count")).to_have_text("1 of 12 incidents in view")
    assert headlines(page) == [SUBEK]


def test_keys_step_through_time_and_say_so(visit: Visit) -> None:
    page = visit("small")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-title")).to_have_text(
        "Clashes between River Militia and Government forces in Tamra"
    )
    assert page.locator("#live").inner_text().endswith("in Tamra, 20–26 Jan 2020")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#panel-title")).to_have_text("More than 30,000 people fled Upper Delta")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("0")
    assert in_view(page) == 12
    page.keyboard.press("+")
    assert in_view(page) < 12


def test_the_back_button_goes_back_to_the_incident_before(visit: Visit) -> None:
    page = visit("small")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("More than 30,000 people fled Upper Delta")


def test_the_brush_filters_by_overlap(visit: Visit) -> None:
    page = visit("large")
    box = page.locator("#brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30, steps=5)
    page.mouse.up()
    assert 0 < in_view(page) < 500
    found = re.search(r"from=(\d{4}-\d\d-\d\d)&to=(\d{4}-\d\d-\d\d)", page.url)
    assert found is not None
    assert "2019-12" <= found.group(1) < found.group(2) < "2020-09"
    whens = page.locator("#table tbody td:first-child").all_inner_texts()
    assert "2020" in whens  # known only to the year, which overlaps
    page.dblclick("#brush")
    assert in_view(page) == 500


def test_the_brush_is_moved_by_keys(visit: Visit) -> None:
    page = visit("large")
    first = page.locator(".handle").first
    first.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") == "30 Jun 2019"
    assert in_view(page) < 500


def test_a_drag_over_the_lanes_zooms(visit: Visit) -> None:
    page = visit("large")
    box = page.locator("#lanes").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 420, box["y"] + 62, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from="))
    assert in_view(page) < 500


def test_a_dense_stretch_is_a_tile_that_lists_its_incidents(visit: Visit) -> None:
    page = visit("large", "#lanes=type")
    tiles = page.locator("#lanes-plot .textpoint text")
    number = next(text for text in tiles.all_text_contents() if int(text) > 20)
    tiles.get_by_text(number, exact=True).first.scroll_into_view_if_needed()
    box = tiles.get_by_text(number, exact=True).first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel-title")).to_have_text(f"{number} incidents here")
    page.locator("#panel-body button", has_text="Zoom to these days").click()
    assert in_view(page) < 500


def test_lanes_can_be_switched_and_nothing_vanishes(visit: Visit) -> None:
    page = visit("large", "#rows=6")
    for lanes in ("pair", "actor", "type", "place", "publisher"):
        page.select_option("#lane-kind", lanes)
        names = " ".join(page.locator("#lanes-plot .ytick").all_text_contents())
        assert ("Others" in names) == (lanes != "publisher")
        assert in_view(page) == 500


def test_the_table_sorts_by_button_and_keeps_unknown_last(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    page.locator("th button", has_text="Killed").click()
    page.locator("th button", has_text="Killed").click()
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Killed")
    assert headlines(page)[0] == SUBEK
    page.locator("th button", has_text="When").click()
    assert headlines(page)[-1] == "River Militia abducted several teachers"


def test_a_row_is_chosen_by_keyboard(visit: Visit) -> None:
    page = visit("small")
    page.locator("td.headline button").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("River Militia failed to withdraw from Tamra")
    assert page.locator("tr.chosen").count() == 1


def test_an_actor_of_the_network_is_focused_by_click_and_by_key(visit: Visit) -> None:
    page = visit("small", "#dates=all")
    page.locator("#network .node", has_text="River Militia").locator("circle").click()
    assert in_view(page) == 3
    page.locator("#network .node.chosen").focus()
    page.keyboard.press("Enter")
    assert in_view(page) == 12


def test_a_link_restores_the_view_and_nonsense_in_it_is_ignored(visit: Visit) -> None:
    page = visit(
        "small",
        "#lanes=actor&from=2020-02-01&to=2020-02-05&not-type=REQUEST&incident=i-raid&sort=headline&theme=dark",
    )
    assert page.locator("#lane-kind").input_value() == "actor"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    expect(page.locator("#panel-title")).to_contain_text("near Lemo")
    assert headlines(page) == sorted(headlines(page)) and in_view(page) == 5
    page = visit(
        "small",
        "#lanes=x&from=2020-02-31&to=zz&not-type=NO&not-x=1&incident=no&sort=__proto__&rows=999&q=",
    )
    assert page.locator("#lane-kind").input_value() == "pair"
    assert in_view(page) == 11


def test_a_hidden_incident_loses_its_ring_and_the_panel_says_so(visit: Visit) -> None:
    page = visit("small", "#incident=i-subek")
    assert page.locator(".ring").count() == 1
    page.locator("#facets [data-facet=type] label", has_text="Armed force").click()
    assert page.locator(".ring").count() == 0
    expect(page.locator("#panel-body")).to_contain_text("The present filters hide this incident")
    page.locator("#panel-body button", has_text="Show everything").click()
    assert page.locator(".ring").count() == 1


def test_csv_and_json_hold_what_is_in_view_and_no_formula(visit: Visit) -> None:
    page = visit("hostile", "#not-actor=none")
    page.click("#export summary")
    with page.expect_download() as download:
        page.locator("#export button[value=csv]").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == in_view(page) == len(HOSTILE)
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))
    ]
    assert {row["view"] for row in rows} == {"everything"}
    page.click("#export summary")
    with page.expect_download() as download:
        page.locator("#export button[value=json]").click()
    content = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [row["headline"] for row in content["incidents"]] == [clean(text) for text in HOSTILE]
    assert content["view"] == "everything"


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_chart_is_exported_as_a_picture(visit: Visit, kind: str) -> None:
    page = visit("small")
    page.click("#export summary")
    with page.expect_download() as download:
        page.locator(f"#export button[value={kind.lower()}]").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"<svg" if kind == "SVG" else b"\x89PNG")


def test_hostile_text_is_shown_as_text(visit: Visit) -> None:
    page = visit("hostile", "#dates=all&rows=25")
    for number, text in enumerate(HOSTILE):
        page.locator("td.headline button").nth(number).click()
        assert page.locator("#panel-title").text_content() == clean(text)
        shown = page.locator("blockquote").first.evaluate(
            "one => { const copy = one.cloneNode(true);"
            "copy.querySelectorAll('.slot').forEach(label => label.remove()); return copy.textContent; }"
        )
        assert shown == clean(text)
    for lanes in ("actor", "place", "publisher", "type"):
        page.select_option("#lane-kind", lanes)
    assert page.evaluate(
        "window.ran === undefined && document.querySelectorAll('main :is(a, img, script)').length === 0"
    )


def test_a_timeline_without_incidents_says_so(visit: Visit) -> None:
    page = visit("nothing")
    expect(page.locator("#count")).to_have_text("0 of 0 incidents in view")
    expect(page.locator("#empty")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")


def test_a_single_incident_is_drawn_on_its_day(visit: Visit) -> None:
    page = visit("one")
    assert page.locator(DOTS).count() == 1
    assert "3 Feb" in " ".join(page.locator("#lanes-plot .xtick").all_text_contents())
    expect(page.locator("#count")).to_have_text("1 of 1 incident in view")


def test_a_timeline_without_any_date_still_lists_its_incidents(visit: Visit) -> None:
    page = visit("undated")
    expect(page.locator("#lanes")).to_be_hidden()
    assert page.locator("#undated-list button").count() == 1
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-body")).to_contain_text("Date not given")


@pytest.mark.parametrize("name", ["small", "large", "hostile"])
def test_a_phone_needs_no_sideways_scrolling(visit: Visit, name: str) -> None:
    page = visit(name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_print_shows_every_row_and_leaves_the_page_as_it_was(visit: Visit) -> None:
    page = visit("large", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#table tbody tr").count() == 500
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#table tbody tr").count() == 30
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_a_day_is_the_same_in_every_time_zone(visit: Visit, zone: str) -> None:
    page = visit("small", "#incident=i-mine", timezone_id=zone)
    expect(page.locator("#panel-body")).to_contain_text("On Thursday 6 February 2020")
    left = page.locator(".ring").evaluate("one => parseFloat(one.style.left)")
    assert left == pytest.approx(
        visit("small", "#incident=i-mine")
        .locator(".ring")
        .evaluate("one => parseFloat(one.style.left)")
    )


def test_the_theme_can_be_switched(visit: Visit) -> None:
    page = visit("small")
    page.click("#theme")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert (
        page.locator("#lanes-plot .ytick text").first.evaluate("one => one.style.fill")
        == "rgb(233, 235, 238)"
    )
