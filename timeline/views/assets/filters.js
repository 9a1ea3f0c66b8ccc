// How does a reader narrow the view? The list of facets with honest counts, and the chips above the chart.
import { byId, h, plural } from "./dom.js";
import { folded } from "./data.js";
import { shortDay } from "./days.js";

const SHORT = 8; // values shown before "more"
const MANY = 24; // values; among more, one is found by its name
const sought = new Map(); // of each facet unfolded whole, the letters that its values are narrowed to

/** Draw the facets. `open` remembers which are unfolded whole. */
export function drawFilters(context, open) {
  const { facets, counts, state, totals } = context;
  const shown = facets.filter((facet) => totals.get(facet.id).size > 1 || state.off[facet.id].size > 0);
  const focused = document.activeElement?.id;
  byId("facets").replaceChildren(
    ...shown.map((facet) =>
      facetView(context, facet, {
        totals: totals.get(facet.id),
        counts: counts.get(facet.id),
        open,
      }),
    ),
  );
  for (const facet of shown) seek(facet.id);
  if (focused) byId(focused)?.focus();
}

/** Make the field that narrows a long list of values to those with some letters in their names. */
function findView({ id, title }) {
  return h("input", {
    type: "search",
    class: "find",
    id: `${id}-find`,
    placeholder: `Find in ${title.toLowerCase()}`,
    "aria-label": `Find in ${title.toLowerCase()}`,
    autocomplete: "off",
    spellcheck: "false",
    value: sought.get(id) ?? "",
    oninput: ({ target }) => {
      sought.set(id, target.value);
      seek(id);
    },
  });
}

/** Show only the values whose names hold the letters sought. */
function seek(id) {
  const letters = byId(`${id}-find`) ? folded(sought.get(id) ?? "") : "";
  for (const item of document.querySelectorAll(`[data-facet="${id}"] li`))
    item.toggleAttribute("hidden", !folded(item.querySelector("label").title).includes(letters));
}

function facetView(context, facet, { totals, counts, open }) {
  const { state, on } = context;
  const off = state.off[facet.id];
  const values = [...totals.keys()].sort((a, b) => order(facet, totals, a, b));
  const whole = open.has(facet.id) || values.length <= SHORT + 2;
  const listed = whole ? values : values.filter((value, at) => at < SHORT || off.has(value));
  const all = (label, set, pressed) =>
    h(
      "button",
      {
        type: "button",
        class: "text",
        id: `${facet.id}-${label}`,
        "aria-pressed": String(pressed),
        onclick: () => on.exclude(facet.id, set),
      },
      label,
    );
  const more = () =>
    h(
      "button",
      {
        type: "button",
        class: "text more",
        id: `${facet.id}-more`,
        onclick: () => {
          if (!open.delete(facet.id)) open.add(facet.id);
          on.redraw();
        },
      },
      open.has(facet.id) ? "Show fewer" : `Show ${values.length - listed.length} more`,
    );
  return h(
    "div",
    { class: "facet", role: "group", "aria-labelledby": `${facet.id}-title`, "data-facet": facet.id },
    h(
      "div",
      { class: "facet-top" },
      h("h3", { id: `${facet.id}-title` }, facet.title),
      all("all", [], off.size === 0),
      all("none", values, off.size === values.length),
    ),
    open.has(facet.id) && values.length > MANY ? findView(facet) : null,
    h(
      "ul",
      {},
      listed.map((value) => valueView(context, facet, value, { count: counts.get(value) ?? 0, off, values })),
    ),
    open.has(facet.id) || listed.length < values.length ? more() : null,
  );
}

function order(facet, totals, a, b) {
  if (a < 0 !== b < 0) return a < 0 ? 1 : -1;
  const graded = ["precision", "status", "basis"].includes(facet.id);
  return (graded ? 0 : totals.get(b) - totals.get(a)) || a - b;
}

function valueView({ data, on }, facet, value, { count, off, values }) {
  const id = `${facet.id}-${value}`;
  const box = h("input", { type: "checkbox", id, onchange: () => on.exclude(facet.id, toggled(off, value)) });
  box.checked = !off.has(value);
  const family = facet.id === "type" ? data.families[data.types[value].family].id : null;
  return h(
    "li",
    { class: count === 0 ? "zero" : null },
    box,
    h(
      "label",
      { for: id, title: facet.label(value) },
      family ? h("span", { class: "swatch", style: { background: `var(--family-${family})` } }) : null,
      h("span", { class: "name" }, facet.label(value)),
    ),
    h(
      "button",
      {
        type: "button",
        class: "only",
        "aria-label": `Only ${facet.label(value)}`,
        onclick: () =>
          on.exclude(
            facet.id,
            values.filter((one) => one !== value),
          ),
      },
      "only",
    ),
    h("span", { class: "count" }, count.toLocaleString("en-GB")),
  );
}

function toggled(off, value) {
  return off.has(value) ? [...off].filter((one) => one !== value) : [...off, value];
}

/** Say above the chart what narrows the view, each with a way to undo it. */
export function drawChips(context) {
  const { data, facets, state, before, after, on } = context;
  const chip = (text, undo) =>
    h(
      "button",
      { type: "button", class: "chip", onclick: undo },
      text,
      h("span", { "aria-hidden": "true" }, "×"),
      h("span", { class: "off-screen" }, "remove"),
    );
  const chips = [];
  if (state.from !== null)
    chips.push(chip(`${shortDay(state.from)} – ${shortDay(state.to)}`, () => on.zoom(null, null)));
  if (state.focus !== null) chips.push(chip(`Only ${data.actors[state.focus].name}`, () => on.focus(null)));
  if (state.q) chips.push(chip(`“${state.q}”`, () => on.search("")));
  for (const facet of facets) {
    const off = state.off[facet.id];
    if (off.size) chips.push(chip(`${facet.title}: ${off.size} left out`, () => on.exclude(facet.id, [])));
  }
  byId("chips").replaceChildren(...chips);
  beyond(
    "earlier",
    before,
    (text) => `← ${text} earlier`,
    () => on.zoom(data.extent.from, state.to),
  );
  beyond(
    "later",
    after,
    (text) => `${text} later →`,
    () => on.zoom(state.from, data.extent.to),
  );
}

function beyond(id, count, words, go) {
  const button = byId(id);
  button.hidden = count === 0;
  button.textContent = words(plural(count, "incident"));
  button.onclick = go;
}
