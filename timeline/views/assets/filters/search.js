// What does a search find: words in names and passages, "exact words", and days such as 3 February 2020?
import { folded } from "../data/data.js";
import { MONTHS, civil, dayNumber, parseIso } from "../lib/days.js";

const MONTH = MONTHS.map((name) => name.toLowerCase());
const ISO = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/g;
const NAMES = MONTH.map((name) => `${name}|${name.slice(0, 3)}`).join("|");
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})\\.? (${NAMES})\\b\\.?,?(?: (\\d{4})\\b)?`, "g");
const MONTH_FIRST = new RegExp(`\\b(${NAMES})\\b\\.? (\\d{1,2})\\b(?!\\d),?(?: (\\d{4})\\b)?`, "g");
const WHOLE_MONTH = new RegExp(`\\b(${NAMES})\\b\\.? (\\d{4})\\b`, "g");
const LONGEST = 200; // characters of a query

/**
 * Read a query: days it names (a day without a year is meant in every year of the data), exact words between quotation
 * marks, and words of which each must occur.
 * @param {string} text
 * @param {DayRange | null} extent
 * @returns {{ranges: DayRange[][], words: string[]}}
 */
export function readQuery(text, extent) {
  let rest = folded(text.slice(0, LONGEST));
  /** @type {DayRange[][]} */
  const ranges = [];
  /**
   * @param {RegExp} pattern
   * @param {(parts: any[]) => DayRange[]} read
   */
  const take = (pattern, read) => {
    rest = rest.replace(pattern, (whole, ...parts) => {
      const days = read(parts);
      if (!days.length) return whole;
      ranges.push(days);
      return " ";
    });
  };
  take(ISO, ([year, month, day]) => isoRange(year, month, day));
  take(DAY_FIRST, ([day, month, year]) => dayRanges(day, month, year, extent));
  take(MONTH_FIRST, ([month, day, year]) => dayRanges(day, month, year, extent));
  take(WHOLE_MONTH, ([month, year]) => monthRange(Number(year), monthOf(month)));
  /** @type {string[]} */
  const phrases = [];
  rest = rest.replace(/["“”]([^"“”]+)["“”]/g, (_, words) => {
    phrases.push(words.trim());
    return " ";
  });
  return { ranges, words: [...phrases, ...rest.split(/\s+/)].filter((word) => /[\p{L}\p{N}]/u.test(word)) };
}

/** @param {string} name */
function monthOf(name) {
  return MONTH.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1;
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string | undefined} day
 * @returns {DayRange[]}
 */
function isoRange(year, month, day) {
  if (day === undefined) return monthRange(Number(year), Number(month));
  const number = parseIso(`${year}-${month}-${day}`);
  return number === null ? [] : [{ from: number, to: number }];
}

/**
 * @param {number} year
 * @param {number} month
 * @returns {DayRange[]}
 */
function monthRange(year, month) {
  if (month < 1 || month > 12) return [];
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  return [{ from: dayNumber(year, month, 1), to: next - 1 }];
}

/**
 * @param {string} day
 * @param {string} name
 * @param {string | undefined} year
 * @param {DayRange | null} extent
 * @returns {DayRange[]}
 */
function dayRanges(day, name, year, extent) {
  const month = monthOf(name);
  const years = [];
  if (year !== undefined) years.push(Number(year));
  else if (extent) for (let each = civil(extent.from).year; each <= civil(extent.to).year; each += 1) years.push(each);
  const days = years.map((each) => dayNumber(each, month, Number(day)));
  return days.filter((each) => civil(each).day === Number(day)).map((each) => ({ from: each, to: each }));
}

/**
 * Make the function that returns whether an incident matches a query; null when the query asks for nothing.
 * @param {Data} data
 * @param {string} text
 * @returns {((incident: Incident) => boolean) | null}
 */
export function matcher(data, text) {
  const { ranges, words } = readQuery(text, data.extent);
  if (!ranges.length && !words.length) return null;
  const tests = words.map((word) => holder(data, word));
  return (incident) =>
    ranges.every((days) => overlaps(incident.when, days)) && tests.every((holds) => holds(incident));
}

/**
 * An incident dated only roughly is not found by a day, though it may have been on it.
 * @param {When | null} when
 * @param {DayRange[]} ranges
 */
function overlaps(when, ranges) {
  if (when === null) return false;
  return ranges.some(({ from, to }) => when.start <= to && when.end >= from && isNarrow(when, from, to));
}

/**
 * @param {When} when
 * @param {number} from
 * @param {number} to
 */
function isNarrow(when, from, to) {
  return when.fine || when.end - when.start <= Math.max(6, to - from);
}

/**
 * Return the part of a word that its plural shares: "strike" for "strikes".
 * @param {string} word
 */
export function stem(word) {
  if (word.includes(" ") || word.length < 5) return word;
  return word.replace(/(?<=[^s])s$/, "");
}

/**
 * Look a word up once in everything that is shipped once, then ask each incident by numbers. Names are those shown, and
 * of a sentence only the words of the passage count.
 * @param {Data} data
 * @param {string} word
 * @returns {(incident: Incident) => boolean}
 */
function holder(data, word) {
  const part = stem(word);
  const pattern = new RegExp(`(?:^|[^\\p{L}\\p{N}])${escaped(part)}`, "u");
  /** @param {string} text folded */
  const has = (text) => text.includes(part) && pattern.test(text);
  /** @param {string[]} texts */
  const flags = (texts) => Uint8Array.from(texts, (text) => (has(folded(text)) ? 1 : 0));
  const actors = flags(data.actors.map(({ name }) => name));
  const places = flags(data.places.map(({ name }) => name));
  const types = flags(data.types.map(({ label }) => label));
  const modes = flags(data.modes.map(({ label }) => label));
  const publishers = flags(data.publishers);
  const speakers = flags(data.speakers);
  const texts = foldedTexts(data);
  const sentences = texts.sentences.map((/** @type {string} */ text) => (has(text) ? 1 : 0));
  return (incident) =>
    types[incident.type] === 1 ||
    (incident.mode >= 0 && modes[incident.mode] === 1) ||
    incident.actors.some(({ actor }) => actors[actor]) ||
    incident.places.some((place) => places[place]) ||
    incident.publishers.some((publisher) => publishers[publisher]) ||
    has(texts.headlines[incident.index]) ||
    incident.spans.some(
      ({ sentence, start, end }) => sentences[sentence] === 1 && has(folded(data.sentences[sentence].slice(start, end))),
    ) ||
    incident.attribution.some((speaker) => speakers[speaker]);
}

const remembered = new WeakMap();

/** @param {Data} data */
function foldedTexts(data) {
  if (!remembered.has(data)) {
    remembered.set(data, {
      sentences: data.sentences.map(folded),
      headlines: data.incidents.map(({ headline }) => folded(headline)),
    });
  }
  return remembered.get(data);
}

/**
 * Read from a query the filters that it names: "Homs February 2012" is a place and a month; the rest stays words.
 * @param {Data} data
 * @param {string} text
 * @returns {{range: DayRange | null, places: number[], actors: number[], rest: string}}
 */
export function chipsOf(data, text) {
  const { ranges, words } = readQuery(text, data.extent);
  const single = ranges.length === 1 && ranges[0].length === 1 ? ranges[0][0] : null;
  if (ranges.length && !single) return { range: null, places: [], actors: [], rest: text };
  const asked = words.join(" ");
  const places = exactly(data.places, asked);
  const actors = places.length ? [] : exactly(data.actors, asked);
  const rest = places.length || actors.length ? "" : asked;
  return { range: single, places, actors, rest };
}

/**
 * @param {{name: string}[]} rows
 * @param {string} asked
 */
function exactly(rows, asked) {
  if (!asked) return [];
  /** @param {{name: string}} row */
  const isMeant = (row) => folded(row.name).replace(/ \(.*\)$/, "") === asked;
  return [...rows.keys()].filter((number) => isMeant(rows[number]));
}

/**
 * Suggest names that are spelled nearly like the words of a query that found nothing: "Saraqeb" for Saraqib.
 * @param {Data} data
 * @param {string} text
 * @returns {string[]}
 */
export function nearNames(data, text) {
  const { words } = readQuery(text, data.extent);
  const names = new Set([...data.places, ...data.actors].flatMap(({ name, aliases }) => [name, ...aliases]));
  const parts = new Set([...names].flatMap((name) => name.split(/[\s,()-]+/)).filter((part) => part.length > 3));
  /** @type {[number, string][]} */
  const near = [];
  for (const word of words.filter((each) => each.length > 3)) {
    const most = word.length > 6 ? 2 : 1;
    for (const part of parts) {
      const away = distance(folded(part), word, most);
      if (away > 0 && away <= most) near.push([away, text.replace(new RegExp(escaped(word), "i"), part)]);
    }
  }
  near.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
  return [...new Set(near.map(([, query]) => query))].slice(0, 3);
}

/** @param {string} word */
function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * Count the letters to change, add or leave out between two words; stops counting above `most`.
 * @param {string} first
 * @param {string} second
 * @param {number} most
 */
export function distance(first, second, most) {
  if (Math.abs(first.length - second.length) > most) return most + 1;
  let row = Array.from({ length: second.length + 1 }, (_, place) => place);
  for (let a = 1; a <= first.length; a += 1) {
    const next = [a];
    for (let b = 1; b <= second.length; b += 1)
      next[b] = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + (first[a - 1] === second[b - 1] ? 0 : 1));
    row = next;
  }
  return row[second.length];
}
