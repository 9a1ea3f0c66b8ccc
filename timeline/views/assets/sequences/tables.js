// How are lags, transitions, bursts and motifs shown: a sentence that says what stands out, a drawing, and the rows?
import { h, plural } from "../lib/dom.js";
import { dayWords, parseIso } from "../lib/days.js";
import { withinWords } from "./choices.js";
import { WINDOW, lagTable, pairTable, transitionIncidents, transitionTable } from "./counts.js";
import { curveChart, matrixChart } from "./charts.js";
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

/**
 * Say how many rows of a table stand out, also of those that are not in the page, and what it means when none does.
 * @param {Ask} ask
 * @param {string} least
 */
export function verdict({ table, whole }, least) {
  const [tested, found] = [table.tested, table.findings];
  const where = whole ? "" : "In the whole timeline: ";
  if (!table.rows.length) return null;
  if (!tested) return `${where}No row has enough incidents to be compared with chance (${least}).`;
  if (found)
    return `${where}${found.toLocaleString("en-GB")} of ${plural(tested, "row")} tested ${found === 1 ? "stands" : "stand"} out from chance.`;
  const none =
    tested === 1
      ? "The one row that could be tested does not stand"
      : `None of ${tested.toLocaleString("en-GB")} rows tested stands`;
  return `${where}${none} out from chance. That does not show that there is nothing.`;
}

/**
 * After A acted on B, when did B act on A?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showLags(ask) {
  const { data, told, table, mutual } = ask;
  const counted = table ? null : lagTable(told, { mutual });
  const rows = counted ? counted.rows.map((row) => plainLag(row)) : recordsOf(table);
  const chosen = rows.find((row) => lagKey(row) === ask.choices.curve) ?? rows[0];
  const heads = ["Who acted on whom", "acts", `answered within ${WINDOW} days`, "half answered by day", "still open"];
  return {
    title: "After A acted on B, when did B act on A?",
    lead: "An answer is the next act of the other side, whatever it was. An act may be answered at the earliest or at the latest, as far as its days are known: so two numbers.",
    verdict: table ? verdict(ask, "at least 10 acts") : null,
    rows: rows.length,
    drawing: chosen ? curveOf(ask, chosen) : null,
    table: (shown) =>
      rowTable(
        "Answers by pair",
        [
          ...heads,
          table ? "where it differs most from chance" : `share answered by day ${WINDOW}`,
          ...(table ? ["p"] : []),
          "curve",
        ],
        rows.slice(0, shown).map((row) => ({
          key: lagKey(row),
          name: lagName(data, row),
          finding: row.finding,
          open: () => openLag(ask, row),
          cells: [
            number("n", row.n),
            range(["answered_least", "answered_most"], row),
            range(["median_least", "median_most"], row),
            number("open", row.open),
            inWords(standsOut(row, Boolean(table))),
            ...(table ? [chance(row.p)] : []),
            h(
              "button",
              {
                type: "button",
                class: "text",
                "aria-pressed": String(row === chosen),
                onclick: () => ask.choose({ curve: lagKey(row) }),
              },
              row === chosen ? "shown" : "show",
            ),
          ],
        })),
      ),
    counted: table ?? counted,
  };
}

/**
 * @param {any} row
 * @returns {RowOf}
 */
function plainLag(row) {
  return {
    ...{
      actor_id: row.from,
      other_id: row.to,
      n: row.n,
      open: row.open,
      p: null,
      finding: null,
      measure: "by",
      day: WINDOW,
    },
    ...{ answered_least: row.answeredLeast, answered_most: row.answeredMost, expected: null },
    ...{ median_least: row.medianLeast, median_most: row.medianMost },
    ...{ share_least: row.shareLeast[WINDOW], share_most: row.shareMost[WINDOW] },
  };
}

/** @param {RowOf} row */
const lagKey = (row) => `${row.actor_id} ${row.other_id}`;
/** @param {Data} data @param {RowOf} row */
const lagName = (data, row) => `${actorName(data, row.actor_id)} → ${actorName(data, row.other_id)}`;

