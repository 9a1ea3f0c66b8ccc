"""Drive the review page in a browser, by mouse and by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.builders import day
from tests.review.factories import session_of
from tests.review.hands import drag, opened
from timeline.evaluation.agreement import agreement
from timeline.project.corrections import SIGNED, read_corrections
from timeline.review.readings import reading_differences
from timeline.review.session import ReviewSession

pytestmark = pytest.mark.browser
# A busy machine may take long to draw; what is waited for comes, or the test fails.
expect.set_options(timeout=60_000)


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    return session_of(tmp_path)


@pytest.fixture
def page(session: ReviewSession, browser: Browser) -> Iterator[Page]:
    """Open the review page."""
    with opened(browser, session) as ready:
        yield ready


def actions_in(folder: Path) -> list[str]:
    rows, problems = read_corrections(folder / "corrections.csv")
    assert not problems
    return [row.action for row in rows]


def select_words(page: Page, words: str) -> None:
    """Select words in the article, as a drag of the mouse would."""
    page.evaluate(
        """words => {
            for (const text of document.querySelectorAll("#article .text")) {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    getSelection().setBaseAndExtent(node, at, node, at + words.length);
                    return;
                }
            }
            throw new Error("no such words");
        }""",
        words,
    )
    expect(page.locator("#marking")).to_be_visible()


def test_keys_check_delete_and_undo(page: Page, tmp_path: Path) -> None:
    expect(page.locator("#progress")).to_contain_text("0 of 2 checked")
    page.keyboard.press("y")
    expect(page.locator("#progress")).to_contain_text("1 of 2 checked")
    page.keyboard.press("x")
    expect(page.locator("#progress")).to_contain_text("1 of 1 checked")
    assert actions_in(tmp_path) == ["check", "delete"]
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_contain_text("1 of 2 checked")
    assert actions_in(tmp_path) == ["check"]


def test_selected_words_fix_a_date(page: Page, tmp_path: Path) -> None:
    page.locator("#queue button", has_text="Oma").click()
    expect(page.locator("#article")).to_contain_text("Police arrested nine men")
    select_words(page, "last week")
    expect(page.locator("#marking")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator('[data-field="date"] dd')).to_contain_text(
        "2020-01-27 to 2020-02-02"
    )
    assert actions_in(tmp_path) == ["fix"]


def test_mouse_edits_a_field(page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Edit Whom").click()
    page.get_by_label("Whom", exact=True).fill("nine men")
    page.keyboard.press("Enter")
    expect(page.locator('[data-field="target"] .words')).to_have_text("nine men")
    assert actions_in(tmp_path) == ["fix"]


def test_wrong_value_is_explained(page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Edit When").click()
    page.get_by_label("When", exact=True).fill("yesterday")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "cannot be read. Write 2020-02-03"
    )
    assert actions_in(tmp_path) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    violations = Axe().run(page).response["violations"]
    assert [(entry["id"], entry["nodes"][0]["html"]) for entry in violations] == []


def test_differences_of_another_reading_are_settled(
    session: ReviewSession, browser: Browser, tmp_path: Path
) -> None:
    others = [
        replace(
            one, id=f"o-{number}", date=None if one.date is None else day("2020-01-20")
        )
        for number, one in enumerate(session.incidents.values())
        if one.type == "ASSAULT"
    ]
    differing = reading_differences(agreement(list(session.incidents.values()), others))
    with opened(browser, session, differing) as page:
        expect(page.locator("#progress")).to_contain_text("0 of 2 checked")
        page.locator("#queue button", has_text="ASSAULT").click()
        page.get_by_role("button", name="the other: 2020-01-20").click()
        expect(page.locator("#progress")).to_contain_text("1 of 2 checked")
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert [(row.action, row["date"]) for row in rows] == [("fix", "2020-01-20")]


def test_search_finds_and_merges(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("/")
    page.keyboard.type("oma 2020-02-01")
    expect(page.locator("#found")).to_have_text("1 found")
    page.locator("#queue .same").or_(
        page.locator("#queue button[aria-current]")
    ).first.wait_for()
    page.locator("#search").fill("subek")
    expect(page.locator("#found")).to_have_text("1 found")
    page.keyboard.press("Escape")
    expect(page.locator("#queue li")).to_have_count(2)
    other = page.locator("#queue button:not([aria-current])").first.inner_text()
    page.locator("#search").fill("oma" if "COERCE" in other else "subek")
    page.get_by_role("button", name="Same as the open one: merge").click()
    expect(page.locator("#saved")).to_have_text("Saved: two incidents are one")
    assert actions_in(tmp_path) == ["merge"]


def test_one_of_several_values_is_taken_out(page: Page, tmp_path: Path) -> None:
    page.locator("#queue button", has_text="COERCE").click()
    page.get_by_role("button", name="Edit Whom").click()
    page.keyboard.type("nine men; ten women")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take nine men out of Whom").click()
    expect(page.locator("[data-field=target] .words")).to_have_text("ten women")
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert [row["target"] for row in rows] == ["nine men; ten women", "ten women"]


def test_with_shift_selected_words_are_added(page: Page, tmp_path: Path) -> None:
    page.locator("#queue button", has_text="COERCE").click()
    expect(page.locator("#article")).to_contain_text("nine men")
    select_words(page, "nine men")
    page.keyboard.press("Shift+Digit1")
    expect(page.locator("[data-field=initiator] .words")).to_contain_text("nine men")
    rows, _ = read_corrections(tmp_path / "corrections.csv")
    assert rows[0]["initiator"] == "Police; nine men"


def test_types_are_offered(page: Page, tmp_path: Path) -> None:
    page.locator("#queue button", has_text="COERCE").click()
    page.get_by_role("button", name="Edit What").click()
    offered = page.locator("#choices option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert "ASSAULT/shelling" in offered and "COERCE/arrest" in offered
    page.keyboard.type("ASSAULT/raid")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=type] .words")).to_have_text("ASSAULT/raid")
    page.get_by_role("button", name="Edit What").click()
    page.keyboard.press("Enter")  # nothing typed changes nothing to nothing
    expect(page.locator("[data-field=type] .words")).to_have_text("ASSAULT/raid")


def rows_in(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Return action and cells of each row, without who, when and why."""
    rows, problems = read_corrections(folder / "corrections.csv")
    assert not problems
    unsigned = ({k: v for k, v in row.cells.items() if k not in SIGNED} for row in rows)
    return [(row.action, cells) for row, cells in zip(rows, unsigned, strict=True)]


