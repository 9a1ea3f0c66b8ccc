// Does every incident find its place: in lanes, in the view, in pixels, in a link, in its sentence?
import assert from "node:assert/strict";
import test from "node:test";
import { WAYS } from "../../../timeline/views/assets/chart.js";
import { binsOf } from "../../../timeline/views/assets/overview.js";
import { facetsOf } from "../../../timeline/views/assets/facets.js";
import { inView, openingRange } from "../../../timeline/views/assets/filter.js";
import { initialState, readHash, writeHash } from "../../../timeline/views/assets/state.js";
import { lanesOf } from "../../../timeline/views/assets/lanes.js";
import { nameApart } from "../../../timeline/views/assets/data.js";
import { pack } from "../../../timeline/views/assets/pack.js";
import { pieces } from "../../../timeline/views/assets/passage.js";

const ALL = { from: null, to: null };

function incident(index, fields = {}) {
  return {
    index,
    id: `i${index}`,
    headline: `Headline ${index}`,
    type: 0,
    family: 0,
    mode: -1,
    status: 0,
    happened: true,
    disputed: false,
    when: { start: index, end: index, grain: 0, basisNumber: 0, precision: "day" },
    fine: true,
    actors: [],
    places: [],
    publishers: [0],
    attribution: [],
    sentences: [],
    passages: [],
    casualties: [],
    ...fields,
  };
}

function dataOf(incidents) {
  return {
    incidents,
    types: [
      { id: "ASSAULT", label: "Armed force", family: 0 },
      { id: "AID", label: "Aid", family: 0 },
    ],
    modes: [],
    statuses: [{ id: "occurred", label: "happened" }],
    precisions: [{ id: "day", label: "day" }],
    bases: [{ id: "stated", label: "stated" }],
    actors: ["A", "B", "C"].map((name) => ({ id: name.toLowerCase(), name, aliases: [] })),
    places: [],
    publishers: ["P & Q"],
    speakers: [],
    byId: new Map(incidents.map((one) => [one.id, one.index])),
    extent: { from: 0, to: 100 },
  };
}

const role = (actor, name) => ({ actor, role: name });

test("lanes tell who against whom, keep directions together, and let nobody vanish", () => {
  const data = dataOf([
    incident(0, { actors: [role(0, "initiator"), role(1, "target")] }),
    incident(1, { actors: [role(0, "initiator"), role(1, "target")] }),
    incident(2, { actors: [role(2, "initiator")] }),
    incident(3, { actors: [role(1, "initiator"), role(0, "target")] }),
    incident(4, { actors: [role(0, "party"), role(1, "party"), role(2, "party")] }),
    incident(5),
  ]);
  const lanes = lanesOf(data, data.incidents, "pair", 12, ALL);
  assert.deepEqual(
    lanes.map((lane) => lane.label),
    ["A → B", "B → A", "A – B – C", "C → not named", "Nobody named"],
  );
  const few = lanesOf(data, data.incidents, "pair", 2, ALL);
  assert.deepEqual(
    few.map((lane) => [lane.label, lane.incidents.length]),
    [
      ["A → B", 2],
      ["B → A", 1],
      ["Others (3 lanes)", 3],
    ],
  );
});

test("filtering keeps what overlaps and what has no date, and a facet's counts ignore its own exclusions", () => {
  const data = dataOf(
    [
      incident(0),
      incident(10),
      incident(20, { type: 1 }),
      incident(3, { when: null, fine: false }),
      incident(4, { when: { start: 0, end: 30, grain: 0, precision: "month" }, fine: false }),
    ].map((one, index) => ({ ...one, index })),
  );
  const facets = facetsOf(data);
  const state = { ...initialState(facets, null), from: 15, to: 25 };
  const found = inView(data, facets, state);
  assert.deepEqual([found.view.length, found.before, found.after], [3, 2, 0]);
  state.off.type.add(1);
  const less = inView(data, facets, state);
  assert.equal(less.view.length, 2);
  assert.equal(less.counts.get("type").get(1), 1);
});

test("the page opens on the bulk only when background would crush it", () => {
  const days = [...Array(20).keys()].map((day) => incident(day));
  assert.equal(openingRange({ incidents: days, extent: { from: 0, to: 19 } }), null);
  const opened = openingRange({ incidents: days, extent: { from: -3000, to: 19 } });
  assert.ok(opened.from >= -5 && opened.to === 19);
});

test("marks of one lane never overlap, and none is lost", () => {
  const incidents = [...Array(300).keys()].map((index) => {
    const start = (index * index) % 97;
    const length = index % 5 === 0 ? 31 : index % 7 === 0 ? 6 : 0;
    return incident(index, { when: { start, end: start + length, grain: 0, precision: "day" }, fine: length < 7 });
  });
  for (const scale of [0.5, 3, 10, 80]) {
    const [lane] = pack([{ incidents }], { scale, from: -1, width: 140 * scale, titles: 0, dot: 12, stack: 6 });
    assert.equal(new Set(lane.marks.flatMap((mark) => mark.incidents)).size, 300);
    for (const mark of lane.marks)
      assert.ok(mark.y - mark.half > 0 && mark.y + mark.half < lane.height, `${mark.kind} inside its lane`);
    const dots = lane.marks.filter((mark) => mark.kind === "dot");
    for (const [at, one] of dots.entries()) {
      for (const two of dots.slice(at + 1))
        assert.ok(Math.abs(one.y - two.y) > 11 || Math.abs(one.x0 - two.x0) * scale > 11.9);
    }
    const bars = lane.marks.filter((mark) => mark.kind !== "dot");
    for (const [at, one] of bars.entries()) {
      for (const two of bars.slice(at + 1)) {
        assert.ok(
          Math.abs(one.y - two.y) >= one.half + two.half - 0.01 || one.x1 <= two.x0 || two.x1 <= one.x0,
          "bars apart",
        );
      }
    }
  }
});

