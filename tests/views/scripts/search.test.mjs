// Does a search find names, words and days, and say how a name is spelled here?
import assert from "node:assert/strict";
import test from "node:test";
import { dayNumber } from "../../../timeline/views/assets/lib/days.js";
import { chipsOf, distance, matcher, nearNames, readQuery } from "../../../timeline/views/assets/filters/search.js";

const EXTENT = { from: dayNumber(2019, 5, 1), to: dayNumber(2020, 12, 31) };

function day(text) {
  return dayNumber(...text.split("-").map(Number));
}

for (const [query, ranges, words] of [
  ["3 February 2020", [["2020-02-03", "2020-02-03"]], []],
  ["Feb 3, 2020 shelling", [["2020-02-03", "2020-02-03"]], ["shelling"]],
  ["2020-02-03", [["2020-02-03", "2020-02-03"]], []],
  ["2020-02", [["2020-02-01", "2020-02-29"]], []],
  ["February 2020", [["2020-02-01", "2020-02-29"]], []],
  ["may march on", [], ["may", "march", "on"]],
  ["30 February 2020", [["2020-02-01", "2020-02-29"]], ["30"]],
  ["2020-02-31", [], ["2020-02-31"]],
  ['"four soldiers" Subek', [], ["four soldiers", "subek"]],
  ["Öcalan & !", [], ["ocalan"]],
  ["", [], []],
]) {
  test(`a query is read: ${query}`, () => {
    const read = readQuery(query, EXTENT);
    assert.deepEqual(
      read.ranges.flat().map(({ from, to }) => [from, to]),
      ranges.map(([from, to]) => [day(from), day(to)]),
    );
    assert.deepEqual(read.words, words);
  });
}

test("a day without a year is meant in every year of the data", () => {
  assert.deepEqual(
    readQuery("3 February", EXTENT).ranges[0].map(({ from }) => from),
    [day("2019-02-03"), day("2020-02-03")],
  );
  assert.equal(readQuery("29 February", EXTENT).ranges[0].length, 1);
});

function incident(index, fields) {
  return {
    index,
    headline: `Headline ${index}`,
    type: 0,
    mode: -1,
    when: null,
    fine: false,
    actors: [],
    places: [],
    publishers: [],
    attribution: [],
    spans: [],
    ...fields,
  };
}

const when = (from, to = from, fine = true) => ({ start: day(from), end: day(to), fine });
const DATA = {
  extent: EXTENT,
  types: [{ label: "Armed force" }],
  modes: [],
  actors: [{ name: "Northern Front", aliases: ["the rebels"] }],
  places: [{ name: "Saraqib", aliases: [] }],
  publishers: ["Daily Courier"],
  speakers: ["a doctor"],
  sentences: ["Shells hit the market.", "İstanbul naïve"],
  incidents: [
    incident(0, { when: when("2020-02-03"), actors: [{ actor: 0 }], spans: [{ sentence: 0, start: 0, end: 22 }] }),
    incident(1, { when: when("2020-02-01", "2020-02-29", false), places: [0], attribution: [0] }),
    incident(2, { publishers: [0], spans: [{ sentence: 1, start: 0, end: 8 }] }),
  ],
};

for (const [query, found] of [
  ["northern", [0]],
  ["rebels", []],
  ["markets", [0]],
  ["market shells", [0]],
  ["market saraqib", []],
  ["saraqib", [1]],
  ["doctor", [1]],
  ["courier", [2]],
  ["istanbul", [2]],
  ["naive", []],
  ["armed", [0, 1, 2]],
  ["3 February 2020", [0]],
  ["February 2020", [0, 1]],
  ['"hit the market"', [0]],
  ['"the hit market"', []],
]) {
  test(`a search for ${query} finds ${found.join(", ") || "nothing"}`, () => {
    const holds = matcher(DATA, query);
    assert.deepEqual(
      DATA.incidents.filter((one) => holds(one)).map((one) => one.index),
      found,
    );
  });
}

for (const [query, expected] of [
  ["Saraqib February 2020", { range: ["2020-02-01", "2020-02-29"], places: [0], actors: [], rest: "" }],
  ["northern front", { range: null, places: [], actors: [0], rest: "" }],
  ["market", { range: null, places: [], actors: [], rest: "market" }],
  ["3 February", { range: null, places: [], actors: [], rest: "3 February" }],
]) {
  test(`the filters that a search names: ${query}`, () => {
    const range = expected.range && { from: day(expected.range[0]), to: day(expected.range[1]) };
    assert.deepEqual(chipsOf(DATA, query), { ...expected, range });
  });
}

test("nothing searched for asks nothing", () => {
  assert.equal(matcher(DATA, " & "), null);
});

test("a name spelled otherwise is suggested", () => {
  assert.deepEqual(nearNames(DATA, "raid Saraqeb"), ["raid Saraqib"]);
  assert.deepEqual(nearNames(DATA, "Kyiv"), []);
  assert.deepEqual(nearNames(DATA, "(((("), []);
});

for (const [one, two, away] of [
  ["saraqib", "saraqeb", 1],
  ["abc", "abc", 0],
  ["abcd", "badc", 3],
  ["ab", "abcdef", 3],
]) {
  test(`${one} and ${two} are ${away} letters apart`, () => assert.equal(distance(one, two, 2), away));
}
