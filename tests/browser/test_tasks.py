"""Do three people reach what they came for, in few actions, by mouse and by keyboard?

An action is a click, a key, or a field filled. Teacher: what do two papers say differently about one
day? Researcher: which incidents are between two sides in a week, and how are they cited? Journalist:
in which sentence does a figure stand?
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"
MOST_TABS = 60


@dataclass
class Person:
    """Someone at the page, whose actions are counted."""

    page: Page
    actions: int = 0

    def click(self, selector: str) -> None:
        self.actions += 1
        self.page.locator(selector).first.click()

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def fill(self, selector: str, words: str) -> None:
        self.actions += 1
        self.page.fill(selector, words)

    def tab_to(self, selector: str) -> None:
        """Press Tab until what a selector names has the focus."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            if self.page.evaluate(f"{FOCUSED}.matches({selector!r})"):
                return
        raise AssertionError(f"{selector} is not within {MOST_TABS} presses of Tab")

    def save(self, kind: str) -> str:
        """Save what is in view as a file, with two actions, and return its text."""
        self.click("#export summary")
        self.actions += 1
        with self.page.expect_download() as download:
            self.page.click(f"#export button[value={kind}]")
        return Path(download.value.path()).read_text(encoding="utf-8")


def test_teacher_sees_two_accounts_without_an_action(visit: Visit) -> None:
    teacher = Person(visit("graded-case"))
    quarrel = teacher.page.locator("#accounts .quarrels > div").first
    expect(quarrel.locator(".rivals .number").nth(1)).to_be_visible()
    assert quarrel.locator(".sentences .report").count() >= 2
    assert quarrel.locator(".sentences .source").count() >= 2
    assert teacher.actions == 0
    teacher.click("#accounts .sayer")
    lit = quarrel.locator("mark.given")
    expect(lit.first).to_be_in_viewport()
    assert teacher.actions == 1


def test_quarrel_on_paper_has_its_full_width(visit: Visit) -> None:
    page = visit("graded-case")
    page.emulate_media(media="print")
    expect(page.locator("#accounts .sentences").first).to_be_hidden()
    widths = page.locator("#accounts .quarrels > div > div:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert min(widths) > 250


def test_teacher_starts_an_exercise_in_two_clicks(visit: Visit) -> None:
    teacher = Person(visit("graded-case"))
    teacher.click("#teach summary")
    teacher.click("#teach button[value=says]")
    expect(teacher.page.locator("#task")).to_be_visible()
    assert teacher.actions == 2


def test_researcher_cites_two_sides_in_a_week(visit: Visit) -> None:
    researcher = Person(visit("sided"))
    page = researcher.page
    researcher.click("#chip-when")
    researcher.fill("#when-from", "2020-02-01")
    researcher.fill("#when-to", "2020-02-07")
    lane = page.locator("#stage .lane", has_text=" against ").first
    count = int((lane.locator(".link").text_content() or "").split()[0])
    researcher.actions += 1
    lane.locator(".link").click()
    expect(page.locator("#list .item")).to_have_count(count)
    saved = researcher.save("txt")
    assert f": {count} incident" in (page.locator("#export-what").text_content() or "")
    assert saved.count("Reported by: ") == count
    assert researcher.actions <= 6


def test_journalist_goes_from_a_figure_to_its_sentence(visit: Visit) -> None:
    journalist = Person(visit("graded"))
    journalist.click("#strip .label[data-id=i-subek]")
    journalist.click("#panel .sayer >> nth=1")
    lit = journalist.page.locator("#panel mark.given")
    expect(lit).to_have_count(1)
    expect(lit).to_be_in_viewport()
    source = journalist.page.locator("#panel .report:has(mark.given) .source")
    expect(source).to_contain_text("Ministry Bulletin")
    assert journalist.actions == 2


def test_journalist_does_the_same_by_keyboard(visit: Visit) -> None:
    journalist = Person(visit("graded"))
    while journalist.page.evaluate("!location.hash.includes('i-subek')"):
        journalist.press("j")
    journalist.press("Enter")
    journalist.tab_to("#panel .sayer")
    journalist.press("Enter")
    expect(journalist.page.locator("#panel mark.given").first).to_be_in_viewport()
    assert journalist.actions <= 12


@pytest.mark.parametrize(
    ("name", "chart", "most"),
    [("graded", "#stage *", 3), ("graded-case", "#case *", 3)],
)
def test_chart_is_three_keys_away(
    visit: Visit, name: str, chart: str, most: int
) -> None:
    person = Person(visit(name))
    person.tab_to("#skip-chart")
    person.press("Enter")
    assert person.actions <= most
    before = person.actions
    person.tab_to(f"{chart}")
    assert person.actions == before + 1


def test_newcomer_asks_an_archive_in_few_clicks(visit: Visit) -> None:
    newcomer = Person(visit("sided"))
    page = newcomer.page
    newcomer.click(
        "#strip .label text"
    )  # what happened, who says it, and how sure it is
    expect(page.locator("#panel blockquote").first).to_be_visible()
    assert page.locator("#panel .sure li").count() > 1
    assert newcomer.actions == 1
    newcomer.click("#tab-compare")  # both sides over time
    expect(page.locator("#stage .bar:not([d=''])").first).to_be_visible()
    assert newcomer.actions == 2
    newcomer.click("#chip-told")  # what rests on one article
    newcomer.click("label:has-text('one article')")
    expect(page.locator("#chip-told")).to_contain_text("one article")
    assert newcomer.actions == 4


def test_teacher_makes_and_plays_a_lesson(visit: Visit) -> None:
    teacher = Person(visit("graded-case"))
    teacher.click("#teach summary")
    teacher.click("#lesson-write")
    teacher.click("#case-chart .entry")
    teacher.fill("#write-question", "Who says how many?")
    teacher.fill("#write-answer", "They differ.")
    teacher.click("#write-keep")
    teacher.click("#write-play")
    expect(teacher.page.locator("#lesson-title")).to_have_text("Who says how many?")
    assert teacher.actions == 7
