"""Does the page show, in a real browser, what it promises?"""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, until
from tests.views.hostile import HOSTILE
from timeline.model.correction_fields import CORRECTION_FIELDS, FIELDS
from timeline.project.corrections import read_corrections
from timeline.views.escape import clean

pytestmark = pytest.mark.browser

LAYOUTS = pytest.mark.parametrize("name", ["small", "archive", "graded", "graded-case"])


def in_view(page: Page) -> int:
    """Return the number of incidents in view."""
    words = page.locator("html").get_attribute("data-view") or "0"
    return int(words.split(" ")[0].replace(",", ""))


def items(page: Page) -> list[str]:
    """Return the ids of the incidents in the list or among the words."""
    ids = page.locator("#list .item, #words .entry-words").evaluate_all(
        "all => all.map(one => one.dataset.id)"
    )
    return [str(one) for one in ids]


def saved(page: Page, kind: str) -> bytes:
    """Save what is in view and return the file."""
    page.click("#export summary")
    with page.expect_download() as download:
        page.click(f"#export button[value={kind}]")
    return download.value.path().read_bytes()


def test_case_shows_every_incident_with_its_words(visit: Visit) -> None:
    page = visit("small")
    assert page.title() == "Delta conflict, February 2020"
    expect(page.locator("#standfirst")).to_contain_text("four articles".capitalize())
    expect(page.locator("#standfirst")).to_contain_text("12 incidents")
    assert len(items(page)) == in_view(page) == 12
    marks = page.locator("#case-chart .entry").count()
    off = page.locator("#case-off button").count()
    assert marks + off == 12
    expect(page.locator("#accounts")).to_contain_text("Where the accounts differ")
    expect(page.locator("#words blockquote").first).to_be_visible()


def test_archive_shows_strip_list_stage_and_panel(visit: Visit) -> None:
    page = visit("graded")
    for part in ("#strip svg", "#list .item", "#stage svg", "#panel blockquote"):
        expect(page.locator(part).first).to_be_visible()
    drawn = page.locator("#strip .bar").evaluate_all(
        "all => all.map(one => one.getAttribute('d'))"
    )
    assert any(drawn)
    assert page.locator("#list .item .q").first.inner_text().startswith("“")


def test_list_marks_what_the_panel_shows_first(visit: Visit) -> None:
    page = visit("graded")
    marked = page.locator("#list .item[aria-current=true]")
    expect(marked).to_have_count(1)
    expect(page.locator("#panel blockquote").first).to_be_visible()
    first = marked.get_attribute("data-id")
    page.locator("#list .item:not([aria-current])").first.click()
    expect(marked).to_have_count(1)
    assert marked.get_attribute("data-id") != first


def test_case_says_how_sure_an_incident_is(visit: Visit) -> None:
    page = visit("small", "#incident=i-raid")
    expect(page.locator(".entry-words.on .sure h3")).to_have_text("How sure")
    assert page.locator(".entry-words.on .sure li").count() > 1


def test_same_words_are_shown_once_with_sources(visit: Visit) -> None:
    page = visit("copied")
    expect(page.locator("#panel .report blockquote")).to_have_count(1)
    sources = page.locator("#panel .report .source")
    expect(sources).to_have_count(2)
    expect(sources.last).to_contain_text("In the same words: Copy Press")


def test_first_view_is_the_strong_part(visit: Visit) -> None:
    page = visit("graded")
    strong = in_view(page)
    expect(page.locator("#weak b")).to_have_text(str(12 - strong))
    page.keyboard.press("w")
    assert in_view(page) == 12
    assert page.locator("#list .item.weak").count() == 12 - strong
    assert "weak=yes" in page.url


def test_without_headlines_the_standfirst_says_why(visit: Visit) -> None:
    for name in ("small", "archive"):
        page = visit(name)
        assert in_view(page) == 12
        expect(page.locator("#standfirst")).to_contain_text("could serve as a headline")
        assert page.locator("#list .item .q").count() == 0


def test_articles_speak_in_serif_and_page_in_sans(visit: Visit) -> None:
    page = visit("graded", "#incident=i-subek")
    family = "one => getComputedStyle(one).fontFamily"
    for serif in ("#panel blockquote", "#panel .headline .q", "#list .item .q"):
        assert page.locator(serif).first.evaluate(family).startswith("Charter")
    for sans in ("#standfirst", "#panel .facts", "#panel-kind", "#list .item .s"):
        assert "system-ui" in page.locator(sans).first.evaluate(family)


