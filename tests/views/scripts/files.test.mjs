// Are packed data unpacked, outlines put together, and citations safe for other programs?
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { bibtex, citation, cslItems } from "../../../timeline/views/assets/download/cite.js";
import { csv } from "../../../timeline/views/assets/download/exports.js";
import { correctionsCsv } from "../../../timeline/views/assets/panels/correct.js";
import { pageWith } from "../../../timeline/views/assets/download/copy.js";
import { inflate } from "../../../timeline/views/assets/lib/inflate.js";
import { boxOf } from "../../../timeline/views/assets/charts/map.js";
import { clipped, decodeArcs, middleOf, projection, ringOf } from "../../../timeline/views/assets/lib/outline.js";

const CSS = readFileSync(new URL("../../../timeline/views/assets/styles/archive.css", import.meta.url));

for (const [name, bytes, options] of [
  ["nothing", Buffer.from(""), {}],
  ["a word", Buffer.from("word"), {}],
  ["a style sheet", CSS, {}],
  ["a style sheet, stored", CSS, { level: 0 }],
  ["a style sheet, fixed codes", CSS, { strategy: 4 }],
  ["a long run", Buffer.alloc(300_000, "ab"), {}],
  ["noise", randomBytes(70_000), {}],
]) {
  test(`${name} is unpacked as it was`, () => {
    assert.ok(Buffer.from(inflate(new Uint8Array(deflateRawSync(bytes, options)))).equals(bytes));
  });
}

for (const [name, bytes] of [
  ["cut short", new Uint8Array(deflateRawSync(CSS)).slice(0, 500)],
  ["of an unknown kind", new Uint8Array([0b111, 0, 0])],
  ["empty", new Uint8Array([])],
]) {
  test(`damaged data are refused: ${name}`, () => assert.throws(() => inflate(bytes), RangeError));
}

const SQUARE = {
  grain: 10,
  arcs: [
    [0, 0, 100, 0, 0, 100],
    [100, 100, -100, 0, 0, -100],
  ],
};

test("a ring is put together from arcs, forwards and backwards", () => {
  const arcs = decodeArcs(SQUARE);
  assert.deepEqual(ringOf(arcs, [0, 1]), [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]); // prettier-ignore
  assert.deepEqual(ringOf(arcs, [~1, ~0]), [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]); // prettier-ignore
});

test("a ring over the date line goes on instead of around the earth", () => {
  const arcs = decodeArcs({ grain: 1, arcs: [[179, 0, -358, 0, 0, 5, 358, 0]] });
  assert.deepEqual(
    ringOf(arcs, [0]).map(([lon]) => lon),
    [179, 181, 181, 179],
  );
});

test("a ring is cut to the frame", () => {
  const ring = ringOf(decodeArcs(SQUARE), [0, 1]).slice(0, -1);
  const inside = clipped(ring, { west: 5, south: -5, east: 20, north: 5 });
  assert.equal(middleOf(inside).area, 25);
  assert.deepEqual([middleOf(inside).x, middleOf(inside).y], [7.5, 2.5]);
  assert.deepEqual(clipped(ring, { west: 50, south: 50, east: 60, north: 60 }), []);
});

test("a map keeps its middle in the middle, and north up", () => {
  const flat = projection({ west: 30, south: 30, east: 40, north: 40 }, 600, 400);
  assert.deepEqual([flat.x(35), flat.y(35)], [300, 200]);
  assert.ok(flat.y(40) < flat.y(30) && flat.x(30) < flat.x(40));
  assert.ok(flat.bounds.west <= 30 && flat.bounds.east >= 40 && flat.bounds.south <= 30 && flat.bounds.north >= 40);
});

test("the map looks at the bulk when a few places are far away", () => {
  const spot = (lat, lon, count) => ({ lat, lon, incidents: Array.from({ length: count }) });
  const near = [spot(35, 36, 20), spot(35.5, 36.5, 20)];
  assert.ok(boxOf([...near, spot(50, 0, 1)]).north < 40);
  assert.ok(boxOf([...near, spot(36.5, 37, 10)]).north > 36.5);
});

const DATA = {
  title: "T",
  version: "1",
  types: [{ id: "ASSAULT" }],
  modes: [],
  statuses: [{ id: "occurred" }],
  actors: [],
  places: [],
  sides: [],
  publishers: ["P"],
  speakers: [],
  words: { casualties: ["killed"] },
  documents: [{ id: "d {1}", title: '}, note={"', publisher: 0, published: 18295, url: null, dataset: null, voice: 0 }],
};
const INCIDENT = {
  id: "i1",
  headline: "=1+1",
  quoted: -1,
  disputes: [],
  colour: "N",
  low: null,
  high: null,
  open: false,
  killed: [],
  articles: 1,
  voices: 1,
  strong: true,
  type: 0,
  mode: -1,
  status: 0,
  disputed: false,
  when: null,
  actors: [],
  places: [],
  publishers: [0],
  attribution: [],
  casualties: [],
  passages: [],
  documents: [0],
  confidence: 1,
};

