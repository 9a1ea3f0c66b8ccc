// Where do the accounts of a case differ? One small chart a quarrel, with the one thing to know under it.
import { capital, groupBy } from "../data/data.js";
import { claimsOf, disagree, rivalsOf } from "../data/figures.js";
import { disputeWords, isDisputed, shortName, sourceWords } from "../data/names.js";
import { rivalsView } from "../charts/rivals.js";
import { fill, h, plural } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";
import { passageView } from "./passage.js";
import { isRow, rowView } from "./row.js";

const MOST = 8;
const BESIDE = 2; // quarrels that stand beside their sentences
const CHART = 420; // pixels of a chart
const MOST_SENTENCES = 5;

/**
 * Return the quarrels of some incidents: those whose figures exclude each other, or who or whether is disputed.
 * @param {Data} data
 * @param {Incident[]} incidents
 */
export function quarrelsOf(data, incidents) {
  const quarrels = [];
  for (const incident of incidents) {
    const kinds = groupBy(claimsOf(data, incident), ({ kind }) => kind);
    for (const [kind, claims] of kinds) if (disagree(claims)) quarrels.push({ incident, kind, claims });
    const named = [...kinds].some(([, claims]) => disagree(claims));
    if (!named && isDisputed(incident)) quarrels.push({ incident, kind: "", claims: [] });
  }
  quarrels.sort((a, b) => b.claims.length - a.claims.length || b.incident.articles - a.incident.articles);
  return quarrels.slice(0, MOST);
}

/**
 * Draw the quarrels; nothing where there is none. Few of them stand beside their sentences.
 * @param {Element} host
 * @param {{data: Data, state: State, incidents: Incident[], width: number}} context
 * @param {{select: (incident: Incident) => void, weak: () => void}} on
 */
export function drawAccounts(host, { data, state, incidents, width }, on) {
  const quarrels = quarrelsOf(data, incidents);
  const weaker = state.weak ? [] : quarrelsOf(data, data.incidents.filter(({ strong }) => !strong));
  host.classList.toggle("nothing", quarrels.length + weaker.length === 0);
  if (!quarrels.length && !weaker.length) return fill(host);
  const isBeside = quarrels.length <= BESIDE && width >= 2 * CHART;
  const columns = isBeside ? 1 : Math.max(1, Math.min(4, quarrels.length, Math.floor(width / 260)));
  const wide = Math.min(CHART, Math.floor((width - 32 * (columns - 1)) / columns));
  return fill(
    host,
    h("h2", { class: "big" }, "Where the accounts differ"),
    quarrels.length ? h("p", { class: "s" }, "Each dot is one figure with the one who gives it. Nothing is averaged.") : null,
    h(
      "div",
      { class: `quarrels${isBeside ? " beside" : ""}`, style: { "--columns": String(columns) } },
      quarrels.map((quarrel) => h("div", { "data-id": quarrel.incident.id }, quarrelView(data, quarrel, wide, on), isBeside ? sentencesView(data, quarrel) : null)),
    ),
    weaker.length ? h("p", { class: "s" }, h("button", { type: "button", class: "link", id: "weaker-quarrels", onclick: on.weak }, `${plural(weaker.length, "more disagreement")} among the weaker readings`)) : null,
  );
}

/**
 * @param {Data} data
 * @param {{incident: Incident, kind: string, claims: Claim[]}} quarrel
 * @param {number} width
 * @param {{select: (incident: Incident) => void}} on
 */
function quarrelView(data, { incident, kind, claims }, width, on) {
  const name = h("button", { type: "button", class: "plain-link", onclick: () => on.select(incident) }, shortName(data, incident));
  const when = h("p", { class: "s" }, [shortWhen(incident.when), kind].filter(Boolean).join(" · "));
  if (!claims.length) return h("div", {}, h("h3", {}, name), when, h("p", {}, `${capital(disputeWords(data, incident))}.`));
  const rows = rivalsOf(claims.filter(({ part }) => !part));
  return h("div", {}, h("h3", {}, name), when, rivalsView(rows, { width, note: groupNote(claims) }), h("p", { class: "s" }, knowing(claims)));
}

/**
 * Show the sentences that give the figures, one of each article.
 * @param {Data} data
 * @param {{incident: Incident, kind: string}} quarrel
 */
function sentencesView(data, { incident, kind }) {
  const giving = incident.passages.filter(({ casualties }) => !kind || casualties.some((figure) => figure.kind === kind && !figure.part));
  const first = [...groupBy(giving, ({ document }) => document).values()].map(([passage]) => passage);
  return h(
    "div",
    { class: "sentences" },
    first.slice(0, MOST_SENTENCES).map((passage) => h("div", { class: "report", "data-document": passage.document }, isRow(data, passage.document) ? rowView(data, passage) : passageView(data, passage), h("p", { class: "source s" }, sourceWords(data, passage)))),
  );
}

/** @param {Claim[]} claims */
function groupNote(claims) {
  const groups = new Set(claims.map(({ group }) => (group ?? "people").toLowerCase()));
  return (/** @type {Claim} */ { group }) => (groups.size > 1 && group ? group : "");
}

/**
 * Describe the one thing to know: whether all come from one source, or who gives none.
 * @param {Claim[]} claims
 */
function knowing(claims) {
  const groups = new Set(claims.map(({ group }) => (group ?? "people").toLowerCase()));
  const uncited = claims.filter(({ speakers, part }) => !part && !speakers.length).length;
  const notes = [];
  if (groups.size > 1) notes.push("Not all count the same people.");
  if (uncited) notes.push(`${plural(uncited, "figure")} without anyone cited.`);
  return notes.join(" ") || "Each figure has its source.";
}