def test_headline_that_one_side_gives_says_so(visit: Visit) -> None:
    page = visit("graded", "#incident=i-raid")
    says = page.locator("#panel-title .by-side")
    expect(says).to_have_text(", Government says")
    assert "system-ui" in says.evaluate("one => getComputedStyle(one).fontFamily")
    page.click("#list .item[data-id=i-subek]")
    expect(page.locator("#panel-title .by-side")).to_have_count(0)


def test_panel_says_who_says_what(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Monday 3 February 2020")
    expect(panel).to_contain_text("Derived from “Monday” in an article of 4 Feb 2020.")
    expect(panel).to_contain_text("accounts differ")
    numbers = panel.locator(".rivals .number").evaluate_all(
        "all => all.map(one => one.firstChild.textContent)"
    )
    assert numbers == ["4", "1", "12 or more"]
    expect(panel.locator(".source").first).to_contain_text("Daily Courier, 4 Feb 2020")
    assert panel.locator("mark.slot-casualties").first.inner_text() == "four people"


def test_scale_ends_where_its_label_says(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    spots = page.locator("#panel .rivals").first.evaluate(
        "one => [...one.querySelectorAll('.dot')].map(dot => dot.cx.baseVal.value)"
    )
    ticks = page.locator("#panel .rivals").first.evaluate(
        "one => [...one.querySelectorAll('.rule')].map(line => line.x1.baseVal.value)"
    )
    assert ticks[0] <= min(spots) and max(spots) <= ticks[-1]


def test_pointing_at_a_field_lights_its_words(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    page.locator("#panel .fact", has_text="When").hover()
    assert page.locator("#panel mark.slot-date.lit").count() > 0
    page.mouse.move(0, 0)
    assert page.locator("#panel mark.lit").count() == 0


@LAYOUTS
def test_keys_step_through_incidents(visit: Visit, name: str) -> None:
    page = visit(name)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert (
        page.locator("[aria-current=true].item").first.get_attribute("data-id")
        == items(page)[1]
    )
    page.keyboard.press("k")
    assert (
        page.locator("[aria-current=true].item").first.get_attribute("data-id")
        == items(page)[0]
    )
    assert page.locator("#live").inner_text() != ""
    page.keyboard.press("Escape")
    assert "incident" not in page.evaluate("location.hash")


def test_back_button_returns_to_the_incident_before(visit: Visit) -> None:
    page = visit("archive")
    page.keyboard.press("j")
    first = page.evaluate("location.hash")
    page.keyboard.press("j")
    page.go_back()
    until(page, f"location.hash === {first!r}")


def test_click_on_a_mark_chooses_its_incident(visit: Visit) -> None:
    page = visit("archive")
    mark = page.locator("#stage .mark.choose[data-id=i-mine]").first
    mark.locator(".outer").click(force=True)
    assert "incident=i-mine" in page.evaluate("location.hash")
    assert page.locator("#stage .mark .chosen").count() == 1
    page = visit("small")
    page.locator("#case-chart .entry[data-id=i-mine]").click()
    expect(page.locator(".entry-words.on")).to_have_attribute("data-id", "i-mine")
    expect(page.locator(".entry-more")).to_contain_text("Thursday 6 February 2020")


def test_what_did_not_happen_is_dashed(visit: Visit) -> None:
    page = visit("archive")
    looks = page.locator("#stage .mark[data-id=i-talks]").first
    expect(looks).to_have_class(re.compile("dashed"))


def test_chips_include_names_and_counts_ignore_their_own(visit: Visit) -> None:
    page = visit("archive")
    page.click("#chip-what")
    force = page.locator("[data-facet=type] li", has_text="Armed force")
    assert force.locator(".count").inner_text() == "7"
    force.locator("input").check()
    assert in_view(page) == 7
    expect(page.locator("#chip-what b")).to_have_text("Armed force")
    assert "type=ASSAULT" in page.url
    assert page.locator("[data-facet=type] li").count() > 1
    page.keyboard.press("Escape")
    page.click("#show-all")
    assert in_view(page) == 12


def test_reported_by_one_article_takes_two_actions(visit: Visit) -> None:
    page = visit("archive")
    page.click("#chip-told")
    page.get_by_label("one article").check()
    assert in_view(page) == 11
    assert "i-subek" not in items(page)


def test_search_shows_what_it_takes(visit: Visit) -> None:
    page = visit("archive")
    example = page.locator("#search").get_attribute("placeholder")
    assert example is not None and re.fullmatch(r"Search: \w+ \w{3} 2020", example)
    page.fill("#search", example.removeprefix("Search: "))
    page.keyboard.press("Enter")
    assert 0 < in_view(page) < 12
    assert "place=" in page.url and "from=2020" in page.url


def test_search_finds_words_days_and_turns_into_chips(visit: Visit) -> None:
    page = visit("archive")
    page.keyboard.press("/")
    page.keyboard.type("stray rounds")
    until(page, "document.documentElement.dataset.view.startsWith('1 of 12')")
    assert items(page) == ["i-subek"]
    page.fill("#search", "Subek February 2020")
    page.keyboard.press("Enter")
    expect(page.locator("#chip-where b")).to_have_text("Subek")
    expect(page.locator("#chip-when b")).to_contain_text("Feb 2020")
    page.click("#show-all")
    page.fill("#search", "Subeck")
    expect(page.locator("#hints button")).to_have_text("Subek")


def test_empty_view_names_the_question_and_leads_back(visit: Visit) -> None:
    page = visit("archive", "#q=nosuchword&type=ASSAULT")
    expect(page.locator("#empty")).to_contain_text("words: nosuchword")
    expect(page.locator("#empty")).to_contain_text("Without the words: 7 incidents")
    page.click("#reset")
    assert in_view(page) == 12


def test_a_drag_on_the_strip_narrows_everything(visit: Visit) -> None:
    page = visit("large")
    box = page.locator("#strip .hit").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30, steps=5)
    page.mouse.up()
    assert 0 < in_view(page) < 500
    assert (
        re.search(r"from=(\d{4}-\d\d-\d\d)&to=(\d{4}-\d\d-\d\d)", page.url) is not None
    )
    expect(page.locator("#chip-when b")).to_contain_text("2020")
    page.keyboard.press("0")
    assert in_view(page) == 500


def test_strip_window_is_moved_by_keys(visit: Visit) -> None:
    page = visit("large")
    first = page.locator(".handle").first
    before = first.get_attribute("aria-valuenow")
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    handle = page.locator(".handle").first
    assert int(handle.get_attribute("aria-valuenow") or 0) == int(before or 0) + 3


def test_panel_keeps_an_incident_that_leaves_the_view(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek&type=REQUEST")
    expect(page.locator("#panel .notice")).to_contain_text("no longer in view")
    page.locator("#panel .notice button").click()
    assert in_view(page) == 12
    assert page.locator("#panel .notice").count() == 0


def test_tabs_show_map_matrix_and_sequences(visit: Visit) -> None:
    page = visit("archive")
    page.keyboard.press("2")
    assert page.locator("#stage .map .mark").count() > 0
    expect(page.locator("#stage")).to_contain_text("Borders: Natural Earth")
    expect(page.locator("#stage-side")).to_contain_text("without a place")
    page.keyboard.press("3")
    page.locator("#stage .matrix button").first.click()
    expect(page.locator("#list-title")).to_contain_text(" on ")
    page.keyboard.press("4")
    expect(page.locator("#sequences")).to_contain_text("Order is not cause.")
    page.focus("#tab-sequences")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-compare"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-lanes"


def test_roughly_dated_and_undated_are_lists(visit: Visit) -> None:
    page = visit("archive")
    page.click("#rough")
    expect(page.locator("#list-title")).to_contain_text("dated roughly")
    assert page.locator("#list .item").count() == 2
    page.click("#list-back")
    page.click("#undated")
    assert page.locator("#list .item").count() == 1


def test_list_sorts_by_killed_and_articles(visit: Visit) -> None:
    page = visit("archive")
    page.click("#list .sorts button:has-text('by killed')")
    assert items(page)[0] == "i-subek"
    page.click("#list .sorts button:has-text('by articles')")
    assert items(page)[0] == "i-subek"
    assert "sort=articles" in page.url


def test_chosen_item_stands_below_the_list_head(visit: Visit) -> None:
    page = visit("archive")
    for _ in range(8):
        page.keyboard.press("j")
    head, item, frame = (
        page.locator(name).first.bounding_box()
        for name in ("#list .list-head", "#list .item[aria-current]", "#list")
    )
    assert head is not None and item is not None and frame is not None
    assert head["y"] == frame["y"]
    assert head["y"] + head["height"] <= item["y"] + 1
    assert item["y"] + item["height"] <= frame["y"] + frame["height"] + 1


def test_middle_width_opens_at_the_top(visit: Visit) -> None:
    page = visit("archive")
    page.set_viewport_size({"width": 800, "height": 600})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("scrollY") == 0


def test_link_restores_the_view_and_nonsense_is_ignored(visit: Visit) -> None:
    fragment = "#from=2020-02-01&to=2020-02-05&type=ASSAULT&incident=i-raid&tab=map&sort=killed"
    page = visit("archive", fragment)
    assert page.evaluate("location.hash") == fragment
    assert in_view(page) < 12
    expect(page.locator("#tab-map")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel-kind")).to_contain_text("Lemo")
    page = visit(
        "archive", "#from=2020-02-31&to=zz&type=NO&x=1&incident=no&sort=__proto__&q="
    )
    assert in_view(page) == 12


@pytest.mark.parametrize("name", ["hostile", "hostile-case"])
def test_csv_and_json_hold_the_view_without_formulas(visit: Visit, name: str) -> None:
    page = visit(name)
    text = saved(page, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == in_view(page) == len(HOSTILE)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    content = json.loads(saved(page, "json"))
    assert [row["headline"] for row in content["incidents"]] == [
        clean(text) for text in HOSTILE
    ]


@pytest.mark.parametrize("fragment", ["", "#type=AID&q=relief", "#articles=2"])
def test_exports_equal_view_and_say_what_it_is(visit: Visit, fragment: str) -> None:
    page = visit("large", fragment)
    shown = in_view(page)
    rows = list(
        csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"), newline=""))
    )
    content = json.loads(saved(page, "json"))
    assert len(rows) == len(content["incidents"]) == shown > 0
    assert [row["view"] for row in rows if row["view"]] == [content["view"]]
    killed = [row["killed_low"] for row in rows if row["killed_low"]]
    assert all(number.isdigit() for number in killed)
    ranges = [
        (row["killed_low"], row["killed_best"], row["killed_high"]) for row in rows
    ]
    numbers = [[int(cell) for cell in cells if cell] for cells in ranges]
    assert all(cells == sorted(cells) for cells in numbers)
    assert all(
        row["articles"].isdigit() and row["independent_texts"].isdigit() for row in rows
    )
    assert killed or "AID" in fragment
    citations = saved(page, "txt").decode()
    assert citations.count("in the timeline “") == shown
    assert content["view"] in citations.splitlines()[0]
    assert content["view"] in saved(page, "bib").decode().splitlines()[0]
    assert (
        len({item["id"].split(":")[0] for item in json.loads(saved(page, "csl"))})
        == shown
    )


@pytest.mark.parametrize("name", ["small", "archive"])
@pytest.mark.parametrize("kind", ["svg-slide", "png-slide", "svg-column"])
def test_chart_is_saved_as_picture_with_its_legend(
    visit: Visit, name: str, kind: str
) -> None:
    page = visit(name)
    content = saved(page, kind)
    if kind.startswith("png"):
        assert content.startswith(b"\x89PNG")
        return
    text = content.decode("utf-8")
    assert text.startswith("<svg")
    assert "Delta conflict, February 2020" in text
    assert "12 of 12 incidents" in text
    assert "var(" not in text


@pytest.mark.parametrize("name", ["hostile", "hostile-case"])
def test_hostile_text_is_shown_as_text(visit: Visit, name: str) -> None:
    page = visit(name)
    shown = page.locator("#list .item .ours, #words blockquote").all_text_contents()
    for text in HOSTILE:
        assert any(clean(text) in words for words in shown), text
    for key in "1234":
        page.keyboard.press(key)
    page.keyboard.press("j")
    page.locator("[data-act=cite]").first.click()
    assert page.evaluate("window.ran") is None
    assert (
        page.locator(":is(main, aside, dialog) :is(img, script, iframe)").count() == 0
    )


def test_only_web_addresses_become_links(visit: Visit) -> None:
    page = visit("hostile", "#incident=nothing")
    links = page.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert all(link.startswith(("http:", "https:")) for link in links)


def test_timeline_without_incidents_says_so(visit: Visit) -> None:
    page = visit("nothing")
    expect(page.locator("#empty")).to_contain_text("No incident was found")
    for key in ("j", "1", "2", "w"):
        page.keyboard.press(key)


def test_one_incident_and_one_without_date_are_shown(visit: Visit) -> None:
    assert items(visit("one")) == ["i0"] or len(items(visit("one"))) == 1
    page = visit("undated")
    expect(page.locator("#words")).to_contain_text("No day given")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_day_is_same_in_every_time_zone(visit: Visit, zone: str) -> None:
    page = visit("archive", "#incident=i-mine", timezone_id=zone)
    expect(page.locator("#panel")).to_contain_text("Thursday 6 February 2020")


def test_theme_is_remembered_on_this_machine_only(visit: Visit) -> None:
    page = visit("small")
    page.keyboard.press("t")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert "theme" not in page.url
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_correction_applies_at_once_and_becomes_rows(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    page.keyboard.press("x")
    page.select_option("#correct-field", "date")
    page.fill("#correct-value", "2020-02-04")
    page.fill("#correct-reason", "misread")
    page.fill("#correct-author", "A. Reader")
    page.click("#correct-apply")
    expect(page.locator("#panel ins")).to_have_text("2020-02-04")
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.click("#correct-save")
    text = download.value.path().read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["action"], row["id"], row["date"]) == ("fix", "i-subek", "2020-02-04")
    assert (row["author"], row["reason"]) == ("A. Reader", "misread")


SUGGESTED = {
    "headline": "Four people killed in Subek",
    "type": "ASSAULT/bombing",
    "date": "2020-02-04",
    "initiator": "Army",
    "target": "Civilians",
    "party": "Army; Rebels",
    "place": "Lemo (12.5, 30.25)",
    "casualties": "killed 5 people",
    "attribution": "a medic",
    "status": "planned",
    "genericity": "generic",
}


def test_every_field_can_be_suggested_and_applies(visit: Visit, tmp_path: Path) -> None:
    page = visit("archive", "#incident=i-subek")
    for field, value in [*SUGGESTED.items(), ("check", ""), ("delete", "")]:
        page.keyboard.press("x")
        page.select_option("#correct-field", field)
        if value:
            page.fill("#correct-value", value)
        else:
            expect(page.locator("#correct-value")).to_be_hidden()
        page.fill("#correct-reason", "misread")
        page.fill("#correct-author", "A. Reader")
        page.click("#correct-apply")
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.click("#correct-save")
    path = tmp_path / "corrections.csv"
    download.value.save_as(path)
    rows, problems = read_corrections(path)
    assert not problems
    assert {name: row[name] for row in rows for name in row.fields} == SUGGESTED
    assert [row.action for row in rows if not row.fields] == ["check", "delete"]
    assert set(SUGGESTED) == set(CORRECTION_FIELDS) == set(FIELDS)


def test_what_people_checked_can_be_shown_alone(visit: Visit) -> None:
    everything = items(visit("reviewed"))
    assert items(visit("reviewed", "#checked=yes")) == ["i-subek"]
    rest = items(visit("reviewed", "#checked=no"))
    assert "i-subek" not in rest and len(rest) == len(everything) - 1
    panel = visit("reviewed", "#incident=i-subek").locator("#panel")
    expect(panel).to_contain_text("Right as it is. Checked by anna")


def test_notes_and_kept_incidents_stay_on_this_machine(visit: Visit) -> None:
    page = visit("archive", "#incident=i-subek")
    page.keyboard.press("s")
    expect(page.locator("[data-act=keep]")).to_have_text("Kept")
    page.keyboard.press("n")
    page.fill("#note-text", "ask again")
    page.click("#note-keep")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".own-note")).to_have_text("ask again")
    expect(page.locator("[data-act=keep]")).to_have_text("Kept")


@pytest.mark.parametrize("before", [None, "delete window.DecompressionStream"])
def test_large_page_is_unpacked_also_where_browser_cannot(
    visit: Visit, before: str | None
) -> None:
    page = visit("packed", before=before)
    assert page.evaluate("document.querySelector('#data').type") == "text/plain"
    assert in_view(page) == 4_000


def test_page_that_holds_a_part_says_so(visit: Visit) -> None:
    page = visit("part")
    expect(page.locator("#part-notice")).to_contain_text(
        "400 most salient of 500 incidents"
    )
    assert "400 most salient of 500" in json.loads(saved(page, "json"))["view"]
