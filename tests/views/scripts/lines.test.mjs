// Do words fit their lines, and does a number that adds groups up say so?
import assert from "node:assert/strict";
import test from "node:test";
import { sumWords } from "../../../timeline/views/assets/panels/incident.js";
import { textLines } from "../../../timeline/views/assets/lib/dom.js";

test("a short text is one line", () => {
  assert.deepEqual(textLines("Others", 16, 3), ["Others"]);
});

test("a long name is broken between its words", () => {
  assert.deepEqual(textLines("Rebels of the coast and the hill army", 16, 3), ["Rebels of the", "coast and the", "hill army"]);
});

test("what finds no room in the last line is cut there", () => {
  assert.deepEqual(textLines("Rebels of the coast and the army of the hills", 16, 2), ["Rebels of the", "coast and the a…"]);
});

test("a word longer than a line is cut", () => {
  assert.deepEqual(textLines("Donaudampfschifffahrt", 10, 2), ["Donaudamp…"]);
});

test("a number that counts several groups says so", () => {
  const rivals = [{ figure: { low: 9, best: 9, high: 9 }, sayers: [] }, { figure: { low: 4, best: 4, high: null }, sayers: [] }];
  assert.equal(sumWords({ low: 13, high: 13, open: false, isUpTo: false, isAbout: false }, rivals), "13 killed");
  assert.equal(sumWords({ low: 4, high: 9, open: false, isUpTo: false, isAbout: false }, rivals), "");
  assert.equal(sumWords({ low: null, high: null }, rivals), "");
});
