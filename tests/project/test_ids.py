"""Does an incident keep its id whatever comes, goes or is told otherwise around it?"""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project.factories import article, incidents_in
from timeline.model.incidents import Incident, Relation, RelationKind
from timeline.model.text import Document
from timeline.project.ids import in_order, stable_ids

TOWNS = ("Subek", "Dorn", "Tarn", "Orlo", "Velm", "Kassim")
Ledger = dict[str, str]


def built(articles: list[Document], ledger: Ledger) -> tuple[list[Incident], Ledger]:
    found, remembered = stable_ids(
        incidents_in(*articles), ledger, texts={one.id: one.text for one in articles}
    )
    return found, {**ledger, **remembered}


def by_report(incidents: list[Incident]) -> dict[str, str]:
    return {passage.report: one.id for one in incidents for passage in one.reports}


@st.composite
def archives(draw: st.DrawFn) -> list[Document]:
    """Draw one to four articles on some towns each."""
    count = draw(st.integers(1, 4))
    return [
        article(
            f"a{number}",
            *draw(
                st.lists(st.sampled_from(TOWNS), min_size=1, max_size=4, unique=True)
            ),
            published=f"2020-02-0{draw(st.integers(4, 9))}",
            killed=draw(st.integers(1, 9)),
        )
        for number in range(count)
    ]


@settings(max_examples=60, deadline=None)
@given(archive=archives())
def test_a_rebuild_keeps_every_id_and_changes_nothing(archive: list[Document]) -> None:
    first, ledger = built(archive, {})
    assert [one.id for one in first] == [
        one.id for one in in_order(incidents_in(*archive))
    ]
    assert built(archive, ledger) == (first, ledger)


@settings(max_examples=60, deadline=None)
@given(archive=archives(), more=archives())
def test_later_articles_keep_earlier_ids(
    archive: list[Document], more: list[Document]
) -> None:
    """An incident keeps its id unless the newcomer makes two incidents one: then the id of one of them stays."""
    first, ledger = built(archive, {})
    late = [
        replace(one, id=f"late-{one.id}", published=date(2020, 2, 3)) for one in more
    ]
    second, grown = built([*archive, *late], ledger)
    before, after = by_report(first), by_report(second)
    joined = {
        one.id: {before[p.report] for p in one.reports if p.report in before}
        for one in second
    }
    for one in second:
        assert not joined[one.id] or one.id in joined[one.id]
    assert {one.id for one in second} >= {one.id for one in first} - {
        lost for parts in joined.values() if len(parts) > 1 for lost in parts
    }
    assert len({one.id for one in second}) == len(second)
    assert after.keys() > before.keys()
    # What came goes again: what it never touched is called as before.
    third = by_report(built(archive, grown)[0])
    lost = {
        identity for parts in joined.values() if len(parts) > 1 for identity in parts
    }
    assert {pair for pair in before.items() if pair[1] not in lost} <= third.items()


@settings(max_examples=60, deadline=None)
@given(
    archive=archives(),
    words=st.sampled_from(
        ("A line that says nothing.", "Rain fell on Sunday, all day long.")
    ),
)
def test_words_put_before_everything_in_article_keep_ids(
    archive: list[Document], words: str
) -> None:
    first, ledger = built(archive, {})
    edited = [replace(one, text=f"{words}\n\n{one.text}") for one in archive]
    assert [one.id for one in built(edited, ledger)[0]] == [one.id for one in first]


def test_earlier_report_changes_own_id_not_stable_one() -> None:
    late = article("late", "Subek", published="2020-02-09")
    early = article("early", "Subek", published="2020-02-04")
    first, ledger = built([late], {})
    assert incidents_in(late, early)[0].id != first[0].id
    second, _ = built([late, early], ledger)
    assert [one.id for one in second] == [first[0].id]


def test_replaced_article_does_not_pass_on_its_ids() -> None:
    first, ledger = built([article("a", "Subek")], {})
    other, _ = built([article("a", "Velm!")], ledger)
    assert other[0].reports[0].report == first[0].reports[0].report
    assert other[0].id != first[0].id


def test_split_incident_keeps_id_where_most_reports_are() -> None:
    documents = [article(name, "Subek") for name in ("a", "b", "c")]
    whole, ledger = built(documents, {})
    parts = [*incidents_in(documents[0], documents[1]), *incidents_in(documents[2])]
    linked = [
        replace(
            one, relations=(Relation(kind=RelationKind.BEFORE, incident=parts[0].id),)
        )
        for one in parts
    ]
    found, _ = stable_ids(linked, ledger, texts={one.id: one.text for one in documents})
    sizes = {one.id: len(one.reports) for one in found}
    assert sizes[whole[0].id] == 2
    assert {link.incident for one in found for link in one.relations} == {whole[0].id}


def test_used_id_is_never_given_again() -> None:
    [early] = incidents_in(article("a", "Subek"))
    ledger = {"w:of another report": early.id}
    [found], _ = stable_ids([early], ledger, texts={})
    assert found.id != early.id
    assert found.id.startswith("i")
