// How are the lanes drawn? Plotly draws; pointing, hovering and the ring of the selection are done beside it.
import { byId, colour, h, plotlyText, plural, shorten, wrapLabel } from "./dom.js";
import { DAY_MS, parseIso, shortWhen } from "./days.js";
import { pack } from "./pack.js";

const AXIS_HEIGHT = 34; // pixels for the names of days above the lanes
const TALL = 600; // pixels; lanes higher than this are packed tighter
const LONG = 420; // pixels; lanes higher than this have the names of days below too
const EDGE = 6; // pixels below the lanes
const NAME = 24; // characters; longer names of lanes are cut
const REACH = 9; // pixels around a mark in which a click still means it
const LONGEST = 366 * 20000; // days; no range is drawn longer

export const QUIET = { displayModeBar: false, showSendToCloud: false, displaylogo: false, doubleClick: false };

/** Make the lanes chart; `on` holds select(incident), list(incidents, from, to), zoom(from, to). */
export function makeChart(data, on) {
  const host = byId("lanes");
  const plot = byId("lanes-plot");
  const chart = { data, on, host, plot, lanes: [], view: null, ring: byId("ring"), tip: byId("tip") };
  let pressed = null;
  host.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; }, true);
  // On the window, for while a button is down Plotly lays a cover over the whole page.
  window.addEventListener("pointerup", (event) => {
    const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < 4;
    pressed = null;
    if (still) activate(chart, hit(chart, event));
  }, true);
  host.addEventListener("pointermove", (event) => { if (!pressed) showTip(chart, event); });
  host.addEventListener("pointerleave", () => { chart.tip.hidden = true; });
  return chart;
}

/** Draw lanes over a range of days (first and last day shown); `paper` is a width for print, else null. */
export function drawLanes(chart, lanes, range, paper) {
  const width = paper ?? Math.max(280, chart.host.clientWidth);
  const narrow = width < 620;
  const margin = { l: narrow ? 10 : 196, r: 14, t: AXIS_HEIGHT, b: EDGE };
  const inner = width - margin.l - margin.r;
  const [from, to] = [range.from - 0.5 - slack(range), range.to + 0.5 + slack(range)];
  const settings = { scale: inner / (to - from), from, width: inner, titles: narrow ? 17 : 0 };
  const way = fitting(chart, lanes, settings);
  if (total(chart.lanes) > LONG) margin.b = AXIS_HEIGHT;
  const height = Math.max(40, total(chart.lanes)) + margin.t + margin.b;
  chart.view = { from, to, margin, inner, height, width, scale: settings.scale };
  const layout = lanesLayout(chart, { narrow, height, width });
  const first = !chart.plot.data;
  window.Plotly.react(chart.plot, tracesOf(chart, way.dot - 2), layout, QUIET);
  if (first) hearZoom(chart);
}

/** Pack the lanes as loosely as a screen allows: fewer dots in a column, then smaller ones, until they fit. */
function fitting(chart, lanes, settings) {
  for (const way of [{ stack: 16, dot: 12 }, { stack: 10, dot: 12 }, { stack: 6, dot: 12 }, { stack: 6, dot: 10 }]) {
    chart.lanes = pack(lanes, { ...settings, ...way });
    if (total(chart.lanes) <= TALL || way.dot < 12) return way;
  }
  return null;
}

function slack(range) {
  return Math.max(0.6, (range.to - range.from) * 0.015);
}

function total(lanes) {
  return lanes.reduce((sum, lane) => sum + lane.height, 0);
}

function hearZoom(chart) {
  chart.plot.on("plotly_relayout", (change) => {
    const [first, last] = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    if (first === undefined || last === undefined) return;
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from === null || to === null) return;
    chart.on.zoom(Math.ceil(from), Math.max(Math.ceil(from), Math.floor(to)));
  });
  chart.plot.on("plotly_doubleclick", () => chart.on.zoom(null, null));
}

/** Read an edge of Plotly's range: "2020-02-03", perhaps with a time, or milliseconds since 1970. */
function dayOf(edge) {
  if (typeof edge === "number") return edge / DAY_MS;
  const day = parseIso(edge.slice(0, 10));
  const [hours, minutes] = (edge.slice(11) || "0:0").split(":").map(Number);
  return day === null ? null : day + (hours + minutes / 60) / 24;
}

