// How do the parts work together? Holds the state, and redraws what a change concerns.
import { byId, h, plural } from "./dom.js";
import { readData } from "./data.js";
import { islandText } from "./island.js";
import { shortDay, shortWhen } from "./days.js";
import { facetsOf } from "./facets.js";
import { inView, openingRange } from "./filter.js";
import { LANE_KINDS, LANE_LIMITS, initialState, readHash, viewWords, writeHash } from "./state.js";
import { lanesOf } from "./lanes.js";
import { drawLanes, makeChart } from "./chart.js";
import { placeRing } from "./pointing.js";
import { drawOverview, makeOverview } from "./overview.js";
import { showGuide, showList } from "./guide.js";
import { showIncident } from "./panel.js";
import { drawNetwork } from "./network.js";
import { drawTable, markRow } from "./table.js";
import { drawChips, drawFilters } from "./filters.js";
import { copyText } from "./cite.js";
import { csv, download, downloadPicture, fileName, json } from "./exports.js";
import { drawn, symbolView } from "./symbols.js";

const PRINT_WIDTH = 1020; // pixels; the charts' width on paper (A4 across, minus margins)

const data = readData(await islandText(byId("data")));
const facets = facetsOf(data);
const opening = openingRange(data);
const totals = new Map(facets.map((facet) => [facet.id, new Map()]));
for (const incident of data.incidents) {
  for (const facet of facets) {
    for (const value of facet.values(incident))
      totals.get(facet.id).set(value, (totals.get(facet.id).get(value) ?? 0) + 1);
  }
}
const unfolded = new Set();
let state = readHash(location.hash, data, facets, opening);
let found = null;
let allRows = false;
let paper = null; // width in pixels while the page is being printed

const on = {
  select(incident) {
    change({ incident: incident ? incident.index : null }, { push: true, only: "incident" });
    if (incident) announce(`${incident.headline}, ${shortWhen(incident.when)}`);
  },
  list(incidents, from, to) {
    showList(context(), incidents, from, to);
  },
  zoom(from, to) {
    if (from === null || !data.extent) return change({ from: null, to: null });
    const first = Math.max(data.extent.from, from);
    return change({ from: first, to: Math.max(first, Math.min(data.extent.to, to)) });
  },
  exclude(facet, values) {
    change({ off: { ...state.off, [facet]: new Set(values) } });
  },
  focus(actor) {
    change({ focus: actor });
  },
  search(q) {
    change({ q });
  },
  sort(sort) {
    change({ sort, descending: state.sort === sort ? !state.descending : false });
  },
  reset() {
    const { theme, lanes, limit, incident } = state;
    change({ ...initialState(facets, null), theme, lanes, limit, incident });
  },
  redraw() {
    render();
  },
  say: announce,
};

const chart = makeChart(data, on);
const overview = makeOverview(data, opening, on);

function context() {
  return {
    data,
    facets,
    state,
    totals,
    on,
    view: found.view,
    counts: found.counts,
    before: found.before,
    after: found.after,
  };
}

function change(fields, { push = false, only = null } = {}) {
  state = { ...state, ...fields };
  const hash = `#${writeHash(state, data, facets, opening)}`;
  keepInAddress(hash, push);
  if (only === "incident") renderSelection();
  else {
    allRows = false;
    render();
    announce(countWords());
  }
}

function keepInAddress(hash, push) {
  try {
    if (push) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch (error) {
    // A page shown inside another (a notebook) may not change its address; it works without.
    if (error.name !== "SecurityError") throw error;
  }
}

function countWords() {
  return `${found.view.length.toLocaleString("en-GB")} of ${plural(data.incidents.length, "incident")} in view`;
}

function announce(text) {
  byId("live").textContent = text;
}

function render() {
  applyTheme();
  found = inView(data, facets, state);
  byId("count").textContent = countWords();
  byId("lane-kind").value = state.lanes;
  byId("lane-limit").value = String(state.limit);
  if (byId("search").value !== state.q) byId("search").value = state.q;
  drawFilters(context(), unfolded);
  drawChips(context());
  drawCharts();
  drawTable(context(), { all: allRows });
  renderSelection();
}

function drawCharts() {
  const dated = found.anyDate.filter((one) => one.when);
  const range = state.from === null ? data.extent : state;
  const empty = found.view.length === 0;
  byId("empty").hidden = !empty;
  byId("lanes").hidden = empty || !range || dated.length === 0;
  if (!byId("lanes").hidden) drawLanes(chart, lanesOf(data, dated, state.lanes, state.limit, state), range, paper);
  drawOverview(overview, found.anyDate, state, paper);
  drawUndated(found.view.filter((one) => !one.when));
  drawNetwork(data, found.view, state.focus, on, paper);
}

function drawUndated(incidents) {
  const drawer = byId("undated");
  drawer.hidden = incidents.length === 0;
  byId("undated-title").textContent = `Date not given (${incidents.length})`;
  byId("undated-list").replaceChildren(
    ...incidents.map((one) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "link", onclick: () => on.select(one) },
          symbolView(data, one),
          h("span", {}, one.headline),
        ),
      ),
    ),
  );
}

function renderSelection() {
  const incident = state.incident === null ? null : data.incidents[state.incident];
  if (incident) showIncident(context(), incident);
  else showGuide(context());
  placeRing(chart, incident && found.view.includes(incident) ? incident : null);
  markRow(incident);
  byId("panel").scrollTop = 0;
}

