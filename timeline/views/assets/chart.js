// How are the lanes laid out and drawn? Plotly draws; pointing and the ring of the selection are done beside it.
import { byId, colour, plotly, plotlyText, shorten, wrapLabel } from "./dom.js";
import { DAY_MS, parseIso } from "./days.js";
import { pack } from "./pack.js";
import { tracesOf } from "./marks.js";
import { watchPointer } from "./pointing.js";

const AXIS_HEIGHT = 34; // pixels for the names of days above the lanes
const TALL = 600; // pixels; lanes higher than this are packed tighter
const MOST_MARKS = 8000; // more would be slow as SVG; then tiles begin at fewer dots
const LONG = 420; // pixels; lanes higher than this have the names of days below too
const EDGE = 6; // pixels below the lanes that have no names of days there
const PAPER_HEIGHT = 515; // pixels left for the lanes on a sheet of A4 across, below title and legend
const SMALLEST = 0.6; // of the size on screen; smaller could not be read on paper
const NAME = 24; // characters; longer names of lanes are cut
// Dots that may stand in a column before they become a tile, and pixels from dot to dot; the loosest first.
export const WAYS = [
  { stack: 16, dot: 12 },
  { stack: 10, dot: 12 },
  { stack: 6, dot: 12 },
  { stack: 6, dot: 10 },
  { stack: 3, dot: 10, crowd: 4 },
];
const LONGEST = 366 * 20000; // days; no range is drawn longer

export const QUIET = { displayModeBar: false, showSendToCloud: false, displaylogo: false, doubleClick: false };

/** Make the lanes chart; `on` holds select(incident), list(incidents, from, to), zoom(from, to). */
export function makeChart(data, on) {
  const host = byId("lanes");
  const plot = byId("lanes-plot");
  const chart = { data, on, host, plot, lanes: [], view: null, ring: byId("ring"), tip: byId("tip") };
  watchPointer(chart);
  return chart;
}

/** Draw lanes over a range of days (first and last day shown); `paper` is a width for print, else null. */
export function drawLanes(chart, lanes, range, paper) {
  drawAt(chart, lanes, range, paper);
  // On paper the lanes stand whole under the title, smaller if need be; only very many are parted.
  const fit = paper === null ? 1 : Math.max(SMALLEST, Math.min(1, PAPER_HEIGHT / chart.view.height));
  if (fit < 1) drawAt(chart, lanes, range, paper / fit);
  chart.host.style.zoom = fit === 1 ? "" : String(fit);
  chart.host.classList.toggle("parted", paper !== null && chart.view.height * fit > PAPER_HEIGHT * 1.04);
}

function drawAt(chart, lanes, range, paper) {
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
  plotly().react(chart.plot, tracesOf(chart, { size: way.dot - 2, twoAxes: margin.b > EDGE }), layout, QUIET);
  if (first) hearZoom(chart);
}

/** Pack the lanes as loosely as a screen allows: fewer dots in a column, then smaller ones, until they fit. */
function fitting(chart, lanes, settings) {
  for (const way of WAYS) {
    chart.lanes = pack(lanes, { ...settings, ...way });
    const marks = chart.lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
    if (way === WAYS[WAYS.length - 1] || (marks <= MOST_MARKS && (total(chart.lanes) <= TALL || way.dot < 12)))
      return way;
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
    type: "date",
    range: [view.from * DAY_MS, view.to * DAY_MS],
    zeroline: false,
    ticks: "",
    automargin: false,
    tickfont: { size: 12, color: ink },
    ...ticks(days, view.inner),
    minallowed: -LONGEST * DAY_MS,
    maxallowed: LONGEST * DAY_MS,
  };
  return {
    width,
    height,
    margin: { ...view.margin, pad: 0 },
    font,
    showlegend: false,
    hovermode: false,
    spikedistance: 0,
    dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "zoom",
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    xaxis: { ...axis, side: "top", showgrid: true, gridcolor: colour("grid") },
    ...(view.margin.b > EDGE
      ? { xaxis2: { ...axis, side: "bottom", overlaying: "x", matches: "x", showgrid: false } }
      : {}),
    yaxis: {
      range: [height - view.margin.t - view.margin.b, 0],
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      automargin: false,
      ticks: "",
      showticklabels: !narrow,
      ticklabelstandoff: 8,
      tickvals: lanes.map((lane) => lane.top + lane.height / 2),
      ticktext: lanes.map((lane) => nameLines(lane).map(plotlyText).join("<br>")),
      tickfont: { size: 12, color: colour("ink") },
    },
    shapes: stripes(lanes),
    annotations: narrow ? titles(chart) : [],
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
  return months < 12
    ? { tickformat: "%b\n%Y", dtick: `M${months}`, tick0: "2000-01-01" }
    : { tickformat: "%Y", dtick: `M${months}`, tick0: "2000-01-01" };
}

/** Shade lanes in turns; the two directions of a pair share a tint. */
function stripes(lanes) {
  let tinted = false;
  return lanes.flatMap((lane, index) => {
    if (index > 0 && lanes[index - 1].group !== lane.group) tinted = !tinted;
    const bounds = { xref: "paper", x0: 0, x1: 1, yref: "y", y0: lane.top, y1: lane.top + lane.height, layer: "below" };
    const line = {
      ...bounds,
      type: "line",
      y0: lane.top,
      y1: lane.top,
      line: { width: 1, color: colour("lane-line") },
    };
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
    xref: "paper",
    x: 0,
    xanchor: "left",
    yref: "y",
    y: lane.top + 2,
    yanchor: "top",
    showarrow: false,
    text: plotlyText(lane.sides ? lane.sides.map((side) => shorten(side, 26)).join(" ") : shorten(lane.label, 52)),
    font: { size: 12, color: colour("ink") },
    borderpad: 1,
  }));
}
