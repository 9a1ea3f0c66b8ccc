// What does the page say when nothing is in view? What was asked, what would not be empty, and the way back.
import { inView } from "../filters/filter.js";
import { nearNames } from "../filters/search.js";
import { byId, fill, h, plural } from "../lib/dom.js";
import { viewWords } from "./state.js";

const NOTHING_READ = [
  "No incident was found in what was read. Timeline reads reports of armed conflict in English, and tables of coded incidents.",
  "In a terminal, “timeline missed” and the name of the file list the sentences with words of violence that gave no incident.",
];

/**
 * Draw the words of an empty view, or put them away.
 * @param {{data: Data, facets: Facet[], state: State, found: Found}} context
 * @param {{reset: () => void, change: (fields: Partial<State>) => void, search: (q: string) => void}} on
 */
export function drawEmpty({ data, facets, state, found }, on) {
  const host = byId("empty");
  host.hidden = found.view.length > 0;
  document.documentElement.toggleAttribute("data-empty", !host.hidden);
  if (host.hidden) return fill(host);
  if (!data.incidents.length) return fill(host, NOTHING_READ.map((words) => h("p", {}, words)));
  const near = found.weaker ? [] : wider(data, facets, state);
  const names = state.q ? nearNames(data, state.q) : [];
  return fill(
    host,
    h("p", {}, `Nothing is in view for: ${viewWords(state, data, facets)}.`),
    found.weaker ? h("p", {}, h("button", { type: "button", class: "link", id: "empty-weak", onclick: () => on.change({ weak: true }) }, `${plural(found.weaker, "weaker reading")} would be`)) : null,
    near.map(({ words, fields, count }) => h("p", {}, h("button", { type: "button", class: "link", onclick: () => on.change(fields) }, `${words}: ${plural(count, "incident")}`))),
    names.length ? h("p", { id: "hints" }, "Did you mean ", names.map((name, place) => [place ? ", " : "", h("button", { type: "button", class: "link", onclick: () => on.search(name) }, name)]), "?") : null,
    h("p", {}, h("button", { type: "button", class: "primary", id: "reset", onclick: on.reset }, "Show everything")),
  );
}

/**
 * Return what would not be empty, with one thing less asked for.
 * @param {Data} data
 * @param {Facet[]} facets
 * @param {State} state
 */
function wider(data, facets, state) {
  /** @type {{words: string, fields: Partial<State>}[]} */
  const choices = [];
  if (state.from !== null) choices.push({ words: "At any time", fields: { from: null, to: null } });
  if (state.q) choices.push({ words: "Without the words", fields: { q: "" } });
  for (const facet of facets)
    if (state.include[facet.id].size) choices.push({ words: `${facet.title}: any`, fields: { include: { ...state.include, [facet.id]: new Set() } } });
  if (choices.length < 2) return [];
  return choices.map((choice) => ({ ...choice, count: inView(data, facets, { ...state, ...choice.fields }).view.length })).filter(({ count }) => count > 0);
}
