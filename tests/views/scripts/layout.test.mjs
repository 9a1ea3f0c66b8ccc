// Does every incident find its place: in lanes, in the view, in pixels, in a link, in its sentence?
import assert from "node:assert/strict";
import test from "node:test";
import { binsOf, dayNames, scaleOf, withRoom } from "../../../timeline/views/assets/charts/axis.js";
import { heightsOf, largest, placeWords, planOf } from "../../../timeline/views/assets/charts/lanes.js";
import { meetsDisc, packDiscs } from "../../../timeline/views/assets/charts/packing.js";
import { lookOf, radius } from "../../../timeline/views/assets/charts/marks.js";
import { ticksOf } from "../../../timeline/views/assets/charts/rivals.js";
import { countBins, nameable, placeNames, ranked } from "../../../timeline/views/assets/charts/strip.js";
import { coreOf, isToll, nameApart } from "../../../timeline/views/assets/data/data.js";
import { actWords, killedShort, nameWithWho, nameWithWhom } from "../../../timeline/views/assets/data/names.js";
import { lanesOf } from "../../../timeline/views/assets/data/lanes.js";
import { facetsOf } from "../../../timeline/views/assets/filters/facets.js";
import { countsOf, inView } from "../../../timeline/views/assets/filters/filter.js";
import { LONGEST_LINK, initialState, readHash, writeHash } from "../../../timeline/views/assets/app/state.js";
import { groundsWords } from "../../../timeline/views/assets/panels/incident.js";
import { pieces } from "../../../timeline/views/assets/panels/passage.js";

function incident(index, fields = {}) {
  return {
    ...{ index, id: `i${index}`, headline: `Headline ${index}`, type: 0, family: "force", mode: -1, status: 0, happened: true },
    ...{ disputed: false, disputes: [], strong: true, colour: "N", low: null, high: null, articles: 1, salience: 1, spans: [] },
    when: { start: index, end: index, grain: 0, basisNumber: 0, precision: "day" },
    ...{ fine: true, actors: [], places: [], publishers: [0], attribution: [], passages: [], casualties: [] },
    ...fields,
  };
}

function dataOf(incidents) {
  return {
    incidents,
    types: [
      { id: "ASSAULT", label: "Armed force", family: "force" },
      { id: "AID", label: "Aid", family: "words" },
    ],
    modes: [],
    statuses: [{ id: "occurred", label: "happened" }],
    precisions: [{ id: "day", label: "day" }],
    bases: [{ id: "stated", label: "stated" }],
    words: { disputes: [{ id: "figure", label: "how many" }] },
    sides: [{ name: "north", colour: "A" }, { name: "south", colour: "B" }],
    actors: ["A", "B", "C"].map((name, side) => ({ id: name.toLowerCase(), name, aliases: [], side: side < 2 ? side : -1, kind: side < 2 ? "armed-group" : "civilians" })),
    places: [],
    publishers: ["P & Q"],
    corrections: [],
    speakers: [],
    sentences: [],
    graded: true,
    byId: new Map(incidents.map((each) => [each.id, each.index])),
    extent: { from: 0, to: 100 },
    domain: { from: 0, to: 100 },
  };
}

const role = (actor, name) => ({ actor, role: name });

test("lanes tell which side acts on whom, and let nobody vanish", () => {
  const data = dataOf([
    incident(0, { colour: "A", actors: [role(0, "initiator"), role(1, "target")] }),
    incident(1, { colour: "A", actors: [role(0, "initiator"), role(2, "target")] }),
    incident(2, { colour: "C", actors: [role(0, "party"), role(1, "party")] }),
    incident(3, { colour: "B", actors: [role(1, "initiator")] }),
    incident(4),
    incident(5, { family: "protest" }),
    incident(6, { family: "words" }),
    incident(7, { colour: "B", actors: [role(1, "initiator"), role(0, "target")] }),
  ]);
  const lanes = lanesOf(data, data.incidents, true);
  assert.deepEqual(
    lanes.map(({ title, note }) => `${title} ${note}`.trim()),
    ["North on people", "North on south", "South on north", "North and south fighting", "South other force", "Force, nobody named", "Protests", "Words and talks"],
  );
  const few = lanesOf(data, data.incidents);
  assert.equal(few.length, 6);
  assert.equal(few.flatMap((lane) => lane.incidents).length, 8);
});

