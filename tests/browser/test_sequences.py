"""Does the tab of sequences show the numbers of the command and of Python, whole and narrowed, and lead to the sentences?"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_controls import ASKS, go
from tests.browser.test_page import in_view
from tests.builders import timeline_data
from tests.cli.factories import run
from tests.sequences.factories import answered, clash, vague, with_burst
from tests.test_examples import built
from tests.views.generated import generated
from tests.views.hostile import HOSTILE
from timeline.model.incidents import Incident
from timeline.model.when import Basis
from timeline.notebook.timeline import Timeline
from timeline.sequences.query import query
from timeline.views.escape import clean
from timeline.views.page import write_page
from timeline.views.sequence_tables import MOST, ROWS

pytestmark = pytest.mark.browser

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = Callable[[Record], str]

# What is asked: part of the link, question, options, and what names a row.
KEYS: dict[str, Key] = {
    "pairs": lambda row: f"{row['actor_id']} {row['other_id']} {row['incident']}",
    "lags": lambda row: f"{row['actor_id']} {row['other_id']}",
    "transitions": lambda row: f"{row['first']} > {row['then']}",
    "episodes": lambda row: f"{row['group']} {row['begin']}",
    "aligned": lambda row: str(row["day"]),
    "motifs": lambda row: str(row["motif"]),
}
WHOLE: tuple[tuple[str, str, Record], ...] = (
    ("ask=pairs", "pairs", {}),
    ("ask=pairs&mutual=yes", "pairs", {"mutual": True}),
    ("", "lags", {}),
    ("mutual=yes", "lags", {"mutual": True}),
    ("ask=transitions", "transitions", {}),
    ("ask=transitions&by=actor", "transitions", {"by": "actor"}),
    ("ask=transitions&by=place", "transitions", {"by": "place"}),
    ("ask=episodes", "episodes", {}),
    ("ask=episodes&by=place", "episodes", {"by": "place"}),
    ("ask=aligned&around=ASSAULT", "aligned", {"around": "ASSAULT"}),
    ("ask=aligned&around=episodes", "aligned", {"around": "episodes"}),
    ("ask=motifs", "motifs", {}),
)
NARROWED = tuple(one for one in WHOLE if one[1] in {"pairs", "lags", "transitions"})


def planted() -> list[Incident]:
    """Make a history with answers, a burst, clashes, months, guesses, doubts, and incidents without a date."""
    told = [*vague(answered(200, 1), share=0.12, seed=1), *with_burst(100, 2)[-30:]]
    told += [clash(f"c{at:02}", "A000", "B000", 40 + 3 * at) for at in range(30)]
    for at in range(0, len(told), 17):
        told[at] = replace(told[at], disputed=True)
    for at in range(5, len(told), 29):
        one = told[at].date
        told[at] = replace(told[at], date=one and replace(one, basis=Basis.ASSUMED))
    return [
        replace(one, date=None) if at % 31 == 7 else one for at, one in enumerate(told)
    ]


@pytest.fixture(scope="session")
def histories(pages: Path) -> dict[str, tuple[Incident, ...]]:
    """Write the pages of the shipped example and of a planted history, and their timelines beside them."""
    found = {}
    for name, timeline in (
        ("north-korea", built("north-korea-2006")),
        ("planted", Timeline(timeline_data(*planted()))),
    ):
        timeline.write_page(pages / f"{name}.html")
        timeline.export(pages / f"{name}.timeline.json", format="json")
        found[name] = timeline.incidents
    return found


def shown(page: Page) -> dict[str, Record]:
    """Read the rows of the answer: by the key of each, its numbers by column."""
    more = page.locator("#ask-more")
    if more.count():
        more.click()
    rows: list[tuple[str, Record]] = page.evaluate(
        "[...document.querySelectorAll('#asked tr[data-row]')].map(row => [row.dataset.row, Object.fromEntries("
        "[...row.querySelectorAll('data[data-column]')].map(one => [one.dataset.column, one.value]))])"
    )
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def under(page: Page) -> tuple[int, dict[str, int]]:
    """Read how many incidents are counted, and how many are left out and why."""
    counted: int = page.evaluate(
        "Number(document.querySelector('[data-counted]').value)"
    )
    left: dict[str, int] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-left]')].map(one => [one.dataset.left, Number(one.value)]))"
    )
    return counted, left


def agree(cells: Record, row: Record) -> None:
    """Compare the cells of the page with a row of the command."""
    assert cells
    for name, cell in cells.items():
        wanted = row[name]
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            assert float(cell) == pytest.approx(wanted, rel=1e-3), name
        else:
            assert cell == ("" if wanted is None else wanted), name


def records(
    incidents: tuple[Incident, ...], question: str, options: Record
) -> tuple[list[Record], Any]:
    """Ask in Python; who acts on whom in pairs is named by ids, as in lags."""
    table = query(incidents, question, **options)
    rows = table.records()
    ids = {actor.name: actor.id for one in incidents for actor in one.actors}
    for row in rows if question == "pairs" else []:
        row |= {"actor_id": ids[str(row["actor"])], "other_id": ids[str(row["other"])]}
    return rows, table


@pytest.mark.parametrize("name", ["north-korea", "planted"])
def test_tab_of_whole_timeline_equals_python_and_command(
    visit: Visit, pages: Path, histories: dict[str, tuple[Incident, ...]], name: str
) -> None:
    page = visit(name)
    for link, question, options in WHOLE:
        if name == "north-korea" and options.get("around") == "ASSAULT":
            continue
        go(page, f"#tab=sequences&{link}")
        rows, table = records(histories[name], question, options)
        found = shown(page)
        wanted = {
            KEYS[question](row): row
            for row in (rows if question == "pairs" else rows[:ROWS])
        }
        assert set(found) == set(wanted), link
        if question != "pairs":  # there, answered ones are put first
            assert list(found) == list(wanted)
        for key, cells in found.items():
            agree(cells, wanted[key])
        assert under(page) == (
            table.counted,
            {one.why: one.incidents for one in table.left_out},
        )
        expect(page.locator("#sequences")).to_contain_text("Order is not cause.")
        findings = [row for row in rows if row.get("finding")]
        if findings:
            expect(page.locator(".verdict")).to_contain_text(f"{len(findings)} of ")
            assert page.locator(".stands-out").count() == len(findings[:ROWS])
        if "shuffles" in table.settings:
            expect(page.locator("#sequences")).to_contain_text(
                f"{table.settings['shuffles']} shuffled histories (seed 0)"
            )
        more = [
            f"--{option}={value}" if value is not True else f"--{option}"
            for option, value in options.items()
        ]
        said = run(
            "sequences",
            pages / f"{name}.timeline.json",
            "--as",
            question,
            "--format",
            "json",
            *more,
        )
        assert said.code == 0, said.err
        assert len(json.loads(said.out)["rows"]) == len(rows)
        assert json.loads(said.out)["rows"] == json.loads(json.dumps(table.records()))


@pytest.mark.parametrize("name", ["north-korea", "planted"])
def test_tab_of_narrowed_view_counts_as_python_does(
    visit: Visit, histories: dict[str, tuple[Incident, ...]], name: str
) -> None:
    page = visit(name)
    narrowed = tuple(
        one for one in histories[name] if one.type not in {"ASSAULT", "AGREE"}
    )
    types = "&".join(
        f"type={kind}" for kind in sorted({incident.type for incident in narrowed})
    )
    for link, question, options in NARROWED:
        go(page, f"#tab=sequences&weak=yes&{types}&{link}")
        assert in_view(page) == len(narrowed) < len(histories[name])
        rows, table = records(narrowed, question, options)
        wanted = {KEYS[question](row): row for row in rows}
        found = shown(page)
        # What was never seen has no row here; the command has one where the shuffles expect some.
        unseen = {
            key
            for key in wanted
            if question == "transitions" and not wanted[key]["observed_most"]
        }
        assert set(found) == set(wanted) - unseen, link
        for key, cells in found.items():
            assert {"p", "expected"}.isdisjoint(cells)
            agree(
                {
                    one: cell
                    for one, cell in cells.items()
                    if not one.startswith("share_")
                },
                wanted[key],
            )
        assert under(page) == (
            table.counted,
            {one.why: one.incidents for one in table.left_out},
        )
        if question != "pairs":
            expect(page.locator(".scope")).to_contain_text(
                "computed for the whole timeline only"
            )
            expect(page.locator(".scope pre")).to_contain_text(f"--as {question}")
    page.click("#ask-whole")
    assert in_view(page) == len(histories[name])


def test_bursts_and_motifs_are_of_the_whole_timeline(
    visit: Visit, histories: dict[str, tuple[Incident, ...]]
) -> None:
    page = visit("planted", "#tab=sequences&ask=episodes")
    whole = shown(page)
    go(page, "#tab=sequences&from=2012-02-01&to=2012-02-20&ask=episodes")
    part = shown(page)
    assert 0 < len(part) < len(whole)
    assert all(whole[key] == cells for key, cells in part.items())
    expect(page.locator(".scope")).to_contain_text(
        "These numbers are of the whole timeline"
    )
    assert under(page)[0] == query(histories["planted"], "episodes").counted
    page.locator(".row-open").last.click()
    assert page.locator("#list-back").count() == 1
    go(page, "#tab=sequences&from=2012-02-01&to=2012-02-20&ask=similar&incident=p003a")
    expect(page.locator("#asked .empty")).to_contain_text("is not in view")


def test_similar_stretches_are_those_of_the_command(
    visit: Visit, histories: dict[str, tuple[Incident, ...]]
) -> None:
    page = visit("planted", "#tab=sequences&ask=similar")
    expect(page.locator("#asked .empty")).to_contain_text("Choose an incident")
    for chosen in ("p003a", "b010"):
        go(page, f"#tab=sequences&ask=similar&incident={chosen}")
        table = query(histories["planted"], "similar", incident=chosen)
        found = page.evaluate(
            "[...document.querySelectorAll('.stretch tbody tr')].map(row => ['incident', 'other_incident', 'shared'].map("
            "name => row.querySelector(`[data-column=${name}]`)?.value ?? ''))"
        )
        wanted = [
            [row["incident"], row["other_incident"], row["shared"]]
            for row in table.records()
        ]
        assert [row[:2] for row in found] == [
            [one or "" for one in row[:2]] for row in wanted
        ]
        assert [float(row[2] or -1) for row in found] == [
            -1 if row[2] is None else row[2] for row in wanted
        ]
        scores = page.evaluate(
            "[...document.querySelectorAll('.stretch [data-column=score]')].map(one => Number(one.value))"
        )
        assert (
            scores == list(dict.fromkeys(row["score"] for row in table.records()))
            or len(scores) == 5
        )
        assert under(page)[0] == table.counted


def test_curve_equals_the_command_and_follows_its_row(
    visit: Visit, histories: dict[str, tuple[Incident, ...]]
) -> None:
    page = visit("planted", "#tab=sequences")
    pair = query(histories["planted"], "lags").records()[0]
    table = query(
        histories["planted"],
        "curves",
        actor=str(pair["actor_id"]),
        other=str(pair["other_id"]),
    )
    ends = [
        round(100 * float(str(table.column(name)[-1])))
        for name in ("share_least", "share_most")
    ]
    label = page.locator("#asked svg").first.get_attribute("aria-label") or ""
    assert " ".join(label.split()).endswith(f"by day 14: {ends[0]} % to {ends[1]} %")
    assert page.locator(".chance-band").count() == 1
    page.locator("#asked button[aria-pressed=false]").first.click()
    assert page.locator("#asked svg").first.get_attribute("aria-label") != label


def test_acts_without_answer_have_no_empty_curve(visit: Visit) -> None:
    page = visit("archive", "#tab=sequences")
    expect(page.locator("#asked")).to_contain_text("Not within 14 days.")
    expect(page.locator("#asked svg")).to_have_count(0)


def test_finding_opens_its_incidents_and_their_sentences(
    visit: Visit, histories: dict[str, tuple[Incident, ...]]
) -> None:
    page = visit("planted", "#tab=sequences")
    first = page.locator("#asked tbody tr").first
    expect(first).to_contain_text("more than chance")
    expect(page.locator(".verdict")).to_contain_text("out from chance")
    first.locator(".row-open").click()
    expect(page.locator("#list-title")).to_contain_text(
        "A000 → B000, and what came back"
    )
    page = visit("north-korea", "#tab=sequences&ask=transitions&by=actor")
    row = page.locator("#asked tr[data-row='MOBILIZE > SANCTION']")
    assert row.locator("data").evaluate_all(
        "all => all.slice(0, 3).map(one => one.value)"
    ) == ["4", "4", "7"]
    row.locator(".row-open").click()
    expect(page.locator("#list-title")).to_contain_text("Show of force → Sanction")
    page.locator("#list .item, #panel .item").first.click()
    assert page.locator("blockquote").count() >= 1


def test_arrows_go_through_questions_which_stay_in_link(
    visit: Visit, histories: dict[str, tuple[Incident, ...]]
) -> None:
    assert histories
    page = visit("planted", "#tab=sequences")
    page.focus("#ask-lags")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "ask-transitions"
    assert "ask=transitions" in page.evaluate("location.hash")
    expect(page.locator("#asked")).to_have_attribute("data-question", "transitions")
    page.focus("#by")
    page.keyboard.press("ArrowDown")
    assert "by=actor" in page.evaluate("location.hash")
    page.keyboard.press("Tab")
    page.go_back()
    page.go_back()
    expect(page.locator("#asked")).to_have_attribute("data-question", "lags")
    page.focus("#mutual")
    page.keyboard.press("Space")
    assert "mutual=yes" in page.evaluate("location.hash")
    assert page.evaluate("document.activeElement.id") == "mutual"


def test_names_that_would_run_are_shown_as_text(visit: Visit) -> None:
    page = visit("hostile", "#tab=sequences")
    for question in ASKS:
        go(page, f"#tab=sequences&ask={question}&by=actor&around=<script>")
        if question == "lags":
            shown(page)
            names = "\n".join(page.locator("#asked tbody th").all_text_contents())
            assert all(clean(text) in names for text in HOSTILE)
    assert page.evaluate(
        "window.ran === undefined && document.querySelectorAll('main :is(a, img, script)').length === 0"
    )


def test_large_or_partial_page_gives_the_command_instead(
    visit: Visit, pages: Path
) -> None:
    page = visit("part", "#tab=sequences&ask=motifs")
    expect(page.locator("#sequences .empty")).to_contain_text(
        "timeline sequences PATH --as motifs"
    )
    go(page, "#tab=sequences")
    expect(page.locator(".scope")).to_contain_text("holds a part of the timeline")
    assert page.locator("#asked tbody tr").count() > 5
    write_page(generated(MOST + 1), pages / "many.html")
    page = visit("many", "#tab=sequences&ask=transitions")
    expect(page.locator(".scope")).to_contain_text(f"more than {MOST:,} incidents")
    assert page.locator("#asked tbody tr").count() > 5
