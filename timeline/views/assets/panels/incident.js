// What is known of one incident, who says so, and in which words?
import { actorsIn, capital, countryName, groupBy, outlet } from "../data/data.js";
import { claimsOf, numberWords, rivalsOf } from "../data/figures.js";
import { datedWords, disputeWords, isDisputed, shortName, sourceWords } from "../data/names.js";
import { markIcon } from "../charts/marks.js";
import { rivalsView } from "../charts/rivals.js";
import { h, plural } from "../lib/dom.js";
import { longWhen, shortDay, shortWhen } from "../lib/days.js";
import { headlineView, link } from "./links.js";
import { passageView } from "./passage.js";
import { isRow, rowPlace, rowView } from "./row.js";

const FEW = 4; // reports before the rest is asked for
const NO_NUMBER = "no number"; // what `numberWords` says of "several died"
const PARTY = "party named"; // the sign of an incident of which some actor is known
const FIGURES = 3; // of a scale, before the rest is asked for

/**
 * Show an incident.
 * @param {{data: Data, incident: Incident, width: number, hidden: boolean, drafts: CorrectionDraft[]}} context
 * @param {{select: (incident: Incident) => void, reset: () => void}} on
 * @returns {any[]} elements of the panel
 */
export function incidentView(context, on) {
  const { data, incident, hidden } = context;
  return [
    h(
      "p",
      { class: "kick" },
      markIcon(incident, { layout: "archive", most: 6.5 }),
      h("span", { id: "panel-kind" }, shortName(data, incident)),
      h("span", { class: "right" }, isDisputed(incident) ? "accounts differ" : ""),
    ),
    hidden ? hiddenNotice(on) : null,
    h("h2", { id: "panel-title", class: "headline", tabindex: -1 }, headlineView(incident)),
    h("p", { class: "s grounds" }, groundsWords(data, incident)),
    bodyView(context),
    reportsView(data, incident),
    sureView(data, incident),
    correctionsView(data, incident),
    relationsView({ data, on }, incident),
  ];
}

/** @param {{reset: () => void}} on */
function hiddenNotice(on) {
  return h(
    "p",
    { class: "notice" },
    "This incident is no longer in view; the panel still shows it. ",
    h("button", { type: "button", class: "link", onclick: on.reset }, "Show everything"),
  );
}

/**
 * Show fields and figures.
 * @param {{data: Data, incident: Incident, width: number, drafts: CorrectionDraft[]}} context
 */
export function bodyView({ data, incident, width, drafts }) {
  return [factsView(data, incident, drafts), figuresView(data, incident, width)];
}

/**
 * @param {Data} data
 * @param {Incident} incident
 * @param {CorrectionDraft[]} drafts
 */
function factsView(data, incident, drafts) {
  const status = data.statuses[incident.status];
  /** @param {string} role */
  const names = (role) => actorsView(data, actorsIn(incident, role));
  const acting = new Set([...actorsIn(incident, "initiator"), ...actorsIn(incident, "target")]);
  const [who, whom] = [names("initiator"), names("target")];
  const parties = actorsView(data, actorsIn(incident, "party").filter((actor) => !acting.has(actor)));
  return h(
    "dl",
    { class: "facts" },
    fact("When", "date", [h("b", {}, longWhen(incident.when).replace(/^On /, "")), note(datedWords(data, incident))], drafts),
    status.happened ? null : fact("Whether", "status", [h("b", {}, status.label), note(status.sentence)], drafts),
    fact("Who", "initiator", who.length || parties.length ? who : [h("span", { class: "s" }, "not named")], drafts),
    fact("Whom", "target", whom, drafts),
    fact("Sides", "party", parties, drafts),
    fact(
      "Where",
      "place",
      placesShown(data, incident).map((place) => placeView(data, place)),
      drafts,
    ),
    drafts
      .filter(({ field }) => field === "type" || field === "casualties")
      .map((draft) => [h("dt", {}, draft.field === "type" ? "What" : "Killed"), h("dd", {}, draftView(draft))]),
  );
}

/** @param {string} text */
function note(text) {
  return text ? h("span", { class: "s" }, text) : null;
}

/**
 * @param {string} name
 * @param {string} slot
 * @param {any[]} values
 * @param {CorrectionDraft[]} drafts
 */
function fact(name, slot, values, drafts) {
  const own = drafts.filter(({ field }) => field === slot);
  const shown = [...values.filter(Boolean), ...own.map(draftView)];
  if (!shown.length) return null;
  /** @param {boolean} lit */
  const light = (lit) => (/** @type {any} */ event) => {
    const host = event.currentTarget.closest("#panel, .entry-words");
    for (const mark of host?.querySelectorAll(`mark.slot-${slot}`) ?? []) mark.classList.toggle("lit", lit);
  };
  return h("div", { class: "fact", onmouseenter: light(true), onmouseleave: light(false) }, h("dt", {}, name), h("dd", {}, shown.map((value) => h("div", {}, value))));
}

