// How do the parts work together? Holds the state, and redraws what a change concerns.
import { byId, fill, h, isStill, plural } from "../lib/dom.js";
import { islandText } from "../lib/island.js";
import { readData } from "../data/data.js";
import { applySides, chosenSides } from "../data/sides.js";
import { shortName } from "../data/names.js";
import { shortWhen } from "../lib/days.js";
import { facetsOf, sideLabel } from "../filters/facets.js";
import { inView } from "../filters/filter.js";
import { chipsOf } from "../filters/search.js";
import { closeChips, drawChips } from "../filters/chips.js";
import { LONGEST_LINK, TABS, initialState, readHash, viewWords, writeHash } from "./state.js";
import { listenToKeys } from "./keys.js";
import { listenToSize } from "./size.js";
import { drawLoading } from "./loading.js";
import { recall, remember } from "./store.js";
import { drawBottom, drawTabs } from "./tabs.js";
import { askPrint } from "./print.js";
import { drawEmpty } from "./empty.js";
import { COLOURS, drawStrip, ranked } from "../charts/strip.js";
import { areaKey, drawLanes, rangeOf } from "../charts/lanes.js";
import { countPlaceless, drawMap } from "../charts/map.js";
import { drawMatrix } from "../charts/matrix.js";
import { drawCase } from "../charts/casepage.js";
import { drawCompare } from "../charts/compare.js";
import { drawSequences } from "../sequences/view.js";
import { drawHead, suggestSearch } from "../panels/head.js";
import { drawList, listed, markItem } from "../panels/list.js";
import { actionsView, drawPanel } from "../panels/panel.js";
import { askSides } from "../panels/sides.js";
import { askCorrection, draftsOf } from "../panels/correct.js";
import { copyText } from "../download/cite.js";
import { download, fileName } from "../download/exports.js";
import { pageWith } from "../download/copy.js";
import { save } from "../download/saving.js";
import { drawTask } from "../teaching/tasks.js";
import { back, drawLesson, forward } from "../teaching/lesson.js";
import { draftOf, drawWorkshop } from "../teaching/write.js";
import { drawHandout } from "../teaching/handout.js";

const PHONE = 640; // pixels of width, up to which the page is one for a phone
const PRINTED_ROWS = 200; // incidents from which on printing asks first
const STAGE_FOOT = 40; // pixels under the stage, for what is not on it
const LONG_PRINT = 100; // rows that an archive prints

const pristine = pageWith.remember();
if (document.documentElement.dataset.layout === "archive") await drawLoading();
const data = readData(await islandText(byId("data")));
applySides(data, chosenSides(data));
data.story = pageWith.lesson() ?? data.story;
const facets = facetsOf(data);
const isCase = data.layout === "case";

const labelsNow = () => COLOURS.map((colour) => sideLabel(data, colour));

/** What is shown but is no part of a link. */
const shown = {
  /** @type {Listing | null} */
  listing: null,
  /** @type {Incident[]} */
  rows: [],
  phoneTab: "list",
  isWriting: false,
  isOpen: false,
  /** @type {number | null} */
  paper: null,
  dark: recall("theme", ""),
  lesson: draftOf(data),
};
let state = readHash(location.hash, data, facets);
let found = inView(data, facets, state);
if (!location.hash && data.story?.steps.length) state = { ...state, step: 0 };

const select = (/** @type {Incident | null} */ incident) => {
  shown.isOpen = incident !== null;
  change({ incident: incident ? incident.index : null }, { push: true, only: "selection" });
  if (incident) announce(`${shortName(data, incident)}, ${shortWhen(incident.when)}`);
};
const list = (/** @type {Listing} */ listing) => {
  shown.listing = listing;
  shown.phoneTab = "list";
  if (isCase) drawSide();
  else {
    drawBottomBar();
    drawIncidents();
    byId("list-title").focus({ preventScroll: true });
  }
  announce(`${listing.title}: ${plural(listing.incidents.length, "incident")}`);
};
const zoom = (/** @type {number | null} */ from, /** @type {number | null} */ to) => change({ from, to: from === null ? null : to });
const reset = () => {
  const { from, to, q, include, incident } = { ...initialState(data, facets), incident: state.incident };
  change({ from, to, q, include, incident }, { push: true });
};
const search = (/** @type {string} */ q) => change({ q });
const flipWeak = () => change({ weak: !state.weak }, { push: true });

