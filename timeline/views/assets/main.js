// How do the parts work together? Holds the state, and redraws what a change concerns.
import { byId, plural } from "./dom.js";
import { islandText } from "./island.js";
import { readData } from "./data.js";
import { shortWhen, weekdayWords } from "./days.js";
import { facetsOf } from "./facets.js";
import { inView, openingRange } from "./filter.js";
import { TABS, initialState, readHash, viewWords, writeHash } from "./state.js";
import { lanesOf } from "./lanes.js";
import { drawLanes, makeChart } from "./chart.js";
import { placeRing } from "./pointing.js";
import { drawOverview, makeOverview } from "./overview.js";
import { showGuide, showList } from "./guide.js";
import { showIncident } from "./panel.js";
import { showDay } from "./day.js";
import { drawNetwork } from "./network.js";
import { drawMap } from "./map.js";
import { drawSequences } from "./sequence-view.js";
import { drawTask } from "./tasks.js";
import { drawHandout, drawStory } from "./storybar.js";
import { drawTable, markRow } from "./table.js";
import { drawChips, drawFilters } from "./filters.js";
import { drawHeader, fitScreen } from "./header.js";
import { drawHints, drawUndated } from "./drawer.js";
import { hearTabs, showTab } from "./tabs.js";
import { hearKeys } from "./keys.js";
import { copyText } from "./cite.js";
import { save } from "./saving.js";

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
const story = {
  title: data.story?.title ?? "",
  steps: data.story?.steps ?? [],
  writing: false,
  chosen: null,
  fault: null,
  draft: { text: "", question: "", answer: "" },
};
let state = readHash(location.hash, data, facets, opening);
let found = null;
let allRows = false;
let paper = null; // width in pixels while the page is being printed

const on = {
  select(incident) {
    change({ incident: incident ? incident.index : null, day: null }, { push: true, only: "selection" });
    if (incident) announce(`${incident.headline}, ${shortWhen(incident.when)}`);
  },
  day(day) {
    change({ day, incident: null }, { push: true, only: "selection" });
    if (day !== null) announce(weekdayWords(day));
  },
  list(incidents, from, to) {
    showList(context(), incidents, { from, to });
    announce(`${plural(incidents.length, "incident")} listed`);
  },
  listOf(incidents, title) {
    showList(context(), incidents, { title });
    announce(`${title}: ${plural(incidents.length, "incident")}`);
  },
  place(place) {
    const here = found.view.filter((one) => one.places.includes(place));
    showList(context(), here, { title: data.places[place].name, only: ["place", place] });
    announce(`${data.places[place].name}: ${plural(here.length, "incident")}`);
  },
  zoom(from, to) {
    if (from === null || !data.extent) return change({ from: null, to: null });
    const first = Math.max(data.extent.from, from);
    return change({ from: first, to: Math.max(first, Math.min(data.extent.to, to)) });
  },
  exclude(facet, values) {
    change({ off: { ...state.off, [facet]: new Set(values) } });
  },
  only(facet, value) {
    on.exclude(
      facet,
      [...totals.get(facet).keys()].filter((one) => one !== value),
    );
  },
  focus(actor) {
    change({ focus: actor }, { push: true });
  },
  search(q) {
    change({ q });
  },
  ask(fields) {
    change(fields, { push: Object.keys(fields).length > 0, only: "tab" });
  },
  sort(sort) {
    change({ sort, descending: state.sort === sort ? !state.descending : false });
  },
  task(task) {
    byId("class").open = false;
    change({ task }, { push: true });
    byId(task === null ? "class-menu" : "task-title").focus();
  },
  step(step) {
    byId("class").open = false;
    story.writing = false;
    if (step === null) return change({ step: null }, { push: true });
    const { theme } = state;
    state = { ...readHash(story.steps[step].view, data, facets, opening), theme };
    change({ step }, { push: true });
    byId("story-on").focus();
    return announce(`Step ${step + 1} of ${story.steps.length}`);
  },
  write(writing) {
    byId("class").open = false;
    story.writing = writing;
    change({ step: null, task: null });
    byId(writing ? "write-text" : "class-menu").focus();
  },
  view(hash) {
    const { theme } = state;
    state = { ...readHash(hash, data, facets, opening), theme };
    change({ step: null }, { push: true });
  },
  viewHash: () => writeHash({ ...state, step: null, theme: null }, data, facets, opening),
  look(hash) {
    const seen = readHash(hash, data, facets, opening);
    return { state: seen, view: inView(data, facets, seen).view };
  },
  reset() {
    const { off, from, to, q, focus, task, sort, descending } = initialState(facets, null);
    change({ off, from, to, q, focus, task, sort, descending }, { push: true });
  },
  redraw() {
    render();
  },
  print() {
    window.print();
  },
  printStory() {
    document.documentElement.dataset.print = "story";
    window.print();
  },
  say: announce,
};

const chart = makeChart(data, on);
const overview = makeOverview(data, opening, on);

function context() {
  return { data, facets, state, totals, story, on, ...found };
}

function change(fields, { push = false, only = null } = {}) {
  state = { ...state, ...fields };
  keepInAddress(`#${writeHash(state, data, facets, opening)}`, push);
  if (only === "selection") {
    renderSelection();
    if (state.tab === "sequences" && state.ask === "similar") drawTab();
  } else if (only === "tab") drawTab();
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
  drawTask(context());
  drawStory(context());
  drawCharts();
  drawTable(context(), { all: allRows });
  renderSelection();
}