test("filtering keeps what overlaps and what has no date, and a facet's counts ignore what it includes itself", () => {
  const given = [
    incident(0),
    incident(10),
    incident(20, { type: 1 }),
    incident(3, { when: null, fine: false }),
    incident(4, { when: { start: 0, end: 30, grain: 0, basisNumber: 0, precision: "month" }, fine: false }),
    incident(5, { when: { start: 20, end: 20, grain: 0, basisNumber: 0 }, strong: false }),
  ];
  const data = dataOf(given.map((each, index) => ({ ...each, index })));
  const facets = facetsOf(data);
  const state = { ...initialState(data, facets), from: 15, to: 25 };
  const { view, earlier, later, weaker } = inView(data, facets, state);
  assert.deepEqual([view.length, earlier, later, weaker], [3, 2, 0, 1]);
  assert.equal(inView(data, facets, { ...state, weak: true }).view.length, 4);
  state.include.type.add(0);
  assert.equal(inView(data, facets, state).view.length, 2);
  assert.equal(countsOf(data, facets, state, facets.find(({ id }) => id === "type")).get(1), 1);
});

test("a bin counts colours, weaker readings apart, and the deadliest by its lowest figure", () => {
  const given = [incident(0, { colour: "A", low: 3, high: 9 }), incident(1, { colour: "A", low: 2, high: 2 }), incident(2, { strong: false }), incident(90)];
  const [bin] = countBins(given, [0, 7, 14]);
  assert.deepEqual([bin.A, bin.N, bin.weak, bin.total, bin.killed], [2, 0, 1, 2, 3]);
});

test("a toll of a country or of months is no incident; a ship that sank at sea is one", () => {
  const data = { ...dataOf([]), modes: [{ id: "cumulative" }, { id: "sinking" }] };
  const toll = (fields, placesKnown = true) => isToll(data, incident(0, { low: 300, high: 300, isPlaced: false, ...fields }), placesKnown);
  const sunk = { mode: 1, actors: [role(0, "initiator")] };
  assert.deepEqual(
    [toll({}), toll({ mode: 0, isPlaced: true }), toll({ isPlaced: true }), toll({ high: 4, low: 4 }), toll(sunk), toll({ mode: 1 }), toll({}, false)],
    [true, true, false, false, false, true, false],
  );
});

test("what stands out is reported often or of many dead, and is no toll", () => {
  const dead = (low) => ({ low, high: low });
  const given = [incident(0), incident(1, dead(60)), incident(2, { articles: 9 }), incident(3, { happened: false, ...dead(900) }), incident(4, { isToll: true, ...dead(3000) })];
  assert.deepEqual(ranked(given).map(({ index }) => index), [2, 1, 0]); // prettier-ignore
  assert.equal(countBins(given, [0, 7])[0].killed, 60);
});

test("a mark is full where accounts agree, a ring where they differ, open where who or whether is disputed", () => {
  const looks = [
    [{ low: 4, high: 4 }, "full"],
    [{ low: 4, high: 9 }, "ring"],
    [{ low: 0, high: 13 }, "open"],
    [{ low: 4, high: 9, disputes: ["initiator"] }, "open"],
    [{ happened: false }, "dashed"],
    [{ strong: false }, "pale"],
  ];
  for (const [fields, look] of looks) assert.equal(lookOf(incident(0, fields)), look);
  assert.ok(Math.abs(radius("archive", 100) / radius("archive", 25) - 2) < 0.01, "area is the number");
  assert.equal(radius("archive", 320), radius("archive", 10_000));
});