function applyTheme() {
  const dark = state.theme ? state.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function step(by) {
  const { view } = found;
  if (!view.length) return;
  const at = state.incident === null ? -1 : view.indexOf(data.incidents[state.incident]);
  const to = at < 0 ? (by > 0 ? 0 : view.length - 1) : Math.max(0, Math.min(view.length - 1, at + by));
  on.select(view[to]);
}

function zoomBy(factor) {
  if (!data.extent) return;
  const { from, to } = state.from === null ? data.extent : state;
  const chosen = state.incident === null ? null : data.incidents[state.incident].when;
  const middle = chosen && chosen.start >= from && chosen.end <= to ? (chosen.start + chosen.end) / 2 : (from + to) / 2;
  const half = Math.max(1, ((to - from) / 2) * factor);
  const [first, last] = [
    Math.max(data.extent.from, Math.round(middle - half)),
    Math.min(data.extent.to, Math.round(middle + half)),
  ];
  on.zoom(...(first <= data.extent.from && last >= data.extent.to ? [null, null] : [first, last]));
}

const KEYS = {
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  "/": () => byId("search").focus(),
  "+": () => zoomBy(0.5),
  "=": () => zoomBy(0.5),
  "-": () => zoomBy(2),
  0: () => on.zoom(null, null),
  f: () => {
    const actors = state.incident === null ? [] : data.incidents[state.incident].actors;
    if (state.focus !== null) on.focus(null);
    else if (actors.length) on.focus(actors[0].actor);
  },
  "?": () => byId("help").showModal(),
  Escape: () => on.select(null),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.matches("input[type=search], select, textarea");
  if (typing && event.key === "Escape") event.target.blur();
  if (typing || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function exportAs(kind) {
  const name = fileName(data.title);
  const rows = found.view;
  if (kind === "csv") download(`${name}.csv`, `\ufeff${csv(data, rows)}`, "text/csv");
  else if (kind === "json")
    download(`${name}.json`, json(data, rows, viewWords(state, data, facets)), "application/json");
  else downloadPicture(chart.plot, name, kind);
  byId("export").open = false;
}

function drawHeader() {
  document.title = data.title;
  byId("title").textContent = data.title;
  const span = data.extent ? `, ${shortDay(data.extent.from)} to ${shortDay(data.extent.to)}` : "";
  byId("subtitle").textContent =
    `${plural(data.documents.length, "article")}, ${plural(data.incidents.length, "incident")}${span}`;
  byId("lane-kind").replaceChildren(...LANE_KINDS.map(([kind, label]) => h("option", { value: kind }, label)));
  byId("lane-limit").replaceChildren(...LANE_LIMITS.map((limit) => h("option", { value: limit }, `${limit} lanes`)));
  const families = new Set(data.incidents.map((one) => one.family));
  byId("legend").replaceChildren(
    ...data.families
      .map((family, index) =>
        families.has(index)
          ? h(
              "span",
              {},
              h("span", { class: "swatch", style: { background: `var(--family-${family.id})` } }),
              family.label,
            )
          : null,
      )
      .filter(Boolean),
    h("span", { class: "shapes" }, drawn("dot", "var(--ink-soft)", true), "happened"),
    h("span", {}, drawn("dot", "var(--ink-soft)", false), "did not, or not known to have"),
    h("span", {}, drawn("diamond", "var(--ink-soft)", true), "disputed"),
  );
}

function listen() {
  let waiting = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => on.search(event.target.value.slice(0, 200)), 120);
  });
  byId("lane-kind").addEventListener("change", (event) => change({ lanes: event.target.value }));
  byId("lane-limit").addEventListener("change", (event) => change({ limit: Number(event.target.value) }));
  byId("theme").addEventListener("click", () =>
    change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }),
  );
  byId("print").addEventListener("click", () => window.print());
  byId("link").addEventListener("click", async () =>
    announce((await copyText(location.href)) ? "Link to this view copied" : "The browser does not allow copying"),
  );
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  byId("help-close").addEventListener("click", () => byId("help").close());
  byId("reset").addEventListener("click", on.reset);
  byId("zoom-in").addEventListener("click", () => zoomBy(0.5));
  byId("zoom-out").addEventListener("click", () => zoomBy(2));
  byId("zoom-all").addEventListener("click", () => on.zoom(null, null));
  byId("table-more").addEventListener("click", () => {
    allRows = true;
    drawTable(context(), { all: true });
  });
  for (const button of byId("export").querySelectorAll("button"))
    button.addEventListener("click", () => exportAs(button.value));
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render());
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    drawCharts();
    renderSelection();
  });
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
}

function restore() {
  state = readHash(location.hash, data, facets, opening);
  render();
}

/** On paper: light, the chart at a fixed width, every row of the table. */
function printing(begins) {
  byId("print-view").textContent = `${countWords()}: ${viewWords(state, data, facets)}.`;
  paper = begins ? PRINT_WIDTH : null;
  if (begins) document.documentElement.dataset.theme = "light";
  else applyTheme();
  drawCharts();
  placeRing(chart, null);
  drawTable(context(), { all: begins || allRows });
  if (!begins) renderSelection();
}

// On a narrow screen the filters would come before everything else.
if (window.innerWidth <= 1020) byId("filters").open = false;
drawHeader();
listen();
render();
document.documentElement.dataset.ready = "yes";
