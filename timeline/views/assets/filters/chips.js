// What narrows the view? Six chips say it in words; each opens a list of names with counts, which are included when chosen.
import { folded } from "../data/data.js";
import { civil, dayNumber, iso, parseIso, shortDay, spanWords } from "../lib/days.js";
import { byId, fill, h, shorten } from "../lib/dom.js";
import { countsOf } from "./filter.js";

const CHIPS = [
  { id: "when", title: "When", all: "all" },
  { id: "who", title: "Who", all: "all sides" },
  { id: "where", title: "Where", all: "all" },
  { id: "what", title: "What", all: "all" },
  { id: "sure", title: "How sure", all: "any" },
  { id: "told", title: "Reported by", all: "any" },
];
const WEAKER = "Planned, demanded or denied; without a date or with a guessed one; without a sentence to quote; or only mentioned in passing";
const SHOWN = 60; // names of a list; others are searched for

/**
 * Draw the chips.
 * @param {{data: Data, facets: Facet[], state: State, found: Found}} context
 * @param {{include: (facet: string, values: Set<number>) => void, zoom: (from: number | null, to: number | null) => void, weak: () => void, reset: () => void, search: (q: string) => void, sides: () => void}} on
 */
export function drawChips(context, on) {
  const { facets, state, found } = context;
  const open = byId("chips").dataset.open ?? "";
  const narrowed = state.from !== null || state.q || facets.some((facet) => state.include[facet.id].size);
  fill(
    byId("chips"),
    CHIPS.map(({ id, title, all }) =>
      h(
        "button",
        {
          ...{ type: "button", class: "chip", id: `chip-${id}`, "aria-expanded": String(open === id) },
          onclick: () => toggle(context, on, id),
        },
        title,
        h("b", {}, chosenWords(context, id) || allWords(context, id, all)),
      ),
    ),
    state.q
      ? h("button", { type: "button", class: "chip words", id: "chip-words", onclick: () => on.search(""), "aria-label": `Search words: ${state.q}; remove` }, "Words", h("b", {}, shorten(state.q, 30)), " ×")
      : null,
    narrowed ? h("button", { type: "button", class: "chip reset", id: "show-all", onclick: on.reset }, "Show all") : null,
    weakChip(state, found, context.data.graded, on),
  );
  if (open) openList(context, on, open);
}

/**
 * Say what a chip that narrows nothing lets in; without the weaker readings, only what happened and is dated.
 * @param {{data: Data, state: State}} context
 * @param {string} id
 * @param {string} all
 */
function allWords({ data, state }, id, all) {
  return id === "sure" && data.graded && !state.weak ? "happened, dated" : all;
}

/**
 * @param {State} state
 * @param {Found} found
 * @param {boolean} isGraded
 * @param {{weak: () => void}} on
 */
function weakChip(state, found, isGraded, on) {
  if (!found.weaker && !(state.weak && isGraded)) return null; // without grades there is nothing to hide
  const words = state.weak ? "Hide the " : "+ ";
  return h(
    "button",
    { type: "button", class: "chip more", id: "weak", "aria-pressed": String(state.weak), onclick: on.weak, title: WEAKER },
    words,
    h("b", {}, found.weaker.toLocaleString("en-GB")),
    ` weaker ${found.weaker === 1 ? "reading" : "readings"}`,
  );
}

/**
 * @param {{facets: Facet[], state: State}} context
 * @param {string} chip
 */
function chosenWords({ facets, state }, chip) {
  if (chip === "when") {
    if (state.from === null || state.to === null) return "";
    return state.from === state.to ? shortDay(state.from) : spanWords(state.from, state.to, " – ", shortDay);
  }
  const names = facets.filter((facet) => facet.chip === chip).flatMap((facet) => [...state.include[facet.id]].map((value) => facet.label(value)));
  if (!names.length) return "";
  return names.length > 2 ? `${shorten(names[0], 18)} and ${names.length - 1} more` : shorten(names.join(", "), 34);
}

/**
 * @param {any} context
 * @param {any} on
 * @param {string} id
 */
function toggle(context, on, id) {
  const host = byId("chips");
  const isOpen = host.dataset.open === id;
  closeChips();
  if (isOpen) return;
  host.dataset.open = id;
  byId(`chip-${id}`).setAttribute("aria-expanded", "true");
  openList(context, on, id);
  /** @type {any} */ (host.querySelector(".pop input, .pop button"))?.focus();
}

/** Close the open list; return whether one was open. */
export function closeChips() {
  const host = byId("chips");
  const { open } = host.dataset;
  delete host.dataset.open;
  host.querySelector(".pop")?.remove();
  for (const chip of host.querySelectorAll("[aria-expanded]")) chip.setAttribute("aria-expanded", "false");
  if (open) byId(`chip-${open}`)?.focus();
  return open !== undefined;
}