/** What the sequences and exercises may ask for. */
const asking = {
  select,
  reset,
  listOf: (/** @type {Incident[]} */ incidents, /** @type {string} */ title) => list({ title, incidents }),
  ask: (/** @type {Partial<State>} */ fields) => change(fields, { push: Object.keys(fields).length > 0, only: "stage" }),
  task: (/** @type {string | null} */ task) => change({ task }, { push: true }),
  print: () => window.print(),
  say: announce,
};

const playing = {
  step(/** @type {number | null} */ step) {
    byId("teach").open = false;
    change({ step }, { push: true, only: "lesson" });
    byId(step === null ? "teach" : "lesson-title")?.focus?.();
  },
};

/**
 * Change the state, keep it in the address, and redraw.
 * @param {Partial<State>} fields
 * @param {{push?: boolean, only?: string | null}} how
 */
function change(fields, { push = false, only = null } = {}) {
  state = { ...state, ...fields };
  keepInAddress(`#${writeHash(state, data, facets)}`, push);
  if (only === "selection") return drawSelection();
  if (only === "stage") return drawStage();
  if (only === "lesson") return drawLessonNow();
  if (only === "list") return drawIncidents();
  shown.listing = null;
  render();
  return announce(countWords());
}

/**
 * @param {string} hash
 * @param {boolean} push
 */
function keepInAddress(hash, push) {
  try {
    if (push) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch (error) {
    // A page shown inside another (a notebook) may not change its address; it works without.
    if (!(error instanceof DOMException) || error.name !== "SecurityError") throw error;
  }
}

function countWords() {
  return `${found.view.length.toLocaleString("en-GB")} of ${plural(data.incidents.length, "incident")} in view`;
}

/** @param {string} words */
function announce(words) {
  byId("live").textContent = words;
}

const isPhone = () => shown.paper === null && window.innerWidth <= PHONE;

function render() {
  applyTheme();
  found = inView(data, facets, state);
  document.documentElement.dataset.phone = isPhone() ? "yes" : "no";
  document.documentElement.dataset.view = countWords();
  if (byId("search").value !== state.q && document.activeElement !== byId("search")) byId("search").value = state.q;
  const include = (/** @type {string} */ facet, /** @type {Set<number>} */ values) => change({ include: { ...state.include, [facet]: values } });
  drawChips({ data, facets, state, found }, { include, zoom, reset, search: clearSearch, sides: setSides, weak: flipWeak });
  drawEmpty({ data, facets, state, found }, { reset, change, search: (/** @type {string} */ q) => { byId("search").value = q; search(q); } });
  drawCharts();
  drawIncidents();
  drawTask({ data, state, view: found.view, on: asking });
  drawWorkshopNow();
  drawSelection();
  drawLessonNow();
}

function drawCharts() {
  const width = shown.paper ?? byId("main").clientWidth;
  if (isCase) drawCase({ data, state, found, labels: labelsNow(), width: inner("case", width), phone: isPhone(), drafts: draftsOf(data) }, { select, point, actions, weak: flipWeak });
  if (!isCase || isPhone()) drawStrip(byId("strip"), { data, state, found, labels: labelsNow(), width: inner("strip", width), small: isPhone() }, { zoom, select });
  drawStage();
}

/**
 * Return the width inside the padding of a section.
 * @param {string} id
 * @param {number} width
 */
function inner(id, width) {
  const style = getComputedStyle(byId(id));
  return Math.max(260, Math.floor((shown.paper ?? (byId(id).clientWidth || width)) - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)));
}

function drawStage() {
  const tabs = isCase ? TABS.slice(1) : TABS;
  const tab = tabs.includes(state.tab) ? state.tab : tabs[0];
  drawTabs(tabs, tab, (/** @type {string} */ next) => change({ tab: next }, { push: true, only: "stage" }));
  const host = byId("stage");
  host.dataset.tab = tab;
  host.setAttribute("aria-labelledby", `tab-${tab}`);
  const context = { data, state, found, ...stageSize() };
  if (tab === "lanes") drawLanes(host, context, { select, list });
  else if (tab === "map") drawMap(host, context, { select, list });
  else if (tab === "matrix") drawMatrix(host, context, { list });
  else if (tab === "compare") drawCompare(host, { ...context, facets }, { choose, list });
  else {
    // kept while the tab stays, so that the focus stays with what was pressed
    if (host.querySelector("#sequences") === null) fill(host, h("div", { id: "sequences", class: "sequences" }));
    // What follows what is asked of all readings: the weaker ones count as much in a comparison with chance.
    const { view } = inView(data, facets, { ...state, weak: true });
    drawSequences({ data, state, view: view.length === found.view.length ? found.view : view, on: asking }, shown.paper);
  }
  drawStageSide(tab);
}

