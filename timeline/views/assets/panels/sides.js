// How does a reader set the sides? Each actor that acts is on one of two sides or on neither; the page follows at once.
import { folded } from "../data/data.js";
import { chosenSides, keepSides, sidesNow, sidesToml } from "../data/sides.js";
import { copyText } from "../download/cite.js";
import { byId, fill, h } from "../lib/dom.js";

const SHOWN = 60; // actors; others are searched for

/** @typedef {import("../data/sides.js").ChosenSide} ChosenSide */

/**
 * Ask for the sides.
 * @param {Data} data
 * @param {{changed: (sides: ChosenSide[] | null) => void, say: (words: string) => void}} on
 */
export function askSides(data, on) {
  const dialog = byId("say");
  const sides = sidesNow(data).map(({ name, members }) => ({ name, members: new Set(members) }));
  const actors = actorsByActs(data);
  const rows = h("ul", { class: "side-rows" });
  const text = h("textarea", { id: "sides-text", rows: 5, readonly: true, "aria-label": "For timeline.toml" });
  const now = () => sides.map(({ name, members }) => ({ name: name.trim() || "Side", members: [...members] }));
  const changed = () => {
    text.value = sidesToml(now());
    const isKept = keepSides(data, now());
    on.say(isKept ? "Sides changed" : "This browser stores nothing: copy the text");
    on.changed(now());
  };
  const draw = (/** @type {string} */ words) => fill(rows, rowsOf(actors, words, sides, changed));
  draw("");
  text.value = sidesToml(now());
  fill(
    dialog,
    h("h2", { id: "say-title" }, "The two sides"),
    h("p", { class: "s" }, "Two sides have a colour, everybody else is grey. Your choice stays in this browser; to keep it for all, put the text below into the project's timeline.toml and build again."),
    sides.map((side, place) => nameView(side, place, changed)),
    actors.length > SHOWN ? h("input", { type: "search", id: "sides-find", placeholder: "Find an actor", "aria-label": "Find an actor", oninput: (/** @type {any} */ event) => draw(folded(event.target.value)) }) : null,
    rows,
    text,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", id: "sides-copy", onclick: async () => on.say((await copyText(text.value)) ? "Text copied" : "The browser does not allow copying") }, "Copy the text"),
      h("button", { type: "button", id: "sides-found", disabled: chosenSides(data) === null, onclick: () => goBack(data, on) }, "Use the sides that were found"),
      h("button", { type: "button", class: "primary", id: "sides-close", onclick: () => dialog.close() }, "Close"),
    ),
  );
  dialog.showModal();
}

/**
 * @param {Data} data
 * @param {{changed: (sides: ChosenSide[] | null) => void, say: (words: string) => void}} on
 */
function goBack(data, on) {
  keepSides(data, null);
  on.changed(null);
  byId("say").close();
  on.say("The sides are those found");
}

/**
 * @param {{name: string}} side
 * @param {number} place
 * @param {() => void} changed
 */
function nameView(side, place, changed) {
  const rename = (/** @type {any} */ event) => {
    side.name = event.target.value.slice(0, 80);
    changed();
  };
  const words = place ? "Second side" : "First side";
  return h("label", { class: "side-name" }, h("span", {}, h("i", { class: `swatch ${place ? "B" : "A"}` }), words), h("input", { id: `side-name-${place}`, value: side.name, maxlength: 80, onchange: rename }));
}

/**
 * Order actors by how often they act.
 * @param {Data} data
 */
function actorsByActs(data) {
  const acts = new Map();
  for (const { actors } of data.incidents) for (const { actor, role } of actors) if (role !== "target") acts.set(actor, (acts.get(actor) ?? 0) + 1);
  return [...acts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([actor]) => data.actors[actor]);
}

/**
 * @param {ActorRow[]} actors
 * @param {string} words
 * @param {{members: Set<string>}[]} sides
 * @param {() => void} changed
 */
function rowsOf(actors, words, sides, changed) {
  const shown = actors.filter(({ name }) => !words || folded(name).includes(words)).slice(0, SHOWN);
  return shown.map(({ id, name }) => {
    const place = sides.findIndex(({ members }) => members.has(id));
    const take = (/** @type {any} */ event) => {
      for (const { members } of sides) members.delete(id);
      sides[Number(event.target.value)]?.members.add(id);
      changed();
    };
    const options = ["first side", "second side", "neither"].map((label, number) => h("option", { value: number, selected: number === (place < 0 ? 2 : place) }, label));
    return h("li", {}, h("label", {}, h("span", { dir: "auto" }, name), h("select", { "data-actor": id, onchange: take }, options)));
  });
}
