// Are exercises fair, and stories checked?
import assert from "node:assert/strict";
import test from "node:test";
import { shortened } from "../../../timeline/views/assets/teaching/lesson.js";
import { judged, masked, maskedCells, orderOf, pickForBoth, pickForOrder, pickForSays } from "../../../timeline/views/assets/teaching/exercise.js";
import { moved, readStory, writeStory } from "../../../timeline/views/assets/teaching/story.js";

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
        { id: "date", label: "when" },
        { id: "place", label: "where" },
      ],
    },
  };
  const passage = { text: "On 𝄞 Monday in Subek", marks: [{ slot: 0, start: 5, end: 11 }, { slot: 1, start: 15, end: 20 }] };
  assert.equal(masked(data, passage, ["date"]), "On 𝄞 ▁▁▁▁ in Subek");
});

test("of a row an exercise shows the cells that were read, not those that tell the day", () => {
  const data = {
    words: {
      slots: [
        { id: "date", label: "when" },
        { id: "party", label: "party" },
      ],
    },
    datasets: [{ id: "a.csv", name: "A", columns: ["id", "side_a", "articles", "day"] }],
    documents: [{ dataset: 0, line: 2 }],
  };
  const passage = { document: 0, text: "x-2015\tNorth\tWire,2015-08-30\t2015-08-29", marks: [{ slot: 1, start: 7, end: 12 }, { slot: 0, start: 29, end: 39 }] };
  const columns = (slots) => maskedCells(data, passage, slots).map(({ column }) => column);
  assert.deepEqual(columns(["date"]), ["side_a"]);
  assert.deepEqual(columns([]), ["side_a", "day"]);
});

test("who says what takes one passage of each publisher, where there is more than one", () => {
  const data = {
    words: { slots: [], casualties: ["killed"] },
    documents: [0, 1, 1, -1].map((publisher) => ({ publisher, dataset: null })),
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

test("whether both can be true is asked of figures that differ", () => {
  const figure = (number, group) => ({ kind: "killed", group, actor: -1, low: number, best: number, high: number, part: false, speakers: [] });
  const passage = (document, casualties) => ({ document, casualties, attribution: [], marks: [], text: "t" });
  const data = { words: { slots: [] }, documents: [0, 1].map((publisher) => ({ publisher, dataset: null })), publishers: ["A", "B"], speakers: [] };
  const rival = incident(0, 1, { passages: [passage(0, [figure(4, "people")]), passage(1, [figure(6, "people")])] });
  const same = incident(1, 1, { passages: [passage(0, [figure(4, "people")]), passage(1, [figure(4, "people")])] });
  const pairs = pickForBoth(data, [rival, same], 4, 1);
  assert.deepEqual(pairs.map(({ incident: { index }, apart }) => [index, apart]), [[0, true]]); // prettier-ignore
});

const STORY = { title: "T", steps: [{ text: "a", question: "", answer: "", view: "from=2020-02-03&to=2020-02-03" }] };

test("a story is read as it was written", () => {
  const read = readStory(writeStory(STORY));
  assert.deepEqual([read.title, read.steps], [STORY.title, STORY.steps]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
});

for (const [text, message] of [
  ["{", "This file is not JSON."],
  ["null", "This file is not a story."],
  ["{}", "This file is not a story."],
  [writeStory({ title: "", steps: [] }), "A story has 1 to 200 steps."],
  [writeStory({ title: 3, steps: STORY.steps }), 'The story: "title" is not a text of at most 4000 characters.'],
  [writeStory({ title: "", steps: [null] }), "Step 1 is no step."],
  [writeStory({ title: "", steps: [{ text: "", view: "" }] }), "Step 1 has neither text nor question."],
  [
    writeStory({ title: "", steps: [{ text: "x".repeat(5000) }] }),
    'Step 1: "text" is not a text of at most 4000 characters.',
  ],
]) {
  test(`a file that is no story is refused: ${message}`, () => assert.throws(() => readStory(text), { message }));
}

test("a long sentence is cut behind its figures and the cut is shown", () => {
  const long = `Shelling killed four people in Subek ${"and the hills around it ".repeat(6)}, officials said.`;
  const mark = (word, slot) => ({ slot, label: slot, start: long.indexOf(word), end: long.indexOf(word) + word.length });
  const { text, marks } = shortened(long, [mark("four people", "casualties"), mark("officials", "attribution")]);
  assert.ok(text.length <= 100 && text.endsWith(" …") && text.startsWith("Shelling killed four people"));
  assert.deepEqual(marks.map(({ slot }) => slot), ["casualties"]);
  const late = `${"Nothing more was known of it that day. ".repeat(4)}Nine died.`;
  const far = [{ slot: "casualties", label: "", start: late.indexOf("Nine"), end: late.indexOf("Nine") + 4 }];
  assert.ok(shortened(late, far).text.includes("Nine"), "a figure is never cut off");
  assert.equal(shortened("Four died.", []).text, "Four died.");
});
