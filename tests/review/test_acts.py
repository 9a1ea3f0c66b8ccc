"""Drive every act of review that one page of an article allows, by mouse alone and by keys alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.review.factories import TODAY, reports_of
from tests.review.hands import drag, opened
from timeline.model.incidents import Mark, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document
from timeline.project.corrections import read_corrections
from timeline.project.folder import init
from timeline.project.prepare import prepare_project
from timeline.review.session import ReviewSession
from timeline.settings import Settings

pytestmark = pytest.mark.browser
ARTICLE = (
    "Gunmen killed six guards in Oma on Tuesday, a nurse said.\n"
    "Nobody in the village of Subek slept.\n"
    "Soldiers bombed the bridge at dawn.\n"
)
# Field, its key, the words that are marked or written, and what stands in the row.
MARKED = (
    ("initiator", "1", "Gunmen", "Gunmen"),
    ("target", "2", "six guards", "six guards"),
    ("place", "3", "Subek", "Subek"),
    ("date", "4", "Tuesday", "2020-02-04"),
    ("casualties", "5", "six", "killed 6"),
    ("attribution", "6", "a nurse", "a nurse"),
    ("headline", "7", "Gunmen killed six guards", "Gunmen killed six guards"),
)
WRITTEN = {
    "headline": "Guards killed",
    "type": "ASSAULT/shooting",
    "date": "2020-02-04/2020-02-05",
    "initiator": "Red Front; Blue Front",
    "target": "Oma guards",
    "party": "Blue Front",
    "place": "Subek (12.5, 30.25)",
    "casualties": "killed 6; injured 2-3",
    "attribution": "a nurse; a driver",
    "status": "possible",
    "genericity": "generic",
}


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    """Make a project of one article, of which only the first sentence was read."""
    project = init(tmp_path)
    (project.articles / "2020-02-05-oma.txt").write_text(ARTICLE, encoding="utf-8")

    def read(
        documents: Sequence[Document], _: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        for document, reports in reports_of(documents):
            yield document, [_marked(reports[0])]

    prepared = prepare_project(project, today=TODAY, reader=read)
    return ReviewSession(
        prepared, tmp_path / "corrections.csv", author="anna", today=TODAY
    )


def _marked(report: Report) -> Report:
    """Return a report with the words that its place was read from."""
    [place] = report.places
    [passage] = report.passages
    start = ARTICLE.index(place.name)
    mark = Mark(slot=Slot.PLACE, start=start, end=start + len(place.name), ref=place.id)
    return replace(report, passages=(replace(passage, marks=(mark,)),))


@pytest.fixture
def page(session: ReviewSession, browser: Browser) -> Iterator[Page]:
    with opened(browser, session) as ready:
        yield ready


def fixed(folder: Path) -> list[tuple[str, str]]:
    """Return the field and the value of each row."""
    rows, problems = read_corrections(folder / "corrections.csv")
    assert not problems
    assert {row.action for row in rows} == {"fix"}
    return [(name, row[name]) for row in rows for name in WRITTEN if row[name]]


def label_of(page: Page, field: str) -> str:
    return page.locator(f'[data-field="{field}"] dt').inner_text()


def test_each_field_is_marked_by_mouse(page: Page, tmp_path: Path) -> None:
    for field, _, words, value in MARKED:
        label = label_of(page, field)
        drag(page, words)
        page.locator("#marking button").filter(has_text=label).first.click()
        expect(page.locator("#saved")).to_have_text(f"Saved: {label}: {value}")
    assert fixed(tmp_path) == [(field, value) for field, _, _, value in MARKED]


def test_each_marked_field_has_its_key(page: Page, tmp_path: Path) -> None:
    for field, key, words, value in MARKED:
        drag(page, words)
        page.keyboard.press(key)
        expect(page.locator("#saved")).to_have_text(
            f"Saved: {label_of(page, field)}: {value}"
        )
    assert fixed(tmp_path) == [(field, value) for field, _, _, value in MARKED]


def test_each_field_is_written_by_mouse(page: Page, tmp_path: Path) -> None:
    for field, value in WRITTEN.items():
        label = label_of(page, field)
        page.get_by_role("button", name=f"Edit {label}", exact=True).click()
        page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#saved")).to_contain_text(f"Saved: {label}: ")
    assert fixed(tmp_path) == list(WRITTEN.items())


def test_each_field_is_written_by_keys(page: Page, tmp_path: Path) -> None:
    keys: Mapping[str, str] = {field: key for field, key, _, _ in MARKED}
    for field, value in WRITTEN.items():
        label = label_of(page, field)
        if field in keys:
            page.keyboard.press(keys[field])
        else:
            tab_to(page, f"Edit {label}")
            page.keyboard.press("Enter")
        expect(page.get_by_label(label, exact=True)).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(value)
        page.keyboard.press("Enter")
        expect(page.locator("#saved")).to_contain_text(f"Saved: {label}: ")
    assert fixed(tmp_path) == list(WRITTEN.items())


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the button of a name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        if page.evaluate(focused) == name:
            return
    raise AssertionError(f"no Tab leads to {name}")


def test_value_is_taken_out_by_keys(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("1")
    page.keyboard.type("Red Front; Blue Front")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved: Who: Red Front; Blue Front")
    tab_to(page, "Take Red Front out of Who")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved: Who: Blue Front")
    assert fixed(tmp_path)[-1] == ("initiator", "Blue Front")


def test_last_figure_of_a_kind_goes(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("5")
    page.keyboard.type("killed 6; injured 2; injured 3")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take killed 6 out of How many").click()
    expect(page.locator("[data-field=casualties] .value")).to_have_text(
        ["injured 2×", "injured 3×"]
    )
    page.keyboard.press("5")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("missing 1")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=casualties] .words")).to_have_text("missing 1")
    values = [value for _, value in fixed(tmp_path)]
    assert values[1:] == ["injured 2; injured 3; killed -", "missing 1; injured -"]


def test_marked_headline_is_a_quotation(page: Page) -> None:
    title = page.locator("#incident h2")
    drag(page, "killed six guards in Oma")
    page.keyboard.press("7")
    expect(title).to_have_text("killed six guards in Oma")
    expect(title).to_have_class("quoted")
    page.keyboard.press("7")
    page.keyboard.type("Guards die")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Guards die")
    expect(title).not_to_have_class("quoted")


def test_missed_sentence_becomes_an_incident(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("w")
    selected = page.evaluate("String(getSelection()).trim()")
    assert selected == "Soldiers bombed the bridge at dawn."
    page.keyboard.press("a")
    expect(page.locator("#new-type")).to_have_attribute(
        "placeholder", "ASSAULT/bombing"
    )
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved: new incident: ASSAULT/bombing")
    expect(page.locator("#incident h2")).to_have_text(selected)
    expect(page.locator("#article .missed")).to_have_count(0)
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert [(row.action, row["quote"]) for row in rows] == [("add", selected)]


def test_keys_are_listed_and_hidden(page: Page) -> None:
    keys = page.locator("#keys")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.locator("#help").click()
    expect(keys).to_be_hidden()
    page.locator("#help").click()
    expect(keys).to_be_visible()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()


def test_last_incident_leaves_an_empty_page(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Reason").fill("a joke of the editor")
    page.get_by_role("button", name="Not an incident").click()
    expect(page.locator("#saved")).to_contain_text("Saved: not an incident")
    expect(page.locator("#incident")).to_have_text("Nothing is left to check.")
    expect(page.locator("#article")).to_be_empty()
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert [row["reason"] for row in rows] == ["a joke of the editor"]


def test_later_writer_is_told(
    page: Page, session: ReviewSession, browser: Browser, tmp_path: Path
) -> None:
    other = ReviewSession(
        session.prepared, tmp_path / "corrections.csv", author="ben", today=TODAY
    )
    with opened(browser, other) as second:
        second.keyboard.press("y")
        expect(second.locator("#saved")).to_contain_text("Saved: right")
        page.keyboard.press("5")
        page.keyboard.type("killed 6")
        page.keyboard.press("Enter")
        expect(page.locator("#message")).to_contain_text("changed outside this window")
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert [(row.action, row["author"]) for row in rows] == [
        ("check", "ben"),
        ("fix", "anna"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    page.keyboard.press("?")
    assert_accessible(page)
    page.keyboard.press("?")
    page.keyboard.press("4")
    assert_accessible(page)  # a field is being edited
    page.keyboard.type("yesterday")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)  # a value was refused
    page.keyboard.press("Escape")
    drag(page, "six guards")
    assert_accessible(page)  # words are marked
    page.keyboard.press("a")
    expect(page.locator("#new-type")).to_be_focused()
    assert_accessible(page)  # a new incident is made
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Saved: new incident")
    page.keyboard.press("/")
    page.keyboard.type("guards")
    expect(page.locator("#found")).to_contain_text("found")
    assert_accessible(page)  # a search found some


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(entry["id"], entry["nodes"][0]["html"]) for entry in violations] == []


def test_last_incident_comes_back_by_undo(page: Page) -> None:
    page.keyboard.press("x")
    expect(page.locator("#incident")).to_have_text("Nothing is left to check.")
    page.keyboard.press("u")
    expect(page.locator("#incident h2")).to_be_visible()
    expect(page.locator("#article")).to_contain_text("Gunmen killed six guards")


def test_value_leads_to_its_words(page: Page) -> None:
    page.get_by_title("Show the words it was read from").click()
    shown = page.locator("#article .shown")
    expect(shown).to_have_text("Oma")
    expect(shown).to_be_in_viewport()
