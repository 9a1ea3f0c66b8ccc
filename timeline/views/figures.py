"""How does a timeline look as a Plotly figure, in a notebook?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from html import escape
from typing import Any

from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.model.when import DateInterval
from timeline.views import labels
from timeline.views.escape import clean

MOST_LANES = 20  # more names do not fit one above the other; the rest goes into one lane
ROW = 0.16  # lanes; distance of dots stacked within a lane

_Corner = tuple[date | None, float | None]


def lanes_figure(timeline: TimelineData, *, most: int = MOST_LANES) -> Any:  # noqa: ANN401  plotly has no types
    """Draw who did what to whom over time.

    A day is a dot, a week a bar, a month or anything coarser a pale bar without a dot; open marks are things that did
    not happen or are not known to have happened. Undated incidents are counted in the title, for they have no place.

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
    for family in (*labels.FAMILIES, labels.OTHER_FAMILY):
        for trace in _traces(lanes, family):
            figure.add_trace(trace)
    undated = len(timeline.incidents) - len(dated)
    title = _safe(timeline.title) + (f" ({undated} without a date not drawn)" if undated else "")
    names = [_safe(name) for name in lanes]
    figure.update_layout(
        title=title, height=160 + 48 * len(lanes), spikedistance=0, hovermode="closest", template="plotly_white",
        yaxis={"tickvals": list(range(len(lanes))), "ticktext": names, "autorange": "reversed", "showgrid": False},
        xaxis={"type": "date", "side": "top"}, legend={"orientation": "h"},
    )  # fmt: skip
    return figure


def lane_of(incident: Incident) -> str:
    """Name the lane of an incident: who against whom, or the parties."""
    named: dict[Role, list[str]] = {
        role: [one.name for one in incident.actors if one.role is role] for role in Role
    }
    if named[Role.PARTY]:
        return " – ".join(sorted(named[Role.PARTY]))
    if not incident.actors:
        return "Nobody named"
    first, second = ", ".join(named[Role.INITIATOR]), ", ".join(named[Role.TARGET])
    return f"{first or 'Not named'} → {second or 'not named'}"


def _lanes(incidents: Iterable[Incident], most: int) -> dict[str, list[Incident]]:
    found: dict[str, list[Incident]] = {}
    for incident in incidents:
        found.setdefault(lane_of(incident), []).append(incident)
    ranked = sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0]))
    lanes = dict(ranked[:most])
    rest = [incident for _, group in ranked[most:] for incident in group]
    if rest:
        lanes[f"Others ({len(ranked) - most} lanes)"] = rest
    return lanes


def _traces(lanes: dict[str, list[Incident]], family: labels.Family) -> Iterable[dict[str, Any]]:
    dots: list[tuple[Incident, float]] = []
    bars: dict[tuple[bool, bool], list[_Corner]] = {}
    for position, group in enumerate(lanes.values()):
        stacked: Counter[date] = Counter()
        for incident in group:
            when = incident.date
            ours = labels.family_of(incident.type) is family
            if when is not None and _is_dot(when):
                if ours:
                    dots.append((incident, position - min(0.42, ROW * stacked[when.start])))
                stacked[when.start] += 1
            elif when is not None and ours:
                fine = when.precision in labels.FINE_GRAINS
                corners = bars.setdefault((incident.status in HAPPENED, fine), [])
                corners += _rectangle(when.start, when.end, position + 0.2, 0.06 if fine else 0.04)
    for (happened, fine), corners in sorted(bars.items()):
        yield _bar_trace(family, corners, happened=happened, fine=fine)
    if dots:
        yield _dot_trace(family, dots)


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
    family: labels.Family, corners: list[_Corner], *, happened: bool, fine: bool
) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "fill": "toself" if happened else "none", "hoverinfo": "skip",
        "x": [day for day, _ in corners], "y": [height for _, height in corners], "showlegend": False,
        "line": {"color": family.colour, "width": 0.5 if happened else 1.2},
        "fillcolor": family.colour, "opacity": 1.0 if fine or not happened else 0.35, "name": family.label,
    }  # fmt: skip


def _dot_trace(family: labels.Family, dots: list[tuple[Incident, float]]) -> dict[str, Any]:
    incidents = [incident for incident, _ in dots]
    return {
        "type": "scatter", "mode": "markers", "name": family.label, "x": [_day(one) for one in incidents],
        "y": [height for _, height in dots], "text": [_hover(one) for one in incidents],
        # The template is ours; data stands only in `text`, escaped.
        "hovertemplate": "%{text}<extra></extra>", "customdata": [clean(one.id) for one in incidents],
        "marker": {"size": 10, "color": family.colour, "symbol": [_symbol(one) for one in incidents]},
    }  # fmt: skip


def _day(incident: Incident) -> date | None:
    return None if incident.date is None else incident.date.start


def _symbol(incident: Incident) -> str:
    shape = "diamond" if incident.disputed else "circle"
    return shape if incident.status in HAPPENED else f"{shape}-open"


def _hover(incident: Incident) -> str:
    status = labels.STATUS_LABELS[incident.status]
    disputed = ", disputed" if incident.disputed else ""
    return f"{_safe(incident.headline)}<br>{_day(incident)} · {status}{disputed}"


def _safe(text: str) -> str:
    """Escape text for Plotly, whose labels are a small HTML of their own, and a formula between dollar signs."""
    return escape(clean(text), quote=False).replace("$", "&#36;")
