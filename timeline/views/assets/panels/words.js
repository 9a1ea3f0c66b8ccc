// What do the articles say, day by day? The words of a case, each incident with its sentences and their sources.
import { groupBy } from "../data/data.js";
import { killedShort, nameWithWho } from "../data/names.js";
import { markIcon } from "../charts/marks.js";
import { MONTHS, civil, dayWords, shortWhen, weekdayWords } from "../lib/days.js";
import { fill, h } from "../lib/dom.js";
import { bodyView, reportView, sureView } from "./incident.js";

/**
 * Draw the words of the incidents in view.
 * @param {Element} host
 * @param {{data: Data, state: State, incidents: Incident[], width: number, drafts: CorrectionDraft[]}} context
 * @param {{select: (incident: Incident) => void, actions: (incident: Incident) => any}} on
 */
export function drawWords(host, context, on) {
  const groups = groupBy(ordered(context.incidents), ({ when }) => dayKey(when));
  const years = new Set(context.incidents.flatMap(({ when }) => (when ? [civil(when.start).year] : [])));
  fill(
    host,
    [...groups].map(([, group]) => h("section", { class: "day" }, dayHead(group[0].when, years.size > 1), group.map((incident) => entryView(context, incident, on)))),
  );
}

/** @param {Incident[]} incidents */
function ordered(incidents) {
  const rows = [...incidents];
  rows.sort((a, b) => (a.when?.start ?? Infinity) - (b.when?.start ?? Infinity) || (a.when?.end ?? 0) - (b.when?.end ?? 0) || (b.high ?? -1) - (a.high ?? -1) || b.articles - a.articles || a.index - b.index);
  return rows;
}

/** @param {When | null} when */
function dayKey(when) {
  return when ? `${when.start} ${when.end}` : "";
}

/**
 * @param {When | null} when
 * @param {boolean} hasYears whether the words are of several years
 */
function dayHead(when, hasYears) {
  if (!when) return h("h3", {}, "No day given");
  if (when.start !== when.end) return h("h3", { class: "span" }, shortWhen(when));
  const { day, month, year } = civil(when.start);
  const weekday = weekdayWords(when.start).split(" ")[0];
  if (hasYears) return h("h3", {}, dayWords(when.start), h("span", {}, weekday));
  return h("h3", {}, `${day} ${MONTHS[month - 1]}`, h("span", {}, `${weekday}, ${year}`));
}

/**
 * @param {{data: Data, state: State, width: number, drafts: CorrectionDraft[]}} context
 * @param {Incident} incident
 * @param {{select: (incident: Incident) => void, actions: (incident: Incident) => any}} on
 */
function entryView({ data, state, width, drafts }, incident, on) {
  const chosen = state.incident === incident.index;
  const status = data.statuses[incident.status];
  const killed = killedShort(incident);
  const notes = [status.happened ? null : status.label, incident.when?.basis === "assumed" ? "date assumed" : null].filter(Boolean).join(" · ");
  const reports = [...groupBy(incident.passages, ({ report }) => report).values()];
  return h(
    "article",
    { class: `entry-words${chosen ? " on" : ""}${incident.strong ? "" : " weak"}`, "data-id": incident.id },
    h(
      "button",
      {
        ...{ type: "button", class: "entry-head item", "data-id": incident.id, "aria-expanded": String(chosen), "aria-current": chosen ? "true" : null },
        onclick: () => on.select(incident),
      },
      markIcon(incident, { layout: "archive", most: 6 }),
      h("span", { class: "entry-name" }, h("b", {}, nameWithWho(data, incident)), killed ? [" ", h("span", {}, killed)] : null, notes ? [" ", h("span", { class: "s" }, notes)] : null),
    ),
    h("div", { class: "entry-reports" }, reports.map((passages) => reportView(data, incident, passages))),
    chosen
      ? h("div", { class: "entry-more" }, bodyView({ data, incident, width, drafts: drafts.filter(({ id }) => id === incident.id) }), sureView(data, incident), on.actions(incident))
      : null,
  );
}
