// What came next after each act, what happened around a kind, and where did it go like this before? Single cases and days.
import { h, plural } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";
import { link } from "../panels/links.js";
import { BURSTS } from "./choices.js";
import { WINDOW, alignedDays, pairTable } from "./counts.js";
import { aroundChart } from "./charts.js";
import { similarTable } from "./similar.js";
import {
  actorName,
  chance,
  inWords,
  kindWords,
  number,
  percent,
  range,
  recordsOf,
  rowTable,
  short,
} from "./rows.js";
import { verdict } from "./tables.js";

const STATES = {
  answered: `answered within ${WINDOW} days`,
  perhaps: "perhaps answered, as the days are not known well enough",
  open: "open: the history ends before",
  none: `nothing came back within ${WINDOW} days`,
};
const ORDER = /** @type {const} */ (["answered", "perhaps", "open", "none"]);

/**
 * What did the other side do next, act by act?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showPairs(ask) {
  const { data, told, on, mutual } = ask;
  const found = pairTable(told, { mutual });
  const rows = [...found.rows].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const counts = ORDER.map((state) => ({ state, count: rows.filter((row) => row.state === state).length }));
  return {
    title: "After each act of one side on another, what did the other do next?",
    lead: "Act by act, those with an answer first. An answer is only the next act of the other side.",
    verdict: counts
      .filter(({ count }) => count)
      .map(({ state, count }) => `${short(count)}: ${STATES[state]}`)
      .join("; "),
    rows: rows.length,
    table: (shown) =>
      rowTable(
        "Acts and what came next",
        ["Who acted on whom", "act", "what came next", "days between", "answered"],
        rows.slice(0, shown).map((row) => {
          const name = `${actorName(data, row.from)} → ${actorName(data, row.to)}`;
          const both = [row.step, row.next, row.nextSure].flatMap((step) => (step ? [step.incident] : []));
          return {
            key: `${row.from} ${row.to} ${row.step.id}`,
            name,
            finding: null,
            open: () => on.listOf([...new Set(both)], `${name}, and what came next`),
            cells: [
              inWords(caseOf(ask, "incident", row.step)),
              inWords(row.next ? [caseOf(ask, "next", row.next), surely(ask, row)] : "–"),
              row.next ? range(["lag_least", "lag_most"], { lag_least: row.lagLeast, lag_most: row.lagMost }) : "–",
              [
                h("data", { value: row.state, "data-column": "state" }, row.state),
                row.said ? "; a report says so" : "",
              ],
            ],
          };
        }),
      ),
    counted: found,
  };
}

/**
 * @param {Ask} ask
 * @param {Move} move
 */
function surely(ask, { next, nextSure }) {
  return nextSure && nextSure !== next
    ? [h("span", { class: "muted" }, "or surely "), caseOf(ask, "next_sure", nextSure)]
    : null;
}

/**
 * @param {Ask} ask
 * @param {string} name
 * @param {Step} step
 */
function caseOf({ data, on }, name, step) {
  return h(
    "data",
    { value: step.id, "data-column": name, class: "case" },
    link({ on }, step.incident),
    h("span", { class: "muted" }, `${shortWhen(step.incident.when)}, ${kindWords(data, step.kind)}`),
  );
}

