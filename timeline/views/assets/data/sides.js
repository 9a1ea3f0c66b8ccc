// Which side is an actor on? As found by the program, or as set by a reader on this machine.
import { recall, remember } from "../app/store.js";
import { colourOf } from "./data.js";

const COLOURS = /** @type {const} */ (["A", "B"]);

/** @typedef {{name: string, members: string[]}} ChosenSide */
/** @typedef {{sides: SideRow[], of: number[]}} FoundSides */

/** @type {WeakMap<Data, FoundSides>} */
const found = new WeakMap();

/**
 * Return the two sides that were set on this machine; null where none were.
 * @param {Data} data
 * @returns {ChosenSide[] | null}
 */
export function chosenSides(data) {
  const kept = recall(`sides:${data.title}`, /** @type {any} */ (null));
  return Array.isArray(kept) && kept.length === 2 && kept.every(isSide) ? kept : null;
}

/** @param {any} side */
function isSide(side) {
  return side !== null && typeof side === "object" && typeof side.name === "string" && Array.isArray(side.members) && side.members.every((/** @type {any} */ id) => typeof id === "string");
}

/**
 * Keep the sides on this machine, or with null go back to those found; return whether the browser allowed it.
 * @param {Data} data
 * @param {ChosenSide[] | null} sides
 */
export function keepSides(data, sides) {
  return remember(`sides:${data.title}`, sides);
}

/**
 * Colour everything by these sides, or with null by those found.
 * @param {Data} data
 * @param {ChosenSide[] | null} chosen
 */
export function applySides(data, chosen) {
  const first = found.get(data) ?? { sides: data.sides, of: data.actors.map(({ side }) => side) };
  found.set(data, first);
  const number = new Map((chosen ?? []).flatMap(({ members }, side) => members.map((id) => /** @type {[string, number]} */ ([id, side]))));
  data.sides = chosen ? chosen.map(({ name }, side) => ({ name, colour: COLOURS[side], acts: 0 })) : first.sides;
  data.actors.forEach((actor, row) => {
    actor.side = chosen ? (number.get(actor.id) ?? -1) : first.of[row];
  });
  for (const incident of data.incidents) incident.colour = colourOf(data, incident.actors);
}

/**
 * Return the two sides that have a colour now, with their actors.
 * @param {Data} data
 * @returns {ChosenSide[]}
 */
export function sidesNow(data) {
  return COLOURS.map((colour) => {
    const side = data.sides.findIndex((row) => row.colour === colour);
    const members = side < 0 ? [] : data.actors.filter((actor) => actor.side === side).map(({ id }) => id);
    return { name: side < 0 ? `Side ${colour}` : data.sides[side].name, members };
  });
}

/**
 * Write sides as the tables that a timeline.toml takes.
 * @param {ChosenSide[]} sides
 */
export function sidesToml(sides) {
  const tables = sides.filter(({ members }) => members.length).map(({ name, members }) => `[[side]]\nname = ${quoted(name)}\nmembers = [${members.map(quoted).join(", ")}]\n`);
  return tables.join("\n");
}

/**
 * Write a basic string of TOML.
 * @param {string} text
 */
function quoted(text) {
  const escaped = text.replace(/["\\]/g, "\\$&");
  const plain = escaped.replace(/[\u0000-\u001f\u007f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${plain}"`;
}