/**
 * Put a selection into one half of the comparison; null for the one that it has at first.
 * @param {"first" | "second"} which
 * @param {string | null} text
 */
function choose(which, text) {
  change({ [which]: text }, { push: true, only: "stage" });
  byId(`compare-${which}`)?.focus();
}

/** Ask for the two sides; everything takes their colours at once. */
function setSides() {
  closeChips();
  askSides(data, {
    changed: (sides) => {
      applySides(data, sides);
      render();
    },
    say: announce,
  });
}

function stageSize() {
  const box = byId("stage").getBoundingClientRect();
  const style = getComputedStyle(byId("mid"));
  const width = (shown.paper ?? byId("mid").clientWidth) - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const room = isCase || isPhone() || shown.paper !== null ? 460 : Math.max(430, window.innerHeight - box.top - byId("mid").scrollTop - STAGE_FOOT);
  return { width: Math.max(260, Math.floor(width)), height: Math.round(room) };
}

/** @param {string} tab */
function drawStageSide(tab) {
  const rough = found.view.filter(({ when, fine }) => when && !fine);
  const undated = found.view.filter(({ when }) => !when);
  /** @param {string} id @param {Incident[]} incidents @param {string} words */
  const button = (id, incidents, words) =>
    incidents.length ? h("button", { type: "button", id, class: "link s", onclick: () => list({ title: `${incidents.length} ${words}`, incidents }) }, `${incidents.length.toLocaleString("en-GB")} ${words}`) : null;
  const side = byId("stage-side");
  const off = tab === "lanes" ? [button("rough", rough, "dated roughly"), button("undated", undated, "undated")].filter(Boolean) : [];
  fill(byId("stage-off"), off.length ? ["Not on the chart: ", off] : null);
  if (tab === "lanes") fill(side, found.view.some(({ high }) => high !== null) ? areaKey(stageSize().height) : null);
  else if (tab === "map") fill(side, placelessView());
  else if (tab === "matrix") fill(side, h("span", { class: "s" }, "rows act, columns are acted on"));
  else fill(side);
}

function placelessView() {
  const count = countPlaceless(data, found.view);
  return count ? h("span", { class: "s" }, `${count.toLocaleString("en-GB")} without a place`) : null;
}

/** Draw the list, at the left or on a phone; a case has its words. */
function drawIncidents() {
  if (isCase) return;
  shown.rows = listed(found, state, shown.listing, data.domain);
  drawList(
    byId("list"),
    { data, state, found, rows: shown.rows, listing: shown.listing, most: shown.paper === null ? undefined : LONG_PRINT },
    {
      select,
      point: (incident) => dim(incident),
      all: () => change({ all: !state.all }, { only: "list" }),
      sort: (sort) => change({ sort }, { only: "list" }),
      back: () => {
        shown.listing = null;
        drawIncidents();
      },
    },
  );
}

/**
 * Leave the mark of an incident and dim the rest.
 * @param {Incident | null} incident
 */
function dim(incident) {
  const host = byId("stage");
  host.classList.toggle("dimmed", incident !== null);
  for (const mark of host.querySelectorAll(".mark.lit")) mark.classList.remove("lit");
  if (incident) for (const mark of host.querySelectorAll(`.mark[data-id="${CSS.escape(incident.id)}"]`)) mark.classList.add("lit");
}

/**
 * Show the sentence of a mark beside it.
 * @param {Incident | null} incident
 * @param {Element | null} element
 */
