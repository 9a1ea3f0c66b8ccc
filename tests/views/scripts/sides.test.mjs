// Do colours follow the sides that a reader sets, and can timeline.toml read what is written?
import assert from "node:assert/strict";
import test from "node:test";
import { applySides, chosenSides, sidesNow, sidesToml } from "../../../timeline/views/assets/data/sides.js";

function dataOf() {
  const role = (actor, name) => ({ actor, role: name });
  return {
    title: "T",
    sides: [{ name: "north", colour: "A", acts: 3 }, { name: "south", colour: "B", acts: 1 }, { name: "west", colour: "C", acts: 1 }],
    actors: ["a", "b", "c", "d"].map((id, row) => ({ id, name: id.toUpperCase(), side: row < 3 ? row : -1 })),
    incidents: [[role(0, "initiator"), role(1, "target")], [role(1, "initiator")], [role(2, "party"), role(0, "party")], [role(3, "initiator")], []].map((actors) => ({ actors, colour: "" })),
  };
}

const colours = (data) => data.incidents.map(({ colour }) => colour).join("");

test("found sides colour who acted, others are grey, nobody is pale", () => {
  const data = dataOf();
  applySides(data, null);
  assert.equal(colours(data), "ABACN");
  assert.deepEqual(sidesNow(data), [{ name: "north", members: ["a"] }, { name: "south", members: ["b"] }]);
});

test("set sides take the place of the found ones, and these come back", () => {
  const data = dataOf();
  applySides(data, [{ name: "one", members: ["b", "d"] }, { name: "two", members: ["c"] }]);
  assert.equal(colours(data), "CABAN");
  assert.deepEqual(data.sides.map(({ name }) => name), ["one", "two"]);
  applySides(data, null);
  assert.equal(colours(data), "ABACN");
  assert.equal(data.sides.length, 3);
});

test("sides are written as tables of TOML, whatever their names hold", () => {
  const text = sidesToml([{ name: 'a "b" \\ c\u0007', members: ["SYR", 'x"y'] }, { name: "empty", members: [] }]);
  assert.equal(text, '[[side]]\nname = "a \\"b\\" \\\\ c\\u0007"\nmembers = ["SYR", "x\\"y"]\n');
});

test("what a browser keeps is read only where it is two sides", () => {
  const kept = new Map();
  globalThis.window = { localStorage: { getItem: (name) => kept.get(name) ?? null } };
  const key = "conflict-timeline:sides:T";
  for (const value of [[], [{ name: 1, members: [] }, { name: "b", members: [] }], "x", [null, null], [{ name: "a", members: [1] }, { name: "b", members: [] }]]) {
    kept.set(key, JSON.stringify(value));
    assert.equal(chosenSides(dataOf()), null);
  }
  const sides = [{ name: "a", members: ["x"] }, { name: "b", members: [] }];
  kept.set(key, JSON.stringify(sides));
  assert.deepEqual(chosenSides(dataOf()), sides);
  delete globalThis.window;
});
