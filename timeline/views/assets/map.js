// Where did what is in view happen, and how exactly is that known? Own outlines; a ring where only an area is named.
import { byId, fill, h, plural, s, shorten } from "./dom.js";
import { clipped, decodeArcs, middleOf, projection, ringOf } from "./outline.js";

const EXACT = new Set(["site", "city"]); // grains that are drawn as a dot
const STOPS = 40; // places; more would be too many stops for the keyboard, which has the list below
const RINGS = { district: 8, province: 11, country: 21, region: 32 }; // pixels; the coarser, the wider
const TIGHT = 1.6; // degrees; a map of less would promise more than the outlines hold
const ROOM = 0.22; // of the map's width, left free around the outermost places
const HEIGHT = 430;
const WIDEST = 0.625; // the page brings outlines for no wider a map
const CELL = 7; // pixels; half the height of a line of text

const view = { wide: false, zoom: 1 }; // how closely the reader looks; not part of a link
let arcs = null;

/** Draw the places of the incidents in view. */
export function drawMap(context, paper) {
  const host = byId("map");
  const found = placesIn(context.data, context.view);
  const drawn = found.filter(({ place }) => place.lat !== null && place.lon !== null);
  if (!drawn.length) {
    fill(
      host,
      h(
        "p",
        { class: "empty" },
        found.length ? "No place in view has known coordinates." : "No incident in view names a place.",
      ),
    );
    return;
  }
  const width = paper ?? Math.max(280, host.clientWidth);
  const height = Math.min(HEIGHT, Math.round(width * 0.75));
  const box = boxOf(drawn);
  const flat = projection(zoomed(box.shown), width, height);
  const inside = drawn.filter(({ place }) => within(place, flat.bounds));
  fill(
    host,
    controls(context, box),
    h("div", { class: "map-frame" }, picture(context, inside, flat, { width, height })),
    notes(context, { found, drawn, inside }),
  );
}

/** Count the incidents of each place, the most frequent first. */
export function placesIn(data, incidents) {
  const counts = new Map();
  for (const incident of incidents)
    for (const place of new Set(incident.places)) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts]
    .map(([number, count]) => ({ number, count, place: data.places[number] }))
    .sort((a, b) => b.count - a.count || a.number - b.number);
}

/** Choose what the map shows: the bulk of the places, when a few far away would press it into a corner. */
export function boxOf(drawn) {
  const exact = drawn.filter(({ place }) => EXACT.has(place.precision) || place.precision === "province");
  const all = bounds(exact.length ? exact : drawn, 0);
  const bulk = bounds(exact.length ? exact : drawn, 0.15);
  const far = size(all) > 2.5 * Math.max(size(bulk), TIGHT);
  return { far, shown: padded(far && !view.wide ? bulk : all) };
}

/** Give the box that leaves out a share of the incidents on each side. */
function bounds(rows, share) {
  const edges = (axis) => {
    const sorted = rows.map(({ place, count }) => [place[axis], count]).sort((a, b) => a[0] - b[0]);
    const total = sorted.reduce((sum, [, count]) => sum + count, 0);
    const at = (part) => {
      let passed = 0;
      for (const [value, count] of sorted) {
        passed += count;
        if (passed >= part * total) return value;
      }
      return sorted[sorted.length - 1][0];
    };
    return share === 0 ? [sorted[0][0], sorted[sorted.length - 1][0]] : [at(share), at(1 - share)];
  };
  const [[south, north], [west, east]] = [edges("lat"), edges("lon")];
  return { west, south, east, north };
}

function size({ west, south, east, north }) {
  return Math.max(east - west, north - south);
}

function padded(box) {
  const margin = Math.max(TIGHT / 2, size(box) * ROOM);
  return {
    west: box.west - margin,
    south: Math.max(-89, box.south - margin),
    east: box.east + margin,
    north: Math.min(89, box.north + margin),
  };
}

function zoomed({ west, south, east, north }) {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const [dx, dy] = [(east - west) / 2 / view.zoom, (north - south) / 2 / view.zoom];
  return { west: x - dx, south: Math.max(-89, y - dy), east: x + dx, north: Math.min(89, y + dy) };
}

function within({ lat, lon }, { west, south, east, north }) {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function controls(context, box) {
  const button = (id, label, text, act, pressed = null) =>
    h(
      "button",
      {
        type: "button",
        id,
        "aria-label": label,
        "aria-pressed": pressed,
        onclick: () => {
          act();
          drawMap(context, null);
          byId(id)?.focus();
        },
      },
      text,
    );
  return h(
    "p",
    { class: "buttons map-tools" },
    button("map-in", "Closer", "+", () => {
      view.zoom = Math.min(16, view.zoom * 1.6);
    }),
    button("map-out", "Wider", "−", () => {
      view.zoom = Math.max(WIDEST, view.zoom / 1.6);
    }),
    box.far
      ? button(
          "map-all",
          null,
          view.wide ? "Where most happened" : "All places",
          () => {
            view.wide = !view.wide;
            view.zoom = 1;
          },
          String(view.wide),
        )
      : null,
  );
}

function picture(context, places, flat, { width, height }) {
  const taken = [
    [0, height - 34, 140, height], // the scale bar
    [width - 190, 0, width, 44], // the buttons
  ];
  const marks = [...places].sort((a, b) => a.count - b.count);
  const labels = places.map((one) => label(one, flat, { width, height, taken, most: places[0].count }));
  return s(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": `Map: ${plural(places.length, "place")}`,
    },
    s("rect", { class: "sea", x: 0, y: 0, width, height }),
    land(context.data, flat, { width, height, taken, named: new Set(places.map(({ place }) => place.name)) }),
    marks.map((one) => mark(context, one, flat, { most: places[0].count, stop: places.length <= STOPS })),
    labels,
    scaleBar(flat, height),
  );
}