function point(incident, element) {
  const tip = byId("tip");
  tip.hidden = incident === null;
  byId("case-chart").classList.toggle("dimmed", incident !== null);
  if (!incident || !element) return;
  const [passage] = incident.passages;
  fill(tip, passage ? h("span", { class: "q", dir: "auto" }, `“${passage.text.slice(0, 260)}”`) : null, h("span", {}, `${plural(incident.articles, "article")}; click to read`));
  const box = element.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(window.innerWidth - 340, box.left))}px`;
  tip.style.top = `${Math.min(window.innerHeight - 120, box.bottom + 6)}px`;
}

const chosen = () => (state.incident === null ? null : data.incidents[state.incident]);

function drawSelection() {
  const incident = chosen();
  for (const old of document.querySelectorAll(".mark .chosen")) old.remove();
  if (isCase) {
    drawCharts();
    drawSide();
    if (incident && shown.isOpen) {
      const entry = document.querySelector(`.entry-words[data-id="${CSS.escape(incident.id)}"]`);
      entry?.scrollIntoView({ block: "nearest", behavior: isStill() ? "auto" : "smooth" });
    }
    return;
  }
  drawPanel(byId("panel"), panelContext(incident), { select, reset, actions, first: firstIncident });
  document.documentElement.dataset.sheet = incident && shown.isOpen ? "yes" : "no";
  const open = incident ?? (isPhone() ? null : firstIncident()); // as the panel does before one is chosen
  markItem(open, shown.rows);
  for (const mark of document.querySelectorAll(".strip .label")) {
    const isChosen = incident !== null && /** @type {any} */ (mark).dataset.id === incident.id;
    mark.querySelector(".knob")?.classList.toggle("open", isChosen);
  }
  ringChosen(open);
  if (state.tab === "sequences" && state.ask === "similar") drawStage();
}

/** @param {Incident | null} incident */
function ringChosen(incident) {
  if (!incident) return;
  const mark = byId("stage").querySelector(`.mark[data-id="${CSS.escape(incident.id)}"]`);
  const outer = mark?.querySelector(".outer");
  if (!mark || !outer) return;
  const ring = outer.cloneNode();
  ring.setAttribute("class", "chosen");
  ring.setAttribute("r", String(Number(outer.getAttribute("r")) + 4));
  mark.append(ring);
}

/** @param {Incident | null} incident */
function panelContext(incident) {
  const width = byId("panel").clientWidth || 400;
  return {
    data,
    incident,
    width: Math.max(240, width - 56),
    hidden: incident !== null && !found.view.includes(incident),
    drafts: draftsOf(data).filter(({ id }) => id === incident?.id),
    narrowed: viewWords(state, data, facets),
  };
}

/** Return the incident that the panel shows before one is chosen. */
function firstIncident() {
  return ranked(found.view)[0] ?? found.view[0] ?? null;
}

/** In a case, lists open at the side. */
function drawSide() {
  const host = byId("panel");
  const { listing } = shown;
  host.hidden = listing === null;
  if (!listing) return fill(host);
  drawList(
    host,
    { data, state, found, rows: listed(found, state, listing), listing },
    {
      select,
      point: () => {},
      all: () => {},
      sort: (sort) => {
        state = { ...state, sort };
        drawSide();
      },
      back: () => {
        shown.listing = null;
        drawSide();
      },
    },
  );
  return undefined;
}

/** @param {Incident} incident */
function actions(incident) {
  const changed = () => {
    if (isCase) drawCharts();
    else drawSelection();
  };
  return actionsView(data, incident, { say: announce, changed, wrong: () => askCorrection(data, incident, { say: announce, changed, save: download }) });
}

/** Return the page as the chosen step of the lesson sees it. */
function lessonContext() {
  const { title, steps } = shown.lesson;
  const step = state.step === null ? undefined : steps[state.step];
  const seen = step ? readHash(step.view, data, facets) : state;
  return { data, state, story: { title, steps }, seen, found: step ? inView(data, facets, seen) : found };
}

function drawLessonNow() {
  drawLesson(lessonContext(), playing);
}

/** @param {boolean} isOpen whether a case makes room for the workshop, so that it covers no mark */
function openWorkshop(isOpen) {
  shown.isWriting = isOpen;
  document.documentElement.toggleAttribute("data-writing", isOpen);
  if (isCase) drawCharts();
  drawWorkshopNow();
}

function drawWorkshopNow() {
  for (const id of ["lesson-start", "lesson-handout"]) byId(id).hidden = !shown.lesson.steps.length;
  byId("lesson-none").hidden = shown.lesson.steps.length > 0;
  const look = (/** @type {string} */ hash) => {
    state = { ...readHash(hash, data, facets), step: null };
    keepInAddress(`#${writeHash(state, data, facets)}`, true);
    render();
  };
  drawWorkshop(
    { data, draft: shown.lesson, isOpen: shown.isWriting },
    {
      redraw: drawWorkshopNow,
      play: (step) => playing.step(step),
      close: () => {
        openWorkshop(false);
        byId("teach").querySelector("summary").focus();
      },
      view: () => writeHash({ ...state, step: null, task: null }, data, facets),
      look,
      file: (ending, text) => download(`${fileName(shown.lesson.title || data.title)}.${ending}`, text, "application/json"),
      page: () => download(`${fileName(shown.lesson.title || data.title)}.html`, pageWith.text(pristine, shown.lesson), "text/html"),
      handout: printHandout,
      say: announce,
    },
  );
}

