// What is this page about, in one sentence with the numbers that matter?
import { countWord, shortName } from "../data/names.js";
import { capital, outlet } from "../data/data.js";
import { MONTHS, civil, dayWords, shortDay, spanWords } from "../lib/days.js";
import { ranked } from "../charts/strip.js";
import { byId, fill, h, plural } from "../lib/dom.js";
import { quarrelsOf } from "./accounts.js";

const PHONE = 640; // pixels of width; the field has no room for an example there
const LONG_TITLE = 36; // characters; longer ones are set smaller, on two lines
const HOW_TO_READ = "Choose an incident to read its sentences.";
const SHORT_NAME = 10; // characters of a place that the field of the search has room for

/**
 * Write title, standfirst, and in a case the sentence that is told most.
 * @param {Data} data
 */
export function drawHead(data) {
  byId("title").textContent = data.title;
  byId("title").classList.toggle("long", data.title.length > LONG_TITLE);
  const strong = data.incidents.filter((incident) => incident.strong);
  fill(byId("standfirst"), data.layout === "case" ? caseWords(data, strong) : archiveWords(data, strong), partWords(data), undatedWords(data), problemWords(data), readerWords(data), termsWords(data));
  const lead = data.layout === "case" ? mostTold(data, strong) : null;
  byId("lead").hidden = lead === null;
  if (lead) fill(byId("lead"), lead);
}

/**
 * Show by an example of this timeline that the search takes a place and a month.
 * @param {Data} data
 */
