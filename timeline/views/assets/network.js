// Who acts on whom among the incidents in view? Actors on a ring, an arrow for each direction.
import { byId, h, plural, s, wrapLabel } from "./dom.js";

const MANY = 1e6; // more actors than any timeline has, so that a pair has a number of its own
const MOST = 14; // actors; more names do not fit around the ring
const BINS = 16; // small bars of a link's course
const LISTED = 60; // links listed
const MOST_LINKS = 24; // more cannot be told apart

/** Draw the actors of what is in view; the chosen actor stands out with its links. */
export function drawNetwork({ data, view, state, on }, paper) {
  const host = byId("network");
  const { focus } = state;
  const { edges, sizes } = networkOf(view);
  const ranked = [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a) || a - b).slice(0, MOST);
  if (focus !== null && sizes.has(focus) && !ranked.includes(focus)) ranked[MOST - 1] = focus;
  if (ranked.length === 0) {
    host.replaceChildren(h("p", { class: "empty" }, "No incident in view names an actor."));
    return;
  }
  const links = edges
    .filter((edge) => ranked.includes(edge.from) && ranked.includes(edge.to))
    .sort((a, b) => touches(b, focus) - touches(a, focus) || b.count - a.count || a.from - b.from || a.to - b.to)
    .slice(0, MOST_LINKS);
  // Where links had to be left out, actors that only those would reach are left out too.
  const tied = ranked.filter((actor) => actor === focus || links.some((edge) => touches(edge, actor)));
  const kept = links.length < edges.length ? tied : ranked;
  const width = Math.min(900, paper ?? Math.max(300, host.clientWidth));
  const left = [
    sizes.size > kept.length ? plural(sizes.size - kept.length, "actor") : "",
    edges.length > links.length ? plural(edges.length - links.length, "link") : "",
  ].filter(Boolean);
  const note = left.length ? `Not drawn: ${left.join(" and ")} with fewer incidents. ` : "";
  host.replaceChildren(
    draw(data, seriated(kept, links), links, sizes, { focus, on, width }),
    h(
      "p",
      { class: "muted" },
      `${note}The thicker, the more incidents. Dashed: nothing that happened. Choose an actor to look at it alone.`,
    ),
    linkList(data, edges, on),
  );
}

/** List the links with their course over time, as buttons that list their incidents; made when it is unfolded. */
function linkList(data, edges, on) {
  if (!edges.length) return null;
  const body = h("div", {});
  return h(
    "details",
    {
      class: "link-list",
      id: "network-links",
      ontoggle: () => {
        if (!body.firstChild) body.append(...listedLinks(data, edges, on));
      },
    },
    h("summary", {}, `Links as a list, over time (${edges.length.toLocaleString("en-GB")})`),
    body,
  );
}

function listedLinks(data, edges, on) {
  const ranked = [...edges].sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to).slice(0, LISTED);
  let [from, to] = [Infinity, -Infinity];
  for (const { incidents } of ranked) {
    for (const { fine, when } of incidents) {
      if (!fine) continue;
      from = Math.min(from, when.start);
      to = Math.max(to, when.start);
    }
  }
  const names = ({ from: one, to: two, mutual }) =>
    `${data.actors[one].name} ${mutual ? "–" : "→"} ${data.actors[two].name}`;
  const rows = ranked.map((edge) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "text", onclick: () => on.listOf(edge.incidents, names(edge)) },
        names(edge),
      ),
      h("span", { class: "muted" }, ` ${edge.count} `),
      spark(edge.incidents, from, to),
    ),
  );
  const rest =
    edges.length > rows.length ? [h("p", { class: "muted" }, `The first ${LISTED} of ${edges.length}.`)] : [];
  return [h("ul", { class: "columns" }, rows), ...rest];
}

/** Draw the course of a link over the days in view, as small bars. */
function spark(incidents, from, to) {
  const counts = new Array(BINS).fill(0);
  for (const { fine, when } of incidents)
    if (fine) counts[Math.min(BINS - 1, Math.floor((BINS * (when.start - from)) / (to - from + 1)))] += 1;
  const most = Math.max(1, ...counts);
  return s(
    "svg",
    { class: "spark", width: BINS * 5, height: 14, viewBox: `0 0 ${BINS * 5} 14`, "aria-hidden": "true" },
    counts.map((count, at) =>
      count ? s("rect", { x: at * 5, y: 14 - (13 * count) / most, width: 4, height: (13 * count) / most }) : null,
    ),
    s("path", { d: `M0 13.5H${BINS * 5}` }),
  );
}

function touches(edge, actor) {
  return edge.from === actor || edge.to === actor ? 1 : 0;
}

/** Count incidents by actor and by direction: initiator to target, or between parties. */
export function networkOf(incidents) {
  const edges = new Map();
  const sizes = new Map();
  const add = (from, to, mutual, incident) => {
    if (from === to) return;
    const key = (from * MANY + to) * 2 + (mutual ? 1 : 0);
    let edge = edges.get(key);
    if (!edge) edges.set(key, (edge = { from, to, mutual, count: 0, happened: 0, incidents: [] }));
    edge.count += 1;
    edge.incidents.push(incident);
    if (incident.happened) edge.happened += 1;
  };
  for (const incident of incidents) {
    const { actors } = incident;
    actors.forEach(({ actor, role }, at) => {
      if (actors.findIndex((one) => one.actor === actor) === at) sizes.set(actor, (sizes.get(actor) ?? 0) + 1);
      for (const other of actors) {
        if (role === "initiator" && other.role === "target") add(actor, other.actor, false, incident);
        if (role === "party" && other.role === "party" && actor < other.actor) add(actor, other.actor, true, incident);
      }
    });
  }
  return { edges: [...edges.values()], sizes };
}

