// Are the numbers and names of the sequences written rightly, and is what a history is made of read rightly from the page?
import assert from "node:assert/strict";
import test from "node:test";
import {
  alignedDays,
  lagTable,
  pairTable,
  transitionIncidents,
} from "../../../timeline/views/assets/sequences/counts.js";
import { factsOf, historyOf, rowsBy } from "../../../timeline/views/assets/sequences/history.js";
import { actorName, kindWords, percent, recordsOf, short } from "../../../timeline/views/assets/sequences/rows.js";
import { similarTable } from "../../../timeline/views/assets/sequences/similar.js";
import { initialState, readHash, writeHash } from "../../../timeline/views/assets/app/state.js";

const data = {
  types: [
    { id: "ASSAULT", label: "Armed force" },
    { id: "THREATEN", label: "Threat" },
  ],
  modes: [{ id: "cumulative" }],
  statuses: [
    { id: "occurred", label: "happened" },
    { id: "planned", label: "planned" },
  ],
  actors: [
    { id: "a", name: "Army", kind: "state" },
    { id: "b", name: "Band", kind: "armed-group" },
  ],
  places: [
    { id: "p", precision: "province" },
    { id: "d", precision: "district" },
    { id: "t", precision: "city" },
  ],
  incidents: [],
  sequences: { tables: { "aligned THREATEN": {} } },
  byId: new Map(),
};

function incident(index, day, fields = {}) {
  return {
    index,
    id: `i${index}`,
    type: 0,
    mode: -1,
    status: 0,
    happened: true,
    disputed: false,
    when: day === null ? null : { start: day, end: day, basis: "stated" },
    actors: [
      { actor: 0, role: "initiator" },
      { actor: 1, role: "target" },
    ],
    places: [],
    documents: [index],
    publishers: [],
    relations: [],
    ...fields,
  };
}

const BACK = {
  actors: [
    { actor: 1, role: "initiator" },
    { actor: 0, role: "target" },
  ],
};
const told = (...incidents) => historyOf(incidents, factsOf({ ...data, incidents }));

test("numbers have three digits that count, as in the command's table", () => {
  const numbers = [null, 0, 12, 1234, 0.12345, 12.345, 1234.5, 0.00042, 1.0];
  assert.deepEqual(numbers.map(short), ["–", "0", "12", "1,234", "0.123", "12.3", "1,235", "0.0004", "1"]);
  assert.deepEqual(
    [null, 0, 0.004, 0.126, 1].map((one) => percent(one).replace("\u00a0", " ")),
    ["–", "0 %", "0.4 %", "13 %", "100 %"],
  );
});

test("kinds and actors are named in words, and what is not known keeps its id", () => {
  const kinds = ["ASSAULT", "THREATEN (planned)", "OTHER", "two\nlines (planned)"];
  assert.deepEqual(
    kinds.map((kind) => kindWords(data, kind)),
    ["Armed force", "Threat (planned)", "OTHER", "two\nlines (planned)"],
  );
  assert.deepEqual([actorName(data, "b"), actorName(data, "z")], ["Band", "z"]);
});

test("a finding says which way: more or fewer than by chance", () => {
  const ways = (columns, rows) => recordsOf({ columns, rows }).map(({ finding }) => finding);
  const found = [
    [0.2, true],
    [-0.2, true],
    [0.2, false],
  ];
  assert.deepEqual(ways(["difference", "finding"], found), ["more", "fewer", null]);
  assert.deepEqual(
    ways(
      ["ratio", "finding"],
      [
        [1.5, true],
        [0.5, true],
        [null, true],
      ],
    ),
    ["more", "fewer", "more"],
  );
});

test("only the finest places count, tolls and the undated are left out, and what is planned is a kind of its own", () => {
  const { steps, left } = told(
    incident(0, 1, { places: [0, 1, 2] }),
    incident(1, 2, { places: [0] }),
    incident(2, 3, { mode: 0 }),
    incident(3, null),
    incident(4, 4, { status: 1, happened: false, type: 1 }),
  );
  assert.deepEqual(left, { cumulative: 1, undated: 1 });
  assert.deepEqual(
    steps.map(({ kind, places }) => [kind, places]),
    [
      ["ASSAULT", ["t"]],
      ["ASSAULT", []],
      ["THREATEN (planned)", []],
    ],
  );
  assert.deepEqual(rowsBy(steps, "place").left, { places: 2 });
});

test("an answer on the same day may be one or not, and a report may say that it is one", () => {
  const acts = [incident(0, 1), incident(1, 1, BACK), incident(2, 4, { ...BACK, relations: [["response-to", 0]] })];
  const pairs = pairTable(told(...acts));
  const [first] = pairs.rows;
  assert.deepEqual(
    [first.state, first.lagLeast, first.lagMost, first.next.id, first.nextSure.id, first.said],
    ["answered", 0, 3, "i1", "i2", true],
  );
  const [, second] = lagTable(told(...acts)).rows.sort((a, b) => b.n - a.n);
  assert.deepEqual([second.from, second.answeredLeast, second.answeredMost], ["a", 1, 1]);
});

test("the incidents of a transition and of a day are those that were counted", () => {
  const history = told(incident(0, 1), incident(1, 3, { type: 1 }), incident(2, 40), incident(3, 45, { type: 1 }));
  const found = transitionIncidents(history, "ASSAULT", "THREATEN");
  assert.deepEqual(found.map(({ index }) => index).sort(), [0, 1, 2, 3]);
  assert.deepEqual(transitionIncidents(history, "THREATEN", "ASSAULT"), []);
  const { middles, days } = alignedDays(history, "ASSAULT");
  assert.equal(middles.length, 2);
  assert.deepEqual([days[16].length, days[19].length, days.flat().length], [1, 1, 2]);
});

test("what does not count has no similar stretches, and nothing is similar to itself", () => {
  const history = told(incident(0, 1), incident(1, 100), incident(2, null));
  assert.equal(similarTable(history, "i2"), null);
  const { stretches, compared } = similarTable(history, "i0");
  assert.deepEqual([compared, stretches.length, stretches[0].score], [1, 1, 1]);
});

test("no incidents are no history", () => {
  const nothing = told();
  assert.deepEqual([lagTable(nothing).rows, pairTable(nothing).rows, rowsBy(nothing.steps).groups], [[], [], []]);
});

test("the question and its options stand in the link, and what is not in the page is not read", () => {
  const asked = { ask: "transitions", by: "actor", around: "THREATEN", mutual: true };
  const hash = writeHash({ ...initialState(data, []), ...asked }, data, []);
  assert.equal(hash, "ask=transitions&by=actor&around=THREATEN&mutual=yes");
  const read = readHash(hash, data, []);
  assert.deepEqual({ ask: read.ask, by: read.by, around: read.around, mutual: read.mutual }, asked);
  const { ask, by, around, mutual } = readHash("ask=no&by=no&around=no&mutual=no", data, []);
  assert.deepEqual([ask, by, around, mutual], ["lags", "pair", null, false]);
});
