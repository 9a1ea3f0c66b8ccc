// Where did what is in view happen? One mark an incident, the heaviest at its place, the rest packed round it.
import { groupBy } from "../data/data.js";
import { fill, h, plural, s, shorten, textWidth } from "../lib/dom.js";
import { clipped, decodeArcs, middleOf, projection, ringOf } from "../lib/outline.js";
import { radiusOf, round } from "./marks.js";
import { meetsDisc } from "./packing.js";
import { clickable } from "./lanes.js";

const EXACT = new Set(["site", "city", "district"]); // grains that have a place to stand on
const TIGHT = 1.6; // degrees; a map of less would promise more than the outlines hold
const ROOM = 0.14; // of the map's width, left free around the outermost places
const LARGEST_NAMED = 8; // places whose names may lie over marks
const MOST = 1500; // marks
const LINE = 18; // pixels around a name that another one leaves free
/** @type {Float32Array[] | null} */
let arcs = null;

/**
 * Draw the places of the incidents in view.
 * @param {Element} host
 * @param {{data: Data, state: State, found: Found, width: number, height: number}} context
 * @param {{select: (incident: Incident) => void, list: (listing: Listing) => void}} on
 */
export function drawMap(host, context, on) {
  const { data, found, width, height } = context;
  const spots = spotsOf(data, found.view);
  if (!spots.length) {
    fill(host, h("p", { class: "empty" }, "Nothing in view names a place with known coordinates."));
    return;
  }
  const flat = projection(boxOf(atHome(data, spots)), width, height);
  const placed = packed(spots, flat, { width, height });
  const outlines = borders(data, flat, spots, { width, height });
  const svg = s(
    "svg",
    { class: "map", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Map of the incidents in view; the list holds the same" },
    s("rect", { class: "sea", width, height, rx: 4 }),
    outlines.map(({ view }) => view),
    outlines.map(({ label }) => label && isClear(data, label, placed) && label.view),
    placed.flatMap(({ marks }) => marks.map((mark) => clickable(data, context.state, mark.incident, mark, on))),
    placesNamed(data, placed, width, on),
  );
  const note = "One mark, one incident. Borders: Natural Earth, which draws who controls, not who claims.";
  fill(host, svg, h("p", { class: "s map-note" }, note));
}

/**
 * Return how many incidents in view have no place on the map.
 * @param {Data} data
 * @param {Incident[]} incidents
 */
export function countPlaceless(data, incidents) {
  return incidents.filter((incident) => spotOf(data, incident) < 0).length;
}

/**
 * @param {Data} data
 * @param {Incident} incident
 */
function spotOf(data, { places }) {
  return places.find((place) => data.places[place].lat !== null && EXACT.has(data.places[place].precision)) ?? -1;
}

/**
 * @param {Data} data
 * @param {Incident[]} incidents
 */
function spotsOf(data, incidents) {
  const shown = incidents.filter((incident) => spotOf(data, incident) >= 0);
  const groups = groupBy(shown, (incident) => spotOf(data, incident));
  const spots = [...groups].map(([place, group]) => ({
    place,
    lat: Number(data.places[place].lat),
    lon: Number(data.places[place].lon),
    incidents: group.sort((a, b) => (b.high ?? 0) - (a.high ?? 0)),
  }));
  return spots.sort((a, b) => b.incidents.length - a.incidents.length);
}

/** @typedef {ReturnType<typeof spotsOf>[number]} Spot */

/**
 * Return the places of the country where most happened, when that is a good part of all.
 * @param {Data} data
 * @param {Spot[]} spots
 */
function atHome(data, spots) {
  const home = homeOf(data, spots);
  const inside = spots.filter(({ place }) => countryOf(data, place) === home);
  const [part, all] = [inside, spots].map((group) => group.reduce((sum, { incidents }) => sum + incidents.length, 0));
  return part >= 0.4 * all ? inside : spots;
}

/**
 * @param {Data} data
 * @param {number} place
 */
function countryOf(data, place) {
  const { country } = data.places[place];
  return country === null ? null : (data.countries[country] ?? country);
}

/**
 * Choose what the map shows: all but a few far places that would press the rest into a corner.
 * @param {Spot[]} spots
 */
export function boxOf(spots) {
  const all = edgesOf(spots, 0);
  const bulk = edgesOf(spots, 0.05);
  const size = (/** @type {any} */ box) => Math.max(box.east - box.west, box.north - box.south, TIGHT);
  const box = size(all) > 2 * size(bulk) ? bulk : all;
  const margin = Math.max(TIGHT / 2, size(box) * ROOM);
  return {
    west: box.west - margin,
    south: Math.max(-89, box.south - margin),
    east: box.east + margin,
    north: Math.min(89, box.north + margin),
  };
}

/**
 * @param {Spot[]} spots
 * @param {number} share left out on each side
 */
function edgesOf(spots, share) {
  /** @param {"lat" | "lon"} axis */
  const edges = (axis) => {
    const sorted = spots.flatMap((spot) => spot.incidents.map(() => spot[axis])).sort((a, b) => a - b);
    const cut = Math.floor(sorted.length * share);
    return [sorted[cut], sorted[sorted.length - 1 - cut]];
  };
  const [[south, north], [west, east]] = [edges("lat"), edges("lon")];
  return { west, south, east, north };
}

/**
 * Pack the marks of each place in rings round the heaviest.
 * @param {Spot[]} spots
 * @param {any} flat
 * @param {{width: number, height: number}} frame
 */
function packed(spots, flat, { width, height }) {
  let left = MOST;
  const shown = spots.filter(({ lat, lon }) => inFrame(flat.x(lon), flat.y(lat), width, height));
  const crowded = shown.some(({ incidents }) => incidents.length > 60);
  return shown.map((spot) => {
    const incidents = spot.incidents.slice(0, Math.max(0, left));
    left -= incidents.length;
    const [x, y] = [flat.x(spot.lon), flat.y(spot.lat)];
    /** @type {{x: number, y: number, r: number, incident: Incident}[]} */
    const marks = [];
    let angle = 0;
    let ring = 0;
    for (const incident of incidents) {
      const r = Math.max(2, radiusOf("archive", incident) * (crowded ? 0.8 : 1));
      let [px, py] = [x, y];
      while (marks.some((mark) => (mark.x - px) ** 2 + (mark.y - py) ** 2 < (mark.r + r + 0.8) ** 2)) {
        angle += 0.5;
        ring += 0.5;
        px = x + ring * Math.cos(angle);
        py = y + ring * Math.sin(angle);
      }
      marks.push({ x: px, y: py, r, incident });
    }
    return { ...spot, x, y, marks };
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function inFrame(x, y, width, height) {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

/**
 * @param {Data} data
 * @param {any} flat
 * @param {Spot[]} spots
 * @param {{width: number, height: number}} frame
 */
function borders(data, flat, spots, { width, height }) {
  if (!data.outlines) return [];
  const shapes = (arcs ??= decodeArcs(data.outlines));
  const home = homeOf(data, spots);
  const views = [];
  for (const [name, rings] of data.outlines.countries) {
    const inside = rings.map((/** @type {number[]} */ ring) => clipped(ringOf(shapes, ring), flat.bounds)).filter((/** @type {any[]} */ ring) => ring.length);
    if (!inside.length) continue;
    const path = inside.map((/** @type {number[][]} */ ring) => `M${ring.map(([lon, lat]) => `${round(flat.x(lon))} ${round(flat.y(lat))}`).join("L")}Z`).join("");
    const isHome = name === home;
    views.push({ isHome, view: s("path", { class: isHome ? "land home" : "land", d: path }), label: isHome ? null : countryLabel(name, inside, flat, width, height) });
  }
  views.sort((a, b) => Number(a.isHome) - Number(b.isHome));
  return views;
}

/**
 * Return whether the name of a country meets no mark, and no name of a place at the right of its marks.
 * @param {Data} data
 * @param {{left: number, right: number, y: number}} label
 * @param {{place: number, x: number, y: number}[]} placed
 */
function isClear(data, { left, right, y }, placed) {
  const named = placed.filter((spot) => Math.abs(spot.y - y) < LINE);
  return named.every(({ place, x }) => x - LINE > right || x + LINE + textWidth(data.places[place].name, 12.5) < left);
}

/**
 * @param {Data} data
 * @param {Spot[]} spots
 */
function homeOf(data, spots) {
  const counts = new Map();
  for (const { place, incidents } of spots) {
    const country = countryOf(data, place);
    counts.set(country, (counts.get(country) ?? 0) + incidents.length);
  }
  const [name] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null];
  return name;
}

/**
 * @param {string} name
 * @param {[number, number][][]} rings
 * @param {any} flat
 * @param {number} width
 * @param {number} height
 */
function countryLabel(name, rings, flat, width, height) {
  const largest = rings.map(middleOf).sort((a, b) => b.area - a.area)[0];
  const [x, y] = [flat.x(largest.x), flat.y(largest.y)];
  const wide = textWidth(name, 15);
  if (x < wide / 2 || x > width - wide / 2 || y < 14 || y > height - 8) return null;
  if (Math.sqrt(largest.area) * flat.scale < 40) return null;
  const view = s("text", { class: "country", x: round(x), y: round(y), "text-anchor": "middle" }, name.toUpperCase());
  return { view, left: x - wide / 2, right: x + wide / 2, y };
}

/**
 * Name the places with most incidents beside their marks, where there is room.
 * @param {Data} data
 * @param {any[]} placed
 * @param {number} width
 * @param {{list: (listing: Listing) => void}} on
 */
function placesNamed(data, placed, width, on) {
  /** @type {{left: number, right: number, y: number}[]} */
  const taken = [];
  const views = [];
  for (const { place, x, y, marks, incidents } of placed.slice(0, 24)) {
    const reach = Math.max(...marks.map((/** @type {any} */ mark) => mark.x + mark.r - x), 4);
    const words = `${shorten(data.places[place].name, 24)} ${incidents.length}`;
    const wide = textWidth(words, 12.5);
    const left = x + reach + 5;
    // A place of few must not hide the marks of others; the names of the largest ones orient.
    const isSmall = views.length >= LARGEST_NAMED;
    const hides = isSmall && placed.some((other) => other.place !== place && other.marks.some((/** @type {any} */ mark) => meetsDisc({ left, right: left + wide, y }, mark)));
    const meets = hides || taken.some((each) => Math.abs(each.y - y) < 15 && left < each.right + 4 && left + wide > each.left - 4);
    if (meets || left + wide > width) continue;
    taken.push({ left, right: left + wide, y });
    const listing = { title: data.places[place].name, incidents };
    views.push(
      s(
        "text",
        {
          ...{ class: "b i halo link", x: round(left), y: round(y + 4), tabindex: 0, role: "button" },
          "aria-label": `${data.places[place].name}: ${plural(incidents.length, "incident")}`,
          onclick: () => on.list(listing),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            if (event.key === "Enter") on.list(listing);
          },
        },
        words,
      ),
    );
  }
  return views;
}