function printHandout() {
  byId("teach").open = false;
  document.documentElement.dataset.print = "handout";
  window.print();
}

function applyTheme() {
  const preferred = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = shown.paper === null ? shown.dark || preferred : "light";
}

function flipTheme() {
  shown.dark = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  remember("theme", shown.dark);
  applyTheme();
}

/** @param {number} by */
function step(by) {
  const rows = isCase ? [...byId("words").querySelectorAll(".entry-words")].map((entry) => data.incidents[Number(data.byId.get(entry.dataset.id))]) : shown.rows;
  if (!rows.length) return;
  const incident = chosen();
  const place = incident ? rows.indexOf(incident) : -1;
  const next = place < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, place + by));
  select(rows[next]);
}

function openChosen() {
  if (!chosen()) return step(1);
  shown.isOpen = true;
  drawSelection();
  byId(isCase ? "words-title" : "panel").focus({ preventScroll: isCase });
  return undefined;
}

function close() {
  const menu = document.querySelector("details.menu[open]");
  if (menu instanceof HTMLDetailsElement) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  } else if (closeChips()) announce("Filter closed");
  else if (state.task !== null) change({ task: null }, { push: true });
  else if (shown.isWriting) openWorkshop(false);
  else if (shown.listing) {
    shown.listing = null;
    if (isCase) drawSide();
    else drawIncidents();
  } else if (state.incident !== null) select(null);
}

/** @param {string} tab */
function go(tab) {
  change({ tab }, { push: true, only: "stage" });
  if (isCase) byId("mid").scrollIntoView({ block: "start" });
  if (isPhone()) showPhoneTab(tab);
}

const LESSON_KEYS = {
  " ": () => forward(lessonContext(), playing),
  ArrowRight: () => forward(lessonContext(), playing),
  PageDown: () => forward(lessonContext(), playing),
  Enter: () => forward(lessonContext(), playing),
  ArrowLeft: () => back(lessonContext(), playing),
  PageUp: () => back(lessonContext(), playing),
  Escape: () => playing.step(null),
  t: flipTheme,
};

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: openChosen,
  "/": () => byId("search").focus(),
  0: reset,
  1: () => go("lanes"),
  2: () => go("map"),
  3: () => go("matrix"),
  4: () => go("sequences"),
  5: () => go("compare"),
  w: flipWeak,
  x: () => press("wrong"),
  n: () => press("note"),
  s: () => press("keep"),
  t: flipTheme,
  "?": () => byId("help").showModal(),
  Escape: close,
};

/**
 * Press one of the buttons at the foot of the open incident.
 * @param {string} name
 */
function press(name) {
  const button = document.querySelector(`[data-act="${name}"]`);
  if (button instanceof HTMLElement) button.click();
}

function clearSearch() {
  byId("search").value = "";
  search("");
}

/** Turn names and months of the search into filters. */
function searchChips() {
  const { range, places, actors, rest } = chipsOf(data, byId("search").value);
  if (!range && !places.length && !actors.length) return;
  const include = { ...state.include };
  if (places.length) include.place = new Set(places);
  if (actors.length) include.actor = new Set(actors);
  byId("search").value = rest;
  change({ include, q: rest, ...(range ? { from: range.from, to: range.to } : {}) }, { push: true });
}

async function share() {
  const address = location.href;
  const done = await copyText(address);
  if (address.length > LONGEST_LINK) return announce("Link copied, but it is long: choose fewer names");
  return announce(done ? "Link to this view copied" : "The browser does not allow copying");
}

