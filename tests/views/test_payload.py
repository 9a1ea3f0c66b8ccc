"""Does the page's data hold everything of the timeline, once, cleaned, with true offsets?"""

import json
from datetime import date
from typing import Any

import pytest

from tests.builders import (
    actor_role,
    day,
    document,
    incident,
    month,
    passage,
    timeline_data,
)
from tests.views import declarations, generated, hostile, sample
from tests.views.decoded import decoded
from timeline.model.actors import Actor, Role
from timeline.model.incidents import (
    Correction,
    DocumentSpan,
    KilledRange,
    Mark,
    Passage,
)
from timeline.model.mentions import Slot
from timeline.model.text import TextSpan
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval, Precision
from timeline.views import labels
from timeline.views.encode import day_number, units
from timeline.views.escape import clean, clean_with_offsets, island
from timeline.views.page import deflated
from timeline.views.payload import SMALL, corrections_of, payload
from timeline.views.records import IncidentColumns, Payload


def row(data: Any, number: int = 0) -> dict[str, Any]:
    return decoded(data, "incidents", number)


def told_in(data: Any) -> dict[str, Any]:
    told = decoded(data, "passages", 0)
    sentence = data["sentences"][told["sentence"]].encode("utf-16-le")
    parts = (
        sentence[: 2 * told["start"]],
        sentence[2 * told["start"] : 2 * told["end"]],
        sentence[2 * told["end"] :],
    )
    before, text, after = (part.decode("utf-16-le") for part in parts)
    return told | {"before": before, "text": text, "after": after}


def marked(data: Any, told: dict[str, Any]) -> list[tuple[str, str]]:
    flat = told["marks"]
    slots = [slot["id"] for slot in data["words"]["slots"]]
    return [
        (slots[flat[at]], told["text"][flat[at + 1] : flat[at + 2]])
        for at in range(0, len(flat), 3)
    ]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (date(1970, 1, 1), 0),
        (date(1969, 12, 31), -1),
        (date(2020, 2, 29), 18321),
        (date(1, 1, 1), -719162),
    ],
)
def test_days_are_counted_from_1970(given: date, number: int) -> None:
    assert day_number(given) == number


def test_an_interval_keeps_its_precision_basis_and_words() -> None:
    data = payload(timeline_data(incident(date=month("2020-02"))))
    interval = decoded(data, "dates", row(data)["date"])
    start, end, precision, basis, words, time_of_day = interval.values()
    assert (start, end) == (day_number(date(2020, 2, 1)), day_number(date(2020, 2, 29)))
    assert data["words"]["precisions"][precision]["id"] == "month"
    assert data["words"]["bases"][basis]["id"] == "relative"
    assert (words, time_of_day) == ("last month", None)
    assert row(payload(timeline_data(incident(date=None))))["date"] == -1


@pytest.mark.parametrize("precision", list(Precision))
def test_only_hours_days_and_weeks_have_fixed_positions(precision: Precision) -> None:
    data = payload(timeline_data())
    fine = {grain["id"] for grain in data["words"]["precisions"] if grain["fine"]}
    assert (precision in fine) == (
        precision in {Precision.TIME, Precision.DAY, Precision.WEEK}
    )


def test_marks_are_counted_from_beginning_of_their_passage() -> None:
    text = "Earlier words. " + sample.small().incidents[0].reports[0].text
    start = len("Earlier words. ")
    told = passage(
        document="other",
        start=start,
        end=len(text),
        text=text[start:],
        marks=(
            Mark(slot=Slot.TRIGGER, start=start, end=start + 4),
            Mark(slot=Slot.DATE, start=0, end=7),
        ),
    )
    data = payload(
        timeline_data(
            incident(reports=(told,)), documents=(document(text=text, id="other"),)
        )
    )
    assert marked(data, told_in(data)) == [("trigger", text[start : start + 4])]


def test_marks_survive_removal_of_control_characters() -> None:
    text = "The \u202earmy\u202c shelled 𝄞 Subek\x00."
    marks = tuple(
        Mark(slot=slot, start=text.index(words), end=text.index(words) + len(words))
        for slot, words in (
            (Slot.INITIATOR, "army"),
            (Slot.TRIGGER, "shelled"),
            (Slot.PLACE, "Subek"),
        )
    )
    told = Passage(
        report="d#0",
        document="doc",
        start=0,
        end=len(text),
        text=text,
        trigger=TextSpan(start=11, end=18),
        marks=marks,
    )
    data = payload(
        timeline_data(incident(reports=(told,)), documents=(document(text=text),))
    )
    assert told_in(data)["text"] == "The army shelled 𝄞 Subek."
    assert marked(data, told_in(data)) == [
        ("initiator", "army"),
        ("trigger", "shelled"),
        ("place", "Subek"),
    ]