/**
 * Say on or by which day the share of answers lies farthest from the shuffles.
 * @param {RowOf} row
 * @param {boolean} compared
 */
function standsOut(row, compared) {
  const share = range(["share_least", "share_most"], row, percent);
  if (!compared) return share;
  const day = [row.measure === "on" ? "on day " : "by day ", number("day", row.day), ": ", share];
  if (row.p === null) return [...day, " answered; too few acts to test"];
  const what = row.measure === "on" ? " of those still waiting, " : " answered, ";
  return [...day, what, number("expected", row.expected, percent), " in the shuffles"];
}

/**
 * @param {Ask} ask
 * @param {RowOf} row
 */
function openLag({ data, told, on, mutual }, row) {
  /** @type {Set<Incident>} */
  const steps = new Set();
  for (const { from, to, step, next, nextSure } of pairTable(told, { mutual }).rows) {
    if (from !== row.actor_id || to !== row.other_id) continue;
    for (const one of [step, next, nextSure]) if (one) steps.add(one.incident);
  }
  on.listOf(inOrder(steps), `${lagName(data, row)}, and what came back`);
}

/** @param {Iterable<Incident>} incidents */
function inOrder(incidents) {
  return [...incidents].sort((a, b) => a.index - b.index);
}

/**
 * @param {Ask} ask
 * @param {RowOf} row
 */
function curveOf({ data, told, tables, whole, wide, mutual }, row) {
  const shipped = whole && tables?.[`curves ${mutual && tables["lags mutual"] ? "mutual " : ""}${lagKey(row)}`];
  const rows = shipped ? recordsOf(shipped) : null;
  const mine = rows
    ? null
    : lagTable(told, { mutual }).rows.find(({ from, to }) => from === row.actor_id && to === row.other_id);
  if (!rows && !mine) return null;
  /** @param {string} name */
  const column = (name) => (rows ?? []).map((one) => one[name]);
  /** @type {Omit<import("./charts.js").Curve, "label">} */
  const shares = rows
    ? {
        ...{ least: column("share_least"), most: column("share_most") },
        ...{ low: column("expected_low"), high: column("expected_high") },
        expected: column("expected_least").map((one, day) => (one + rows[day].expected_most) / 2),
      }
    : { least: mine?.shareLeast ?? [], most: mine?.shareMost ?? [], expected: null, low: null, high: null };
  const last = shares.least.length - 1;
  const title = h("h4", {}, `${lagName(data, row)}: how soon was an act answered?`);
  if (!(shares.most[last] > 0)) return [title, h("p", {}, `Not within ${last} days.`)];
  const label = `Share of acts of ${lagName(data, row)} that were answered by day ${last}: ${percent(shares.least[last])} to ${percent(shares.most[last])}`;
  return [title, curveChart({ ...shares, label }, wide)];
}

/**
 * After one kind of incident, which kind came next?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showTransitions(ask) {
  const { data, told, table, on, wide, by } = ask;
  const counted = table ? null : transitionTable(told, { by });
  /** @type {RowOf[]} */
  const rows = counted
    ? counted.rows.map(({ least, most, ...row }) => ({ ...row, observed_least: least, observed_most: most, p: null }))
    : recordsOf(table);
  /** @param {RowOf} row */
  const name = ({ first, then }) => `${kindWords(data, first)} → ${kindWords(data, then)}`;
  /** @param {RowOf} row */
  const open = (row) => on.listOf(inOrder(transitionIncidents(told, row.first, row.then, { by })), name(row));
  return {
    title: `${withinWords(by)}: after one kind of incident, which kind came next?`,
    lead: `From each day with an incident to the next such day, at most ${WINDOW} days on, whoever acted. Several incidents of one day count in part.`,
    verdict: table ? verdict(ask, "at least 10 in its line, and at least one expected") : null,
    rows: rows.length,
    drawing: matrixChart(data, rows, open, wide),
    table: (shown) =>
      rowTable(
        "What follows what",
        ["First, and then", "times", "of", "share", "95 % interval", ...(table ? ["expected by chance", "p"] : [])],
        rows.slice(0, shown).map((row) => ({
          key: `${row.first} > ${row.then}`,
          name: name(row),
          finding: row.finding,
          open: row.observed_most > 0 ? () => open(row) : null,
          cells: [
            range(["observed_least", "observed_most"], row),
            number("n", row.n),
            number("share", row.share, percent),
            [number("low", row.low, percent), " to ", number("high", row.high, percent)],
            ...(table ? [number("expected", row.expected), chance(row.p)] : []),
          ],
        })),
      ),
    counted: table ?? counted,
  };
}

