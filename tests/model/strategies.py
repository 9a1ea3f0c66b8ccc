"""What does a random timeline look like? Small, consistent (every record that is named exists), nasty in its words."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from timeline.model.actors import Actor, ActorKind, ActorRole, Role
from timeline.model.incidents import (
    Casualty,
    Correction,
    DocumentSpan,
    Incident,
    Mark,
    Passage,
    Relation,
    RelationKind,
)
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import Document, TextSpan
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

NASTY = (
    "",
    "=1+1",
    "a;b",
    'said "no"',
    "line\nbreak",
    "<b>&amp;",
    "\u2028",
    "\x85",
    "\x0b",
    "日本",
    "é",
    "😀",
    "\u202e",
    ",",
    "\t",
)
words = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), max_size=8)
)
names = st.sampled_from(
    (
        "Northern Front",
        "northern front",
        "Ministry",
        "Aïn",
        "=Front",
        "A & B",
        "Observer",
    )
)
ids = st.lists(
    st.sampled_from(("a", "b", "name:c", "x#1", "é", "a-2")),
    min_size=1,
    max_size=3,
    unique=True,
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw from a strategy, or None."""
    return st.none() | strategy


@st.composite
def dates(draw: st.DrawFn) -> DateInterval:
    """Draw an interval of up to 400 days."""
    start = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    return DateInterval(
        start=start,
        end=start + timedelta(days=draw(st.integers(0, 400))),
        precision=draw(st.sampled_from(Precision)),
        basis=draw(st.sampled_from(Basis)),
        text=draw(maybe(words)),
        time_of_day=draw(maybe(words)),
    )


@st.composite
def casualties(draw: st.DrawFn) -> Casualty:
    """Draw a casualty figure."""
    number = maybe(st.integers(0, 10**6))
    return Casualty(
        kind=draw(st.sampled_from(CasualtyKind)),
        group=draw(maybe(words)),
        low=draw(number),
        best=draw(number),
        high=draw(number),
        part_of_total=draw(st.booleans()),
        attribution=tuple(draw(st.lists(names, max_size=2))),
    )


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    """Draw a correction."""
    return Correction(
        field=draw(words),
        was=draw(maybe(words)),
        now=draw(maybe(words)),
        author=draw(names),
        day=draw(st.dates()),
        reason=draw(words),
    )


@st.composite
def passages(draw: st.DrawFn, document: Document) -> Passage:
    """Draw a passage of a document."""
    start, end = sorted(
        (
            draw(st.integers(0, len(document.text))),
            draw(st.integers(0, len(document.text))),
        )
    )
    return Passage(
        report=f"{document.id}#{start}",
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        trigger=TextSpan(start=start, end=end),
        attribution=tuple(draw(st.lists(names, max_size=2))),
        status=draw(st.sampled_from(Status)),
        date=draw(maybe(dates())),
        casualties=tuple(draw(st.lists(casualties(), max_size=1))),
        marks=tuple(
            draw(
                st.lists(
                    st.builds(
                        Mark,
                        slot=st.sampled_from(Slot),
                        start=st.just(start),
                        end=st.just(end),
                    ),
                    max_size=1,
                )
            )
        ),
    )


@st.composite
def incidents(
    draw: st.DrawFn,
    identity: str,
    others: list[str],
    documents: list[Document],
    actors: list[Actor],
    places: list[Place],
) -> Incident:
    """Draw an incident over these records."""
    roles = [
        ActorRole(
            id=one.id,
            name=one.name,
            aliases=one.aliases,
            role=draw(st.sampled_from(Role)),
            kind=one.kind,
            country=one.country,
        )
        for one in draw(st.lists(st.sampled_from(actors), max_size=3))
    ]
    told = draw(st.lists(st.sampled_from(documents), min_size=1, max_size=2))
    evidence = maybe(
        st.builds(
            DocumentSpan, document=st.just(told[0].id), start=st.just(0), end=st.just(1)
        )
    )
    relation = st.builds(
        Relation,
        kind=st.sampled_from(RelationKind),
        incident=st.sampled_from([*others, "outside"]),
        evidence=evidence,
    )
    return Incident(
        id=identity,
        headline=draw(words),
        type=draw(st.sampled_from(("ASSAULT", "AGREE"))),
        mode=draw(maybe(words)),
        status=draw(st.sampled_from(Status)),
        disputed=draw(st.booleans()),
        date=draw(maybe(dates())),
        actors=tuple(roles),
        places=tuple(draw(st.lists(st.sampled_from(places), max_size=2))),
        casualties=tuple(draw(st.lists(casualties(), max_size=2))),
        attribution=tuple(draw(st.lists(names, max_size=2, unique=True))),
        publishers=tuple(draw(st.lists(words, max_size=2))),
        salience=draw(st.floats(0, 100)),
        confidence=draw(st.floats(0, 1)),
        reports=tuple(draw(passages(one)) for one in told),
        relations=tuple(draw(st.lists(relation, max_size=2))),
        corrections=tuple(draw(st.lists(corrections(), max_size=1))),
    )


@st.composite
def timelines(draw: st.DrawFn) -> TimelineData:
    """Draw a consistent timeline of one to three incidents."""
    documents = [
        Document(
            id=one,
            text=draw(words),
            published=draw(maybe(st.dates())),
            title=draw(maybe(words)),
            publisher=draw(maybe(words)),
        )
        for one in draw(ids)
    ]
    actors = [
        Actor(
            id=one,
            name=draw(names),
            aliases=tuple(draw(st.lists(names, max_size=2))),
            kind=draw(st.sampled_from(ActorKind)),
        )
        for one in draw(ids)
    ]
    places = [
        Place(
            id=one,
            name=draw(words),
            lat=draw(maybe(st.floats(-90, 90))),
            lon=draw(maybe(st.floats(-180, 180))),
            country=draw(maybe(st.just("SDN"))),
            precision=draw(st.sampled_from(PlacePrecision)),
        )
        for one in draw(ids)
    ]
    chosen = draw(ids)
    return TimelineData(
        version="0.0.0",
        title=draw(words),
        documents=tuple(documents),
        actors=tuple(actors),
        places=tuple(places),
        incidents=tuple(
            draw(incidents(one, chosen, documents, actors, places)) for one in chosen
        ),
        settings=draw(
            st.dictionaries(
                st.sampled_from(("model", "jobs", "threshold")),
                st.sampled_from((None, True, 2, 0.5, "x")),
            )
        ),
    )