def id_of(session: ReviewSession, kind: str) -> str:
    return next(name for name, one in session.incidents.items() if one.type == kind)


def test_mouse_alone_does_each_act(
    page: Page, session: ReviewSession, tmp_path: Path
) -> None:
    arrest, shelling = id_of(session, "COERCE"), id_of(session, "ASSAULT")
    saved = page.locator("#saved")
    page.locator("#queue button", has_text="COERCE").click()
    expect(page.locator("#article")).to_contain_text("nine men")
    drag(page, "last week")  # fix a date
    page.locator("#marking button", has_text="When").click()
    expect(saved).to_have_text("Saved: When: 2020-01-27/2020-02-02")
    drag(page, "arrested nine men")  # add one
    page.locator("#marking button", has_text="New incident").click()
    expect(page.locator("#new-type")).to_have_attribute("placeholder", "COERCE/arrest")
    page.locator("#marking button", has_text="Add").click()
    expect(saved).to_have_text("Saved: new incident: COERCE/arrest")
    page.get_by_role("button", name="Merge").first.click()  # merge two
    expect(saved).to_have_text("Saved: two incidents are one")
    page.locator("#queue button", has_text="ASSAULT").click()
    expect(page.locator("#article")).to_contain_text("Rebels shelled Subek")
    expect(page.locator("#incident li.report")).to_have_count(2)
    page.locator("#incident input[name=report]").last.check()  # split
    page.get_by_role("button", name="Split the marked reports off").click()
    expect(saved).to_have_text("Saved: this is an incident of its own now")
    page.get_by_role("button", name="Not an incident").click()
    expect(saved).to_contain_text("Saved: not an incident")
    page.get_by_role("button", name="Undo").click()
    expect(saved).to_have_text("The last action is undone.")
    page.get_by_role("button", name="Right").click()
    expect(saved).to_contain_text("Saved: right")
    expected = ["fix", "add", "merge", "split", "check"]
    rows = rows_in(tmp_path)
    assert [action for action, _ in rows] == expected
    assert rows[0][1] == {"id": arrest, "date": "2020-01-27/2020-02-02"}
    assert rows[1][1]["date"] == "2020-01-27/2020-02-02"
    assert rows[3][1]["id"] == shelling