/** Put actors with much between them beside each other. */
function seriated(actors, edges) {
  const weight = (a, b) =>
    edges
      .filter((one) => (one.from === a && one.to === b) || (one.from === b && one.to === a))
      .reduce((sum, one) => sum + one.count, 0);
  const left = [...actors];
  const order = [left.shift()];
  while (left.length) {
    const last = order[order.length - 1];
    const best = left.reduce((a, b) => (weight(last, b) > weight(last, a) ? b : a));
    order.push(...left.splice(left.indexOf(best), 1));
  }
  return order;
}

function draw(data, actors, edges, sizes, { focus, on, width }) {
  const narrow = width < 480;
  const height = narrow ? 340 : 380;
  const [cx, cy] = [width / 2, height / 2];
  const [rx, ry] = [Math.max(60, width / 2 - (narrow ? 104 : 168)), height / 2 - 48];
  const places = new Map(
    actors.map((actor, index) => {
      const angle = (2 * Math.PI * (index + 0.5)) / actors.length - Math.PI / 2;
      return [
        actor,
        actors.length === 1
          ? { x: cx, y: cy, angle: 0 }
          : { x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle), angle },
      ];
    }),
  );
  const most = Math.max(1, ...edges.map((edge) => edge.count));
  const biggest = Math.max(...actors.map((actor) => sizes.get(actor)));
  const radius = (actor) => 5 + 7 * Math.sqrt(sizes.get(actor) / biggest);
  const drawn = [...edges].sort((a, b) => a.count - b.count);
  const title = `Who acts on whom: ${plural(actors.length, "actor")}, ${plural(drawn.length, "link")}`;
  return s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": title },
    drawn.map((edge) => arrow(data, edge, places, { cx, cy, most, radius, focus })),
    actors.map((actor) =>
      node(data, actor, places.get(actor), { radius: radius(actor), size: sizes.get(actor), focus, on, narrow }),
    ),
  );
}

function arrow(data, { from, to, mutual, count, happened }, places, { cx, cy, most, radius, focus }) {
  const [a, b] = [places.get(from), places.get(to)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  // Bend towards the middle, and to the right of the way, so that the two directions lie side by side.
  const bend = mutual ? 0 : Math.min(26, length * 0.12);
  const control = {
    x: ((a.x + b.x) / 2) * 0.8 + cx * 0.2 - (dy / length) * bend,
    y: ((a.y + b.y) / 2) * 0.8 + cy * 0.2 + (dx / length) * bend,
  };
  const thickness = 1 + 4 * Math.sqrt(count / most);
  const end = towards(b, control, radius(to) + (mutual ? 1 : 3));
  const start = towards(a, control, radius(from) + 1);
  const names = `${data.actors[from].name} ${mutual ? "–" : "→"} ${data.actors[to].name}`;
  const dim = focus !== null && from !== focus && to !== focus;
  const tip = 5 + thickness;
  const angle = Math.atan2(b.y - control.y, b.x - control.x);
  const corner = (turn) => `${end.x - tip * Math.cos(angle + turn)},${end.y - tip * Math.sin(angle + turn)}`;
  const stop = mutual ? end : { x: end.x - tip * 0.7 * Math.cos(angle), y: end.y - tip * 0.7 * Math.sin(angle) };
  return s(
    "g",
    { class: dim ? "edge dim" : "edge" },
    s("title", {}, `${names}: ${plural(count, "incident")}`),
    s("path", {
      d: `M${start.x},${start.y} Q${control.x},${control.y} ${stop.x},${stop.y}`,
      fill: "none",
      "stroke-width": thickness,
      "stroke-dasharray": happened ? null : "7 5",
    }),
    mutual ? null : s("polygon", { points: `${end.x},${end.y} ${corner(0.45)} ${corner(-0.45)}` }),
  );
}

function towards(point, target, distance) {
  const length = Math.hypot(target.x - point.x, target.y - point.y) || 1;
  return {
    x: point.x + ((target.x - point.x) / length) * distance,
    y: point.y + ((target.y - point.y) / length) * distance,
  };
}

function node(data, actor, place, { radius, size, focus, on, narrow }) {
  const lines = wrapLabel(data.actors[actor].name, narrow ? 14 : 22, 2);
  const [across, down] = [Math.cos(place.angle), Math.sin(place.angle)];
  const anchor = across > 0.1 ? "start" : across < -0.1 ? "end" : "middle";
  const x = place.x + (anchor === "middle" ? 0 : Math.sign(across) * (radius + 6));
  const middle = anchor === "middle" ? place.y + Math.sign(down) * (radius + 6 + lines.length * 7) : place.y;
  const pick = () => on.focus(actor === focus ? null : actor);
  const [whole, written] = [data.actors[actor].name, lines.join(" ")];
  // What is written must be part of what is read out, also where a long name is cut.
  const label = `${written === whole ? whole : `${written}: ${whole}`}, ${plural(size, "incident")}`;
  return s(
    "g",
    {
      class: actor === focus ? "node chosen" : "node",
      tabindex: 0,
      role: "button",
      "aria-pressed": String(actor === focus),
      "aria-label": label,
      onclick: pick,
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          pick();
        }
      },
    },
    s("title", {}, `${whole}, ${plural(size, "incident")}`),
    s("circle", { cx: place.x, cy: place.y, r: radius }),
    s(
      "text",
      { x, y: middle, "text-anchor": anchor },
      lines.map((line, index) => s("tspan", { x, y: middle + (index - (lines.length - 1) / 2) * 14 + 4 }, `${line} `)),
    ),
  );
}
