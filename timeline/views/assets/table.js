// Which incidents are in view, as rows that a keyboard and a screen reader can go through?
import { byId, h, plural } from "./dom.js";
import { shortWhen } from "./days.js";
import { killedGroups, killedWords } from "./tolls.js";
import { isGuess } from "./links.js";
import { symbolView } from "./symbols.js";

const PAGE = 30; // rows; more are added when asked for, all of them in print

const COLUMNS = [
  ["date", "When"],
  ["headline", "Incident"],
  ["type", "What"],
  ["status", "Status"],
  ["place", "Where"],
  ["killed", "Killed"],
  ["publishers", "Publishers"],
];

/** Sort incidents by a column; unknown values come last in both directions, ties keep the order of time. */
export function sortIncidents(data, incidents, { sort, descending }) {
  const value = {
    date: (one) => (one.when ? one.when.start : null),
    headline: (one) => one.headline.toLowerCase(),
    type: (one) => data.types[one.type].label,
    status: (one) => one.status,
    place: (one) => (one.places.length ? data.places[one.places[0]].name : null),
    killed: (one) => killedGroups(data, one).reduce((most, group) => Math.max(most ?? 0, group.high), null),
    publishers: (one) => (one.publishers.length ? one.publishers.length : null),
  }[sort];
  const keyed = incidents.map((one) => [value(one), one]);
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1);
  keyed.sort(
    ([a, one], [b, two]) =>
      Number(a === null) - Number(b === null) || (a === null ? 0 : order(a, b)) || one.index - two.index,
  );
  return keyed.map(([, one]) => one);
}

/** Fill the table; `all` shows every row. */
export function drawTable(context, { all }) {
  const { data, view, state, on } = context;
  const rows = sortIncidents(data, view, state);
  const shown = all ? rows : rows.slice(0, PAGE);
  const heads = COLUMNS.map(([id, name]) => {
    const sorted = state.sort === id;
    return h(
      "th",
      {
        scope: "col",
        class: `column-${id}`,
        "aria-sort": sorted ? (state.descending ? "descending" : "ascending") : "none",
      },
      h(
        "button",
        { type: "button", onclick: () => on.sort(id) },
        name,
        sorted ? h("span", { "aria-hidden": "true" }, state.descending ? " ↓" : " ↑") : null,
      ),
    );
  });
  byId("table").replaceChildren(
    h("caption", { class: "off-screen" }, `${plural(rows.length, "incident")} in view`),
    h("thead", {}, h("tr", {}, heads)),
    h(
      "tbody",
      {},
      shown.map((one) => row(data, one, state, on)),
    ),
  );
  byId("table-empty").hidden = rows.length > 0;
  const more = byId("table-more");
  more.hidden = shown.length === rows.length;
  more.textContent = `Show all ${rows.length.toLocaleString("en-GB")} rows`;
}

function row(data, incident, state, on) {
  const status = data.statuses[incident.status];
  const chosen = state.incident === incident.index;
  return h(
    "tr",
    { class: chosen ? "chosen" : null, "data-incident": incident.index },
    h(
      "td",
      { "data-name": "When" },
      shortWhen(incident.when),
      isGuess(incident.when) ? h("span", { class: "guess" }, "a guess") : null,
    ),
    h(
      "td",
      { class: "headline" },
      h(
        "button",
        { type: "button", class: "link", "aria-current": chosen ? "true" : null, onclick: () => on.select(incident) },
        symbolView(data, incident),
        h("span", {}, incident.headline),
      ),
    ),
    h("td", { "data-name": "What" }, data.types[incident.type].label),
    h("td", { "data-name": "Status" }, status.label, incident.disputed ? ", disputed" : ""),
    h("td", { "data-name": "Where" }, incident.places.map((place) => data.places[place].name).join(", ")),
    h("td", { "data-name": "Killed" }, killedWords(killedGroups(data, incident))),
    h(
      "td",
      { "data-name": "Published by" },
      incident.publishers.map((publisher) => data.publishers[publisher]).join(", "),
    ),
  );
}

/** Mark the chosen row without drawing the table anew. */
export function markRow(incident) {
  /** @type {Iterable<HTMLElement>} */
  const rows = byId("table").querySelectorAll("tbody tr");
  for (const tr of rows) {
    const chosen = incident !== null && tr.dataset.incident === String(incident.index);
    tr.classList.toggle("chosen", chosen);
    const button = tr.querySelector("button");
    if (chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}