function drawCharts() {
  const dated = found.anyDate.filter((one) => one.when);
  const range = state.from === null ? data.extent : state;
  const empty = found.view.length === 0;
  byId("empty").hidden = !empty;
  if (empty) drawHints(context());
  byId("lanes").hidden = empty || !range || dated.length === 0;
  if (!byId("lanes").hidden) drawLanes(chart, lanesOf(data, dated, state.lanes, state.limit, state), range, paper);
  drawOverview(overview, found.anyDate, state, paper);
  drawUndated(context());
  drawTab();
}

/** Draw only the linked view that can be seen; on paper the network and the map. */
function drawTab() {
  showTab(state.tab);
  const shown = (tab) => state.tab === tab || (paper !== null && tab !== "sequences");
  for (const tab of TABS) if (paper !== null && shown(tab)) byId(`view-${tab}`).hidden = false;
  if (shown("network")) drawNetwork(context(), paper);
  if (shown("map")) drawMap(context(), paper);
  if (shown("sequences")) drawSequences(context(), paper);
}

function renderSelection() {
  const incident = state.incident === null ? null : data.incidents[state.incident];
  if (incident) showIncident(context(), incident);
  else if (state.day !== null) showDay(context(), state.day);
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
  if (state.day !== null) return on.day(state.day + by);
  const { view } = found;
  if (!view.length) return null;
  const at = state.incident === null ? -1 : view.indexOf(data.incidents[state.incident]);
  const to = at < 0 ? (by > 0 ? 0 : view.length - 1) : Math.max(0, Math.min(view.length - 1, at + by));
  return on.select(view[to]);
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

function focusActor() {
  const actors = state.incident === null ? [] : data.incidents[state.incident].actors;
  if (state.focus !== null) on.focus(null);
  else if (actors.length) on.focus(actors[0].actor);
}

function showChosenDay() {
  const when = state.incident === null ? null : data.incidents[state.incident].when;
  if (when && when.start === when.end) on.day(when.start);
}

function close() {
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.removeAttribute("open");
    return menu.querySelector("summary").focus();
  }
  if (state.incident !== null || state.day !== null) return on.select(null);
  if (state.task !== null) return on.task(null);
  return state.step === null ? renderSelection() : on.step(null);
}

const KEYS = {
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  "/": () => byId("search").focus(),
  "+": () => zoomBy(0.5),
  "=": () => zoomBy(0.5),
  "-": () => zoomBy(2),
  0: () => on.zoom(null, null),
  1: () => change({ tab: "network" }, { push: true }),
  2: () => change({ tab: "map" }, { push: true }),
  3: () => change({ tab: "sequences" }, { push: true }),
  d: showChosenDay,
  f: focusActor,
  s: () => {
    if (story.steps.length) on.step(state.step === null ? 0 : null);
  },
  "?": () => byId("help").showModal(),
  Escape: close,
};

async function saveAs(kind) {
  byId("export").open = false;
  await save(kind, { data, rows: found.view, words: viewWords(state, data, facets), plot: chart.plot });
}

function listen() {
  let waiting = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => on.search(event.target.value.slice(0, 200)), 120);
  });
  byId("lane-kind").addEventListener("change", (event) => change({ lanes: event.target.value }, { push: true }));
  byId("lane-limit").addEventListener("change", (event) => change({ limit: Number(event.target.value) }));
  const clicks = {
    theme: () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }),
    print: on.print,
    skip: () => byId("table-title").focus(),
    link: async () =>
      announce((await copyText(location.href)) ? "Link to this view copied" : "The browser does not allow copying"),
    "help-open": () => byId("help").showModal(),
    "help-close": () => byId("help").close(),
    reset: on.reset,
    "zoom-in": () => zoomBy(0.5),
    "zoom-out": () => zoomBy(2),
    "zoom-all": () => on.zoom(null, null),
    "story-start": () => on.step(0),
    "story-write": () => on.write(true),
    "task-order": () => on.task("order"),
    "task-says": () => on.task("says"),
    "table-more": () => {
      allRows = true;
      drawTable(context(), { all: true });
    },
  };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener("click", act);
  for (const button of byId("export").querySelectorAll("button"))
    button.addEventListener("click", () => saveAs(button.value));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  });
  hearTabs((tab) => change({ tab }, { push: true }));
  hearKeys(KEYS);
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render());
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width || paper !== null) return;
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

/** On paper: light, the chart at a fixed width, every row of the table; or the handout of the story alone. */
function printing(begins) {
  byId("print-view").textContent = `${countWords()}: ${viewWords(state, data, facets)}.`;
  paper = begins ? PRINT_WIDTH : null;
  if (begins) document.documentElement.dataset.theme = "light";
  else {
    applyTheme();
    delete document.documentElement.dataset.print;
  }
  drawHandout(context(), begins && document.documentElement.dataset.print === "story");
  drawCharts();
  placeRing(chart, null);
  drawTable(context(), { all: begins || allRows });
  if (!begins) renderSelection();
}

drawHeader(data);
fitScreen();
listen();
render();
document.documentElement.dataset.ready = "yes";