@pytest.mark.parametrize(
    ("text", "clause", "before", "after"),
    [
        (
            "One. After dawn, jets struck Lemo, and later left. Two.",
            "jets struck Lemo",
            "After dawn, ",
            ", and later left.",
        ),
        ("One. Jets struck Lemo. Two.", "Jets struck Lemo.", "", ""),
        ("Jets struck Lemo", "Jets struck Lemo", "", ""),
        ("Title\nJets struck Lemo again\nTwo.", "Jets struck Lemo", "", " again"),
    ],
)
def test_a_clause_is_shown_in_its_sentence(
    text: str, clause: str, before: str, after: str
) -> None:
    start = text.index(clause)
    told = passage(start=start, end=start + len(clause), text=clause, marks=())
    shown = told_in(
        payload(
            timeline_data(incident(reports=(told,)), documents=(document(text=text),))
        )
    )
    assert (shown["before"], shown["after"]) == (before, after)


def test_context_of_passage_is_short_however_long_document() -> None:
    text = "word " * 2_000
    told = passage(start=5_000, end=5_004, text="word", marks=())
    shown = told_in(
        payload(
            timeline_data(incident(reports=(told,)), documents=(document(text=text),))
        )
    )
    assert 100 < len(shown["before"]) < 170
    assert 100 < len(shown["after"]) < 170


def test_no_article_is_shipped_whole() -> None:
    text = (
        sample.small().incidents[0].reports[0].text
        + " Nothing of this is told as an incident."
    )
    data = payload(timeline_data(documents=(document(text=text),)))
    assert "Nothing of this" not in json.dumps(data)


def test_names_are_shipped_once() -> None:
    content = json.dumps(payload(generated.generated(300)))
    assert content.count('"Village defence units of the lower valleys"') == 1
    assert content.count('"Relief Watch"') == 1


def test_a_large_war_stays_small() -> None:
    text = island(payload(generated.generated(2_000)))
    assert len(text) / 2_000 < 600  # bytes an incident
    assert len(deflated(text)) / 2_000 < 160


def test_date_figure_and_sentence_stand_once() -> None:
    data = payload(sample.small())
    counts = {
        "dates": len(data["dates"]["start"]),
        "figures": len(data["figures"]["kind"]),
    }
    for name, count in counts.items():
        rows = [json.dumps(decoded(data, name, number)) for number in range(count)]
        assert len(rows) == len(set(rows)) > 1, name
    assert len(data["sentences"]) == len(set(data["sentences"]))
    assert (
        len(payload(timeline_data(incident(id="a"), incident(id="b")))["sentences"])
        == 1
    )


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("plain", 5), ("é", 1), ("a𝄞", 3)]
)
def test_sentences_are_cut_by_units_of_browser(text: str, length: int) -> None:
    assert units(text) == length


def test_corrections_are_filed_under_their_incident() -> None:
    done = Correction(
        field="status",
        was="occurred",
        now="denied\u202e",
        author="A. Reader",
        day=date(2026, 1, 2),
        reason="misread",
    )
    found = corrections_of(
        timeline_data(incident(id="a"), incident(id="b", corrections=(done,)))
    )
    assert found == [
        {
            "incident": 1,
            "field": "status",
            "was": "occurred",
            "now": "denied",
            "author": "A. Reader",
            "day": day_number(date(2026, 1, 2)),
            "reason": "misread",
        }
    ]


def test_countries_are_named_in_words() -> None:
    data = payload(sample.small(), wording=labels.Wording(countries={"SDN": "Sudan"}))
    assert data["countries"]["SDN"] == "Sudan"
    assert payload(sample.small())["countries"]["SDN"] == "SDN"


def test_unlisted_actors_and_places_come_from_incidents() -> None:
    data = payload(timeline_data(incident(), actors=(), places=()))
    assert data["actors"][0]["name"] == "Northern Front"
    assert data["places"][0]["name"] == "Subek"


def test_unknown_actor_and_lost_document_do_no_harm() -> None:
    data = payload(timeline_data(incident(), documents=()))
    assert data["documents"] == [
        {
            "id": "doc",
            "title": None,
            "publisher": -1,
            "published": None,
            "url": None,
            "voice": 0,
            "dataset": None,
            "line": None,
            "origin": None,
            "archived": None,
            "original": None,
            "lang": None,
        }
    ]


