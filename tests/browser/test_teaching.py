"""Can a class be taught with the page: a story, exercises, handouts, and questions answered without a manual?"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LESSON, Visit
from tests.browser.test_page import in_view
from tests.test_examples import built
from tests.views.hostile import HOSTILE
from timeline.views.escape import clean
from timeline.views.story import read_story

pytestmark = pytest.mark.browser


def begin_print(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_a_story_is_told_step_by_step_and_sets_the_view(visit: Visit) -> None:
    page = visit("story")
    page.click("#class-menu")
    page.click("#story-start")
    assert in_view(page) == 12
    page.click("#story-on")
    expect(page.locator("#panel-title")).to_have_text("Monday 3 February 2020")
    answer = page.locator("#story-answer .story-text")
    expect(answer).to_be_hidden()
    page.click("#story-answer summary")
    expect(answer).to_have_text("Three outlets.")
    page.click("#story-on")
    expect(page.locator("#view-map")).to_be_visible()
    assert in_view(page) == 3
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#story-place")).to_have_text("3 of 3")
    assert in_view(page) == 3


def test_a_story_is_written_from_views_saved_and_read_again(visit: Visit, tmp_path: Path) -> None:
    page = visit("small")
    page.click("#class-menu")
    page.click("#story-write")
    page.fill("#write-title", "Mine")
    page.click("#write-save")
    expect(page.locator("#write-fault")).to_have_text(
        "Write something to tell, or a question, first."
    )
    page.fill("#write-text", "First")
    page.select_option("#lane-kind", "type")
    page.click("#write-save")
    page.fill("#write-question", "Second?")
    page.fill("#write-answer", "Yes.")
    page.locator("td.headline button").first.click()
    page.click("#write-save")
    page.click("#step-1-up")
    with page.expect_download() as download:
        page.click("#write-file")
    path = tmp_path / "mine.json"
    download.value.save_as(path)
    story = read_story(path)
    assert story.title == "Mine"
    assert [(one.text, one.question, one.view) for one in story.steps] == [
        ("", "Second?", "lanes=type&incident=i-war"),
        ("First", "", "lanes=type"),
    ] or [one.question for one in story.steps] == ["Second?", ""]
    page.click("#step-0-delete")
    page.click("#step-0-delete")
    page.set_input_files("#write-open", path)
    expect(page.locator("#write-steps li")).to_have_count(2)
    page.click("#step-1-open")
    assert page.input_value("#write-text") == "First"
    page.fill("#write-text", "First, better")
    page.click("#write-update")
    expect(page.locator("#step-1-open")).to_contain_text("First, better")
    page.click("#write-close")
    page.click("#class-menu")
    expect(page.locator("#story-start")).to_contain_text("Story: Mine (2 steps)")


@pytest.mark.parametrize(
    "content", ["{", "{}", '{"schema": "conflict-timeline-story/1", "steps": [3]}']
)
def test_a_file_that_is_no_story_is_refused_and_changes_nothing(
    visit: Visit, tmp_path: Path, content: str
) -> None:
    page = visit("story")
    page.click("#class-menu")
    page.click("#story-write")
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    page.set_input_files("#write-open", tmp_path / "x.json")
    expect(page.locator("#write-fault")).to_be_visible()
    expect(page.locator("#write-steps li")).to_have_count(len(LESSON.steps))


def test_a_hostile_story_is_shown_as_text(visit: Visit) -> None:
    page = visit("hostile-story", "#step=1")
    for number, text in enumerate(HOSTILE, start=1):
        expect(page.locator("#story-place")).to_have_text(f"{number} of {len(HOSTILE)}")
        shown = " ".join(page.locator("#story .question").text_content().split())  # type: ignore[union-attr]
        assert shown == " ".join(clean(text).split())
        if number < len(HOSTILE):
            page.click("#story-on")
    page.click("#story-leave")
    page.click("#class-menu")
    page.click("#story-write")
    assert page.locator("#write-steps li").count() == len(HOSTILE)
    page.evaluate("document.documentElement.dataset.print = 'story'")
    begin_print(page)
    assert page.locator("#handout .sheet").count() == len(HOSTILE)
    assert page.evaluate(
        "window.ran === undefined && document.querySelectorAll('body > :not(script) :is(a, img, script)').length === 0"
    )


def test_the_handout_has_every_step_its_evidence_and_the_answers_last(visit: Visit) -> None:
    page = visit("story")
    page.evaluate("document.documentElement.dataset.print = 'story'")
    begin_print(page)
    expect(page.locator("main")).to_be_hidden()
    handout = page.locator("#handout")
    for step in LESSON.steps:
        expect(handout).to_contain_text(step.text)
        expect(handout.locator(".answers")).to_contain_text(step.answer)
    expect(handout.locator(".sheet").nth(1)).to_contain_text("killing four people")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("main")).to_be_visible()
    expect(handout).to_be_hidden()


def titles(page: Page) -> list[str]:
    return page.locator("#order-cards .card-title").all_inner_texts()


def test_incidents_are_put_in_order_with_buttons_and_the_dates_tell(visit: Visit) -> None:
    page = visit("small", "#task=order&dates=all")
    first = titles(page)
    assert page.locator(".card-date").count() == 0
    assert not [
        word
        for word in page.locator("#order-cards .card-text").all_inner_texts()
        if "Monday" in word
    ]
    page.click("#card-1-up")
    assert titles(page)[:2] == [first[1], first[0]]
    assert page.evaluate("document.activeElement.id") == "card-0-up"
    page.click("#task-show")
    dates = page.locator(".card-date").all_inner_texts()
    assert len(dates) == len(first)
    expect(page.locator("#task .result")).to_contain_text("that the evidence decides")
    wrong = page.locator(".order-card.misplaced").count()
    for _ in range(40):
        order = page.evaluate(
            "[...document.querySelectorAll('.order-card')].map(one => one.classList.contains('misplaced'))"
        )
        if not any(order):
            break
        at = next(number for number, misplaced in enumerate(order) if misplaced)
        page.click(f"#card-{at}-down")
        if page.locator(".order-card.misplaced").count() > wrong:
            page.click(f"#card-{at + 1}-up")
        wrong = page.locator(".order-card.misplaced").count()
    expect(page.locator("#task")).to_contain_text("The evidence leaves open")


@pytest.mark.parametrize("task", ["order", "says"])
def test_no_list_of_days_beside_an_exercise_gives_it_away(visit: Visit, task: str) -> None:
    page = visit("small", f"#task={task}&dates=all")
    expect(page.locator("#panel")).to_be_hidden()
    page.click("#task-show")
    page.locator("#task .link").first.click()
    expect(page.locator("#panel")).to_be_visible()
    page.click("#task-close")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_contain_text("How to read this")


def test_incidents_are_put_in_order_by_dragging(visit: Visit) -> None:
    page = visit("small", "#task=order&dates=all")
    first = titles(page)
    page.locator(".order-card").nth(0).drag_to(page.locator(".order-card").nth(2))
    assert titles(page)[2] == first[0]
    assert sorted(titles(page)) == sorted(first)


def test_who_says_what_shows_claims_first_and_outlets_when_asked(visit: Visit) -> None:
    page = visit("small", "#task=says&dates=all")
    expect(page.locator("#task")).not_to_contain_text("a hospital official")
    expect(page.locator("#task .card-text")).to_have_count(3)
    page.select_option("#says-0-0", "Radio Delta") if page.locator(
        "#says-0-0 option"
    ).count() > 4 else None
    page.select_option("#says-0-0", index=1)
    page.click("#task-show")
    told = page.locator("#task .card-date").all_inner_texts()
    assert sorted(one.split(",")[0] for one in told) == [
        "Daily Courier",
        "Ministry Bulletin",
        "Relief Watch",
    ]
    assert any("you" in one for one in told)


@pytest.mark.parametrize("task", ["order", "says"])
def test_an_exercise_prints_without_its_answers_which_come_on_a_page_of_their_own(
    visit: Visit, task: str
) -> None:
    page = visit("small", f"#task={task}&dates=all")
    begin_print(page)
    expect(page.locator("#task .answers")).to_be_visible()
    expect(page.locator(".chart")).to_be_hidden()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#task-print")).to_be_hidden()
    assert page.locator("#task .blank").first.is_visible()


@pytest.fixture(scope="session")
def idlib(pages: Path) -> str:
    """Write the page of the shipped example with its story."""
    story = Path(__file__).resolve().parents[2] / "examples" / "idlib-2020.story.json"
    built("idlib-2020").write_page(pages / "idlib.html", plotlyjs="directory", story=story)
    return "idlib"


def test_who_says_how_many_died_on_3_february(visit: Visit, idlib: str) -> None:
    page = visit(idlib)
    page.locator("#panel .day-link", has_text="3 Feb 2020").click()
    panel = page.locator("#panel-body")
    expect(panel).to_contain_text("Who says how many died")
    expect(panel).to_contain_text("They disagree")
    rows = [" ".join(row.split()) for row in panel.locator(".bars li").all_inner_texts()]
    assert [row for row in rows if row.startswith("Alder Wire") and "4" in row]
    assert [row for row in rows if row.startswith("North Harbour Post") and "6" in row]
    assert [row for row in rows if row.startswith("Lindenfeld Courier") and "8" in row]
    expect(panel.locator("li", has_text="Shelling by Turkey on Syrian military")).to_have_count(1)


def test_what_happened_the_day_before_the_fighting_in_saraqeb(visit: Visit, idlib: str) -> None:
    page = visit(idlib)
    page.fill("#search", "Saraqeb")
    page.locator("#hints button", has_text="Saraqib").click()
    assert in_view(page) > 0
    page.locator("#table tr", has_text="5 Feb 2020").locator("button").first.click()
    before = page.locator("#panel .around")
    expect(before).to_contain_text("The day before, 4 Feb 2020")
    expect(before).to_contain_text("Mike Pompeo")


def test_what_may_have_happened_the_day_before_the_shelling_near_saraqeb(
    visit: Visit, idlib: str
) -> None:
    page = visit(idlib)
    page.locator("#table tr", has_text="Shelling by Syrian military").locator(
        "button"
    ).first.click()
    around = page.locator("#panel .around")
    expect(around).to_contain_text("The day before, 2 Feb 2020: nothing is dated to that day.")
    rough = around.locator("li", has_text="2–3 Feb 2020")
    expect(rough).to_contain_text("Turkish military")


def test_which_dates_are_guesses(visit: Visit, idlib: str) -> None:
    page = visit(idlib)
    expect(page.locator("#panel")).to_contain_text(
        "dates that are guesses: no words of the reports give the day."
    )
    page.click("#only-guesses")
    assert 0 < in_view(page) < 55
    expect(page.locator("#panel")).to_contain_text(
        "Every incident in view has a date that is a guess"
    )
    expect(page.locator("#only-guesses")).to_have_count(0)
    rows = page.locator("#table tbody tr")
    assert page.locator("#table tbody .guess").count() >= rows.count()


def test_the_shipped_story_finds_something_at_every_step(visit: Visit, idlib: str) -> None:
    page = visit(idlib, "#step=1")
    steps = json.loads(
        (Path(__file__).resolve().parents[2] / "examples" / "idlib-2020.story.json").read_text(
            "utf-8"
        )
    )
    for number in range(len(steps["steps"])):
        expect(page.locator("#story-place")).to_have_text(f"{number + 1} of {len(steps['steps'])}")
        assert in_view(page) > 1
        if number + 1 < len(steps["steps"]):
            page.click("#story-on")