/** Return what is exported: the list that was asked for, else what is in view. */
function exported() {
  return shown.listing?.incidents ?? found.view;
}

function sayWhatIsExported() {
  const what = shown.listing ? `Exactly the list “${shown.listing.title}”` : "Exactly what is in view";
  byId("export-what").textContent = `${what}: ${plural(exported().length, "incident")}, as`;
}

/** @param {string} kind */
async function saveAs(kind) {
  byId("export").open = false;
  const legend = COLOURS.map((colour) => ({ label: sideLabel(data, colour), colour: colour === "N" ? "--Csoft" : `--${colour}` }));
  const used = new Set(found.view.map(({ colour }) => colour));
  const chart = () => (isCase ? byId("case-chart") : byId("stage")).querySelector("svg") ?? byId("strip").querySelector("svg");
  const words = [shown.listing?.title, viewWords(state, data, facets)].filter(Boolean).join("; ");
  await save(kind, { data, rows: exported(), words, legend: legend.filter((_, place) => used.has(COLOURS[place])), chart });
}

function print() {
  byId("export").open = false;
  if (found.view.length <= PRINTED_ROWS || isCase) return window.print();
  return askPrint(found.view.length, LONG_PRINT);
}

function drawBottomBar() {
  drawBottom(shown.phoneTab, showPhoneTab);
}

/** @param {string} tab */
function showPhoneTab(tab) {
  shown.phoneTab = tab;
  drawBottomBar();
  if (tab !== "list") change({ tab }, { only: "stage" });
}

function listen() {
  let waiting = 0;
  byId("export").addEventListener("toggle", sayWhatIsExported);
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => search(byId("search").value.slice(0, 200)), 120);
  });
  byId("search").addEventListener("focus", () => byId("chips").classList.add("wanted")); // a case shows them only then
  byId("search").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    clearTimeout(waiting);
    searchChips();
  });
  /** @type {Record<string, () => void>} */
  const clicks = {
    theme: flipTheme,
    share,
    print,
    "skip-list": () => (byId("list-title") ?? byId("words-title")).focus(),
    "skip-chart": () => byId(isCase ? "case-title" : "stage").focus(),
    "help-open": () => byId("help").showModal(),
    "help-close": () => byId("help").close(),
    "lesson-start": () => playing.step(0),
    "lesson-write": () => {
      byId("teach").open = false;
      openWorkshop(true);
      byId("workshop-title").focus();
    },
    "lesson-handout": printHandout,
  };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener("click", act);
  for (const button of byId("export").querySelectorAll("button[value]")) button.addEventListener("click", () => saveAs(button.value));
  for (const button of byId("teach").querySelectorAll("button[value]"))
    button.addEventListener("click", () => {
      byId("teach").open = false;
      asking.task(button.value);
      byId("task-title")?.focus();
    });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Node) || !event.target.isConnected) return;
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.removeAttribute("open");
    if (!byId("chips").contains(event.target) && byId("chips").dataset.open) closeChips();
  });
  listenToKeys(() => (state.step === null ? KEYS : LESSON_KEYS));
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);
  window.addEventListener("beforeunload", (event) => {
    if (!shown.lesson.saved) event.preventDefault();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
  listenToSize(() => void (shown.paper === null && render()));
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
}

function restore() {
  state = readHash(location.hash, data, facets);
  render();
}

/**
 * On paper: light, charts at a fixed width; or the handout of the lesson alone.
 * @param {boolean} begins
 */
function printing(begins) {
  shown.paper = begins ? 1000 : null;
  byId("print-view").textContent = `${countWords()}: ${viewWords(state, data, facets)}.`;
  applyTheme();
  const isHandout = begins && document.documentElement.dataset.print === "handout";
  const incidentOf = (/** @type {string} */ hash) => {
    const { incident } = readHash(hash, data, facets);
    return incident === null ? null : data.incidents[incident];
  };
  drawHandout({ data, incidents: [...found.view], story: shown.lesson, incidentOf, isOpen: isHandout });
  drawCharts();
  drawIncidents();
  if (begins) return;
  delete document.documentElement.dataset.print;
  render();
}

drawHead(data);
suggestSearch(data);
drawBottomBar();
listen();
render();
if (rangeOf(data, state) === null) byId("strip").hidden = true;
document.documentElement.dataset.ready = "yes";
