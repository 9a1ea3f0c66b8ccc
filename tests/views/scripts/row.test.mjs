import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf } from "../../../timeline/views/assets/panels/row.js";

test("a row is parted into its cells, each with what was read there; empty cells are left out", () => {
  const marks = [
    { start: 3, label: "party" },
    { start: 3, label: "place" },
    { start: 7, label: "date" },
  ];
  assert.deepEqual(cellsOf("1\t\t😀ab\t2016\tx", marks, ["id", "empty", "side_a", "day"]), [
    { column: "id", text: "1", slots: [] },
    { column: "side_a", text: "😀ab", slots: ["party", "place"] },
    { column: "day", text: "2016", slots: ["date"] },
    { column: "", text: "x", slots: [] },
  ]);
});
