// What is told of one day, of the day before and the day after, and who says how many were killed or hurt?
import { byId, fill, h, plural } from "./dom.js";
import { iso, shortDay, shortWhen, weekdayWords } from "./days.js";
import { foldedList, link } from "./links.js";
import { claimsOf } from "./tolls.js";
import { tollRows } from "./bars.js";

/**
 * Sort incidents by how they stand to a day: on it, on the day before or after, or dated too roughly to say; of those,
 * `perhaps` may have been on the day, and `near` on it or on the days beside it.
 */
export function aroundDay(incidents, day) {
  const found = { before: [], on: [], after: [], perhaps: [], near: [] };
  for (const incident of incidents) {
    const { when } = incident;
    if (!when) continue;
    if (when.start === when.end) {
      if (when.start === day) found.on.push(incident);
      else if (when.start === day - 1) found.before.push(incident);
      else if (when.start === day + 1) found.after.push(incident);
    } else if (when.start <= day + 1 && when.end >= day - 1) found.near.push(incident);
  }
  // What lasts longer tells less of this day.
  found.near.sort((a, b) => a.when.end - a.when.start - (b.when.end - b.when.start) || a.index - b.index);
  found.perhaps = found.near.filter(({ when }) => when.start <= day && when.end >= day);
  return found;
}

/** Show a day in the panel, with all that is told of it: filters would make a day look quieter than it was. */
export function showDay(context, day) {
  const { data, on } = context;
  const { before, on: that, after, perhaps } = aroundDay(data.incidents, day);
  const undated = toldUndated(data, day);
  const go = (to, label, id) => h("button", { type: "button", id, onclick: () => on.day(to) }, label);
  fill(
    byId("panel-body"),
    h(
      "nav",
      { class: "steps", "aria-label": "Days" },
      go(day - 1, "← Day before", "panel-previous"),
      go(day + 1, "Day after →", "panel-next"),
      h("button", { type: "button", class: "close", "aria-label": "Close the day", onclick: () => on.day(null) }, "×"),
    ),
    h("h2", { id: "panel-title", tabindex: -1, "data-day": iso(day) }, weekdayWords(day)),
    context.view.length < data.incidents.length
      ? h("p", { class: "muted" }, "All of the timeline, whatever the filters.")
      : null,
    that.length ? null : h("p", { class: "muted" }, "Nothing is dated to this very day."),
    tolls(context, that),
    listing(context, `On this day (${that.length})`, that),
    listing(context, `Perhaps on this day: dated less exactly (${perhaps.length})`, perhaps, { dated: true }),
    listing(context, `The day before, ${shortDay(day - 1)} (${before.length})`, before, { always: true }),
    listing(context, `The day after, ${shortDay(day + 1)} (${after.length})`, after, { always: true }),
    listing(context, `Without a date, in reports published on this day (${undated.length})`, undated),
  );
  byId("panel").classList.add("open");
}

/** Find what no words date in reports published on a day: they may well tell of it. */
export function toldUndated({ incidents, documents }, day) {
  return incidents.filter(
    ({ when, passages }) => when === null && passages.some(({ document }) => documents[document].published === day),
  );
}

/** List incidents; `dated` says the days of each, `always` also that there is none. */
function listing(context, title, incidents, { dated = false, always = false } = {}) {
  if (!incidents.length && !always) return null;
  const rows = incidents.map((one) =>
    h("li", {}, dated ? h("span", { class: "day" }, shortWhen(one.when)) : null, link(context, one)),
  );
  const none = h("p", { class: "muted" }, "Nothing is dated to that day.");
  return h("section", {}, h("h3", {}, title), rows.length ? foldedList(rows) : none);
}

/** Put the figures of all incidents of the day on one scale, so that they can be compared. */
function tolls(context, incidents) {
  const { data } = context;
  const told = incidents.map((one) => [one, claimsOf(data, one).filter(({ kind }) => kind === "killed")]);
  const rows = told.filter(([, claims]) => claims.length);
  if (!rows.length) return null;
  const all = rows.flatMap(([, claims]) => claims);
  return h(
    "section",
    { class: "tolls day-tolls" },
    h("h3", {}, "Who says how many died"),
    rows.map(([incident, claims]) => [h("p", { class: "links" }, link(context, incident)), tollRows(claims, all)]),
    h(
      "p",
      { class: "muted" },
      `${plural(all.length, "figure")} for ${plural(rows.length, "incident")}; bars on one scale. They are not added up: reports may tell of the same dead.`,
    ),
  );
}
