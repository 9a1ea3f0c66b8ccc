// What does the panel show while no incident is chosen?
import { byId, fill, h, plural } from "./dom.js";
import { shortDay, shortWhen } from "./days.js";
import { claimsOf } from "./tolls.js";
import { foldedList, isGuess, link } from "./links.js";
import { incidentsHeld } from "./header.js";
import { drawn } from "./symbols.js";

const DAYS = 4; // days offered while nothing is chosen

/**
 * Show several incidents to choose from: of a tile or shared bar (`from` and `to` are its days), or of a place or link
 * (`title`; `only` is a facet and the value to which the view can be narrowed).
 *
 * @param {{from?: number, to?: number, title?: string, only?: [string, number]}} what
 */
export function showList(context, incidents, what) {
  const { from, to, title, only } = what;
  const listed = incidents.map((one) =>
    h("li", {}, h("span", { class: "day" }, shortWhen(one.when)), link(context, one)),
  );
  fill(
    byId("panel-body"),
    h(
      "nav",
      { class: "steps", "aria-label": "List" },
      h("span", {}),
      h(
        "button",
        { type: "button", class: "close", "aria-label": "Close the list", onclick: () => context.on.select(null) },
        "×",
      ),
    ),
    h("h2", { id: "panel-title", tabindex: -1 }, title ?? `${plural(incidents.length, "incident")} here`),
    title ? h("p", { class: "muted" }, inViewWords(context, incidents)) : null,
    h(
      "p",
      { class: "buttons" },
      from === undefined
        ? null
        : h(
            "button",
            { type: "button", id: "list-zoom", onclick: () => context.on.zoom(from, to) },
            "Zoom to these days",
          ),
      only
        ? h("button", { type: "button", id: "list-only", onclick: () => context.on.only(...only) }, "Show only these")
        : null,
    ),
    foldedList(listed),
  );
  byId("panel").classList.add("open");
}

/** Say how many are listed, and how many of them are in view. */
function inViewWords({ view }, incidents) {
  const seen = new Set(view);
  const here = incidents.filter((one) => seen.has(one)).length;
  if (here === incidents.length) return `${plural(here, "incident")} in view`;
  return `${plural(incidents.length, "incident")}, ${here.toLocaleString("en-GB")} of them in view`;
}

/** Show how to read the page and what stands out, while nothing is selected. */
export function showGuide(context) {
  const { view } = context;
  const foremost = [...view].sort((a, b) => b.salience - a.salience || a.index - b.index).slice(0, 6);
  foremost.sort((a, b) => a.index - b.index);
  const grey = "var(--ink-soft)";
  const row = (symbol, text) => h("li", {}, symbol, h("span", {}, text));
  fill(
    byId("panel-body"),
    h("h2", { id: "panel-title", tabindex: -1 }, "How to read this"),
    h("p", {}, "Every mark is one incident. Choose one to see who says so, and in which words."),
    h(
      "ul",
      { class: "key" },
      row(drawn("dot", grey, "full"), "known to the day"),
      row(drawn("dot", grey, "pale"), "pale: the date is a guess, no words give the day"),
      row(drawn("short-bar", grey, "full"), "a week: some day within the bar"),
      row(drawn("bar", grey, "pale"), "known only roughly, some day within a pale bar: there is no dot"),
      row(
        drawn("dot", grey, "open"),
        "open: planned, demanded, possible, denied or failed; not told as something that happened",
      ),
      row(drawn("diamond", grey, "full"), "disputed: accounts exclude each other (a bar has a strong edge)"),
    ),
    partNotice(context),
    guesses(context),
    storyNotice(context),
    days(context),
    foremost.length ? h("h3", {}, "What stands out in view") : null,
    h(
      "ul",
      { class: "links" },
      foremost.map((one) => h("li", {}, h("span", { class: "day" }, shortWhen(one.when)), link(context, one))),
    ),
  );
  byId("panel").classList.remove("open");
}

/** Say that the page holds a part of the timeline, where it does. */
function partNotice({ data }) {
  if (!data.whole) return null;
  return h(
    "p",
    { class: "notice", id: "part-notice" },
    `The page holds ${incidentsHeld(data)}. The line over the bars counts all of them by week; everything else, exports too, knows only those held. Build with --about, --from or --to to see others.`,
  );
}

/** Offer the story, where the page has one. */
function storyNotice({ story, state, on }) {
  if (!story.steps.length || state.step !== null) return null;
  return h(
    "p",
    { class: "notice story-notice" },
    `This page tells a story in ${plural(story.steps.length, "step")}${story.title ? `: ${story.title}` : ""}. `,
    h("button", { type: "button", class: "text", id: "guide-story", onclick: () => on.step(0) }, "Begin"),
  );
}

/** Say how many dates in view are guesses, and offer to show only those. */
function guesses({ data, view, on }) {
  const count = view.filter((one) => isGuess(one.when)).length;
  if (!count) return null;
  const assumed = data.bases.findIndex((basis) => basis.id === "assumed");
  const told = "no words of the reports give the day. ";
  if (count === view.length)
    return h("p", { class: "notice" }, `Every incident in view has a date that is a guess: ${told}`);
  return h(
    "p",
    { class: "notice" },
    `Of ${plural(view.length, "incident")} in view, ${count.toLocaleString("en-GB")} ${count === 1 ? "has a date that is a guess" : "have dates that are guesses"}: ${told}`,
    h(
      "button",
      { type: "button", class: "text", id: "only-guesses", onclick: () => on.only("basis", assumed) },
      "Show which",
    ),
  );
}

function keep(map, key) {
  if (!map.has(key)) map.set(key, []);
  return map.get(key);
}

/** Offer the days on which most is dated. */
function days(context) {
  const counts = new Map();
  for (const one of context.view)
    if (one.when && one.when.start === one.when.end) keep(counts, one.when.start).push(one);
  const fullest = [...counts].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, DAYS);
  if (!fullest.length) return null;
  return [
    h("h3", {}, "Days with most incidents"),
    h(
      "ul",
      { class: "links days" },
      fullest
        .sort((a, b) => a[0] - b[0])
        .map(([day, incidents]) => {
          const dead = incidents.filter((one) =>
            claimsOf(context.data, one).some(({ kind }) => kind === "killed"),
          ).length;
          const guessed = incidents.filter((one) => isGuess(one.when)).length;
          const notes = [dead ? `${dead} with people killed` : "", guessed ? `${guessed} by a guess` : ""].filter(
            Boolean,
          );
          return h(
            "li",
            {},
            h("button", { type: "button", class: "text day-link", onclick: () => context.on.day(day) }, shortDay(day)),
            h("span", {}, [plural(incidents.length, "incident"), ...notes].join(", ")),
          );
        }),
    ),
  ];
}
