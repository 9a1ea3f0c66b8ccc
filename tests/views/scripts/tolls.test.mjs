// Are figures worded rightly, and is disagreement seen only where there is one?
import assert from "node:assert/strict";
import test from "node:test";
import { claimsOf, disagree, figureWords, numberWords, rivalsOf } from "../../../timeline/views/assets/data/figures.js";

const claim = (low, best, high, more = {}) => ({
  kind: "killed",
  group: "people",
  actor: -1,
  low,
  best,
  high,
  part: false,
  document: 0,
  speakers: [],
  ...more,
});

test("a figure is said with the right number and case", () => {
  const cases = [
    [claim(1, 1, 1), "1 person killed"],
    [claim(4, 4, 4), "4 people killed"],
    [claim(1, 1, 1, { group: "Turkish soldiers" }), "1 Turkish soldier killed"],
    [claim(1, 1, 1, { group: null, kind: "injured" }), "1 person injured"],
    [claim(1, 1, 1, { group: "children" }), "1 child killed"],
    [claim(12, 12, null), "at least 12 people killed"],
    [claim(0, 20, 20), "up to 20 people killed"],
    [claim(4, 5, 6), "4 to 6 people killed"],
    [claim(0, 0, 0), "no people killed"],
    [claim(null, null, null, { group: "teachers", kind: "abducted" }), "a number of teachers abducted"],
    [claim(30000, 30000, null, { kind: "displaced" }), "at least 30,000 people displaced"],
  ];
  for (const [figure, words] of cases) assert.equal(figureWords(figure), words);
});

test("figures disagree when both cannot be right", () => {
  const other = { document: 1 };
  const cases = [
    [claim(4, 4, 4), claim(5, 5, 5, other), true],
    [claim(4, 4, 4), claim(4, 4, 4, other), false],
    [claim(4, 4, null), claim(9, 9, 9, other), false],
    [claim(12, 12, null), claim(4, 4, 4, other), true],
    [claim(4, 4, 4), claim(null, null, null, other), false],
    [claim(4, 4, 4), claim(9, 9, 9, { ...other, kind: "injured" }), false],
    [claim(4, 4, 4), claim(9, 9, 9, { ...other, group: "soldiers" }), false],
    [claim(4, 4, 4), claim(9, 9, 9, { ...other, group: null }), true],
    [claim(4, 4, 4), claim(9, 9, 9, { ...other, part: true }), false],
    [claim(4, 4, 4), claim(9, 9, 9), false],
    [claim(4, 4, 4, { actor: 1 }), claim(9, 9, 9, { ...other, actor: 2 }), false],
  ];
  for (const [one, two, expected] of cases) assert.equal(disagree([one, two]), expected, JSON.stringify([one, two]));
});

test("parts of a total are told as parts, where the same document has the total", () => {
  const row = (number, group, part) => ({ kind: "killed", group, actor: -1, low: number, best: number, high: number, part, speakers: [] });
  const passage = (document, casualties) => ({ document, casualties, attribution: [] });
  const data = {
    words: { casualties: ["killed"] },
    documents: [{ publisher: 0, dataset: null }, { publisher: 1, dataset: 0 }],
    publishers: ["A", "B"],
    speakers: [],
  };
  const incident = {
    casualties: [row(8, "Turks", false), row(7, "soldiers", true)],
    passages: [passage(0, [row(8, "Turks", false), row(7, "soldiers", false)]), passage(1, [row(7, "soldiers", false)])],
  };
  assert.deepEqual(
    claimsOf(data, incident).map(({ best, document, part, coded }) => [best, document, part, coded]),
    [
      [8, 0, false, false],
      [7, 0, true, false],
      [7, 1, false, true],
    ],
  );
});

test("a number alone says exact, or more, up to", () => {
  const cases = [[claim(4, 4, 4), "4"], [claim(55, 55, null), "55 or more"], [claim(null, 40, null), "about 40"], [claim(0, 200, 200), "up to 200"], [claim(30, 33, 35), "30 to 35"], [claim(0, 0, 0), "none"], [claim(null, null, null), "no number"]]; // prettier-ignore
  for (const [figure, words] of cases) assert.equal(numberWords(figure), words);
});

test("one figure stands once with all who give it", () => {
  const given = [claim(4, 4, 4, { publisher: "A" }), claim(4, 4, 4, { publisher: "B", document: 1 }), claim(6, 6, 6, { publisher: "B", speakers: ["M"] })];
  const rows = rivalsOf(given);
  assert.deepEqual(rows.map(({ figure, sayers }) => [figure.best, sayers]), [[4, ["A, nobody cited", "B, nobody cited"]], [6, ["M, in B"]]]); // prettier-ignore
});