/** @param {CorrectionDraft} draft */
function draftView({ value, reason }) {
  return h("span", { class: "corrected" }, h("ins", {}, value), h("span", { class: "s" }, ` your correction${reason ? `: ${reason}` : ""}`));
}

/**
 * Name actors, those of one side or kind in one line.
 * @param {Data} data
 * @param {number[]} actors
 */
function actorsView(data, actors) {
  const groups = groupBy(actors, (actor) => actorNote(data, actor));
  return [...groups].map(([note, group]) => [
    group.map((actor, place) => [place ? ", " : null, h("span", { dir: "auto" }, data.actors[actor].name)]),
    note ? h("span", { class: "s inline" }, ` (${note})`) : null,
  ]);
}

/**
 * Return the side of an actor; where it has none, its kind and country, as far as its name does not say them.
 * @param {Data} data
 * @param {number} actor
 */
function actorNote(data, actor) {
  const { name, kind, country, side } = data.actors[actor];
  const notes = side < 0 ? [data.words.kinds[kind], countryName(data, country)] : [data.sides[side].name];
  return notes.filter((words) => words && !name.toLowerCase().includes(words.toLowerCase())).join(", ");
}

/**
 * Return the places of an incident; countries only where nothing nearer is named.
 * @param {Data} data
 * @param {Incident} incident
 */
function placesShown(data, incident) {
  const places = incident.places.map((place) => data.places[place]);
  const near = places.filter(({ precision }) => precision !== "country" && precision !== "region");
  return near.length ? near : places;
}

/**
 * @param {Data} data
 * @param {PlaceRow} place
 */
function placeView(data, place) {
  const within = [place.admin1, countryName(data, place.country)].filter((name) => name && !place.name.includes(name)).join(", ");
  // A site that no gazetteer knows has no exact place to speak of.
  const grain = place.precision === "city" || (place.precision === "site" && place.lat === null) ? "" : data.words.grains[place.precision];
  const notes = [within, !grain || place.name.endsWith(`(${grain})`) ? "" : grain, place.lat === null ? "not on the map" : ""].filter(Boolean).join(", ");
  return [h("span", { dir: "auto" }, place.name), notes ? h("span", { class: "s inline" }, ` (${notes})`) : null];
}

/**
 * Show the figures: of killed on a scale, of others in words.
 * @param {Data} data
 * @param {Incident} incident
 * @param {number} width
 */
export function figuresView(data, incident, width) {
  const claims = claimsOf(data, incident);
  const kinds = groupBy(claims, ({ kind }) => kind);
  const ordered = [...kinds].sort(([a], [b]) => Number(b === "killed") - Number(a === "killed"));
  return ordered.map(([kind, group]) => {
    const rows = rivalsOf(group);
    const rivals = rows.filter(({ figure }) => !figure.part);
    const parts = rows.filter(({ figure }) => figure.part);
    const groups = new Set(rivals.map(({ figure }) => (figure.group ?? "people").toLowerCase()));
    return h(
      "section",
      { class: "figures-of" },
      h("h3", {}, capital(kind), h("span", {}, "who says how many")),
      scalesView(apartFirst(rivals.length ? rivals : rows), { width, note: (claim) => (groups.size > 1 && claim.group ? claim.group : "") }),
      h("p", { class: "s" }, scaleWords(rivals.length, groups.size)),
      parts.length && rivals.length
        ? h("p", { class: "s" }, `Part of a larger number: ${parts.map(({ figure }) => `${figure.best ?? figure.low} ${figure.group ?? "people"}`).join("; ")}.`)
        : null,
    );
  });
}

/** @typedef {{figure: Claim, sayers: string[]}} Rival */

/**
 * Put figures that differ before those that repeat one of them, and those without a number last.
 * @param {Rival[]} rows
 */
function apartFirst(rows) {
  const seen = new Set();
  const rank = new Map(
    rows.map((row) => {
      const words = numberWords(row.figure);
      const isRepeated = seen.has(words);
      seen.add(words);
      return [row, words === NO_NUMBER ? 2 : Number(isRepeated)];
    }),
  );
  return [...rows].sort((a, b) => Number(rank.get(a)) - Number(rank.get(b)));
}

/**
 * Show figures on a scale; those that repeat others, and very many, only when they are asked for.
 * @param {Rival[]} rows
 * @param {{width: number, note: (claim: Claim) => string}} options
 */
