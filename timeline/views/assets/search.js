// What does a search find: words in names and sentences, "exact words", and days such as 3 February 2020?
import { folded } from "./data.js";
import { MONTHS, civil, dayNumber, parseIso } from "./days.js";

const MONTH = MONTHS.map((name) => name.toLowerCase());
const ISO = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/g;
const NAMES = MONTH.map((name) => `${name}|${name.slice(0, 3)}`).join("|");
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})\\.? (${NAMES})\\b\\.?,?(?: (\\d{4})\\b)?`, "g");
const MONTH_FIRST = new RegExp(`\\b(${NAMES})\\b\\.? (\\d{1,2})\\b(?!\\d),?(?: (\\d{4})\\b)?`, "g");
const WHOLE_MONTH = new RegExp(`\\b(${NAMES})\\b\\.? (\\d{4})\\b`, "g");

/**
 * Read a query: days it names (a day without a year is meant in every year of the data), exact words between quotation
 * marks, and words of which each must occur.
 */
export function readQuery(text, extent) {
  let rest = folded(text.slice(0, 200));
  const ranges = [];
  const take = (pattern, read) => {
    rest = rest.replace(pattern, (whole, ...parts) => {
      const found = read(parts);
      if (!found.length) return whole;
      ranges.push(found);
      return " ";
    });
  };
  take(ISO, ([year, month, day]) => isoRange(year, month, day));
  take(DAY_FIRST, ([day, month, year]) => dayRanges(day, month, year, extent));
  take(MONTH_FIRST, ([month, day, year]) => dayRanges(day, month, year, extent));
  take(WHOLE_MONTH, ([month, year]) => monthRange(Number(year), monthOf(month)));
  const phrases = [];
  rest = rest.replace(/["“”]([^"“”]+)["“”]/g, (_, words) => {
    phrases.push(words.trim());
    return " ";
  });
  return { ranges, words: [...phrases, ...rest.split(/\s+/)].filter((word) => /[\p{L}\p{N}]/u.test(word)) };
}

function monthOf(name) {
  return MONTH.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
}

function isoRange(year, month, day) {
  if (day === undefined) return monthRange(Number(year), Number(month));
  const number = parseIso(`${year}-${month}-${day}`);
  return number === null ? [] : [{ from: number, to: number }];
}

function monthRange(year, month) {
  if (month < 1 || month > 12) return [];
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  return [{ from: dayNumber(year, month, 1), to: next - 1 }];
}

function dayRanges(day, name, year, extent) {
  const month = monthOf(name);
  const years = [];
  if (year !== undefined) years.push(Number(year));
  else if (extent) for (let at = civil(extent.from).year; at <= civil(extent.to).year; at += 1) years.push(at);
  const days = years.map((one) => dayNumber(one, month, Number(day)));
  return days.filter((one) => civil(one).day === Number(day)).map((one) => ({ from: one, to: one }));
}

/** Make the function that says whether an incident matches a query; null when the query asks for nothing. */
export function matcher(data, text) {
  const { ranges, words } = readQuery(text, data.extent);
  if (!ranges.length && !words.length) return null;
  const tests = words.map((word) => holder(data, word));
  return (incident) =>
    ranges.every((found) => overlaps(incident.when, found)) && tests.every((holds) => holds(incident));
}

/** An incident dated only roughly is not found by a day, though it may have been on it. */
function overlaps(when, ranges) {
  return when !== null && ranges.some(({ from, to }) => when.start <= to && when.end >= from && narrow(when, from, to));
}

function narrow(when, from, to) {
  return when.fine || when.end - when.start <= Math.max(6, to - from);
}

/** Look a word up once in everything that is shipped once, then ask each incident by numbers. */
function holder(data, word) {
  const has = (strings) => strings.some((one) => folded(one).includes(word));
  const flags = (rows, strings) => Uint8Array.from(rows, (row) => (has(strings(row)) ? 1 : 0));
  const actors = flags(data.actors, (one) => [one.name, ...one.aliases]);
  const places = flags(data.places, (one) => [one.name, ...one.aliases]);
  const types = flags(data.types, (one) => [one.label]);
  const modes = flags(data.modes, (one) => [one.label]);
  const publishers = flags(data.publishers, (one) => [one]);
  const speakers = flags(data.speakers, (one) => [one]);
  const texts = foldedTexts(data);
  const sentences = texts.sentences.map((one) => one.includes(word));
  return (incident) =>
    types[incident.type] === 1 ||
    (incident.mode >= 0 && modes[incident.mode] === 1) ||
    incident.actors.some((one) => actors[one.actor]) ||
    incident.places.some((one) => places[one]) ||
    incident.publishers.some((one) => publishers[one]) ||
    texts.headlines[incident.index].includes(word) ||
    incident.sentences.some((one) => sentences[one]) ||
    incident.attribution.some((one) => speakers[one]);
}

const kept = new WeakMap();

function foldedTexts(data) {
  if (!kept.has(data)) {
    kept.set(data, {
      sentences: data.sentences.map(folded),
      headlines: data.incidents.map((one) => folded(one.headline)),
    });
  }
  return kept.get(data);
}

/** Suggest names that are spelled nearly like the words of a query that found nothing: "Saraqeb" for Saraqib. */
export function nearNames(data, text) {
  const { words } = readQuery(text, data.extent);
  const names = new Set([...data.places, ...data.actors].flatMap((one) => [one.name, ...one.aliases]));
  const parts = new Set([...names].flatMap((name) => name.split(/[\s,()-]+/)).filter((part) => part.length > 3));
  const found = [];
  for (const word of words.filter((one) => one.length > 3)) {
    const most = word.length > 6 ? 2 : 1;
    for (const part of parts) {
      const away = distance(folded(part), word, most);
      if (away > 0 && away <= most) found.push([away, part, text.replace(new RegExp(escaped(word), "i"), part)]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
  return [...new Set(found.map((one) => one[2]))].slice(0, 3);
}

function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Count the letters to change, add or leave out between two words; stops counting above `most`. */
export function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let row = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let a = 1; a <= one.length; a += 1) {
    const next = [a];
    for (let b = 1; b <= two.length; b += 1)
      next[b] = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + (one[a - 1] === two[b - 1] ? 0 : 1));
    row = next;
  }
  return row[two.length];
}
