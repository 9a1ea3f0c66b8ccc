"""Can a class be taught with the page: a lesson, exercises, handouts?"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LESSON, Visit, until
from tests.test_examples import built
from tests.views.hostile import HOSTILE
from timeline.views.escape import clean
from timeline.views.story import read_story

pytestmark = pytest.mark.browser


def begin_print(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_lesson_starts_by_itself_and_fills_the_screen(visit: Visit) -> None:
    page = visit("story", viewport={"width": 1280, "height": 720})
    expect(page.locator("#lesson")).to_be_visible()
    box = page.locator("#lesson").bounding_box()
    assert box is not None and (box["width"], box["height"]) == (1280, 720)
    expect(page.locator("#lesson-title")).to_have_text("Look at everything.")
    expect(page.locator("#chips")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#lesson")).to_be_hidden()


def test_each_key_uncovers_one_answer(visit: Visit) -> None:
    page = visit("story", "#step=2")
    expect(page.locator("#lesson-title")).to_have_text("Who says how many died?")
    blanks = page.locator(".blank")
    widths = blanks.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert len(widths) == 3
    assert max(widths) - min(widths) < 1  # a blank must not give the length away
    assert page.locator(".blank.open").count() == 0
    assert "four people" not in page.locator("#lesson").inner_text()
    for pressed, key in enumerate((" ", "PageDown", "ArrowRight"), start=1):
        page.keyboard.press(key)
        assert page.locator(".blank.open").count() == pressed
    expect(page.locator("#lesson-answer")).to_have_text("")
    page.keyboard.press(" ")
    expect(page.locator("#lesson-answer")).to_have_text("Three outlets.")
    page.keyboard.press("PageUp")
    expect(page.locator("#lesson-answer")).to_have_text("")
    page.keyboard.press(" ")
    page.keyboard.press(" ")
    expect(page.locator("#lesson-place")).to_contain_text("3 of 3")
    assert page.locator("#lesson-chart .map").count() == 1


def test_lesson_has_buttons_and_is_restored_by_link(visit: Visit) -> None:
    page = visit("story", "#step=1")
    page.click("#lesson-on")
    expect(page.locator("#lesson-place")).to_contain_text("2 of 3")
    page.click("#lesson-back")
    expect(page.locator("#lesson-place")).to_contain_text("1 of 3")
    page.click("#lesson-leave")
    expect(page.locator("#lesson")).to_be_hidden()


def test_lesson_is_written_played_and_saved_in_page(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit("archive", "#incident=i-subek")
    page.click("#teach summary")
    expect(page.locator("#lesson-none")).to_be_visible()
    expect(page.locator("#lesson-start")).to_be_hidden()
    page.click("#lesson-write")
    page.click("#write-keep")
    expect(page.locator("#workshop [role=alert]")).to_contain_text("Write a question")
    page.fill("#write-title", "Mine")
    page.fill("#write-question", "How many?")
    page.fill("#write-answer", "It depends.")
    page.click("#write-keep")
    with page.expect_download() as download:
        page.click("#write-save")
    story = tmp_path / "story.json"
    download.value.save_as(story)
    read = read_story(story)
    assert (read.title, read.steps[0].question) == ("Mine", "How many?")
    assert read.steps[0].view == "incident=i-subek"
    page.click("#write-play")
    expect(page.locator("#lesson-title")).to_have_text("How many?")
    assert page.locator(".blank").count() == 3


def test_saved_lesson_page_starts_with_the_lesson(
    visit: Visit, pages: Path, tmp_path: Path
) -> None:
    page = visit("archive")
    page.click("#teach summary")
    page.click("#lesson-write")
    page.fill("#write-question", "</script><b>How?")
    page.click("#write-keep")
    with page.expect_download() as download:
        page.click("#write-page")
    download.value.save_as(pages / "made.html")
    made = visit("made")
    expect(made.locator("#lesson-title")).to_have_text("</script><b>How?")
    made.keyboard.press("Escape")
    assert made.locator("#list .item").count() == 12


def test_unsaved_lesson_is_kept_in_the_browser(visit: Visit) -> None:
    page = visit("archive")
    page.click("#teach summary")
    page.click("#lesson-write")
    page.fill("#write-question", "Why?")
    page.click("#write-keep")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.click("#teach summary")
    page.click("#lesson-start")
    expect(page.locator("#lesson-title")).to_have_text("Why?")


def test_file_that_is_no_lesson_is_refused(visit: Visit, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    page = visit("archive")
    page.click("#teach summary")
    page.click("#lesson-write")
    page.set_input_files("#write-open", wrong)
    expect(page.locator("#workshop [role=alert]")).to_have_text(
        "This file is not a story."
    )


def test_hostile_lesson_is_shown_as_text(visit: Visit) -> None:
    page = visit("hostile-story")
    for number, text in enumerate(HOSTILE, start=1):
        expect(page.locator("#lesson-place")).to_contain_text(
            f"{number} of {len(HOSTILE)}"
        )
        assert clean(text) in (page.locator("#lesson-title").text_content() or "")
        page.evaluate("step => { location.hash = `#step=${step}`; }", number + 1)
        page.wait_for_timeout(30)
    assert page.evaluate("window.ran") is None


def test_handout_has_questions_with_lines_and_answers_last(visit: Visit) -> None:
    page = visit("story", "#tab=map", before="window.print = () => {}")
    page.click("#teach summary")
    page.click("#lesson-handout")
    begin_print(page)
    handout = page.locator("#handout")
    expect(handout).to_be_visible()
    asked = [step.question for step in LESSON.steps if step.question]
    first, second = handout.locator(".sheet").all_inner_texts()
    assert all(question in first for question in asked)
    assert "Three outlets." not in first
    assert "Three outlets." in second
    assert handout.locator(".questions .line").count() == 3 * len(asked)
    expect(page.locator("#main")).to_be_hidden()


def test_order_exercise_judges_by_days(visit: Visit) -> None:
    page = visit("archive", "#task=order")
    cards = page.locator(".order-card")
    number = cards.count()
    assert number == 6
    page.click("#card-0-down")
    until(page, "document.activeElement.id === 'card-1-down'")
    page.click("#task-show")
    expect(page.locator(".result h3")).to_contain_text(
        "that the evidence decides are in order"
    )
    assert page.locator(".card-date").count() == number
    page.keyboard.press("Escape")
    expect(page.locator("#task")).to_be_hidden()


def test_source_exercise_shows_claims_first(visit: Visit) -> None:
    page = visit("archive", "#task=says")
    text = page.locator("#task").inner_text()
    assert "citing" not in text
    page.click("#task-show")
    expect(page.locator("#task")).to_contain_text("citing")


def test_exercise_on_figures_answers_when_asked(visit: Visit) -> None:
    page = visit("archive", "#task=both")
    assert page.locator(".order-card").count() >= 1
    assert page.locator(".card-date").count() == 0
    page.click("#task-show")
    answers = page.locator(".card-date").all_inner_texts()
    assert answers and all(answer.startswith(("Yes", "No")) for answer in answers)


def test_exercise_prints_its_answers_apart(visit: Visit) -> None:
    page = visit("archive", "#task=order")
    begin_print(page)
    expect(page.locator("#task .answers")).to_be_visible()
    expect(page.locator("#task .buttons")).to_be_hidden()
    expect(page.locator("#main")).to_be_hidden()


def test_shipped_lesson_has_something_at_every_step(visit: Visit, pages: Path) -> None:
    story = Path("examples/idlib-2020.story.json")
    built("idlib-2020").write_page(pages / "idlib.html", story=story)
    steps = json.loads(story.read_text(encoding="utf-8"))["steps"]
    page = visit("idlib")
    for number, step in enumerate(steps, start=1):
        page.evaluate("step => { location.hash = `#step=${step}`; }", number)
        expect(page.locator("#lesson-title")).to_have_text(
            step["question"] or step["text"]
        )
        assert page.locator("#lesson :is(blockquote, .mark, .bar)").count() > 0, number
    page.evaluate("location.hash = '#step=2'")
    # Of one incident, though the step names none: its colour says who acted.
    expect(page.locator(".lesson-scale.cA, .lesson-scale.cB")).to_have_count(1)


def play_step(page: Page, question: str) -> None:
    """Make a lesson of one step of what is shown, and start it."""
    page.click("#teach")
    page.click("#lesson-write")
    page.fill("#write-question", question)
    page.click("#write-keep")
    page.click("#write-play")


def test_single_figure_is_covered_too(visit: Visit) -> None:
    page = visit("small", "#incident=i-raid")
    play_step(page, "How many died?")
    expect(page.locator(".blank:not(.open)")).to_have_count(1)
    page.keyboard.press(" ")
    expect(page.locator(".blank.open")).to_have_count(1)


def test_chart_of_a_lesson_names_its_colours(visit: Visit) -> None:
    page = visit("sided")
    play_step(page, "Who acted?")
    key = page.locator(".lesson-side .key")
    expect(key.locator(".swatch")).to_have_count(
        page.locator("#strip .key .swatch").count()
    )