function scalesView(rows, options) {
  const different = new Set(rows.map(({ figure }) => numberWords(figure)).filter((words) => words !== NO_NUMBER)).size;
  const first = Math.max(2, Math.min(FIGURES, different));
  if (rows.length <= first + 1) return rivalsView(rows, options);
  return [rivalsView(rows.slice(0, first), options), h("details", {}, h("summary", {}, `${rows.length - first} more figures`), rivalsView(rows.slice(first), options))];
}

/**
 * @param {number} rows
 * @param {number} groups
 */
function scaleWords(rows, groups) {
  if (rows < 2) return "One figure only.";
  const different = groups > 1 ? " Not all count the same people." : "";
  return `${rows} figures, none averaged, none added up.${different}`;
}

/**
 * Show the sentences, each with its source.
 * @param {Data} data
 * @param {Incident} incident
 */
export function reportsView(data, incident) {
  const reports = [...groupBy(incident.passages, ({ report }) => report).values()];
  const rows = reports.filter(([{ document }]) => isRow(data, document)).length;
  const title = rows === reports.length ? "As coded" : "In their words";
  const alike = [...groupBy(reports, (passages) => wordsOf(data, passages)).values()];
  const [first, rest] = [alike.slice(0, FEW), alike.slice(FEW)];
  return h(
    "section",
    { class: "reports" },
    h("h3", {}, title, h("span", {}, plural(incident.articles, rows === reports.length ? "row" : "article"))),
    first.map(([passages, ...others]) => reportView(data, incident, passages, others)),
    rest.length ? h("details", {}, h("summary", {}, `${rest.length} more`), rest.map(([passages, ...others]) => reportView(data, incident, passages, others))) : null,
  );
}

/**
 * Return the words of a report with what they give here, by which reports are alike; no two coded rows are.
 * @param {Data} data
 * @param {Passage[]} passages
 */
function wordsOf(data, passages) {
  const [{ document }] = passages;
  if (isRow(data, document)) return String(document);
  return passages.map(({ text, when, status }) => [text, when?.start, when?.end, status].join("|")).join("\n");
}

/**
 * Show what one document says of an incident.
 * @param {Data} data
 * @param {Incident} incident
 * @param {Passage[]} passages
 * @param {Passage[][]} others reports of other documents in the same words
 */
export function reportView(data, incident, passages, others = []) {
  const [{ document }] = passages;
  const isCoded = isRow(data, document);
  return h(
    "article",
    { class: "report", "data-document": document, "data-also": others.map(([passage]) => passage.document).join(" ") || false },
    passages.map((passage) => [isCoded ? rowView(data, passage) : passageView(data, passage), differenceView(data, incident, passage)]),
    sourceView(data, passages, ""),
    originView(data.documents[document]),
    others.map((each) => [sourceView(data, each, "In the same words: "), originView(data.documents[each[0].document])]),
  );
}

/**
 * Name the source of a report, with a link where its document has an address.
 * @param {Data} data
 * @param {Passage[]} passages
 * @param {string} before
 */
function sourceView(data, passages, before) {
  const [{ document }] = passages;
  const { title, url } = data.documents[document];
  const isCoded = isRow(data, document);
  const words = isCoded ? `${outlet(data, document)}, ${rowPlace(data, document)}` : sourceWords(data, { ...passages[0], attribution: speakersOf(passages) });
  const link = url && /^https?:\/\//i.test(url) ? url : null;
  return h(
    "p",
    { class: "s source", dir: "auto", title: title ?? false },
    before,
    link ? h("a", { href: link, rel: "noopener noreferrer nofollow", target: "_blank" }, words) : words,
  );
}

/**
 * Show the file a document stands in, its archived copy, and the text of which it is a translation.
 * @param {DocumentRow} row
 */
function originView({ origin, archived, original, lang }) {
  const copy = archived && /^https?:\/\//i.test(archived) ? archived : null;
  return [
    origin || copy
      ? h(
          "p",
          { class: "s origin", dir: "auto" },
          origin,
          origin && copy ? " · " : null,
          copy ? h("a", { href: copy, rel: "noopener noreferrer nofollow", target: "_blank" }, "archived copy") : null,
        )
      : null,
    original
      ? h("details", { class: "original" }, h("summary", {}, lang ? `Original (${lang})` : "Original"), h("p", { class: "q", dir: "auto", lang: lang ?? false }, original))
      : null,
  ];
}

/** @param {Passage[]} passages */
function speakersOf(passages) {
  return [...new Set(passages.flatMap(({ attribution }) => attribution))];
}

/**
 * Describe in what a passage differs from the incident as a whole: its day or its status.
 * @param {Data} data
 * @param {Incident} incident
 * @param {Passage} passage
 */