/**
 * When did much more happen than usual?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showEpisodes(ask) {
  const { data, table, on, by } = ask;
  const here = ask.whole ? null : new Set(ask.view);
  const all = recordsOf(table);
  const rows = all.filter((row) => !here || row.incidents.some((/** @type {number} */ one) => here.has(data.incidents[one])));
  /** @param {string} name @param {RowOf} row */
  const day = (name, row) => h("data", { value: row[name], "data-column": name }, dayWords(Number(parseIso(row[name]))));
  return {
    title: `${withinWords(by)}: when did much more happen than usual?`,
    lead: "A burst is a stretch with at least three incidents and far more of them than their own average over all the years.",
    verdict: verdict(ask, "three in one burst"),
    rows: rows.length,
    table: (shown) =>
      rowTable(
        "Bursts",
        [
          { pair: "Between whom", actor: "Of whom", place: "Where" }[by],
          "from",
          "to",
          "incidents",
          "perhaps further",
          "at the usual rate",
          "times the usual",
          "p",
        ],
        rows.slice(0, shown).map((row) => ({
          key: `${row.group} ${row.begin}`,
          name: row.group,
          finding: row.finding,
          open: () =>
            on.listOf(
              row.incidents.map((/** @type {number} */ one) => data.incidents[one]),
              `${row.group}: burst from ${row.begin}`,
            ),
          cells: [
            day("begin", row),
            day("end", row),
            ...["n", "perhaps", "expected", "ratio"].map((name) => number(name, row[name])),
            chance(row.p),
          ],
        })),
      ),
    counted: table,
  };
}

/**
 * Which short sequences of kinds come up again and again?
 * @param {Ask} ask
 * @returns {Answer}
 */
export function showMotifs(ask) {
  const { data, table, on } = ask;
  const here = ask.whole ? null : new Set(ask.view);
  /** @param {number[]} chain */
  const isHere = (chain) => !here || chain.every((one) => here.has(data.incidents[one]));
  const rows = recordsOf(table).filter(({ instances }) => !here || instances.some(isHere));
  /** @param {string} motif */
  const name = (motif) =>
    motif
      .split(" > ")
      .map((kind) => kindWords(data, kind))
      .join(" → ");
  return {
    title: "Between the same two sides: which short sequences happen again and again?",
    lead: `Two or three kinds in order within ${WINDOW} days, whatever comes between them. Incidents of one day are never taken to be in order.`,
    verdict: verdict(ask, "five expected by chance"),
    rows: rows.length,
    table: (shown) =>
      rowTable(
        "Motifs",
        ["Sequence", "times", "of", "pairs", "expected by chance", "times the expected", "p", "listed"],
        rows.slice(0, shown).map((row) => ({
          key: row.motif,
          name: name(row.motif),
          finding: row.finding,
          open: () => on.listOf(chained(data, row.instances.filter(isHere)), name(row.motif)),
          cells: [
            number("support", row.support),
            ...["n", "groups", "expected", "ratio"].map((column) => number(column, row[column])),
            chance(row.p),
            short(row.instances.filter(isHere).length),
          ],
        })),
      ),
    counted: table,
  };
}

/**
 * List the incidents of instances, one instance after the other.
 * @param {Data} data
 * @param {number[][]} instances
 */
function chained(data, instances) {
  return [...new Set(instances.flat())].map((one) => data.incidents[one]);
}