function land(data, flat, { width, height, taken, named }) {
  if (!data.outlines) return null;
  arcs ??= decodeArcs(data.outlines);
  const { west, south, east, north } = flat.bounds;
  const edge = { west: west - 1, south: south - 1, east: east + 1, north: north + 1 };
  const names = [];
  const shapes = data.outlines.countries.map(([name, rings]) => {
    let largest = { area: 0, x: 0, y: 0 };
    const path = [];
    for (const numbers of rings) {
      const ring = clipped(ringOf(arcs, numbers), edge);
      if (ring.length < 3) continue;
      path.push(`M${ring.map(([lon, lat]) => `${flat.x(lon).toFixed(1)} ${flat.y(lat).toFixed(1)}`).join("L")}Z`);
      const middle = middleOf(clipped(ring, flat.bounds));
      if (middle.area > largest.area) largest = middle;
    }
    if (largest.area * flat.scale ** 2 > 1600 && !named.has(name)) names.push([name, largest]);
    return path.length ? s("path", { class: "land", d: path.join("") }) : null;
  });
  const labels = names.map(([name, { x, y }]) => {
    const half = name.length * 4.4;
    const at = [
      Math.max(half + 4, Math.min(width - half - 4, flat.x(x))),
      Math.max(12, Math.min(height - 6, flat.y(y))),
    ];
    const box = [at[0] - half, at[1] - 12, at[0] + half, at[1] + 4];
    return taken.some((one) => meets(one, box)) ? null : s("text", { class: "country", x: at[0], y: at[1] }, name);
  });
  return [shapes, labels];
}

function meets(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function radius(count, most) {
  return 4 + 8 * Math.sqrt(count / most);
}

function mark(context, { number, count, place }, flat, { most, stop }) {
  const [cx, cy] = [flat.x(place.lon), flat.y(place.lat)];
  const exact = EXACT.has(place.precision);
  const grain = context.data.words.grains[place.precision];
  const pick = () => context.on.place(number);
  return s(
    "g",
    {
      class: exact ? "place" : "place area",
      tabindex: stop ? 0 : -1,
      role: "button",
      "aria-label": `${place.name}, ${grain}, ${plural(count, "incident")}`,
      onclick: pick,
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        pick();
      },
    },
    s("title", {}, `${place.name} (${grain}): ${plural(count, "incident")}`),
    s("circle", { cx, cy, r: exact ? radius(count, most) : RINGS[place.precision] + 5 * Math.sqrt(count / most) }),
  );
}

/** Write a name where it covers no other; one that finds no room stands only in the list below. */
function label({ place, count }, flat, { width, height, taken, most }) {
  const [x, y] = [flat.x(place.lon), flat.y(place.lat)];
  const exact = EXACT.has(place.precision);
  const away = (exact ? radius(count, most) : RINGS[place.precision] + 5 * Math.sqrt(count / most)) + 4;
  const text = `${shorten(place.name, 26)}${count > 1 ? ` ${count}` : ""}`;
  const long = text.length * 6.9;
  const ways = exact
    ? [
        ["start", x + away, y + 4],
        ["end", x - away, y + 4],
        ["middle", x, y - away - 2],
        ["middle", x, y + away + 12],
      ]
    : [
        ["middle", x, y - away],
        ["middle", x, y + away + 10],
      ];
  for (const [anchor, at, down] of ways) {
    const left = anchor === "start" ? at : anchor === "end" ? at - long : at - long / 2;
    const box = [left, down - 2 * CELL + 2, left + long, down + 4];
    if (box[0] < 2 || box[2] > width - 2 || box[1] < 2 || box[3] > height - 2) continue;
    if (taken.some((one) => meets(one, box))) continue;
    taken.push(box);
    return s(
      "text",
      { class: exact ? "place-name" : "place-name area", x: at, y: down, "text-anchor": anchor, "aria-hidden": "true" },
      text,
    );
  }
  return null;
}

function scaleBar(flat, height) {
  const kilometre = flat.scale / 111.2; // pixels
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
  const long = steps.find((one) => one * kilometre >= 50) ?? 5000;
  return s(
    "g",
    { class: "scale-bar" },
    s("path", { d: `M10 ${height - 14}v4h${(long * kilometre).toFixed(1)}v-4` }),
    s("text", { x: 14, y: height - 16 }, `${long.toLocaleString("en-GB")} km`),
  );
}

function notes({ data, on }, { found, drawn, inside }) {
  const outside = drawn.length - inside.length;
  const lost = found.length - drawn.length;
  const left = [
    outside ? `${plural(outside, "place")} outside this map` : "",
    lost ? `${plural(lost, "place")} without known coordinates` : "",
  ].filter(Boolean);
  return [
    h(
      "p",
      { class: "muted" },
      "A dot is a town or an exact place; a dashed ring means that only a district, a province, a country or a region is named, and stands in its middle. ",
      left.length ? `Not drawn: ${left.join(", ")}. ` : "",
      data.outlines ? `Outlines: ${data.outlines.origin}` : "",
    ),
    h(
      "details",
      {},
      h("summary", {}, `All ${plural(found.length, "place")} in view`),
      h(
        "ul",
        { class: "columns" },
        found.map(({ number, count, place }) =>
          h(
            "li",
            {},
            h("button", { type: "button", class: "text", onclick: () => on.place(number) }, place.name),
            h(
              "span",
              { class: "muted" },
              ` ${count} · ${data.words.grains[place.precision]}${place.lat === null ? ", not on the map" : ""}`,
            ),
          ),
        ),
      ),
    ),
  ];
}