/**
 * What happened in the days around each incident of a kind, or around each burst?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showAligned(ask) {
  const { data, table, told, on, wide } = ask;
  const rows = recordsOf(table);
  const kind = ask.around;
  const what = kind === BURSTS ? "the first day of a burst" : kindWords(data, kind);
  const found = kind === BURSTS || !ask.whole ? null : alignedDays(told, kind);
  /** @param {number} day */
  const words = (day) => (day === 0 ? "the same day" : plural(Math.abs(day), "day") + (day < 0 ? " before" : " after"));
  return {
    title: `Between the same two sides: what happened in the days around ${kind === BURSTS ? what : `“${what}”`}?`,
    lead: `All are put on top of each other, with their own day in the middle; the middle one itself is not counted. Incidents within ${WINDOW} days after another one are one run and count once.`,
    verdict: rows.length ? verdict(ask, "at least 10 in the middle") : "Nothing of this kind is dated to one day.",
    rows: rows.length,
    drawing: rows.length ? aroundChart(rows, `Mean number of incidents on each day around ${what}`, wide) : null,
    folded: "Day by day",
    table: () =>
      rowTable(
        `Days around ${what}`,
        ["Day", "put together", "mean", "95 % interval", "expected by chance", "p"],
        rows.map((row) => ({
          key: row.day,
          name: words(row.day),
          finding: row.finding,
          open: found?.days[row.day + WINDOW]?.length
            ? () => on.listOf([...new Set(found.days[row.day + WINDOW])], `${words(row.day)}: ${what}`)
            : null,
          cells: [
            [h("data", { hidden: true, value: row.day, "data-column": "day" }), number("n", row.n)],
            number("mean", row.mean),
            [number("low", row.low), " to ", number("high", row.high)],
            number("expected", row.expected),
            chance(row.p),
          ],
        })),
      ),
    counted: table,
  };
}

/**
 * Where has it gone like this before?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showSimilar(ask) {
  const { data, told, state } = ask;
  const chosen = state.incident === null ? null : data.incidents[state.incident];
  const base = { title: "When was it similar?", rows: 0, verdict: null };
  const lead = `The ${WINDOW} days before and after an incident, between the same two sides, next to those around every other incident of its kind: alike in kinds, in who acts, in kinds of actors and in days.`;
  if (!chosen) return { ...base, lead, empty: "Choose an incident in the chart or in a list to find similar periods." };
  if (!ask.view.includes(chosen)) return { ...base, lead, empty: `“${chosen.headline}” is not in view.` };
  const found = similarTable(told, chosen.id);
  if (!found)
    return {
      ...base,
      lead,
      empty: `“${chosen.headline}” does not count here: no two sides are named, or its date or status keeps it out.`,
    };
  return {
    ...base,
    lead,
    verdict: `“${chosen.headline}”, compared with ${plural(found.compared, "stretch", "stretches")} elsewhere.`,
    table: () =>
      found.stretches.length
        ? found.stretches.map((one) => stretchView(ask, one))
        : h("p", { class: "empty" }, "No other period has a kind of incident in common with it."),
    rows: found.stretches.length,
    counted: found,
    more: `compared ${found.compared}`,
  };
}

/**
 * @param {Ask} ask
 * @param {any} stretch
 */
function stretchView(ask, { rank, score, asGood, key, rows }) {
  const names = key.map((/** @type {string} */ one) => actorName(ask.data, one)).join(" and ");
  const shared = rows.filter((/** @type {any} */ row) => row.shared !== null).map((/** @type {any} */ row) => row.right.step.incident);
  return h(
    "section",
    { class: "stretch" },
    h("h4", {}, `${rank}. ${names}`),
    h(
      "p",
      { class: "muted" },
      "Likeness ",
      number("score", score),
      " of 1; ",
      number("as_good", asGood, percent),
      " of all stretches are at least as much alike. ",
      h(
        "button",
        { type: "button", class: "text", onclick: () => ask.on.listOf(shared, `Alike: ${names}`) },
        `List those that fit (${shared.length})`,
      ),
    ),
    rowTable(
      `Alignment ${rank}`,
      ["In common", "here", "there"],
      rows.map((/** @type {any} */ row) => ({
        name: row.shared === null ? "no counterpart" : number("shared", row.shared),
        finding: null,
        open: null,
        cells: [inWords(sideOf(ask, "incident", row.left)), inWords(sideOf(ask, "other_incident", row.right))],
      })),
    ),
  );
}

/**
 * @param {Ask} ask
 * @param {string} name
 * @param {Item | null} item
 */
function sideOf(ask, name, item) {
  if (!item) return "–";
  const day = item.day === 0 ? "its day" : `${item.day > 0 ? "+" : "−"}${plural(Math.abs(item.day), "day")}`;
  return [h("strong", {}, day), " ", caseOf(ask, name, item.step)];
}
