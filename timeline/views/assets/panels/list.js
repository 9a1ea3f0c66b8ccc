// Which incidents are in view, in words? The list is the way for keyboard and screen reader, and holds what the charts hold.
import { isDisputed, killedShort } from "../data/names.js";
import { markIcon } from "../charts/marks.js";
import { ranked } from "../charts/strip.js";
import { MONTHS, civil, shortWhen } from "../lib/days.js";
import { isInRange } from "../filters/filter.js";
import { byId, fill, h, plural } from "../lib/dom.js";
import { drawChunks, reveal } from "./chunks.js";
import { headlineView } from "./links.js";

const STANDING_OUT = 40;
const FEW = 120; // incidents that are all listed
const ROUGHLY = "Dated roughly";

/**
 * Return the incidents to list, in order: all where they are few or asked for, else those that stand out.
 * @param {Found} found
 * @param {State} state
 * @param {Listing | null} listing
 * @param {DayRange | null} domain
 * @returns {Incident[]}
 */
export function listed(found, state, listing, domain = null) {
  const source = listing ? listing.incidents : found.view;
  const whole = listing !== null || state.all || source.length <= FEW;
  const rows = whole ? [...source] : ranked(source.filter((incident) => domain === null || isInRange(incident, domain))).slice(0, STANDING_OUT);
  /** @type {Record<string, (a: Incident, b: Incident) => number>} */
  const orders = {
    date: (a, b) => Number(isRough(a)) - Number(isRough(b)) || byDate(a, b),
    killed: (a, b) => (b.high ?? -1) - (a.high ?? -1) || byDate(a, b),
    articles: (a, b) => b.articles - a.articles || byDate(a, b),
  };
  return rows.sort(orders[state.sort] ?? byDate);
}

/** @param {Incident} incident */
function isRough({ when, fine }) {
  return when !== null && !fine;
}

/**
 * @param {Incident} a
 * @param {Incident} b
 */
function byDate(a, b) {
  return (a.when?.start ?? Infinity) - (b.when?.start ?? Infinity) || Number(b.strong) - Number(a.strong) || a.index - b.index;
}

/**
 * Draw the list.
 * @param {HTMLElement} host
 * @param {{data: Data, state: State, found: Found, rows: Incident[], listing: Listing | null, most?: number}} context `most` rows on paper
 * @param {{select: (incident: Incident) => void, all: () => void, sort: (sort: string) => void, back: () => void, point: (incident: Incident | null) => void}} on
 */
export function drawList(host, context, on) {
  const { state, found, rows, listing, most } = context;
  /** @param {number} from @param {number} to */
  const itemsOf = (from, to) => rows.slice(from, to).flatMap((incident, place) => [headView(state, rows, from + place), itemView(context, incident, on)]);
  fill(
    host,
    h(
      "div",
      { class: "list-head" },
      h("h2", { id: "list-title", tabindex: -1 }, titleOf(context), h("span", {}, sideOf(found, state, listing, rows, on))),
      h("div", { class: "sorts s" }, sortView(state, on)),
    ),
    most === undefined ? drawChunks(host, rows, itemsOf) : h("div", { class: "items" }, itemsOf(0, most)),
  );
}

/**
 * Name the month above the first row of it.
 * @param {State} state
 * @param {Incident[]} rows
 * @param {number} row
 */
function headView(state, rows, row) {
  if (state.sort !== "date") return null;
  const head = headOf(rows[row]);
  return row > 0 && headOf(rows[row - 1]) === head ? null : h("h3", {}, head);
}

/** @param {{found: Found, rows: Incident[], listing: Listing | null, state: State}} context */
function titleOf({ found, rows, listing }) {
  if (listing) return listing.title;
  if (rows.length < found.view.length) return `${rows.length} that stand out`;
  return plural(rows.length, "incident");
}

/**
 * @param {Found} found
 * @param {State} state
 * @param {Listing | null} listing
 * @param {Incident[]} rows
 * @param {{all: () => void, back: () => void}} on
 */
