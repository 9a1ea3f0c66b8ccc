// Is a text broken between its words, into no more lines than there is room for?
import assert from "node:assert/strict";
import test from "node:test";
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