export function suggestSearch(data) {
  /** @param {Incident} incident */
  const isShort = ({ places }) => places.length > 0 && data.places[places[0]].name.length <= SHORT_NAME;
  const shown = ranked([...data.incidents]).find(isShort);
  if (!shown?.when || window.innerWidth <= PHONE) return;
  const { month, year } = civil(shown.when.start);
  byId("search").placeholder = `Search: ${data.places[shown.places[0]].name} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

/**
 * @param {Data} data
 * @param {Incident[]} strong
 */
function archiveWords(data, strong) {
  const several = strong.filter(({ articles }) => articles > 1).length;
  return [
    `${capital(sourcesWords(data))}${publishedWords(data)} ${reportVerb(data)} `,
    h("b", {}, plural(strong.length, "incident")),
    data.graded ? " that happened and are dated in the text. " : " that happened and are dated in the text, named here in our words, because no sentence could serve as a headline. ",
    severalWords(several, "article"),
  ];
}

/**
 * Say how many incidents more than one article reports.
 * @param {number} several
 * @param {string} source "article", or "of them" after the articles were counted
 */
function severalWords(several, source) {
  if (!several) return `${source === "article" ? "No incident" : "none"} appears in more than one ${source}. `;
  return [h("b", {}, several.toLocaleString("en-GB")), ` ${several === 1 ? "appears" : "appear"} in more than one ${source}. `];
}

/**
 * @param {Data} data
 * @param {Incident[]} strong
 */
function caseWords(data, strong) {
  const shown = data.graded ? strong : data.incidents;
  const several = shown.filter(({ articles }) => articles > 1).length;
  const quarrels = new Set(quarrelsOf(data, shown).map(({ incident }) => incident.id)).size;
  return [
    `${capital(sourcesWords(data))}${publishedWords(data)} ${reportVerb(data)} `,
    h("b", {}, shown.length ? plural(shown.length, "incident") : "no incident"),
    data.documents.length > 1 && shown.length ? ["; ", severalWords(several, "of them")] : ". ",
    quarrels ? ["On ", h("b", {}, countWord(quarrels)), " they differ. "] : null,
    data.graded || !shown.length ? null : "No sentence could serve as a headline, so every reading is shown, named in our words. ",
    shown.length ? HOW_TO_READ : null,
  ];
}

/**
 * Say from when to when the articles were published; empty where none says it.
 * @param {Data} data
 */
function publishedWords(data) {
  let [first, last] = [Infinity, -Infinity];
  for (const { published } of data.documents) {
    if (published === null) continue;
    [first, last] = [Math.min(first, published), Math.max(last, published)];
  }
  if (first > last) return "";
  return first === last ? `, published on ${dayWords(first)},` : `, published from ${spanWords(first, last, " to ")},`;
}

/** @param {Data} data */
function reportVerb({ documents }) {
  return documents.length === 1 ? "reports" : "report";
}

/** @param {Data} data */
function sourcesWords(data) {
  const articles = data.documents.filter(({ dataset }) => dataset === null).length;
  const rows = data.documents.length - articles;
  const tables = plural(data.datasets.length, "table");
  if (!articles && rows) return `${plural(rows, "coded row")} of ${tables}`;
  const words = `${countWord(articles)} ${articles === 1 ? "article" : "articles"}`;
  return rows ? `${words} and ${plural(rows, "coded row")} of ${tables}` : words;
}

/** @param {Data} data */
function partWords(data) {
  if (!data.whole) return null;
  const [held, all] = [data.incidents.length, data.whole.incidents].map((count) => count.toLocaleString("en-GB"));
  return h("span", { id: "part-notice" }, ` Shown are the ${held} most salient of ${all} incidents.`);
}

/**
 * Licence and citation of each collection, and what may not be published.
 * @param {Data} data
 */
function termsWords(data) {
  const byName = new Map(data.datasets.map((dataset) => [dataset.name, dataset]));
  const restricted = [...byName.values()].map((dataset) => dataset.restricted).filter(Boolean);
  const terms = [...byName.values()].filter(({ licence, citation }) => licence || citation);
  if (!terms.length) return null;
  return h(
    "span",
    { id: "terms" },
    restricted.length ? h("b", {}, ` Not for publication: ${restricted.join(", ")}.`) : null,
    ...terms.map(({ name, licence, citation }) => ` ${name}: ${[licence && `licence: ${licence}.`, citation && `Cite: ${citation}`].filter(Boolean).join(" ")}`),
  );
}

/** @param {Data} data */
function readerWords(data) {
  return data.reader === null ? null : h("span", { id: "reader-notice" }, ` ${data.reader}`);
}

/**
 * Say how many articles have no publication day, from which words such as "yesterday" would count.
 * @param {Data} data
 */
function undatedWords({ documents }) {
  const articles = documents.filter(({ dataset }) => dataset === null);
  const undated = articles.filter(({ published }) => published === null).length;
  if (!undated) return null;
  const words = undated === 1 ? "One article does not say when it was published." : `${capital(countWord(undated))} articles do not say when they were published.`;
  return h("span", { id: "undated-notice" }, ` ${words}`);
}

/** @param {Data} data */
function problemWords(data) {
  return data.problems ? h("span", {}, ` ${plural(data.problems, "file")} could not be read.`) : null;
}

/**
 * Return the sentence of the incident that most articles report.
 * @param {Data} data
 * @param {Incident[]} strong
 */
function mostTold(data, strong) {
  const [top] = [...strong].sort((a, b) => b.articles - a.articles || (b.high ?? 0) - (a.high ?? 0) || a.index - b.index);
  if (!top) return null;
  const passages = top.passages.filter(({ document, text }) => data.documents[document].dataset === null && text.length >= 30 && text.length <= 150);
  const passage = passages.sort((a, b) => b.casualties.length - a.casualties.length || a.text.length - b.text.length)[0];
  if (!passage) return null;
  const { published } = data.documents[passage.document];
  const day = published === null ? "" : `, ${shortDay(published)}`;
  const text = passage.text.trim();
  const cut = passage.after.trim() ? `${text.replace(/[,;]$/, "")} …` : text;
  return [
    h("blockquote", { class: "q", dir: "auto" }, `“${cut}”`),
    h("p", { class: "s" }, `${outlet(data, passage.document)}${day}, on: ${shortName(data, top)}; in ${plural(top.articles, "article")}`),
  ];
}