def test_keys_alone_do_each_act(
    page: Page, session: ReviewSession, tmp_path: Path
) -> None:
    arrest, shelling = id_of(session, "COERCE"), id_of(session, "ASSAULT")
    saved = page.locator("#saved")
    page.keyboard.press("/")
    page.keyboard.type("oma")
    expect(page.locator("#found")).to_have_text("1 found")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#article")).to_contain_text("nine men")
    expect(page.locator("body")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("4")  # fix a date
    page.keyboard.type("2020-01-27/2020-02-02")
    page.keyboard.press("Enter")
    expect(saved).to_have_text("Saved: When: 2020-01-27/2020-02-02")
    page.keyboard.press("]")  # add one: the sentence
    expect(page.locator("#marking")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#new-type")).to_be_focused()
    page.keyboard.press("Enter")
    expect(saved).to_have_text("Saved: new incident: COERCE/arrest")
    page.keyboard.press("m")
    expect(saved).to_have_text("Saved: two incidents are one")
    page.keyboard.press("/")
    page.locator("#search").fill("subek")
    expect(page.locator("#queue li")).to_contain_text(["ASSAULT"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#article")).to_contain_text("Rebels shelled Subek")
    expect(page.locator("#incident li.report")).to_have_count(2)
    page.locator("#incident input[name=report]").last.focus()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    expect(saved).to_have_text("Saved: this is an incident of its own now")
    page.keyboard.press("x")
    expect(saved).to_contain_text("Saved: not an incident")
    page.keyboard.press("u")
    expect(saved).to_have_text("The last action is undone.")
    page.keyboard.press("y")
    expect(saved).to_contain_text("Saved: right")
    rows = rows_in(tmp_path)
    assert [action for action, _ in rows] == ["fix", "add", "merge", "split", "check"]
    assert rows[0][1] == {"id": arrest, "date": "2020-01-27/2020-02-02"}
    assert rows[3][1]["id"] == shelling


def test_articles_count_what_is_checked(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("story2")  # the id of an article
    expect(page.locator("#queue li")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    source = page.locator("#article .source")
    expect(source).to_have_count(1)
    expect(source).to_contain_text("story2 · 0 of 1 incidents checked")
    page.keyboard.press("7")
    page.keyboard.type("Nine arrested")
    page.keyboard.press("Enter")
    expect(source).to_contain_text("1 of 1 incidents checked")
    expect(page.locator("#queue li")).to_contain_text(["Nine arrested"])


def test_corrected_incident_keeps_its_place(page: Page) -> None:
    first = page.locator("#queue button").first
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("7")
    page.keyboard.type("Words of mine")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved: Headline: Words of mine")
    expect(first).to_contain_text("Words of mine")
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("n")
    expect(page.locator("#queue button").nth(1)).to_have_attribute(
        "aria-current", "true"
    )
    page.keyboard.press("k")
    expect(first).to_have_attribute("aria-current", "true")

    page.keyboard.press("n")
    expect(page.locator("#queue button").nth(1)).to_have_attribute(
        "aria-current", "true"
    )
    page.keyboard.press("7")
    page.get_by_label("Headline", exact=True).fill("Words of a friend")
    page.keyboard.press("Enter")
    expect(page.locator("#queue .words")).to_have_text(
        ["Words of mine", "Words of a friend"]
    )


def test_sentence_without_incident_is_selected(
    page: Page, session: ReviewSession
) -> None:
    page.keyboard.press("w")
    expect(page.locator("#message")).to_have_text("There is no such sentence after.")
    page.keyboard.press("]")
    expect(page.locator("#marking")).to_be_visible()
    selected = page.evaluate("String(getSelection())")
    assert selected in {
        document.text.strip() for document in session.documents.values()
    }
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("String(getSelection())") == selected[:-1]


def test_another_type_can_be_typed(page: Page, tmp_path: Path) -> None:
    page.locator("#queue button", has_text="COERCE").click()
    expect(page.locator("#article")).to_contain_text("nine men")
    select_words(page, "nine men")
    page.keyboard.press("a")
    expect(page.locator("#new-type")).to_be_focused()
    page.keyboard.type("AID")
    page.keyboard.press("Enter")
    expect(page.locator("#queue li")).to_have_count(3)
    assert rows_in(tmp_path)[0][1]["type"] == "AID"
