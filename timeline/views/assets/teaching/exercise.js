// Which incidents make a fair exercise, and which of their orders does the evidence decide?
import { marksOf } from "../panels/passage.js";
import { cellsOf } from "../panels/row.js";
import { claimsOf, disagree, exclude } from "../data/figures.js";

/** @typedef {{wrong: [Incident, Incident][], open: [Incident, Incident][], decided: number}} Judgement */
/** @typedef {{publisher: number, passage: Passage}} Told */
/** @typedef {{incident: Incident, claims: Told[]}} SaysSet */
/** @typedef {{incident: Incident, first: Claim, second: Claim, apart: boolean}} BothSet */

/**
 * Make a chance generator that gives the same numbers for the same seed (mulberry32).
 * @param {number} seed
 */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Shuffle a copy of a list (Fisher and Yates).
 * @template Item
 * @param {Item[]} list
 * @param {() => number} next
 */
export function shuffled(list, next) {
  const made = [...list];
  for (let at = made.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [made[at], made[other]] = [made[other], made[at]];
  }
  return made;
}

/**
 * Say how two intervals stand: -1 the first is earlier, 1 later, 0 the evidence leaves it open.
 * @param {{when: When | null}} one
 * @param {{when: When | null}} two
 */
export function orderOf(one, two) {
  if (one.when === null || two.when === null) return 0;
  if (one.when.end < two.when.start) return -1;
  return two.when.end < one.when.start ? 1 : 0;
}

/**
 * Choose incidents to put in order: those that happened and have a date that is no guess, the weightiest first, but
 * no more than two of which the evidence leaves the order open with any other, for there would be nothing to find out.
 * @param {Incident[]} incidents
 * @param {number} number
 * @param {number} seed
 */
export function pickForOrder(incidents, number, seed) {
  const next = chance(seed);
  const fit = incidents.filter((one) => one.happened && one.when && one.when.basis !== "assumed");
  const ranked = fit.sort((a, b) => b.salience - a.salience || a.index - b.index).slice(0, 4 * number);
  // The first deal is of the weightiest; later ones are drawn from four times as many.
  const pool = seed === 1 ? ranked : shuffled(ranked, next);
  /** @type {Incident[]} */
  const chosen = [];
  for (const one of pool) {
    if (chosen.length === number) break;
    if (chosen.filter((other) => orderOf(one, other) === 0).length < 2) chosen.push(one);
  }
  const made = shuffled(chosen, next);
  // Never dealt as solved.
  return made.length > 1 && !judged(made).wrong.length ? made.reverse() : made;
}

/**
 * Judge an order: pairs that are the wrong way round, pairs that the evidence leaves open, and how many it decides.
 * @param {Incident[]} order
 */
export function judged(order) {
  /** @type {Judgement} */
  const result = { wrong: [], open: [], decided: 0 };
  order.forEach((one, at) => {
    for (const two of order.slice(at + 1)) {
      const stands = orderOf(one, two);
      if (stands === 0) result.open.push([one, two]);
      else result.decided += 1;
      if (stands === 1) result.wrong.push([one, two]);
    }
  });
  return result;
}

/**
 * Give the cells of a row that fields were read from, without those of some slots: others may give the answer away.
 * @param {Data} data
 * @param {Passage} passage
 * @param {string[]} slots
 */
export function maskedCells(data, passage, slots) {
  const { columns } = data.datasets[Number(data.documents[passage.document].dataset)];
  const hidden = new Set(data.words.slots.filter(({ id }) => slots.includes(id)).map(({ label }) => label));
  return cellsOf(passage.text, marksOf(data, passage), columns).filter(
    (cell) => cell.slots.length && !cell.slots.some((slot) => hidden.has(slot)),
  );
}

/**
 * Give the text of a passage with the words of some slots taken out, so that they can be guessed.
 * @param {Data} data
 * @param {Passage} passage
 * @param {string[]} slots
 */
export function masked(data, passage, slots) {
  const hidden = new Set(data.words.slots.map(({ id }, number) => (slots.includes(id) ? number : -1)));
  const characters = [...passage.text];
  for (const { slot, start, end } of passage.marks) {
    if (!hidden.has(slot)) continue;
    for (let position = start; position < end; position += 1) characters[position] = position === start ? "▁▁▁▁" : "";
  }
  return characters.join("");
}

/**
 * Choose incidents that more than one publisher tells of, those with rival figures first; each with one passage a
 * publisher, shuffled.
 * @param {Data} data
 * @param {Incident[]} incidents
 * @param {number} number
 * @param {number} seed
 * @returns {SaysSet[]}
 */
export function pickForSays(data, incidents, number, seed) {
  const next = chance(seed);
  const fit = incidents.filter((one) => one.publishers.length > 1);
  /** @param {Incident} one */
  const rank = (one) => (disagree(claimsOf(data, one)) ? 1000 : 0) + one.salience;
  const ranked = fit.map((one) => /** @type {[number, Incident]} */ ([rank(one), one])).sort((a, b) => b[0] - a[0] || a[1].index - b[1].index);
  return ranked.slice(0, number).map(([, incident]) => ({ incident, claims: shuffled(oneEach(data, incident), next) }));
}

/**
 * Give one passage of each publisher, the one with most figures.
 * @param {Data} data
 * @param {Incident} incident
 * @returns {Told[]}
 */
function oneEach(data, incident) {
  const best = new Map();
  for (const passage of incident.passages) {
    const { publisher } = data.documents[passage.document];
    if (publisher < 0) continue;
    const held = best.get(publisher);
    if (!held || passage.casualties.length > held.casualties.length) best.set(publisher, passage);
  }
  return [...best].map(([publisher, passage]) => ({ publisher, passage }));
}

/**
 * Choose pairs of figures of one incident of which a class says whether both can be true: half of them exclude each
 * other where there are such.
 * @param {Data} data
 * @param {Incident[]} incidents
 * @param {number} number
 * @param {number} seed
 */
export function pickForBoth(data, incidents, number, seed) {
  const next = chance(seed);
  /** @type {BothSet[]} */
  const pairs = [];
  for (const incident of incidents) {
    const claims = claimsOf(data, incident).filter(({ kind, part }) => kind === "killed" && !part);
    claims.forEach((first, place) => {
      for (const second of claims.slice(place + 1))
        if (first.document !== second.document || first.speakers.join() !== second.speakers.join())
          pairs.push({ incident, first, second, apart: exclude(first, second) });
    });
  }
  const different = pairs.filter(({ first, second }) => first.best !== second.best || first.high !== second.high);
  const [apart, both] = [true, false].map((wanted) => shuffled(different.filter((pair) => pair.apart === wanted), next));
  const chosen = [...apart.slice(0, Math.ceil(number / 2)), ...both.slice(0, number)].slice(0, number);
  return shuffled(chosen, next);
}