/**
 * @param {any} context
 * @param {any} on
 * @param {string} id
 */
function openList(context, on, id) {
  const host = byId("chips");
  const chip = byId(`chip-${id}`);
  const left = Math.min(chip.offsetLeft, Math.max(0, host.clientWidth - 412));
  const inside = id === "when" ? whenView(context, on) : listsView(context, on, id);
  host.append(h("div", { class: "pop", role: "dialog", "aria-label": CHIPS.find((each) => each.id === id)?.title, style: { left: `${left}px` } }, inside));
}

/**
 * @param {{data: Data, state: State}} context
 * @param {{zoom: (from: number | null, to: number | null) => void}} on
 */
function whenView({ data, state }, on) {
  const extent = data.domain;
  if (!extent) return h("p", {}, "Nothing here is dated.");
  /** @param {string} id @param {string} label @param {number} day */
  const field = (id, label, day) => h("label", {}, `${label} `, h("input", { type: "date", id, value: iso(day), onchange: apply }));
  const apply = () => {
    const [from, to] = [parseIso(byId("when-from").value), parseIso(byId("when-to").value)];
    if (from !== null && to !== null && from <= to) on.zoom(from, to);
  };
  const years = [];
  for (let { year } = civil(extent.from); year <= civil(extent.to).year; year += 1) years.push(year);
  return [
    h("div", { class: "dates" }, field("when-from", "From", state.from ?? extent.from), field("when-to", "to", state.to ?? extent.to)),
    h(
      "p",
      { class: "years" },
      h("button", { type: "button", class: "link", id: "when-all", onclick: () => on.zoom(null, null) }, "All"),
      years.length > 1
        ? years.slice(0, 12).map((year) => h("button", { type: "button", class: "link", onclick: () => on.zoom(dayNumber(year, 1, 1), dayNumber(year, 12, 31)) }, String(year)))
        : null,
    ),
    h("p", { class: "s" }, "Or drag on the bars. What has no date stays in view."),
  ];
}

/**
 * @param {{data: Data, facets: Facet[], state: State}} context
 * @param {{include: (facet: string, values: Set<number>) => void, sides: () => void}} on
 * @param {string} chip
 */
function listsView(context, on, chip) {
  const { data, facets, state } = context;
  const lists = facets.filter((facet) => facet.chip === chip).map((facet) => ({ facet, counts: countsOf(data, facets, state, facet) }));
  const many = lists.some(({ counts }) => counts.size > 12);
  const host = h("div", { class: "lists" });
  /** @param {string} words */
  const draw = (words) => fill(host, lists.map(({ facet, counts }) => listView(facet, counts, state, words, on)));
  draw("");
  const search = many
    ? h("input", { type: "search", class: "find", placeholder: "Find a name", "aria-label": "Find a name", oninput: (/** @type {any} */ event) => draw(folded(event.target.value)) })
    : null;
  const sides = chip === "who" ? h("p", {}, h("button", { type: "button", class: "link", id: "set-sides", onclick: on.sides }, "Set the two sides")) : null;
  return [search, sides, host];
}

/**
 * @param {Facet} facet
 * @param {Map<number, number>} counts
 * @param {State} state
 * @param {string} words
 * @param {{include: (facet: string, values: Set<number>) => void}} on
 */
function listView(facet, counts, state, words, on) {
  const included = state.include[facet.id];
  const values = [...new Set([...included, ...counts.keys()])].filter((value) => !words || folded(facet.label(value)).includes(words));
  values.sort((a, b) => Number(included.has(b)) - Number(included.has(a)) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  if (!values.length) return null;
  const most = Math.max(1, ...counts.values());
  const rest = values.length - SHOWN;
  return h(
    "fieldset",
    { "data-facet": facet.id },
    h("legend", { class: "s" }, facet.title),
    h(
      "ul",
      {},
      values.slice(0, SHOWN).map((value) => {
        const count = counts.get(value) ?? 0;
        const toggled = () => {
          const next = new Set(included);
          if (!next.delete(value)) next.add(value);
          on.include(facet.id, next);
          byId("chips").querySelector(`#${CSS.escape(`${facet.id}-${value}`)}`)?.focus();
        };
        return h(
          "li",
          {},
          h("label", {}, h("input", { type: "checkbox", id: `${facet.id}-${value}`, checked: included.has(value), onchange: toggled }), h("span", { dir: "auto" }, facet.label(value))),
          h("i", { class: facet.id === "side" ? `swatch ${facet.key(value)}` : null, style: { width: `${Math.max(1, Math.round((90 * count) / most))}px` } }),
          h("span", { class: "count" }, count.toLocaleString("en-GB")),
        );
      }),
    ),
    rest > 0 ? h("p", { class: "s" }, `${rest.toLocaleString("en-GB")} more: search by name.`) : null,
  );
}
