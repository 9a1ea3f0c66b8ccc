// How do marks become what Plotly draws? Few traces, whatever the number of marks.
import { colour } from "./dom.js";
import { DAY_MS } from "./days.js";
import { fillOf } from "./symbols.js";

const SHADES = 5; // of tiles

/** Make the traces of all lanes: bars, tiles, counts and dots of `size` pixels. */
export function tracesOf(chart, { size, twoAxes }) {
  const marks = chart.lanes.flatMap((lane) => lane.marks);
  const bars = marks.filter((mark) => mark.kind === "bar");
  const groups = new Map();
  for (const mark of bars) {
    const { family, happened, fine } = mark.incidents[0];
    const mixed = mark.incidents.some((one) => one.family !== family);
    const sure = fine && mark.incidents.length === 1 && mark.incidents[0].when.basis !== "assumed";
    const key = `${mixed ? -1 : family}|${happened}|${sure}|${mark.incidents.some((one) => one.disputed)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(mark);
  }
  /** @type {object[]} */
  const traces = [...groups].map(([key, group]) => barTrace(chart, key, group));
  const tiles = marks.filter((mark) => mark.kind === "tile");
  traces.push(...tileTraces(tiles));
  const counted = [...tiles, ...bars.filter((mark) => mark.incidents.length > 1)];
  if (counted.length) traces.push(counts(chart, counted));
  const points = marks.filter((mark) => mark.kind === "dot");
  traces.push(dots(chart, points, size));
  // Names of days below as well, where the upper ones would be out of sight; an axis is drawn only when it has a trace.
  if (twoAxes)
    traces.push({
      type: "scatter",
      mode: "markers",
      x: [chart.view.from * DAY_MS],
      y: [0],
      xaxis: "x2",
      opacity: 0,
      hoverinfo: "skip",
    });
  return traces;
}

/** Draw tiles the darker, the more they hold: a tile is low, and would else look like less than the dots beside it. */
function tileTraces(tiles) {
  const most = tiles.reduce((count, tile) => Math.max(count, tile.incidents.length), 1);
  const line = colour("tile-line");
  return [...Array(SHADES).keys()].flatMap((shade) => {
    const group = tiles.filter(
      ({ incidents }) => Math.min(SHADES - 1, Math.floor(SHADES * Math.sqrt(incidents.length / most))) === shade,
    );
    return group.length ? [outline(group, { fill: transparent(line, 0.12 + 0.18 * shade), line, width: 1 })] : [];
  });
}

function barTrace(chart, key, marks) {
  const [family, happened, fine, disputed] = key.split("|");
  const ink = familyColour(chart.data, Number(family));
  const solid = happened === "true";
  const fill = solid ? transparent(ink, fine === "true" ? 0.9 : 0.35) : "rgba(0,0,0,0)";
  const edge = solid && fine !== "true" ? transparent(ink, 0.6) : ink;
  // A bar cannot be a diamond; what is disputed has a strong edge.
  if (disputed === "true") return outline(marks, { fill, line: colour("ink"), width: 1.6 });
  return outline(marks, { fill, line: edge, width: solid ? 0.5 : 1.2 });
}

/** Draw rectangles as one trace: corners, then a gap. */
function outline(marks, { fill, line, width }) {
  const [x, y] = [[], []];
  for (const mark of marks) {
    const [x0, x1] = [mark.x0 * DAY_MS, mark.x1 * DAY_MS];
    x.push(x0, x1, x1, x0, x0, null);
    y.push(mark.y - mark.half, mark.y - mark.half, mark.y + mark.half, mark.y + mark.half, mark.y - mark.half, null);
  }
  return {
    type: "scatter",
    mode: "lines",
    x,
    y,
    fill: "toself",
    fillcolor: fill,
    hoverinfo: "skip",
    line: { color: line, width },
  };
}

function counts(chart, marks) {
  const { from, to } = chart.view;
  return {
    type: "scatter",
    mode: "text",
    hoverinfo: "skip",
    cliponaxis: true,
    x: marks.map((mark) => ((Math.max(from, mark.x0) + Math.min(to, mark.x1)) / 2) * DAY_MS),
    y: marks.map((mark) => mark.y),
    text: marks.map((mark) => String(mark.incidents.length)),
    textfont: { size: 10.5, color: colour("ink") },
  };
}

function dots(chart, marks, size) {
  const shown = marks.map((mark) => mark.incidents[0]);
  const inks = chart.data.families.map((_, index) => familyColour(chart.data, index));
  const panel = colour("panel");
  return {
    type: "scatter",
    mode: "markers",
    hoverinfo: "skip",
    cliponaxis: false,
    x: marks.map((mark) => mark.x0 * DAY_MS),
    y: marks.map((mark) => mark.y),
    marker: {
      size: shown.map((one) => (one.disputed ? size + 1.5 : size)),
      opacity: 1,
      symbol: shown.map((one) => symbolOf(one)),
      color: shown.map((one) => (fillOf(one) === "pale" ? transparent(inks[one.family], 0.35) : inks[one.family])),
      line: {
        width: shown.map((one) => ({ full: 0.5, pale: 1.2, open: 1.8 })[fillOf(one)]),
        color: shown.map((one) => (fillOf(one) === "full" ? panel : inks[one.family])),
      },
    },
  };
}

/** Filled is what happened (pale when the date is a guess), open is what did not or may not have; a diamond is disputed. */
function symbolOf(incident) {
  return `${incident.disputed ? "diamond" : "circle"}${incident.happened ? "" : "-open"}`;
}

function familyColour(data, family) {
  return colour(family < 0 ? "family-other" : `family-${data.families[family].id}`);
}

function transparent(hex, alpha) {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},${alpha})`;
}