function sideOf(found, state, listing, rows, on) {
  if (listing) return h("button", { type: "button", class: "link", id: "list-back", onclick: on.back }, "back to all in view");
  const whole = rows.length === found.view.length;
  if (whole && !state.all) return "in view";
  const words = whole ? "only those that stand out" : `of ${found.view.length.toLocaleString("en-GB")} in view`;
  return h("button", { type: "button", class: "link", id: "list-all", onclick: on.all }, words);
}

/**
 * @param {State} state
 * @param {{sort: (sort: string) => void}} on
 */
function sortView(state, on) {
  const names = { date: "by day", killed: "by killed", articles: "by articles" };
  return Object.entries(names).map(([sort, words]) =>
    h("button", { type: "button", "aria-pressed": String(state.sort === sort), onclick: () => on.sort(sort) }, words),
  );
}

/** @param {Incident} incident */
function headOf(incident) {
  const { when } = incident;
  if (!when) return "Without a date";
  if (isRough(incident)) return ROUGHLY;
  const { month, year } = civil(when.start);
  return `${MONTHS[month - 1]} ${year}`;
}

/**
 * @param {{data: Data, state: State}} context
 * @param {Incident} incident
 * @param {{select: (incident: Incident) => void, point: (incident: Incident | null) => void}} on
 */
function itemView({ data, state }, incident, on) {
  const place = incident.places.length ? data.places[incident.places[0]].name : "";
  const killed = killedShort(incident);
  const status = data.statuses[incident.status];
  const notes = [
    plural(incident.articles, "article"),
    isDisputed(incident) ? "disputed" : null,
    status.happened ? null : status.label,
    incident.when?.basis === "assumed" ? "date assumed" : null,
  ].filter(Boolean);
  return h(
    "div",
    {},
    h(
      "button",
      {
        ...{ type: "button", class: incident.strong ? "item" : "item weak", "data-id": incident.id },
        "aria-current": state.incident === incident.index ? "true" : null,
        onclick: () => on.select(incident),
        onmouseenter: () => on.point(incident),
        onmouseleave: () => on.point(null),
      },
      markIcon(incident, { layout: "archive", most: 9 }),
      h(
        "span",
        {},
        h("span", { class: "s" }, [shortWhen(incident.when).replace(/ \d{4}$/, ""), place].filter(Boolean).join(" · ")),
        headlineView(incident),
        h("span", { class: "s" }, killed ? [h("b", {}, killed), " · "] : null, notes.join(" · ")),
      ),
    ),
  );
}

/**
 * Scroll the list until all of an item stands below its head; the page itself only where the list is a part of it.
 * @param {HTMLElement} host
 * @param {HTMLElement} item
 */
function showWhole(host, item) {
  if (host.scrollHeight <= host.clientHeight) {
    item.scrollIntoView({ block: "nearest" });
    return;
  }
  const [frame, box] = [host.getBoundingClientRect(), item.getBoundingClientRect()];
  const head = host.querySelector(".list-head")?.getBoundingClientRect().height ?? 0;
  if (box.top < frame.top + head || box.bottom > frame.bottom) host.scrollTop += (box.top + box.bottom - frame.top - head - frame.bottom) / 2;
}

/**
 * Mark the chosen incident in the list, and bring it into sight.
 * @param {Incident | null} incident
 * @param {Incident[]} rows
 */
export function markItem(incident, rows) {
  const host = byId("list");
  for (const item of host.querySelectorAll("[aria-current]")) item.removeAttribute("aria-current");
  if (!incident || !rows.includes(incident)) return;
  reveal(host, rows.indexOf(incident));
  const item = host.querySelector(`.item[data-id="${CSS.escape(incident.id)}"]`);
  if (!item) return;
  item.setAttribute("aria-current", "true");
  showWhole(host, /** @type {HTMLElement} */ (item));
}
