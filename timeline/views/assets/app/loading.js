// What is seen while a large page unpacks its data? Its first sentence and the bars, from counts that stand in the page.
import { scaleOf } from "../charts/axis.js";
import { COLOURS, box } from "../charts/strip.js";
import { byId, fill, h, plural, s } from "../lib/dom.js";

const [WIDE, TALL] = [1000, 130]; // pixels; the bars are stretched to the width there is
const LINES = 12; // grey lines in the place of the list
const OUTSIDE = 0.02; // share of the incidents at each end that lie before and after what is drawn
const LONGEST = 200; // milliseconds; a page in a hidden tab is never painted

/** Draw what is known before the data are, and wait until it has been painted. */
export async function drawLoading() {
  /** @type {CountsRow | null} */
  const counts = JSON.parse(byId("counts").textContent);
  if (!counts) return;
  fill(byId("standfirst"), `${plural(counts.articles, "article")} report `, h("b", {}, plural(counts.incidents, "incident")), ".");
  fill(byId("strip"), barsView(counts));
  fill(byId("list"), h("div", { class: "waiting", "aria-hidden": "true" }, Array.from({ length: LINES }, () => h("i"))));
  await Promise.race([painted(), new Promise((done) => window.setTimeout(done, LONGEST))]);
}

function painted() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** @param {CountsRow} counts */
function barsView({ weeks }) {
  const strong = weeks.filter(({ weak }) => !weak);
  const shown = strong.length ? strong : weeks;
  const days = shown.map(({ monday }) => monday);
  const scale = scaleOf({ from: cutAt(shown, OUTSIDE), to: cutAt(shown, 1 - OUTSIDE) + 6 }, 0, WIDE);
  const totals = new Map(days.map((monday) => [monday, 0]));
  for (const { monday, count } of shown) totals.set(monday, Number(totals.get(monday)) + count);
  const most = Math.max(1, ...totals.values());
  const stacked = new Map(days.map((monday) => [monday, 0]));
  const paths = COLOURS.map((colour) => {
    let path = "";
    for (const { monday, count } of shown.filter((week) => week.colour === colour)) {
      const [under, high] = [Number(stacked.get(monday)), (count / most) * TALL];
      path += box(scale.x(monday), TALL - under - high, Math.max(1, scale.width * 7 - 1), high);
      stacked.set(monday, under + high);
    }
    return s("path", { class: `bar ${colour}`, d: path });
  });
  return s("svg", { width: "100%", height: TALL, viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: "none", overflow: "hidden", "aria-hidden": "true" }, paths);
}

/**
 * Return the Monday up to which a share of the incidents lies.
 * @param {Week[]} weeks
 * @param {number} share
 */
function cutAt(weeks, share) {
  const all = weeks.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  for (const { monday, count } of weeks) {
    passed += count;
    if (passed >= all * share) return monday;
  }
  return weeks[weeks.length - 1]?.monday ?? 0;
}
