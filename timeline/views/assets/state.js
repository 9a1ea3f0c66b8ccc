// What is being looked at, and how is that written into a link? One object; every field is checked when it is read.
import { iso, parseIso } from "./days.js";

export const LANE_KINDS = [
  ["pair", "who against whom"],
  ["actor", "actor"],
  ["type", "type"],
  ["place", "place"],
  ["publisher", "publisher"],
];
export const LANE_LIMITS = [6, 12, 25, 60];
export const SORTS = ["date", "headline", "type", "status", "place", "killed", "publishers"];
export const TABS = ["network", "map", "sequences"];
export const ASKS = ["pairs", "lags", "transitions", "episodes", "aligned", "motifs", "similar"];
export const BYS = ["pair", "actor", "place"];
export const TASKS = ["order", "says"];
const THEMES = ["light", "dark"];
const MOST_STEPS = 200;

/** Give the state in which the page opens. */
export function initialState(facets, opening) {
  return {
    lanes: "pair",
    limit: 12,
    from: opening ? opening.from : null,
    to: opening ? opening.to : null,
    q: "",
    focus: null,
    incident: null,
    day: null,
    tab: "network",
    ask: "lags",
    around: null,
    by: "pair",
    mutual: false,
    task: null,
    step: null,
    sort: "date",
    descending: false,
    theme: null,
    off: Object.fromEntries(facets.map((facet) => [facet.id, new Set()])),
  };
}

/** Read a link's hash over the opening state; what is not valid is left as it was. */
export function readHash(hash, data, facets, opening) {
  const state = initialState(facets, opening);
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  state.lanes = oneOf(
    fields.get("lanes"),
    LANE_KINDS.map(([kind]) => kind),
    state.lanes,
  );
  state.limit = oneOf(Number(fields.get("rows")), LANE_LIMITS, state.limit);
  state.sort = oneOf(fields.get("sort"), SORTS, state.sort);
  state.descending = fields.get("order") === "down";
  state.theme = oneOf(fields.get("theme"), THEMES, null);
  state.q = (fields.get("q") ?? "").slice(0, 200);
  state.incident = data.byId.get(fields.get("incident")) ?? null;
  state.day = state.incident === null ? parseIso(fields.get("day")) : null;
  state.tab = oneOf(fields.get("tab"), TABS, state.tab);
  state.ask = oneOf(fields.get("ask"), ASKS, state.ask);
  state.around = aroundOf(fields.get("around"), data.sequences?.tables);
  state.by = oneOf(fields.get("by"), BYS, state.by);
  state.mutual = fields.get("mutual") === "yes";
  state.task = oneOf(fields.get("task"), TASKS, null);
  state.step = stepOf(fields.get("step"));
  const focus = data.actors.findIndex((actor) => actor.id === fields.get("focus"));
  state.focus = focus < 0 ? null : focus;
  readRange(fields, data, state);
  for (const facet of facets) {
    for (const key of fields.getAll(`not-${facet.id}`)) {
      const value = facet.find(key);
      if (value >= 0 || key === "") state.off[facet.id].add(value);
    }
  }
  return state;
}

/** Read around which kind days are shown: one of those in the page. */
function aroundOf(kind, tables) {
  return tables && Object.hasOwn(tables, `aligned ${kind}`) ? kind : null;
}

/** Read the number of a step, counted from 1; whether the story has it is known only where the story is. */
function stepOf(text) {
  const number = Number(text);
  return text !== null && Number.isInteger(number) && number >= 1 && number <= MOST_STEPS ? number - 1 : null;
}

function readRange(fields, data, state) {
  if (fields.get("dates") === "all") [state.from, state.to] = [null, null];
  const from = parseIso(fields.get("from"));
  const to = parseIso(fields.get("to"));
  if (!data.extent || from === null || to === null || from > to) return;
  if (to < data.extent.from || from > data.extent.to) return;
  [state.from, state.to] = [from, to];
}

function oneOf(value, allowed, otherwise) {
  return allowed.includes(value) ? value : otherwise;
}

/** Write the state as a hash; what stands as on opening is left out. */
export function writeHash(state, data, facets, opening) {
  const first = initialState(facets, opening);
  const fields = new URLSearchParams();
  if (state.lanes !== first.lanes) fields.set("lanes", state.lanes);
  if (state.limit !== first.limit) fields.set("rows", state.limit);
  if (state.from !== first.from || state.to !== first.to) {
    if (state.from === null) fields.set("dates", "all");
    else {
      fields.set("from", iso(state.from));
      fields.set("to", iso(state.to));
    }
  }
  if (state.q) fields.set("q", state.q);
  if (state.focus !== null) fields.set("focus", data.actors[state.focus].id);
  if (state.sort !== first.sort) fields.set("sort", state.sort);
  if (state.descending) fields.set("order", "down");
  if (state.theme) fields.set("theme", state.theme);
  for (const facet of facets)
    for (const value of state.off[facet.id]) fields.append(`not-${facet.id}`, facet.key(value));
  if (state.tab !== first.tab) fields.set("tab", state.tab);
  if (state.ask !== first.ask) fields.set("ask", state.ask);
  if (state.around !== null) fields.set("around", state.around);
  if (state.by !== first.by) fields.set("by", state.by);
  if (state.mutual) fields.set("mutual", "yes");
  if (state.task) fields.set("task", state.task);
  if (state.day !== null) fields.set("day", iso(state.day));
  if (state.incident !== null) fields.set("incident", data.incidents[state.incident].id);
  if (state.step !== null) fields.set("step", String(state.step + 1));
  return fields.toString();
}

/** Say in words what the view is narrowed to, for exports and print. */
export function viewWords(state, data, facets) {
  const parts = [];
  if (state.from !== null) parts.push(`dates overlapping ${iso(state.from)} to ${iso(state.to)}`);
  if (state.q) parts.push(`words: ${state.q}`);
  if (state.focus !== null) parts.push(`actor: ${data.actors[state.focus].name}`);
  for (const facet of facets) {
    const off = [...state.off[facet.id]].map((value) => facet.label(value));
    if (off.length) parts.push(`without ${facet.title.toLowerCase()}: ${off.join(", ")}`);
  }
  if (data.whole) {
    const [held, all] = [data.incidents.length, data.whole.incidents].map((count) => count.toLocaleString("en-GB"));
    parts.push(`only the ${held} most salient of ${all} incidents are in the page`);
  }
  return parts.length ? parts.join("; ") : "everything";
}
