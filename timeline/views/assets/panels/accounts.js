// Where do the accounts of a case differ? One small chart a quarrel, with the one thing to know under it.
import { groupBy } from "../data/data.js";
import { claimsOf, disagree, rivalsOf } from "../data/figures.js";
import { disputeWords, isDisputed, shortName } from "../data/names.js";
import { rivalsView } from "../charts/rivals.js";
import { fill, h, plural } from "../lib/dom.js";
import { shortWhen } from "../lib/days.js";

const MOST = 8;

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
 * Draw the quarrels; nothing where there is none.
 * @param {Element} host
 * @param {{data: Data, incidents: Incident[], width: number}} context
 * @param {{select: (incident: Incident) => void}} on
 */
export function drawAccounts(host, { data, incidents, width }, on) {
  const quarrels = quarrelsOf(data, incidents);
  host.classList.toggle("nothing", quarrels.length === 0);
  if (!quarrels.length) return fill(host);
  const columns = Math.max(1, Math.min(4, quarrels.length, Math.floor(width / 260)));
  const wide = Math.min(420, Math.floor((width - 32 * (columns - 1)) / columns));
  return fill(
    host,
    h("h2", { class: "big" }, "Where the accounts differ"),
    h("p", { class: "s" }, "Each dot is one figure with the one who gives it. Nothing is averaged."),
    h(
      "div",
      { class: "quarrels", style: { "--columns": String(columns) } },
      quarrels.map(({ incident, kind, claims }) =>
        h(
          "div",
          {},
          h("h3", {}, h("button", { type: "button", class: "plain-link", onclick: () => on.select(incident) }, shortName(data, incident))),
          h("p", { class: "s" }, [shortWhen(incident.when), kind].filter(Boolean).join(" · ")),
          claims.length ? rivalsView(rivalsOf(claims.filter(({ part }) => !part)), { width: wide, note: groupNote(claims) }) : h("p", {}, `${disputeWords(data, incident)}.`),
          claims.length ? h("p", { class: "s" }, knowing(claims)) : null,
        ),
      ),
    ),
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
  const uncited = claims.filter(({ speakers }) => !speakers.length).length;
  const notes = [];
  if (groups.size > 1) notes.push("Not all count the same people.");
  if (uncited) notes.push(`${plural(uncited, "figure")} given without a source.`);
  return notes.join(" ") || "Each figure has its source.";
}