test("a scale ends where its last label says, and no figure goes beyond", () => {
  for (const most of [1, 2, 8, 13, 27, 99, 200, 201, 689_000]) {
    const ticks = ticksOf(most);
    assert.ok(ticks[ticks.length - 1] >= most && ticks[0] === 0, String(most));
  }
  assert.deepEqual(ticksOf(200), [0, 100, 200]);
});

for (const [fields, words] of [
  [{ low: null, high: null }, ""],
  [{ low: 70, high: 70, open: true }, "70 or more killed"],
  [{ low: 40, high: 40, open: true, isAbout: true }, "about 40 killed"],
  [{ low: 55, high: 200 }, "55 to 200 killed"],
  [{ low: 0, high: 13 }, "13 killed, or none"],
  [{ low: 0, high: 13, isUpTo: true }, "up to 13 killed"],
  [{ low: 1200, high: 1200 }, "1,200 killed"],
]) {
  test(`killed in words: ${words || "nothing"}`, () => assert.equal(killedShort(incident(0, fields)), words));
}

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
  const rows = [{ name: "A", grain: town }, { name: "A", grain: province }]; // prettier-ignore
  nameApart(rows, notes, ({ grain }) => grain === town);
  assert.deepEqual(rows.map(({ name }) => name), ["A", "A (province)"], "the bare name means the town"); // prettier-ignore
});

test("an act without a kind is named by what it did", () => {
  const data = dataOf([]);
  const named = (fields) => actWords(data, incident(0, fields));
  assert.deepEqual(
    [named({}), named({ low: 2, high: 2 }), named({ actors: [role(0, "party")] }), named({ type: 1, family: "words" })],
    ["Attack", "Killing", "Fighting", "Aid"],
  );
});

test("names say who acted and on whom", () => {
  const data = dataOf([]);
  const [who, whom] = [nameWithWho, nameWithWhom].map((name) => (...actors) => name(data, incident(0, { actors })));
  assert.equal(who(role(0, "initiator"), role(1, "target")), "Attack on B by A");
  assert.equal(whom(role(0, "initiator"), role(1, "target")), "Attack on B");
  assert.equal(who(role(0, "party"), role(1, "party")), "Fighting: A and B");
  assert.equal(who(role(2, "target")), "Attack on C", "whom is not who");
  data.actors[1].side = 0;
  assert.equal(who(role(0, "party"), role(1, "party")), "Fighting: A", "a side is named once");
  const aid = incident(0, { type: 1, family: "words", actors: [role(0, "initiator"), role(2, "target")] });
  assert.deepEqual([who.name, nameWithWhom(data, aid)], [who.name, "Aid by A"], "nothing is done to those who are helped");
});

test("the deadliest is named first, a bare mention last", () => {
  const rows = [incident(0, { articles: 9 }), incident(1, { low: 60, high: 60 }), incident(2)];
  assert.deepEqual(nameable(rows).map(({ index }) => index), [1, 0]);
  assert.deepEqual(nameable([incident(3)]).map(({ index }) => index), [3], "unless there is nothing else");
});

test("an axis of days says its year", () => {
  const words = (range, width) => dayNames(range, scaleOf(range, 0, width), width).map((tick) => tick.words);
  assert.deepEqual(words({ from: 15006, to: 15009 }, 1000), ["1 Feb 2011", "2", "3", "4"]);
  assert.deepEqual(words({ from: 14973, to: 14976 }, 300), ["30 Dec 2010", "", "1 Jan 2011", ""]);
  assert.deepEqual(words({ from: 14973, to: 15004 }, 900).slice(0, 2), ["30 Dec", "1 Jan 2011"], "the next year goes first");
});

