"""Is the figure for notebooks as honest as the page?"""

import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from tests.builders import actor_role, incident, month, timeline_data
from tests.views import generated, hostile, sample
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import KilledRange
from timeline.model.types import Status
from timeline.views import figures
from timeline.views.figures import lane_of, lanes_figure


def traces(figure: Any, mode: str) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == mode]


def test_only_day_dated_incidents_are_dots() -> None:
    figure = lanes_figure(sample.small())
    identities = {
        identity for trace in traces(figure, "markers") for identity in trace.customdata
    }
    assert identities == {
        "i-subek",
        "i-raid",
        "i-mine",
        "i-talks",
        "i-threat",
        "i-denied",
        "i-demand",
        "i-retreat",
    }
    assert "1 without a date not drawn" in figure.layout.title.text


def test_month_is_bar_over_all_its_days() -> None:
    figure = lanes_figure(timeline_data(incident(date=month("2020-02"))))
    (bar,) = traces(figure, "lines")
    assert [str(day) for day in bar.x[:2]] == ["2020-02-01", "2020-03-01"]
    assert bar.opacity < 0.5


@pytest.mark.parametrize(
    ("status", "disputed", "symbol"),
    [
        (Status.OCCURRED, (), "circle"),
        (Status.PLANNED, (), "circle-x-open"),
        (Status.OCCURRED, ("figure",), "circle"),
        (Status.OCCURRED, ("initiator",), "circle-open"),
        (Status.OCCURRED, ("whether",), "circle-open"),
        (Status.DENIED, ("whether",), "circle-x-open"),
    ],
)
def test_disputed_is_open_and_not_happened_is_crossed(
    status: Status, disputed: tuple[str, ...], symbol: str
) -> None:
    timeline = timeline_data(incident(status=status, disputed_about=disputed))
    (dots,) = traces(lanes_figure(timeline), "markers")
    assert dots.marker.symbol == (symbol,)


def test_area_is_number_killed_up_to_cap() -> None:
    killed = [
        None,
        KilledRange(low=25, high=25),
        KilledRange(low=1, high=100),
        KilledRange(low=9_000),
    ]
    timeline = timeline_data(
        *(incident(id=f"i{n}", killed=one) for n, one in enumerate(killed))
    )
    (dots,) = traces(lanes_figure(timeline), "markers")
    small, some, four_times, capped = dots.marker.size
    assert (small, some, four_times) == (8, 13, 26)
    assert capped == pytest.approx(2.6 * 320**0.5, abs=0.1)


def test_colours_are_those_of_the_page() -> None:
    styles = (
        files("timeline.views").joinpath("assets/styles/tokens.css").read_text("utf-8")
    )
    light = styles[
        styles.index('[data-theme="light"]') : styles.index('[data-theme="dark"]')
    ]
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", light))
    named = {"A": "A", "B": "B", "C": "C", "N": "Csoft"}
    assert {name: tokens[token] for name, token in named.items()} == figures.COLOURS
    assert (tokens["paper"], tokens["ink"], tokens["rule"]) == (
        figures.PAPER,
        figures.INK,
        figures.RULE,
    )


def test_dot_has_colour_of_side_that_acted() -> None:
    first, second = actor_role("A", Role.INITIATOR), actor_role("B", Role.TARGET)
    timeline = timeline_data(
        incident(actors=(first, second)), incident(id="i2", actors=())
    )
    sides = {first.id: "North", second.id: "South"}
    actors = tuple(
        replace(actor, side=sides.get(actor.id)) for actor in timeline.actors
    )
    drawn = traces(lanes_figure(replace(timeline, actors=actors)), "markers")
    assert [(trace.name, trace.marker.color) for trace in drawn] == [
        ("North", figures.COLOURS["A"]),
        ("not named", figures.COLOURS["N"]),
    ]


def test_lanes_that_find_no_place_are_put_together() -> None:
    names = lanes_figure(generated.generated(200), most=5).layout.yaxis.ticktext
    assert len(names) == 6
    assert names[-1].startswith("Others (")


def test_no_data_is_read_as_markup_or_template() -> None:
    figure = lanes_figure(hostile.hostile())
    assert {trace.hovertemplate for trace in traces(figure, "markers")} == {
        "%{text}<extra></extra>"
    }
    shown = [*figure.layout.yaxis.ticktext, figure.layout.title.text]
    shown += [
        text.replace("<br>", "")
        for trace in traces(figure, "markers")
        for text in trace.text
    ]
    assert not [text for text in shown if "<" in text or "$" in text]


A, B = actor_role("A", Role.INITIATOR), actor_role("B", Role.TARGET)
P, Q = actor_role("P", Role.PARTY), actor_role("Q", Role.PARTY)


@pytest.mark.parametrize(
    ("actors", "name"),
    [
        ((A, B), "A → B"),
        ((A,), "A → not named"),
        ((B,), "Not named → B"),
        ((Q, P), "P – Q"),
        ((), "Nobody named"),
    ],
)
def test_a_lane_is_named_after_who_against_whom(
    actors: tuple[ActorRole, ...], name: str
) -> None:
    assert lane_of(incident(actors=actors)) == name