def test_every_type_has_label_and_family_lexicon_renames() -> None:
    assert len(labels.TYPE_LABELS) == 17
    assert all(
        labels.family_of(type_id) is not labels.OTHER_FAMILY
        for type_id in labels.TYPE_LABELS
    )
    data = payload(timeline_data(incident(type="NEW_KIND")))
    assert data["types"][0]["label"] == "new kind"
    named = payload(
        timeline_data(),
        wording=labels.Wording(
            types={"ASSAULT": "Force"}, modes={"ASSAULT": {"shelling": "Artillery"}}
        ),
    )
    assert (named["types"][0]["label"], named["modes"][0]["label"]) == (
        "Force",
        "Artillery",
    )


def test_relations_to_other_incidents_are_kept() -> None:
    data = payload(sample.small())
    position = data["incidents"]["id"].index("i-raid")
    assert row(data, position)["relations"] == [
        "response-to",
        data["incidents"]["id"].index("i-subek"),
    ]


@pytest.mark.parametrize(
    "timeline",
    [sample.small(), hostile.hostile(), sample.nothing(), generated.generated(50)],
)
def test_island_is_json_that_cannot_end_its_script(timeline: TimelineData) -> None:
    text = island(payload(timeline))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == payload(timeline)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x00\x1b[31m", "[31m"),
        ("\ud800x", "x"),
        ("عربي\u200f!", "عربي!"),
    ],
)
def test_control_characters_are_taken_out_of_every_string(
    given: str, cleaned: str
) -> None:
    assert clean(given) == cleaned
    assert clean_with_offsets(given, [0, len(given)]) == (cleaned, [0, len(cleaned)])


def test_an_impossible_day_is_not_invented() -> None:
    long_ago = DateInterval(
        start=date(1, 1, 1),
        end=date(9999, 12, 31),
        precision=Precision.PERIOD,
        basis=day("2020-01-01").basis,
    )
    data = payload(timeline_data(incident(date=long_ago)))
    interval = decoded(data, "dates", row(data)["date"])
    assert (interval["start"], interval["end"]) == (-719162, 2932896)


def test_declarations_of_scripts_follow_records() -> None:
    assert declarations.PATH.read_text(encoding="utf-8") == declarations.declarations()


def test_payload_has_the_fields_of_its_record() -> None:
    data = payload(sample.small())
    assert set(data) == set(Payload.__annotations__)
    assert set(data["incidents"]) == set(IncidentColumns.__annotations__)


@pytest.mark.parametrize(("count", "layout"), [(SMALL, "case"), (SMALL + 1, "archive")])
def test_layout_follows_size_unless_asked(count: int, layout: str) -> None:
    timeline = timeline_data(*(incident(id=f"i{number}") for number in range(count)))
    assert payload(timeline)["layout"] == layout
    assert payload(timeline, layout="archive")["layout"] == "archive"


def test_killed_and_headline_are_shipped() -> None:
    quoted = incident(
        killed=KilledRange(low=4, best=None, high=None),
        headline_span=DocumentSpan(document="doc", start=0, end=4),
        prominent=True,
        disputed_about=("initiator",),
        signs=("one article",),
    )
    data = payload(timeline_data(quoted))
    shipped = row(data)
    assert shipped["killed"] == [4, None, None]
    assert data["documents"][shipped["quoted"]]["id"] == "doc"
    assert data["words"]["disputes"][shipped["disputes"][0]]["id"] == "initiator"
    assert [data["signs"][number] for number in shipped["signs"]] == ["one article"]


def test_two_sides_with_most_acts_have_a_colour() -> None:
    names = ["North", "South", "East"]
    roles = [actor_role(name, Role.INITIATOR) for name in names]
    actors = tuple(
        Actor(id=role.id, name=role.name, kind=role.kind, side=role.name)
        for role in roles
    )
    told = [
        incident(id=f"i{n}", actors=(roles[n % 3 if n < 3 else 0],)) for n in range(5)
    ]
    rows = payload(timeline_data(*told, actors=actors))["sides"]
    assert [(row["name"], row["colour"]) for row in rows] == [
        ("North", "A"),
        ("East", "B"),
        ("South", "C"),
    ]


def test_type_of_another_program_may_hold_slash() -> None:
    shown = payload(timeline_data(incident(type="A/B", mode="c/d")))
    (mode,) = shown["modes"]
    assert mode["id"] == "c/d"
    assert shown["types"][mode["type"]]["id"] == "A/B"