function differenceView(data, incident, passage) {
  const { when } = passage;
  const notes = [];
  if (when && incident.when && (when.start !== incident.when.start || when.end !== incident.when.end))
    notes.push(`Date in this sentence: ${shortWhen(when)}.`);
  if (passage.status !== incident.status) notes.push(`In this sentence: ${data.statuses[passage.status].label}.`);
  return notes.length ? h("p", { class: "s" }, notes.join(" ")) : null;
}

/**
 * Say in one line on what an incident rests: how many articles, who is cited, and whether anybody is said to have acted.
 * @param {Data} data
 * @param {Incident} incident
 */
export function groundsWords(data, incident) {
  const { articles, voices, attribution, passages } = incident;
  if (passages.length && passages.every(({ document }) => isRow(data, document))) return "Coded by others.";
  const texts = articles > 1 && voices < articles ? `${plural(articles, "article")}, ${plural(voices, "independent text")}` : articles === 1 ? "one article" : plural(articles, "article");
  const speakers = fullNames(attribution.map((speaker) => data.speakers[speaker]));
  const cited = speakers.slice(0, 2);
  const others = speakers.length - cited.length;
  const words = cited.length ? `citing ${cited.join(", ")}${others ? ` and ${plural(others, "other")}` : ""}` : "nobody is cited";
  const unknown = isAuthorless(incident) ? "; who acted is not named" : "";
  return `Rests on ${texts}; ${words}${unknown}.`;
}

/**
 * Leave out names that are a part of another: "the ministry" beside "the ministry of defence".
 * @param {string[]} names
 */
function fullNames(names) {
  const folded = names.map((name) => name.toLowerCase());
  return names.filter((_, place) => !folded.some((other, at) => at !== place && other.includes(folded[place]) && (other !== folded[place] || at < place)));
}

/** @param {Incident} incident */
function isAuthorless({ actors, family }) {
  return family === "force" && !actors.some(({ role }) => role === "initiator" || role === "party");
}

/**
 * Describe in words what speaks for and against the incident.
 * @param {Data} data
 * @param {Incident} incident
 */
export function sureView(data, incident) {
  const { articles, voices, oneSided, when, places } = incident;
  // A named victim is no named author: the sign counts both.
  const given = incident.signs.map((sign) => (sign === PARTY && isAuthorless(incident) ? "who acted is not named" : sign)).map(capital);
  const own = [
    articles === 1 ? "One article only" : `${plural(articles, "article")}, ${plural(voices, "independent text")}`,
    when === null ? "No date" : when.basis === "assumed" ? "Date assumed from the day of publication" : "Dated in the text",
    places.length ? "Place named" : "No place named",
  ];
  const lines = [...(given.length ? given : own)];
  if (oneSided) lines.push(`Only ${oneSided} is cited for it`);
  if (isDisputed(incident)) lines.push(disputeWords(data, incident));
  if (incident.generic) lines.push("It may sum up many events");
  const sentences = [...new Set(lines)].map((line) => `${capital(line)}.`);
  return h("section", { class: "sure" }, h("h3", {}, "How sure"), h("ul", {}, sentences.map((line) => h("li", {}, line))));
}

/**
 * Show what people have corrected here, who, when and why: a correction is never silent.
 * @param {Data} data
 * @param {Incident} incident
 */
function correctionsView(data, incident) {
  const rows = data.corrections.filter((row) => row.incident === incident.index);
  if (!rows.length) return null;
  return h(
    "section",
    { class: "corrections" },
    h("h3", {}, "Reviewed by people"),
    h(
      "ul",
      {},
      rows.map(({ field, was, now, author, day, reason }) =>
        h(
          "li",
          {},
          h("b", {}, field === "checked" ? "Right as it is." : `${field}: `),
          was === null ? null : h("del", {}, was),
          was !== null && now !== null ? " → " : null,
          now === null ? null : h("ins", {}, now),
          h("span", { class: "s" }, ` ${field === "checked" ? "Checked" : "Corrected"} by ${author}, ${shortDay(day)}${reason ? `: ${reason}` : ""}`),
        ),
      ),
    ),
  );
}

/**
 * @param {{data: Data, on: {select: (incident: Incident) => void}}} context
 * @param {Incident} incident
 */
function relationsView(context, incident) {
  const { data } = context;
  const rows = incident.relations;
  if (!rows.length) return null;
  return h(
    "section",
    { class: "linked" },
    h("h3", {}, "Linked in the texts"),
    h("ul", {}, rows.map(([kind, number]) => h("li", {}, h("span", { class: "s" }, data.words.relations[kind] ?? kind), link(context, data.incidents[number])))),
  );
}