function lanesLayout(chart, { narrow, height, width }) {
  const { view, lanes } = chart;
  const ink = colour("ink-soft");
  const days = view.to - view.from;
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12, color: ink };
  const axis = {
    type: "date", range: [view.from * DAY_MS, view.to * DAY_MS], zeroline: false, ticks: "", automargin: false,
    tickfont: { size: 12, color: ink }, ...ticks(days, view.inner), minallowed: -LONGEST * DAY_MS, maxallowed: LONGEST * DAY_MS,
  };
  return {
    width, height, margin: { ...view.margin, pad: 0 }, font, showlegend: false, hovermode: false, spikedistance: 0,
    dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "zoom",
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    xaxis: { ...axis, side: "top", showgrid: true, gridcolor: colour("grid") },
    ...(view.margin.b > EDGE ? { xaxis2: { ...axis, side: "bottom", overlaying: "x", matches: "x", showgrid: false } } : {}),
    yaxis: {
      range: [height - view.margin.t - view.margin.b, 0], fixedrange: true, showgrid: false, zeroline: false,
      automargin: false, ticks: "", showticklabels: !narrow, ticklabelstandoff: 8,
      tickvals: lanes.map((lane) => lane.top + lane.height / 2),
      ticktext: lanes.map((lane) => nameLines(lane).map(plotlyText).join("<br>")),
      tickfont: { size: 12, color: colour("ink") },
    },
    shapes: stripes(lanes), annotations: narrow ? titles(chart) : [],
  };
}

/** Name days and months as the width allows; never hours, for nothing is known to the hour here. */
function ticks(days, inner) {
  const room = inner / 60; // labels that fit side by side
  if (days <= 400 && days / room < 27) {
    const step = [1, 2, 7, 14].find((one) => days / one <= room) ?? 28;
    return { tickformat: "%-d %b\n%Y", dtick: step * DAY_MS, tick0: step % 7 ? 0 : 4 * DAY_MS };
  }
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((one) => days / (one * 30.4) <= room) ?? 1200;
  return months < 12 ? { tickformat: "%b\n%Y", dtick: `M${months}`, tick0: "2000-01-01" }
    : { tickformat: "%Y", dtick: `M${months}`, tick0: "2000-01-01" };
}

/** Shade lanes in turns; the two directions of a pair share a tint. */
function stripes(lanes) {
  let tinted = false;
  return lanes.flatMap((lane, index) => {
    if (index > 0 && lanes[index - 1].group !== lane.group) tinted = !tinted;
    const bounds = { xref: "paper", x0: 0, x1: 1, yref: "y", y0: lane.top, y1: lane.top + lane.height, layer: "below" };
    const line = { ...bounds, type: "line", y0: lane.top, y1: lane.top, line: { width: 1, color: colour("lane-line") } };
    const tint = { ...bounds, type: "rect", line: { width: 0 }, fillcolor: colour("lane-tint") };
    return tinted ? [tint, line] : [line];
  });
}

/** Break the name of a lane into two lines; of a pair, each side has one. */
function nameLines(lane) {
  if (!lane.sides || [...lane.label].length <= NAME) return wrapLabel(lane.label, NAME, 2);
  return lane.sides.map((side) => shorten(side, NAME));
}

function titles(chart) {
  return chart.lanes.map((lane) => ({
    xref: "paper", x: 0, xanchor: "left", yref: "y", y: lane.top + 2, yanchor: "top", showarrow: false,
    text: plotlyText(lane.sides ? lane.sides.map((side) => shorten(side, 26)).join(" ") : shorten(lane.label, 52)), font: { size: 12, color: colour("ink") }, borderpad: 1,
  }));
}

