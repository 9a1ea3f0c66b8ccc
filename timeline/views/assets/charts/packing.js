// Where do discs stand so that none lies over another? Each as near to its place and to the floor as there is room.

const APART = 1; // pixels between two discs
const STEP = 3.5; // pixels by which a disc is moved aside

/**
 * @typedef {object} Disc
 * @property {number} x
 * @property {number} y counted from the floor, upwards negative
 * @property {number} r
 */

/**
 * Find the lowest place over a day at which a disc meets no other.
 * @param {Disc[]} placed
 * @param {number} x
 * @param {number} r
 * @returns {number} the middle of the disc, counted from the floor
 */
export function lowestFree(placed, x, r) {
  const blocked = [];
  for (const disc of placed) {
    const reach = disc.r + r + APART;
    const away = Math.abs(disc.x - x);
    if (away >= reach) continue;
    const half = Math.sqrt(reach ** 2 - away ** 2);
    blocked.push({ from: disc.y - half, to: disc.y + half });
  }
  blocked.sort((a, b) => b.to - a.to);
  let y = -r;
  for (const { from, to } of blocked) if (y < to && y > from) y = from;
  return y;
}

/**
 * Place discs over the floor, the first one first; what finds no room under the ceiling is left out.
 * @template {{x: number, r: number}} T
 * @param {T[]} wanted with the place where each belongs
 * @param {{ceiling: number, aside: number, width: number}} room pixels: how high, how far from its place, and the right edge
 * @returns {{placed: (T & Disc)[], left: T[], tall: number}} `tall` pixels that are taken
 */
export function packDiscs(wanted, { ceiling, aside, width }) {
  /** @type {(T & Disc)[]} */
  const placed = [];
  const left = [];
  for (const disc of wanted) {
    const spot = freeSpot(placed, disc, { ceiling, aside, width });
    if (spot) placed.push({ ...disc, ...spot });
    else left.push(disc);
  }
  const tall = placed.reduce((most, { y, r }) => Math.max(most, r - y), 0);
  return { placed, left, tall };
}

/**
 * @param {Disc[]} placed
 * @param {{x: number, r: number}} disc
 * @param {{ceiling: number, aside: number, width: number}} room
 */
function freeSpot(placed, { x, r }, { ceiling, aside, width }) {
  for (let away = 0; away <= aside; away += STEP)
    for (const moved of away ? [x - away, x + away] : [x]) {
      if (moved < r || moved > width - r) continue;
      const y = lowestFree(placed, moved, r);
      if (r - y <= ceiling) return { x: moved, y };
    }
  return null;
}

/**
 * Return whether a line of words meets a disc.
 * @param {{left: number, right: number, y: number}} words `y` their middle
 * @param {Disc} disc
 * @param {number} half half of the height of the words
 */
export function meetsDisc({ left, right, y }, disc, half = 7) {
  const across = Math.max(left - disc.x, 0, disc.x - right);
  const down = Math.max(Math.abs(disc.y - y) - half, 0);
  return across ** 2 + down ** 2 < (disc.r + 2) ** 2;
}
