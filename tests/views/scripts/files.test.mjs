// Are packed data unpacked, outlines put together, and citations safe for other programs?
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { bibtex, citation, cslItems } from "../../../timeline/views/assets/cite.js";
import { csv } from "../../../timeline/views/assets/exports.js";
import { inflate } from "../../../timeline/views/assets/inflate.js";
import { boxOf, placesIn } from "../../../timeline/views/assets/map.js";
import { clipped, decodeArcs, middleOf, projection, ringOf } from "../../../timeline/views/assets/outline.js";

const CSS = readFileSync(new URL("../../../timeline/views/assets/page.css", import.meta.url));

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

const place = (name, lat, lon, precision = "city") => ({ name, lat, lon, precision });

test("the map looks at the bulk when a few places are far away", () => {
  const data = { places: [place("A", 35, 36), place("B", 35.5, 36.5), place("C", 50, 0), place("D", null, null)] };
  const incidents = [...Array(20).keys()]
    .map((at) => ({ places: [at % 2] }))
    .concat([{ places: [2] }, { places: [3] }]);
  const found = placesIn(data, incidents);
  assert.deepEqual(
    found.map(({ place: { name }, count }) => [name, count]),
    [["A", 10], ["B", 10], ["C", 1], ["D", 1]], // prettier-ignore
  );
  const box = boxOf(found.filter((one) => one.place.lat !== null));
  assert.ok(box.far && box.shown.north < 40);
  assert.ok(!boxOf(found.slice(0, 2)).far);
});

const DATA = {
  title: "T",
  version: "1",
  types: [{ id: "ASSAULT" }],
  modes: [],
  statuses: [{ id: "occurred" }],
  actors: [],
  places: [],
  publishers: ["P"],
  speakers: [],
  words: { casualties: ["killed"] },
  documents: [{ id: "d {1}", title: '}, note={"', publisher: 0, published: 18295, url: null }],
};
const INCIDENT = {
  id: "i1",
  headline: "=1+1",
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
  assert.match(citation(DATA, INCIDENT), /Told by: P, .*3 Feb 2020/);
  const text = bibtex(DATA, INCIDENT);
  assert.equal([...text].filter((one) => one === "{").length, [...text].filter((one) => one === "}").length);
  assert.match(text, /^@misc\{d--1-,/);
  const [item] = cslItems(DATA, INCIDENT, "words: x");
  assert.deepEqual(item.issued, { "date-parts": [[2020, 2, 3]] });
  assert.match(item.note, /view: words: x$/);
});

for (const start of ["=", "+", "-", "@", "\t=", " =", "\r@"]) {
  test(`a cell that begins with ${JSON.stringify(start)} is no formula`, () => {
    const [, row] = csv(DATA, [{ ...INCIDENT, headline: `${start}1+1` }], "everything").split(/\r\n/);
    assert.match(row, /^i1,"?'/);
    assert.ok(row.endsWith(",everything"));
  });
}