test("a week is wide enough to be seen and hit, however many years are shown", () => {
  const week = incident(0, { fine: true, when: { start: 1000, end: 1006, basis: "stated" } });
  const [lane] = pack([{ label: "A", incidents: [week] }], { scale: 0.05, from: 0, width: 600, titles: 0, dot: 12, stack: 6 });
  const [bar] = lane.marks;
  assert.equal((bar.x1 - bar.x0) * 0.05, 5);
  assert.equal((bar.x0 + bar.x1) / 2, 1003);
});

test("places of one name are told apart by the first note that differs", () => {
  const notes = [({ grain }) => grain, ({ country }) => country];
  const named = (rows) => {
    nameApart(rows, notes);
    return rows.map(({ name }) => name);
  };
  const [town, province] = ["town", "province"];
  assert.deepEqual(named([{ name: "A", grain: town }, { name: "A", grain: province }, { name: "B", grain: town }]), [
    "A (town)",
    "A (province)",
    "B",
  ]);
  assert.deepEqual(
    named([
      { name: "A", grain: town, country: "X" },
      { name: "A", grain: town, country: "Y" },
    ]),
    ["A (X)", "A (Y)"],
  );
});

test("a link gives back the state it was made of", () => {
  const data = dataOf([incident(0), incident(1)]);
  const facets = facetsOf(data);
  const state = {
    ...initialState(facets, null),
    lanes: "actor",
    limit: 25,
    from: 3,
    to: 9,
    q: "a & b #",
    focus: 1,
    incident: 1,
    tab: "map",
    task: "order",
    step: 2,
    sort: "killed",
    descending: true,
    theme: "dark",
  };
  state.off.publisher.add(0);
  state.off.place.add(-1);
  assert.deepEqual(readHash(`#${writeHash(state, data, facets, null)}`, data, facets, null), state);
  assert.deepEqual(writeHash(initialState(facets, { from: 1, to: 2 }), data, facets, { from: 1, to: 2 }), "");
});

test("however many incidents there are, the chart stays small enough to be drawn without WebGL", () => {
  const incidents = [...Array(40_000).keys()].map((index) => incident(index, { when: whenOf((index * 7919) % 3000) }));
  const lanes = [...Array(61).keys()].map((lane) => ({
    incidents: incidents.filter((one) => one.index % 61 === lane),
  }));
  for (const scale of [0.3, 1, 5, 60]) {
    const placed = pack(lanes, { scale, from: 0, width: 1000, titles: 0, ...WAYS[WAYS.length - 1] });
    const marks = placed.flatMap((lane) => lane.marks);
    assert.ok(marks.length < 10_000, `${marks.length} marks`);
  }
});

function whenOf(day) {
  return { start: day, end: day, grain: 0, basisNumber: 0, precision: "day" };
}

test("a day in a link is read, unless an incident is named too", () => {
  const data = dataOf([incident(0)]);
  const facets = facetsOf(data);
  const read = (hash) => readHash(hash, data, facets, null);
  assert.equal(read("#day=2020-02-03").day, 18295);
  assert.equal(read("#day=2020-02-31").day, null);
  assert.equal(read("#day=2020-02-03&incident=i0").day, null);
  assert.deepEqual(
    [read("#step=0").step, read("#step=x").step, read("#step=3").step, read("#").step],
    [null, null, 2, null],
  );
  assert.deepEqual([read("#task=x").task, read("#tab=x").tab], [null, "network"]);
});

test("marks may nest, overlap and count code points", () => {
  const marks = [
    { slot: "target", start: 0, end: 6 },
    { slot: "place", start: 3, end: 6 },
    { slot: "date", start: 5, end: 9 },
  ];
  assert.deepEqual(
    pieces("ab𝄞def ghi", marks).map(({ text, slots, opening }) => [text, slots[0] ?? null, opening]),
    [
      ["ab𝄞", "target", ["target"]],
      ["de", "place", ["place"]],
      ["f", "place", ["date"]],
      [" gh", "date", []],
      ["i", null, []],
    ],
  );
});

test("the overview cuts weeks from Monday and months from their first day", () => {
  assert.deepEqual(binsOf({ from: 0, to: 200 }).edges.slice(0, 3), [-3, 4, 11]);
  assert.deepEqual(binsOf({ from: 10, to: 2000 }).edges.slice(0, 3), [0, 31, 59]);
  assert.equal(binsOf({ from: 0, to: 30 }).unit, "day");
  assert.equal(binsOf({ from: 0, to: 30000 }).unit, "year");
});