test("names on the strip make room", () => {
  const [first, second] = placeNames([{ middle: 50, wide: 40 }, { middle: 100, wide: 40 }], 110, 5);
  assert.deepEqual([first.left, second.left], [14, 64], "the first gives way to the left");
  assert.equal(placeNames([{ middle: 50, wide: 40 }, { middle: 52, wide: 40 }], 100, 5).length, 1);
  assert.equal(placeNames([{ middle: 5, wide: 200 }, { middle: 50, wide: 40 }], 100, 5).length, 1, "what has no room hides nobody");
});

test("one line says on what an incident rests", () => {
  const data = { ...dataOf([]), speakers: ["the ministry", "a doctor", "a witness", "ministry"] };
  const words = (fields) => groundsWords(data, incident(0, { voices: 1, ...fields }));
  assert.equal(words({ actors: [role(1, "target")] }), "Rests on one article; nobody is cited; who acted is not named.");
  assert.equal(
    words({ actors: [role(0, "initiator")], articles: 5, voices: 2, attribution: [3, 0, 1, 2] }),
    "Rests on 5 articles, 2 independent texts; citing the ministry, a doctor and 1 other.",
  );
});

test("a link gives back the state it was made of", () => {
  const data = dataOf([incident(0), incident(1)]);
  const facets = facetsOf(data);
  const state = { ...initialState(data, facets), from: 3, to: 9, q: "a & b #", incident: 1, tab: "map", task: "order", step: 2, sort: "killed", weak: true, all: true };
  state.include.publisher.add(0);
  state.include.place.add(-1);
  state.include.side.add(1);
  const hash = writeHash(state, data, facets);
  assert.deepEqual(readHash(`#${hash}`, data, facets), state);
  assert.ok(hash.includes("publisher=P+%26+Q") && hash.length < LONGEST_LINK, "filters are included names");
  assert.equal(writeHash(initialState(data, facets), data, facets), "");
});

test("what is not valid in a link is left out", () => {
  const data = dataOf([incident(0)]);
  const read = (hash) => readHash(hash, data, facetsOf(data));
  assert.deepEqual(["#step=0", "#step=x", "#step=3", "#"].map((hash) => read(hash).step), [null, null, 2, null]); // prettier-ignore
  assert.deepEqual([read("#task=x").task, read("#tab=x").tab, read("#from=x&to=2020-01-01").from], [null, "lanes", null]);
  assert.deepEqual([...read("#type=NONE&type=AID").include.type], [1]);
});

test("marks may nest, overlap and count code points", () => {
  const marks = [
    { slot: "target", start: 0, end: 6 },
    { slot: "place", start: 3, end: 6 },
    { slot: "date", start: 5, end: 9 },
  ];
  assert.deepEqual(
    pieces("ab𝄞def ghi", marks).map(({ text, slots }) => [text, slots[0] ?? null]),
    [
      ["ab𝄞", "target"],
      ["de", "place"],
      ["f", "place"],
      [" gh", "date"],
      ["i", null],
    ],
  );
});

test("the strip cuts days, weeks from Monday and months from their first day", () => {
  assert.deepEqual(binsOf({ from: 0, to: 200 }, 1000).starts.slice(0, 3), [-3, 4, 11]);
  assert.deepEqual(binsOf({ from: 10, to: 2000 }, 1000).starts.slice(0, 3), [0, 31, 59]);
  assert.deepEqual(["day", "two weeks"], [binsOf({ from: 0, to: 30 }, 1000).unit, binsOf({ from: 0, to: 1000 }, 390).unit]);
});

test("discs are packed so that none lies over another, near their place and under the ceiling", () => {
  const wanted = Array.from({ length: 60 }, (_, place) => ({ x: 40 + (place % 5) * 6, r: place < 3 ? 12 : 3 }));
  const { placed, left, tall } = packDiscs(wanted, { ceiling: 90, aside: 20, width: 200 });
  for (const [place, disc] of placed.entries())
    for (const other of placed.slice(place + 1)) assert.ok(Math.hypot(disc.x - other.x, disc.y - other.y) > disc.r + other.r);
  assert.equal(placed.length + left.length, 60);
  assert.ok(tall <= 90);
  assert.deepEqual(packDiscs(wanted.slice(0, 9), { ceiling: 20, aside: 0, width: 200 }).left.length > 0, true);
});

