// Where does each mark stand? Gives pixels, so that nothing is scattered at random and nothing overlaps.

const TILE_WIDTH = 30; // pixels; narrower, a three-digit count does not fit
const BAR_ROWS = 4; // rows of bars; where more would be needed, equal intervals share one bar with their count
const TILE_HALF = 9; // pixels; half the height of a tile
const COUNTED_HALF = 6; // pixels; half the height of a bar that bears a count
const BAR_LEAST = 5; // pixels; a narrower bar could neither be seen nor hit
const PAD = 7; // pixels above and below the marks of a lane

/**
 * Lay out the lanes.
 *
 * `scale` is pixels a day, `from` the first day shown, `width` the width in pixels, `titles` the pixels that a lane's
 * name takes above its marks (0 where names stand beside), `dot` the pixels from one dot to the next, `stack` the dots
 * that may stand one on the other before they become a tile, `crowd` those that may stand within the width of a tile.
 * Gives lanes with top, height and marks; a mark has kind (dot, bar, tile), incidents, x0 and x1 in days, y in pixels from the top of all.
 */
export function pack(lanes, { scale, from, width, titles, dot, stack, crowd = Infinity }) {
  const to = from + width / scale;
  let top = 0;
  return lanes.map((lane) => {
    const shown = lane.incidents.filter(({ when }) => when && when.end + 0.5 >= from && when.start - 0.5 <= to);
    const points = shown.filter((one) => one.fine && one.when.start === one.when.end);
    const spans = shown.filter((one) => !(one.fine && one.when.start === one.when.end));
    const swarm = stackDots(points, scale, { dot, stack, crowd });
    const bars = stackBars(spans, scale);
    const used = swarm.rows * dot + bars.rows * bars.pitch;
    const height = Math.max(titles ? 34 : 36, 2 * PAD + titles + used);
    const floor = top + titles + (height - titles - used) / 2 + swarm.rows * dot;
    const marks = [
      ...bars.marks.map((mark) => ({ ...mark, y: floor + (mark.row + 0.5) * bars.pitch })),
      ...swarm.marks.map((mark) => ({
        ...mark,
        y: mark.kind === "tile" ? floor - TILE_HALF - 1 : floor - (mark.row + 0.5) * dot,
      })),
    ];
    const placed = { ...lane, top, height, marks };
    top += height;
    return placed;
  });
}

/** Stack the dots of a lane in columns; a stretch where they would stand too high becomes a tile. */
function stackDots(points, scale, { dot, stack, crowd }) {
  const sorted = inOrder(points)
    ? points
    : [...points].sort((a, b) => a.when.start - b.when.start || a.index - b.index);
  const days = daysOfTile(scale);
  // Zoomed in to single days there is nothing left to zoom into: the column may grow.
  const most = scale > 60 ? 40 : stack;
  const marks = [];
  let ends = [];
  let rows = 0;
  const found = cells(sorted, (one) => one.when.start, days);
  for (const [cell, incidents] of found) {
    const [tried, placed] = [[...ends], []];
    for (const incident of incidents) {
      // Once the column is too high, the stretch is a tile whatever comes after.
      if ((tried.length > most || incidents.length > crowd) && incidents.length > 2) break;
      const at = incident.when.start * scale;
      let row = 0;
      while (row < tried.length && at - tried[row] < dot - 0.01) row += 1;
      tried[row] = at;
      placed.push({
        kind: "dot",
        half: 0,
        incidents: [incident],
        x0: incident.when.start,
        x1: incident.when.start,
        row,
      });
    }
    if ((tried.length > most || incidents.length > crowd) && incidents.length > 2) {
      marks.push({
        kind: "tile",
        half: TILE_HALF,
        incidents,
        x0: cell * days - 0.5,
        x1: (cell + 1) * days - 0.5,
        row: 0,
      });
      // The rows that the tile stands in are taken up to its end.
      const taken = Math.ceil((2 * TILE_HALF) / dot);
      for (let row = 0; row < taken; row += 1) tried[row] = ((cell + 1) * days - 0.5) * scale - dot / 2;
      ends = tried.slice(0, Math.max(ends.length, taken)).map((at, row) => (row < taken ? at : ends[row]));
    } else {
      marks.push(...placed);
      ends = tried;
    }
    rows = Math.max(rows, ends.length);
  }
  // Where most stretches are tiles, the others become tiles too: a few heaps of dots would look like the most.
  const tiled = marks.filter((mark) => mark.kind === "tile").length;
  if (tiled > 2 && tiled * 3 >= found.size && crowd > 2) return stackDots(sorted, scale, { dot, stack, crowd: 2 });
  return { marks, rows };
}