test("citations name the document, its outlet and day, and close every bracket", () => {
  assert.match(citation(DATA, INCIDENT), /Reported by: P, .*3 Feb 2020/);
  const text = bibtex(DATA, [INCIDENT]);
  assert.equal([...text].filter((one) => one === "{").length, [...text].filter((one) => one === "}").length);
  assert.match(text, /^@misc\{[a-z0-9-]+-2020-02-03,/);
  const [item] = cslItems(DATA, INCIDENT, "words: x");
  assert.deepEqual(item.issued, { "date-parts": [[2020, 2, 3]] });
  assert.match(item.note, /view: words: x$/);
});

test("BibTeX has one entry a document, its signs escaped, and no key twice", () => {
  const documents = [0, 1, 2].map(() => ({ ...DATA.documents[0], title: "50 % & more_{x} $\\#" }));
  const incidents = [0, 1, 1].map((number, row) => ({ ...INCIDENT, id: `i${row}`, documents: [number, 2] }));
  const text = bibtex({ ...DATA, documents }, incidents);
  const keys = [...text.matchAll(/^@misc\{([^,]+),/gm)].map((match) => match[1]);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 3);
  assert.match(text, /title = \{50 \\% \\& more\\_\\\{x\\\} \\\$\\textbackslash\{\}\\#\}/);
  assert.match(text, /note = \{[^\n]*incident i0[^\n]*incident i1[^\n]*incident i2/);
});

for (const start of ["a;=", "a; =", "a\n=", "a\r\n+", "a\t@", "a;＝"]) {
  test(`a formula after ${JSON.stringify(start)} is none where columns are separated otherwise`, () => {
    const text = csv(DATA, [{ ...INCIDENT, headline: `${start}1+1` }], "everything");
    assert.match(text, /'[=+@＝]1\+1/);
  });
}

for (const start of ["=", "+", "-", "@", "\t=", " =", "\r@", "＝", " ＠"]) {
  test(`a cell that begins with ${JSON.stringify(start)} is no formula`, () => {
    const [, row] = csv(DATA, [{ ...INCIDENT, headline: `${start}1+1` }], "everything").split(/\r\n/);
    assert.match(row, /^i1,"?'/);
    assert.ok(row.endsWith(",everything"));
  });
}

test("the killed stand in a table as the record has them", () => {
  const row = (fields) => {
    const [head, cells] = csv(DATA, [{ ...INCIDENT, ...fields }], "everything").split("\r\n").map((line) => line.split(","));
    return ["killed_low", "killed_best", "killed_high"].map((name) => cells[head.indexOf(name)]);
  };
  assert.deepEqual(row({ killed: [0, 55, 200], low: 55, high: 200 }), ["0", "55", "200"]);
  assert.deepEqual(row({ low: 3, high: 9 }), ["3", "", "9"]);
  assert.deepEqual(row({ killed: [70, 70, null], low: 70, high: 70 }), ["70", "70", ""]);
});

test("a table says once what the view is", () => {
  const lines = csv(DATA, [INCIDENT, INCIDENT], "words: x").trimEnd().split(/\r\n/);
  assert.equal(lines.length, 3);
  assert.deepEqual(lines.map((line) => line.endsWith(",words: x")), [false, true, false]); // prettier-ignore
});

test("a correction becomes a row of corrections.csv", () => {
  const text = correctionsCsv([{ id: "i1", field: "date", value: "2020-02-03", author: "A, B", day: "2026-01-02", reason: "=x" }]);
  const [head, row] = text.split(/\r\n/);
  const cells = row.split(",");
  assert.equal(cells[0], "fix");
  assert.equal(cells[head.split(",").indexOf("date")], "2020-02-03");
  assert.ok(row.includes('"A, B"') && row.includes("'=x"));
});

test("a lesson is put into a copy of the page, and ends no script", () => {
  const page = '<html><head></head><body><script type="application/json" id="data">{}</script>\n<script type="module">run()</script></body></html>';
  const steps = [{ text: "</script><b>", question: "", answer: "", view: "" }];
  const once = pageWith.text(page, { title: "T", steps });
  assert.ok(once.startsWith("<!doctype html>"));
  assert.equal(once.match(/<script/g).length, 3);
  const twice = pageWith.text(once, { title: "U", steps });
  assert.equal(twice.match(/<script/g).length, 3);
  assert.ok(twice.includes('"title":"U"') && !twice.includes('"title":"T"'));
});