test("words meet a disc only where they touch it", () => {
  assert.equal(meetsDisc({ left: 0, right: 20, y: 0 }, { x: 25, y: 0, r: 4 }), true);
  assert.equal(meetsDisc({ left: 0, right: 20, y: 0 }, { x: 30, y: 0, r: 4 }), false);
  assert.equal(meetsDisc({ left: 0, right: 20, y: 0 }, { x: 10, y: 20, r: 4 }), false);
});

test("a dense lane shows bars instead of marks, and bars of all lanes have one scale", () => {
  const range = { from: 0, to: 30 };
  const scale = scaleOf(range, 0, 620);
  const laneOf = (count) => ({ title: "", note: "", incidents: Array.from({ length: count }, (_, n) => incident(n, { when: { start: 5, end: 5 } })) });
  const chart = { near: true, large: new Set(), scale, range, width: 620 };
  const [dense, thin] = [planOf(laneOf(400), chart), planOf(laneOf(4), chart)];
  assert.deepEqual([dense.isSingle, dense.most, thin.isSingle, thin.placed.length], [false, 400, true, 4]);
  const far = [laneOf(400), laneOf(40)].map((lane) => planOf(lane, { ...chart, near: false }));
  const [first, second] = heightsOf(far, 400);
  assert.equal(first.perIncident, second.perIncident);
  assert.ok(first.tall + second.tall <= 400.001 && first.perIncident * 400 <= first.tall);
});

test("of equals all or none is a large mark among bars", () => {
  const dead = (index, high) => incident(index, { low: high, high, isToll: false });
  const equals = Array.from({ length: 60 }, (_, index) => dead(index, 18));
  assert.equal(largest(equals).size, 0);
  assert.deepEqual([...largest([...equals, dead(60, 19), dead(61, 40)])].map(({ index }) => index), [61, 60]); // prettier-ignore
});

test("words on leaders take several lines, meet no other words and no other leader", () => {
  const wanted = [300, 310, 320, 40, 560].map((x) => ({ x, wide: 220 }));
  const placed = placeWords(wanted, { rows: 3, width: 600 });
  assert.deepEqual([...placed.map(({ place }) => place)].sort(), [0, 1, 2, 3]);
  assert.equal(new Set(placed.map(({ row }) => row)).size, 3);
  for (const { row, left, place } of placed) {
    const [right, { x }] = [left + wanted[place].wide, wanted[place]];
    assert.ok(left >= -4 && right <= 604 && x >= left && x <= right);
    for (const other of placed.filter((each) => each.place !== place)) {
      if (other.row === row) assert.ok(right < other.left || left > other.left + 220);
      if (other.row > row) assert.ok(x < other.left || x > other.left + 220);
    }
  }
  assert.deepEqual(placeWords(wanted, { rows: 0, width: 600 }), []);
});

test("names on an axis leave out what would run into another or over the edge", () => {
  const ticks = [{ x: 0, words: "Jan 2009", strong: true }, { x: 40, words: "Jul", strong: false }, { x: 90, words: "Jan 2010", strong: true }, { x: 120, words: "Jul", strong: false }];
  assert.deepEqual(withRoom(ticks, 150).map(({ words }) => words), ["Jan 2009", "", "", "Jul"]); // prettier-ignore
});

test("the chart leaves out one day that would press all others into a corner", () => {
  assert.deepEqual(coreOf([0, 30, 30, 31, 32, 33, 33, 34]), [30, 34]);
  assert.deepEqual(coreOf([30, 30, 31, 32, 33, 33, 34, 300]), [30, 34]);
  assert.deepEqual(coreOf([0, 10, 20, 30, 40]), [0, 40]);
});