function tracesOf(chart, size) {
  const marks = chart.lanes.flatMap((lane) => lane.marks);
  const bars = marks.filter((mark) => mark.kind === "bar");
  const groups = new Map();
  for (const mark of bars) {
    const { family, happened, fine } = mark.incidents[0];
    const key = `${mark.incidents.every((one) => one.family === family) ? family : -1}|${happened}|${fine && mark.incidents.length === 1}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(mark);
  }
  const traces = [...groups].map(([key, group]) => barTrace(chart, key, group));
  const tiles = marks.filter((mark) => mark.kind === "tile");
  if (tiles.length) traces.push(outline(tiles, { fill: colour("tile"), line: colour("tile-line"), width: 1 }));
  const counted = [...tiles, ...bars.filter((mark) => mark.incidents.length > 1)];
  if (counted.length) traces.push(counts(chart, counted));
  traces.push(dots(chart, marks.filter((mark) => mark.kind === "dot"), size));
  // Names of days below as well, where the upper ones would be out of sight; an axis is drawn only when it has a trace.
  if (chart.view.margin.b > EDGE) traces.push({ type: "scatter", mode: "markers", x: [chart.view.from * DAY_MS], y: [0], xaxis: "x2", opacity: 0, hoverinfo: "skip" });
  return traces;
}

function barTrace(chart, key, marks) {
  const [family, happened, fine] = key.split("|");
  const ink = familyColour(chart.data, Number(family));
  const solid = happened === "true";
  const fill = solid ? transparent(ink, fine === "true" ? 0.9 : 0.35) : "rgba(0,0,0,0)";
  const style = { fill, line: solid && fine !== "true" ? transparent(ink, 0.6) : ink, width: solid ? 0.5 : 1.2 };
  return outline(marks, style);
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
    type: "scatter", mode: "lines", x, y, fill: "toself", fillcolor: fill, hoverinfo: "skip",
    line: { color: line, width },
  };
}

function counts(chart, marks) {
  const { from, to } = chart.view;
  return {
    type: "scatter", mode: "text", hoverinfo: "skip", cliponaxis: true,
    x: marks.map((mark) => ((Math.max(from, mark.x0) + Math.min(to, mark.x1)) / 2) * DAY_MS),
    y: marks.map((mark) => mark.y),
    text: marks.map((mark) => String(mark.incidents.length)),
    textfont: { size: 10.5, color: colour("ink") },
  };
}

function dots(chart, marks, size) {
  const shown = marks.map((mark) => mark.incidents[0]);
  const inks = chart.data.families.map((_, index) => familyColour(chart.data, index));
  return {
    type: "scatter", mode: "markers", hoverinfo: "skip", cliponaxis: false,
    x: marks.map((mark) => mark.x0 * DAY_MS), y: marks.map((mark) => mark.y),
    marker: {
      size: shown.map((one) => (one.disputed ? size + 1.5 : size)), opacity: 1,
      symbol: shown.map((one) => symbolOf(one)),
      color: shown.map((one) => inks[one.family]),
      line: { width: shown.map((one) => (one.happened ? 0.5 : 1.8)), color: shown.map((one) => (one.happened ? colour("panel") : inks[one.family])) },
    },
  };
}

/** Filled is what happened, open is what did not or may not have; a diamond is disputed. */
export function symbolOf(incident) {
  return `${incident.disputed ? "diamond" : "circle"}${incident.happened ? "" : "-open"}`;
}

function familyColour(data, family) {
  return colour(family < 0 ? "family-other" : `family-${data.families[family].id}`);
}

function transparent(hex, alpha) {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},${alpha})`;
}

/** Find the mark under the pointer: the nearest dot in reach, else a tile, else a bar. */
function hit(chart, event) {
  if (!chart.view) return null;
  const box = chart.plot.getBoundingClientRect();
  const x = event.clientX - box.left - chart.view.margin.l;
  const y = event.clientY - box.top - chart.view.margin.t;
  const lane = chart.lanes.find((one) => y >= one.top && y < one.top + one.height);
  if (!lane || x < -REACH || x > chart.view.inner + REACH) return null;
  let [best, least] = [null, REACH];
  for (const mark of lane.marks) {
    const distance = distanceTo(chart, mark, x, y);
    if (distance < least) [best, least] = [mark, distance];
  }
  return best;
}

function distanceTo(chart, mark, x, y) {
  const [left, right] = [pixel(chart, mark.x0), pixel(chart, mark.x1)];
  const aside = Math.max(left - x, 0, x - right);
  return Math.hypot(aside, Math.max(0, Math.abs(mark.y - y) - mark.half));
}

function pixel(chart, day) {
  return (day - chart.view.from) * chart.view.scale;
}

function activate(chart, mark) {
  if (!mark) return;
  if (mark.incidents.length === 1) chart.on.select(mark.incidents[0]);
  else chart.on.list(mark.incidents, Math.ceil(mark.x0), Math.floor(mark.x1));
}

function showTip(chart, event) {
  const mark = hit(chart, event);
  chart.host.classList.toggle("over", mark !== null);
  chart.tip.hidden = mark === null;
  if (!mark) return;
  chart.tip.replaceChildren(...tipLines(chart.data, mark));
  const box = chart.host.getBoundingClientRect();
  const left = Math.min(event.clientX - box.left + 14, box.width - chart.tip.offsetWidth - 6);
  chart.tip.style.left = `${Math.max(4, left)}px`;
  chart.tip.style.top = `${event.clientY - box.top + chart.host.scrollTop + 16}px`;
}

function tipLines(data, mark) {
  const [one] = mark.incidents;
  if (mark.incidents.length > 1) {
    return [h("strong", {}, plural(mark.incidents.length, "incident")), h("span", {}, "Click to list them")];
  }
  const status = data.statuses[one.status].label;
  const notes = [data.types[one.type].label, status, one.disputed ? "disputed" : null].filter(Boolean).join(" · ");
  return [h("strong", {}, one.headline), h("span", {}, shortWhen(one.when), one.when.basis === "assumed" ? " (a guess)" : ""), h("span", {}, notes)];
}

/** Put the ring on every mark of an incident; none when it is not in view. */
export function placeRing(chart, incident) {
  const marks = chart.lanes.flatMap((lane) => lane.marks).filter((mark) => incident && mark.incidents.includes(incident));
  chart.ring.replaceChildren(...marks.map((mark) => {
    const { margin, inner } = chart.view;
    const left = Math.max(0, pixel(chart, mark.x0));
    const right = Math.min(inner, pixel(chart, mark.x1));
    const half = mark.kind === "dot" ? 9 : mark.half + 3.5;
    const reach = mark.kind === "dot" ? 9 : 3;
    return h("div", { class: "ring", style: {
      left: `${margin.l + left - reach}px`, top: `${margin.t + mark.y - half}px`,
      width: `${right - left + 2 * reach}px`, height: `${2 * half}px`,
    } });
  }));
}