function inOrder(points) {
  for (let at = 1; at < points.length; at += 1) if (points[at].when.start < points[at - 1].when.start) return false;
  return true;
}

function daysOfTile(scale) {
  return Math.max(1, Math.ceil(TILE_WIDTH / scale));
}

/** Put incidents into stretches of equally many days, in order. */
function cells(incidents, dayOf, days) {
  const found = new Map();
  for (const incident of incidents) {
    const cell = Math.floor(dayOf(incident) / days);
    if (!found.has(cell)) found.set(cell, []);
    found.get(cell).push(incident);
  }
  return found;
}

/** Stack the bars of a lane; when there would be too many rows, bars are put together with their count. */
function stackBars(spans, scale) {
  const single = rowsOf(
    spans.map((incident) => barOf([incident])),
    scale,
  );
  return single.rows > BAR_ROWS ? rowsOf(together(spans, scale), scale) : single;
}

function barOf(incidents) {
  const [{ when, fine }] = incidents;
  const half = incidents.length > 1 ? COUNTED_HALF : fine ? 3.6 : 2.6;
  return { kind: "bar", half, incidents, x0: when.start - 0.5, x1: when.end + 0.5 };
}

/** Put equal intervals together, and those too narrow for a count of their own with their neighbours. */
function together(spans, scale) {
  const days = daysOfTile(scale);
  const isNarrow = ({ when }) => (when.end - when.start + 1) * scale < TILE_WIDTH;
  const bars = [];
  for (const [cell, incidents] of cells(spans.filter(isNarrow), ({ when }) => (when.start + when.end) / 2, days)) {
    if (incidents.length === 1) bars.push(barOf(incidents));
    else bars.push({ kind: "tile", half: COUNTED_HALF, incidents, x0: cell * days - 0.5, x1: (cell + 1) * days - 0.5 });
  }
  const equal = new Map();
  for (const incident of spans) {
    if (isNarrow(incident)) continue;
    const key = `${incident.when.start}:${incident.when.end}:${incident.happened}:${incident.fine}`;
    if (!equal.has(key)) equal.set(key, []);
    equal.get(key).push(incident);
  }
  return [...bars, ...[...equal.values()].map(barOf)];
}

function rowsOf(bars, scale) {
  const gap = 3 / scale;
  const ends = [];
  const least = BAR_LEAST / scale;
  const seen = bars.map((bar) => {
    const missing = (least - (bar.x1 - bar.x0)) / 2;
    return missing > 0 ? { ...bar, x0: bar.x0 - missing, x1: bar.x1 + missing } : bar;
  });
  const sorted = seen.sort((a, b) => a.x0 - b.x0 || b.x1 - a.x1 || a.incidents[0].index - b.incidents[0].index);
  const marks = sorted.map((mark) => {
    let row = 0;
    while (row < ends.length && mark.x0 - ends[row] < gap) row += 1;
    ends[row] = mark.x1;
    return { ...mark, row };
  });
  const pitch = marks.some((mark) => mark.half === COUNTED_HALF) ? 2 * COUNTED_HALF + 2 : 9;
  return { marks, rows: ends.length, pitch };
}
