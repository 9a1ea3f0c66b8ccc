// What is being looked at, and how is that written into a link? One object; every field is checked when it is read.
import { iso, parseIso } from "../lib/days.js";

export const TABS = ["lanes", "map", "matrix", "sequences", "compare"];
export const SORTS = ["date", "killed", "articles"];
export const ASKS = ["pairs", "lags", "transitions", "episodes", "aligned", "motifs", "similar"];
export const BYS = ["pair", "actor", "place"];
export const TASKS = ["order", "says", "both"];
export const LONGEST_LINK = 2000; // characters; longer addresses are cut by mail programs and chats
const MOST_STEPS = 200;

/**
 * Return the state in which the page opens.
 * @param {Data} data
 * @param {Facet[]} facets
 * @returns {State}
 */
export function initialState(data, facets) {
  return {
    from: null,
    to: null,
    q: "",
    include: Object.fromEntries(facets.map((facet) => [facet.id, new Set()])),
    weak: !data.graded,
    all: false,
    sort: "date",
    tab: "lanes",
    incident: null,
    ask: "lags",
    around: null,
    by: "pair",
    mutual: false,
    task: null,
    step: null,
    first: null,
    second: null,
  };
}

/**
 * Read a link's hash over the opening state; what is not valid is left as it was.
 * @param {string} hash
 * @param {Data} data
 * @param {Facet[]} facets
 * @returns {State}
 */
export function readHash(hash, data, facets) {
  const state = initialState(data, facets);
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  state.q = (fields.get("q") ?? "").slice(0, 200);
  state.weak = fields.has("weak") ? fields.get("weak") === "yes" : state.weak;
  state.all = fields.get("all") === "yes";
  state.sort = oneOf(fields.get("sort"), SORTS, state.sort);
  state.incident = data.byId.get(fields.get("incident") ?? "") ?? null;
  state.tab = oneOf(fields.get("tab"), TABS, state.tab);
  state.ask = oneOf(fields.get("ask"), ASKS, state.ask);
  state.around = aroundOf(fields.get("around"), data.sequences?.tables);
  state.by = oneOf(fields.get("by"), BYS, state.by);
  state.mutual = fields.get("mutual") === "yes";
  state.task = oneOf(fields.get("task"), TASKS, null);
  state.step = stepOf(fields.get("step"));
  state.first = fields.get("first")?.slice(0, LONGEST_LINK) ?? null;
  state.second = fields.get("second")?.slice(0, LONGEST_LINK) ?? null;
  readRange(fields, data, state);
  for (const facet of facets)
    for (const key of fields.getAll(facet.id)) {
      const value = facet.find(key);
      if (value >= 0 || key === "") state.include[facet.id].add(value);
    }
  return state;
}

/**
 * Read around which kind days are shown: one of those in the page.
 * @param {string | null} kind
 * @param {any} tables
 */
function aroundOf(kind, tables) {
  return tables && Object.hasOwn(tables, `aligned ${kind}`) ? kind : null;
}

/**
 * Read the number of a step, counted from 1; whether the lesson has it is known only where the lesson is.
 * @param {string | null} text
 */
function stepOf(text) {
  const number = Number(text);
  return text !== null && Number.isInteger(number) && number >= 1 && number <= MOST_STEPS ? number - 1 : null;
}

/**
 * @param {URLSearchParams} fields
 * @param {Data} data
 * @param {State} state
 */
function readRange(fields, data, state) {
  const [from, to] = [parseIso(fields.get("from")), parseIso(fields.get("to"))];
  if (!data.extent || from === null || to === null || from > to) return;
  if (to < data.extent.from || from > data.extent.to) return;
  [state.from, state.to] = [from, to];
}

/**
 * @template Value
 * @param {any} value
 * @param {string[]} allowed
 * @param {Value} otherwise
 * @returns {any}
 */
function oneOf(value, allowed, otherwise) {
  return allowed.includes(value) ? value : otherwise;
}

/**
 * Write the state as a hash; what stands as on opening is left out.
 * @param {State} state
 * @param {Data} data
 * @param {Facet[]} facets
 */
export function writeHash(state, data, facets) {
  const first = initialState(data, facets);
  const fields = new URLSearchParams();
  if (state.from !== null && state.to !== null) {
    fields.set("from", iso(state.from));
    fields.set("to", iso(state.to));
  }
  if (state.q) fields.set("q", state.q);
  for (const facet of facets)
    for (const value of state.include[facet.id]) fields.append(facet.id, facet.key(value));
  if (state.weak !== first.weak) fields.set("weak", state.weak ? "yes" : "no");
  if (state.all) fields.set("all", "yes");
  for (const name of ["sort", "tab", "ask", "by"]) {
    const value = /** @type {any} */ (state)[name];
    if (value !== /** @type {any} */ (first)[name]) fields.set(name, value);
  }
  if (state.around !== null) fields.set("around", state.around);
  if (state.mutual) fields.set("mutual", "yes");
  if (state.task) fields.set("task", state.task);
  if (state.incident !== null) fields.set("incident", data.incidents[state.incident].id);
  for (const name of /** @type {const} */ (["first", "second"])) {
    const selection = state[name];
    if (selection !== null) fields.set(name, selection);
  }
  if (state.step !== null) fields.set("step", String(state.step + 1));
  return fields.toString();
}

/**
 * Return whether anything narrows the view.
 * @param {State} state
 */
export function isNarrowed(state) {
  return state.from !== null || state.q !== "" || Object.values(state.include).some((included) => included.size > 0);
}

/**
 * Describe in words what the view is narrowed to, for exports and print.
 * @param {State} state
 * @param {Data} data
 * @param {Facet[]} facets
 */
export function viewWords(state, data, facets) {
  const parts = [];
  if (state.from !== null && state.to !== null) parts.push(`dates overlapping ${iso(state.from)} to ${iso(state.to)}`);
  if (state.q) parts.push(`words: ${state.q}`);
  for (const facet of facets) {
    const names = [...state.include[facet.id]].map((value) => facet.label(value));
    if (names.length) parts.push(`${facet.title.toLowerCase()}: ${names.join(", ")}`);
  }
  if (!state.weak) parts.push("without the weaker readings");
  if (data.whole) {
    const [held, all] = [data.incidents.length, data.whole.incidents].map((count) => count.toLocaleString("en-GB"));
    parts.push(`only the ${held} most salient of ${all} incidents are in the page`);
  }
  return parts.length ? parts.join("; ") : "everything";
}
