// What is under the pointer, and where is the ring of the selection? Both beside Plotly, which would redraw everything.
import { h, plural } from "./dom.js";
import { shortWhen } from "./days.js";

const REACH = 9; // pixels around a mark in which a click still means it

/** Hear clicks and hovering over the lanes. */
export function watchPointer(chart) {
  const { host } = chart;
  let pressed = null;
  host.addEventListener(
    "pointerdown",
    (event) => {
      pressed = [event.clientX, event.clientY];
    },
    true,
  );
  // On the window, for while a button is down Plotly lays a cover over the whole page.
  window.addEventListener(
    "pointerup",
    (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < 4;
      pressed = null;
      if (still) activate(chart, hit(chart, event));
    },
    true,
  );
  host.addEventListener("pointermove", (event) => {
    if (!pressed) showTip(chart, event);
  });
  host.addEventListener("pointerleave", () => {
    chart.tip.hidden = true;
  });
}

/** Find the mark under the pointer: the nearest dot in reach, else a tile, else a bar. */
function hit(chart, event) {
  if (!chart.view) return null;
  const box = chart.plot.getBoundingClientRect();
  const x = event.clientX - box.left - chart.view.margin.l;
  const y = event.clientY - box.top - chart.view.margin.t;
  const lane = chart.lanes.find((one) => y >= one.top && y < one.top + one.height);
  if (!lane || x < -REACH || x > chart.view.inner + REACH) return null;
  let [best, least] = [null, REACH];
  for (const mark of lane.marks) {
    const distance = distanceTo(chart, mark, x, y);
    if (distance < least) [best, least] = [mark, distance];
  }
  return best;
}

function distanceTo(chart, mark, x, y) {
  const [left, right] = [pixel(chart, mark.x0), pixel(chart, mark.x1)];
  const aside = Math.max(left - x, 0, x - right);
  return Math.hypot(aside, Math.max(0, Math.abs(mark.y - y) - mark.half));
}

function pixel(chart, day) {
  return (day - chart.view.from) * chart.view.scale;
}

function activate(chart, mark) {
  if (!mark) return;
  if (mark.incidents.length === 1) chart.on.select(mark.incidents[0]);
  else chart.on.list(mark.incidents, Math.ceil(mark.x0), Math.floor(mark.x1));
}

function showTip(chart, event) {
  const mark = hit(chart, event);
  chart.host.classList.toggle("over", mark !== null);
  chart.tip.hidden = mark === null;
  if (!mark) return;
  chart.tip.replaceChildren(...tipLines(chart.data, mark));
  const box = chart.host.getBoundingClientRect();
  const left = Math.min(event.clientX - box.left + 14, box.width - chart.tip.offsetWidth - 6);
  chart.tip.style.left = `${Math.max(4, left)}px`;
  chart.tip.style.top = `${event.clientY - box.top + chart.host.scrollTop + 16}px`;
}

function tipLines(data, mark) {
  const [one] = mark.incidents;
  if (mark.incidents.length > 1) {
    return [h("strong", {}, plural(mark.incidents.length, "incident")), h("span", {}, "Click to list them")];
  }
  const status = data.statuses[one.status].label;
  const notes = [data.types[one.type].label, status, one.disputed ? "disputed" : null].filter(Boolean).join(" · ");
  return [
    h("strong", {}, one.headline),
    h("span", {}, shortWhen(one.when), one.when.basis === "assumed" ? " (a guess)" : ""),
    h("span", {}, notes),
  ];
}

/** Put the ring on every mark of an incident; none when it is not in view. */
export function placeRing(chart, incident) {
  const marks = chart.lanes
    .flatMap((lane) => lane.marks)
    .filter((mark) => incident && mark.incidents.includes(incident));
  chart.ring.replaceChildren(
    ...marks.map((mark) => {
      const { margin, inner } = chart.view;
      const left = Math.max(0, pixel(chart, mark.x0));
      const right = Math.min(inner, pixel(chart, mark.x1));
      const half = mark.kind === "dot" ? 9 : mark.half + 3.5;
      const reach = mark.kind === "dot" ? 9 : 3;
      return h("div", {
        class: "ring",
        style: {
          left: `${margin.l + left - reach}px`,
          top: `${margin.t + mark.y - half}px`,
          width: `${right - left + 2 * reach}px`,
          height: `${2 * half}px`,
        },
      });
    }),
  );
}
