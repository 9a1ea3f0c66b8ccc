"""Draw a timeline as a Plotly figure, for a notebook."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from html import escape
from itertools import chain
from math import sqrt
from typing import Any

from timeline.comparison import in_role
from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.model.when import DateInterval
from timeline.views import labels
from timeline.views.escape import clean
from timeline.views.sides import COLOURS as SIDES
from timeline.views.sides import NOBODY, OTHERS, colour_of, colours_by_actor, side_rows

MOST_LANES = (
    20  # more names do not fit one above the other; the rest goes into one lane
)
ROW = 0.16  # lanes; distance of dots stacked within a lane
LARGEST = 320  # people killed, beyond which a dot grows no further, as on the page

# Those of the page (assets/styles/tokens.css), on a light ground.
COLOURS = {"A": "#b5522a", "B": "#1b4f80", "C": "#7a7f87", "N": "#dedfe1"}
OUTLINES = {**COLOURS, "N": "#7a7f87"}
PAPER, INK, RULE = "#fbf9f5", "#1b1d21", "#e0dbd1"
SANS = (
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
)

_Corner = tuple[date | None, float | None]
_Lanes = dict[str, list[Incident]]


# Plotly has no types.
def lanes_figure(timeline: TimelineData, *, most: int = MOST_LANES) -> Any:  # noqa: ANN401
    """Draw who did what to whom over time, in the colours of the page.

    Colour says who acted: one side, the other, grey for everybody else, pale for nobody named. A
    day is a dot whose area is the highest number killed, a week a bar, anything coarser a pale bar
    without a dot. Open dots are those of which who did it, or whether it happened, is disputed;
    crossed ones did not happen or are not known to. Undated incidents are counted in the title, for
    they have no place.

    Args:
        timeline: The timeline.
        most: Number of lanes before the rest goes into one.

    Returns:
        A `plotly.graph_objects.Figure` (typed Any: plotly has no types).
    """
    # Imported here: plotly takes long to load, and `--help` does not need it.
    import plotly.graph_objects as go  # type: ignore[import-untyped]

    dated = [incident for incident in timeline.incidents if incident.date is not None]
    lanes = _lanes(dated, most)
    figure = go.Figure()
    sides = colours_by_actor(timeline)
    for colour, label in _legend(timeline).items():
        for trace in _traces(lanes, colour, label, sides):
            figure.add_trace(trace)
    undated = len(timeline.incidents) - len(dated)
    title = _safe(timeline.title)
    if undated:
        title += f" ({undated} without a date not drawn)"
    figure.update_layout(_layout(lanes, title))
    return figure


def _legend(timeline: TimelineData) -> dict[str, str]:
    """Name the colours: the two sides, others, nobody."""
    names = {row["colour"]: _safe(row["name"]) for row in reversed(side_rows(timeline))}
    others = "others, or both" if names else "those named"
    return {
        **{colour: names[colour] for colour in SIDES if colour in names},
        OTHERS: others,
        NOBODY: "not named",
    }


def _layout(lanes: _Lanes, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "height": 160 + 48 * len(lanes),
        "spikedistance": 0,
        "hovermode": "closest",
        "template": "plotly_white",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": SANS, "color": INK},
        "yaxis": _rows(lanes),
        "xaxis": {"type": "date", "side": "top", "gridcolor": RULE},
        "legend": {"orientation": "h"},
    }


def _rows(lanes: _Lanes) -> dict[str, Any]:
    names = [_safe(name) for name in lanes]
    places = list(range(len(lanes)))
    return {
        "tickvals": places,
        "ticktext": names,
        "autorange": "reversed",
        "showgrid": False,
    }


def lane_of(incident: Incident) -> str:
    """Name the lane of an incident: who against whom, or the parties."""
    parties = _names(incident, Role.PARTY)
    if parties:
        return " – ".join(sorted(parties))
    if not incident.actors:
        return "Nobody named"
    initiators = ", ".join(_names(incident, Role.INITIATOR))
    targets = ", ".join(_names(incident, Role.TARGET))
    return f"{initiators or 'Not named'} → {targets or 'not named'}"


def _names(incident: Incident, role: Role) -> list[str]:
    return [actor.name for actor in in_role(incident.actors, (role,))]


def _lanes(incidents: Iterable[Incident], most: int) -> _Lanes:
    groups: _Lanes = {}
    for incident in incidents:
        groups.setdefault(lane_of(incident), []).append(incident)
    ranked = sorted(groups, key=lambda lane: (-len(groups[lane]), lane))
    lanes = {lane: groups[lane] for lane in ranked[:most]}
    smallest = ranked[most:]
    if smallest:
        rest = chain.from_iterable(groups[lane] for lane in smallest)
        lanes[f"Others ({len(smallest)} lanes)"] = list(rest)
    return lanes


def _traces(
    lanes: _Lanes, colour: str, label: str, sides: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    """Make the traces of one colour.

    Bars of those that happened or not, exact or rough, then dots.
    """
    dots: list[tuple[Incident, float]] = []
    bars: dict[tuple[bool, bool], list[_Corner]] = {}
    for incident, position, height in _placed(lanes):
        when = incident.date
        if when is None or colour_of(incident, sides) != colour:
            continue
        if height is not None:
            dots.append((incident, position - height))
            continue
        is_fine = when.precision in labels.FINE_GRAINS
        has_happened = incident.status in HAPPENED
        corners = bars.setdefault((has_happened, is_fine), [])
        corners += _bar(when, position, is_fine=is_fine)
    for (has_happened, is_fine), corners in sorted(bars.items()):
        yield _bar_trace(colour, label, corners, happened=has_happened, fine=is_fine)
    if dots:
        yield _dot_trace(colour, label, dots)


def _placed(lanes: _Lanes) -> Iterator[tuple[Incident, int, float | None]]:
    """Yield each incident with the number of its lane and its height there."""
    for position, group in enumerate(lanes.values()):
        for incident, height in _stacked(group):
            yield incident, position, height


def _bar(when: DateInterval, position: int, *, is_fine: bool) -> list[_Corner]:
    """Return the corners of the bar of a date in a lane; thinner where it is rough."""
    half = 0.06 if is_fine else 0.04
    return _rectangle(when.start, when.end, position + 0.2, half)


def _stacked(group: Iterable[Incident]) -> Iterator[tuple[Incident, float | None]]:
    """Yield the incidents of a lane with the height of those that are dots, in lanes.

    Dots of one day lie on each other.
    """
    on_day: Counter[date] = Counter()
    for incident in group:
        when = incident.date
        if when is None or not _is_dot(when):
            yield incident, None
            continue
        yield incident, min(0.42, ROW * on_day[when.start])
        on_day[when.start] += 1


def _is_dot(when: DateInterval) -> bool:
    return when.start == when.end and when.precision in labels.FINE_GRAINS


def _rectangle(start: date, end: date, middle: float, half: float) -> list[_Corner]:
    after = end + timedelta(days=1)
    top, bottom = middle - half, middle + half
    return [
        (start, top),
        (after, top),
        (after, bottom),
        (start, bottom),
        (start, top),
        (None, None),
    ]


def _bar_trace(
    colour: str, label: str, corners: list[_Corner], *, happened: bool, fine: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself" if happened else "none",
        "hoverinfo": "skip",
        "x": [day for day, _ in corners],
        "y": [height for _, height in corners],
        "showlegend": False,
        "line": {"color": OUTLINES[colour], "width": 0.5 if happened else 1.2},
        "fillcolor": COLOURS[colour],
        "opacity": 1.0 if fine or not happened else 0.35,
        "name": label,
    }


def _dot_trace(
    colour: str, label: str, dots: list[tuple[Incident, float]]
) -> dict[str, Any]:
    incidents = [incident for incident, _ in dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label,
        "x": [_day(incident) for incident in incidents],
        "y": [height for _, height in dots],
        "text": [_hover(incident) for incident in incidents],
        # The template is ours; data stands only in `text`, escaped.
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [clean(incident.id) for incident in incidents],
        "marker": _marker(colour, incidents),
    }


def _marker(colour: str, incidents: list[Incident]) -> dict[str, Any]:
    return {
        "size": [_diameter(incident) for incident in incidents],
        "color": COLOURS[colour],
        "line": {"color": OUTLINES[colour], "width": 1},
        "symbol": [_symbol(incident) for incident in incidents],
    }


def _day(incident: Incident) -> date | None:
    return None if incident.date is None else incident.date.start


def _diameter(incident: Incident) -> float:
    """Return the diameter in pixels of a dot whose area is the highest number killed."""
    return max(8.0, round(2.6 * sqrt(min(_killed(incident), LARGEST)), 1))


def _killed(incident: Incident) -> int:
    killed = incident.killed
    if killed is None:
        return 0
    return killed.low if killed.high is None else killed.high


def _symbol(incident: Incident) -> str:
    if incident.status not in HAPPENED:
        return "circle-x-open"
    return (
        "circle-open"
        if set(incident.disputed_about) & {"initiator", "whether"}
        else "circle"
    )


def _hover(incident: Incident) -> str:
    status = labels.STATUS_LABELS[incident.status]
    disputed = ", disputed" if incident.disputed else ""
    return f"{_safe(incident.headline)}<br>{_day(incident)} · {status}{disputed}"


def _safe(text: str) -> str:
    """Escape text for Plotly.

    Its labels are a small HTML of their own, with a formula between dollar signs.
    """
    return escape(clean(text), quote=False).replace("$", "&#36;")
