// Are exercises fair, and stories checked?
import assert from "node:assert/strict";
import test from "node:test";
import { aroundDay, toldUndated } from "../../../timeline/views/assets/day.js";
import { judged, masked, maskedCells, orderOf, pickForOrder, pickForSays } from "../../../timeline/views/assets/exercise.js";
import { moved, readStory, writeStory } from "../../../timeline/views/assets/story.js";

const role = (actor, name) => ({ actor, role: name });

function incident(index, start, fields = {}) {
  return {
    index,
    headline: `H${index}`,
    happened: true,
    family: 0,
    salience: 100 - index,
    fine: true,
    when: start === null ? null : { start, end: start, basis: "relative" },
    actors: [role(0, "initiator"), role(1, "target")],
    publishers: [],
    passages: [],
    casualties: [],
    ...fields,
  };
}

const back = { actors: [role(1, "initiator"), role(0, "target")] };
const month = { when: { start: 0, end: 30, basis: "stated" }, fine: false };
const guess = { when: { start: 3, end: 3, basis: "assumed" } };

test("a day is sorted from those before and after it, and from what is dated roughly", () => {
  const all = [
    incident(0, 4),
    incident(1, 5),
    incident(2, 6),
    incident(3, 7),
    incident(4, 0, month),
    incident(5, null),
  ];
  const found = aroundDay(all, 5);
  assert.deepEqual(
    [found.before, found.on, found.after, found.perhaps].map((list) => list.map((one) => one.index)),
    [[0], [1], [2], [4]],
  );
  assert.deepEqual(
    aroundDay(all, 31).near.map((one) => one.index),
    [4],
    "the day before may have been one of its days",
  );
  assert.deepEqual(aroundDay(all, 31).perhaps, []);
});

test("a day knows what is not dated in the reports published on it", () => {
  const told = (index, start, document) => incident(index, start, { passages: [{ document }] });
  const incidents = [told(0, null, 0), told(1, null, 1), told(2, 5, 0)];
  const documents = [{ published: 5 }, { published: null }];
  assert.deepEqual(
    toldUndated({ incidents, documents }, 5).map(({ index }) => index),
    [0],
  );
});

test("the evidence decides an order only where no day could be both", () => {
  assert.equal(orderOf(incident(0, 1), incident(1, 2)), -1);
  assert.equal(orderOf(incident(0, 2), incident(1, 1)), 1);
  assert.equal(orderOf(incident(0, 2), incident(1, 2)), 0);
  assert.equal(orderOf(incident(0, 2), incident(1, 0, month)), 0);
});

test("an order is judged by pairs, and open pairs are never wrong", () => {
  const [a, b, c] = [incident(0, 1), incident(1, 9), incident(2, 0, month)];
  assert.deepEqual(judged([c, a, b]), {
    wrong: [],
    open: [
      [c, a],
      [c, b],
    ],
    decided: 1,
  });
  assert.deepEqual(judged([b, c, a]).wrong, [[b, a]]);
});

test("an exercise takes no guesses, nothing that did not happen, is never dealt as solved, and the same each time", () => {
  const all = [
    ...[...Array(20).keys()].map((index) => incident(index, index * 2)),
    incident(20, 3, { happened: false }),
    incident(21, 3, guess),
    incident(22, null),
  ];
  for (const seed of [1, 2, 3, 4, 5]) {
    const picked = pickForOrder([...all], 6, seed);
    assert.equal(picked.length, 6);
    assert.ok(picked.every((one) => one.index < 20));
    assert.ok(judged(picked).wrong.length > 0);
    assert.deepEqual(pickForOrder([...all], 6, seed), picked);
  }
  assert.deepEqual(pickForOrder([], 6, 1), []);
});

test("words of a slot are taken out, whole characters", () => {
  const data = {
    words: {
      slots: [
        ["date", "when"],
        ["place", "where"],
      ],
    },
  };
  const passage = { text: "On 𝄞 Monday in Subek", marks: [0, 5, 11, 1, 15, 20] };
  assert.equal(masked(data, passage, ["date"]), "On 𝄞 ▁▁▁▁ in Subek");
});

test("of a row an exercise shows the cells that were read, not those that tell the day", () => {
  const data = {
    words: {
      slots: [
        ["date", "when"],
        ["party", "party"],
      ],
    },
    datasets: [["a.csv", "A", ["id", "side_a", "articles", "day"]]],
    documents: [{ dataset: 0, line: 2 }],
  };
  const passage = { document: 0, text: "x-2015\tNorth\tWire,2015-08-30\t2015-08-29", marks: [1, 7, 12, 0, 29, 39] };
  const columns = (slots) => maskedCells(data, passage, slots).map(({ column }) => column);
  assert.deepEqual(columns(["date"]), ["side_a"]);
  assert.deepEqual(columns([]), ["side_a", "day"]);
});

test("who says what takes one passage of each publisher, where there is more than one", () => {
  const data = {
    words: { slots: [], casualties: ["killed"] },
    documents: [0, 1, 1, -1].map((publisher) => ({ publisher })),
    publishers: ["A", "B"],
    speakers: [],
  };
  const told = (document) => ({ document, casualties: [], attribution: [], marks: [], text: "t" });
  const two = incident(0, 1, { publishers: [0, 1], passages: [told(0), told(1), told(2), told(3)] });
  const one = incident(1, 1, { publishers: [0], passages: [told(0)] });
  const sets = pickForSays(data, [one, two], 3, 1);
  assert.equal(sets.length, 1);
  assert.deepEqual(sets[0].claims.map(({ publisher }) => publisher).sort(), [0, 1]);
});

const STORY = { title: "T", steps: [{ text: "a", question: "", answer: "", view: "day=2020-02-03" }] };

test("a story is read as it was written", () => {
  const read = readStory(writeStory(STORY));
  assert.deepEqual([read.title, read.steps], [STORY.title, STORY.steps]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
});

for (const [text, message] of [
  ["{", "This file is not JSON."],
  ["null", "This file is no story."],
  ["{}", "This file is no story."],
  [writeStory({ title: "", steps: [] }), "A story has 1 to 200 steps."],
  [writeStory({ title: 3, steps: STORY.steps }), 'The story: "title" is no text of at most 4000 characters.'],
  [writeStory({ title: "", steps: [null] }), "Step 1 is no step."],
  [writeStory({ title: "", steps: [{ text: "", view: "" }] }), "Step 1 has neither text nor question."],
  [
    writeStory({ title: "", steps: [{ text: "x".repeat(5000) }] }),
    'Step 1: "text" is no text of at most 4000 characters.',
  ],
]) {
  test(`a file that is no story is refused: ${message}`, () => assert.throws(() => readStory(text), { message }));
}
