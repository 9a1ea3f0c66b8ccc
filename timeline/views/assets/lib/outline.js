// How do the shipped outlines become shapes on a flat map?

/** @typedef {{west: number, south: number, east: number, north: number}} Box in degrees */
/** @typedef {[number, number]} Point longitude and latitude */

/**
 * Make a projection of the box {west, south, east, north} (degrees) into width and height (pixels): equirectangular,
 * true to scale along the middle latitude. What is wider or higher than the box is shown too, to fill the frame.
 * @param {Box} box
 * @param {number} width
 * @param {number} height
 */
export function projection(box, width, height) {
  const middle = (box.south + box.north) / 2;
  const shrink = Math.max(0.2, Math.cos((middle * Math.PI) / 180));
  const scale = Math.min(width / ((box.east - box.west) * shrink), height / (box.north - box.south));
  const [cx, cy] = [(box.west + box.east) / 2, middle];
  return {
    scale, // pixels a degree of latitude
    /** @param {number} lon */
    x: (lon) => width / 2 + (lon - cx) * shrink * scale,
    /** @param {number} lat */
    y: (lat) => height / 2 - (lat - cy) * scale,
    bounds: {
      west: cx - width / 2 / (shrink * scale),
      east: cx + width / 2 / (shrink * scale),
      south: cy - height / 2 / scale,
      north: cy + height / 2 / scale,
    },
  };
}

/**
 * Decode the arcs once: flat lists of longitude and latitude in degrees.
 * @param {{arcs: number[][], grain: number}} outlines
 */
export function decodeArcs({ arcs, grain }) {
  return arcs.map((steps) => {
    const points = new Float32Array(steps.length);
    let [x, y] = [0, 0];
    for (let at = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      points[at] = x / grain;
      points[at + 1] = y / grain;
    }
    return points;
  });
}

/**
 * Put a ring together from its arcs; a number below zero means the arc ~number, backwards.
 * @param {Float32Array[]} decoded
 * @param {number[]} numbers
 */
export function ringOf(decoded, numbers) {
  /** @type {Point[]} */
  const points = [];
  for (const number of numbers) {
    const arc = decoded[number < 0 ? ~number : number];
    const count = arc.length / 2;
    for (let at = points.length ? 1 : 0; at < count; at += 1) {
      const from = number < 0 ? count - 1 - at : at;
      points.push([unturned(arc[2 * from], points[points.length - 1]), arc[2 * from + 1]]);
    }
  }
  return points;
}

/**
 * Go on beyond 180 degrees where a ring crosses the date line, or it would run back around the whole earth.
 * @param {number} lon
 * @param {Point | undefined} last
 */
function unturned(lon, last) {
  if (!last || Math.abs(lon - last[0]) <= 180) return lon;
  return lon + 360 * Math.round((last[0] - lon) / 360);
}

/**
 * Cut a ring to a box {west, south, east, north} (Sutherland and Hodgman); empty when it lies outside.
 * @param {Point[]} ring
 * @param {Box} box
 * @returns {Point[]}
 */
export function clipped(ring, { west, south, east, north }) {
  let points = ring;
  for (const [axis, bound, sign] of /** @type {[0 | 1, number, number][]} */ ([
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ])) {
    /** @param {Point} point */
    const inside = (point) => sign * (point[axis] - bound) >= 0;
    /** @type {Point[]} */
    const kept = [];
    points.forEach((point, at) => {
      const last = points[(at + points.length - 1) % points.length];
      if (inside(point) !== inside(last)) kept.push(crossing(last, point, axis, bound));
      if (inside(point)) kept.push(point);
    });
    points = kept;
    if (!points.length) return points;
  }
  return points;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {0 | 1} axis
 * @param {number} bound
 * @returns {Point}
 */
function crossing(a, b, axis, bound) {
  const share = (bound - a[axis]) / (b[axis] - a[axis]);
  return axis === 0 ? [bound, a[1] + share * (b[1] - a[1])] : [a[0] + share * (b[0] - a[0]), bound];
}

/**
 * Give the area and the middle of a ring, in its own units.
 * @param {Point[]} ring
 */
export function middleOf(ring) {
  let [area, x, y] = [0, 0, 0];
  ring.forEach((a, at) => {
    const b = ring[(at + 1) % ring.length];
    const cross = a[0] * b[1] - b[0] * a[1];
    area += cross;
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  });
  return area === 0
    ? { area: 0, x: ring[0]?.[0] ?? 0, y: ring[0]?.[1] ?? 0 }
    : { area: Math.abs(area / 2), x: x / (3 * area), y: y / (3 * area) };
}
