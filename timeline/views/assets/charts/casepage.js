// How is a small case laid out? Its chart, what has no day on it, where the accounts differ, then the words.
import { shortName } from "../data/names.js";
import { shortWhen } from "../lib/days.js";
import { byId, fill, h } from "../lib/dom.js";
import { drawAccounts } from "../panels/accounts.js";
import { drawWords } from "../panels/words.js";
import { drawCaseChart } from "./casechart.js";
import { sample } from "./marks.js";
import { rangeOf } from "./lanes.js";
import { keyView } from "./strip.js";

const DAYS = 60; // of a chart that names each

/**
 * Draw the page of a case.
 * @param {{data: Data, state: State, found: Found, labels: string[], width: number, phone: boolean, drafts: CorrectionDraft[]}} context
 * @param {{select: (incident: Incident) => void, point: (incident: Incident | null, element: Element | null) => void, actions: (incident: Incident) => any, weak: () => void}} on
 */
export function drawCase(context, on) {
  const { data, state, found, labels, width, phone, drafts } = context;
  const incidents = found.view;
  const used = new Set(incidents.map(({ colour }) => colour));
  byId("case-title").textContent = titleOf(data, state, incidents);
  fill(byId("case-key"), keyView(labels, used), signsView(incidents));
  const off = phone ? [] : drawCaseChart(byId("case-chart"), { data, state, incidents, width }, on);
  const rest = off.map((incident) => h("span", {}, h("b", {}, shortWhen(incident.when)), " ", h("button", { type: "button", class: "plain-link", onclick: () => on.select(incident) }, shortName(data, incident))));
  fill(byId("case-off"), rest.length ? ["Not on the chart: ", rest] : null);
  drawAccounts(byId("accounts"), { data, state, incidents, width }, on);
  drawWords(byId("words"), { data, state, incidents, width: Math.min(420, width - 20), drafts }, on);
}

/**
 * Name the chart by what it holds: everything that was read, or what the first view holds of it.
 * @param {Data} data
 * @param {State} state
 * @param {Incident[]} incidents
 */
function titleOf(data, state, incidents) {
  const what = state.weak || incidents.length === data.incidents.length ? "Everything that was read" : "What happened";
  const { from, to } = rangeOf(data, state) ?? { from: 0, to: 0 };
  return `${what}, ${to - from < DAYS ? "day by day" : "and when"}`;
}

/** @param {Incident[]} incidents */
function signsView(incidents) {
  return h(
    "span",
    { class: "key" },
    incidents.some(({ high }) => high) ? h("span", {}, sample("full", 3), sample("full", 6.4), "area: people killed") : null,
    incidents.some(({ low, high }) => low !== high) ? h("span", {}, sample("ring", 7, 3.6), "filled: agreed; ring: claimed") : null,
    incidents.some(({ happened }) => !happened) ? h("span", {}, sample("dashed", 5), "dashed: planned, demanded, denied") : null,
    incidents.some(({ strong }) => !strong) ? h("span", {}, sample("pale", 5), "pale: weaker reading") : null,
  );
}
