// What does the panel show while no incident is chosen?
import { byId, fill, h, plural } from "./dom.js";
import { shortWhen } from "./days.js";
import { foldedList, link } from "./links.js";
import { drawn } from "./symbols.js";

/** Show several incidents to choose from (a tile or a shared bar of the chart). */
export function showList(context, incidents, from, to) {
  const listed = incidents.map((one) =>
    h("li", {}, h("span", { class: "day" }, shortWhen(one.when)), link(context, one)),
  );
  fill(
    byId("panel-body"),
    h(
      "nav",
      { class: "steps" },
      h("span", {}),
      h(
        "button",
        { type: "button", class: "close", "aria-label": "Close the list", onclick: () => context.on.select(null) },
        "×",
      ),
    ),
    h("h2", { id: "panel-title", tabindex: -1 }, `${plural(incidents.length, "incident")} here`),
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", onclick: () => context.on.zoom(from, to) }, "Zoom to these days"),
    ),
    foldedList(listed),
  );
  byId("panel").classList.add("open");
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
      row(drawn("dot", grey, true), "known to the day"),
      row(drawn("short-bar", grey, true), "some days, or a week: it lies within the bar"),
      row(drawn("bar", grey, true), "known only roughly, to a month, a year or a period: a pale bar, no dot"),
      row(
        drawn("dot", grey, false),
        "open: planned, demanded, possible, denied or failed; not told as something that happened",
      ),
      row(drawn("diamond", grey, true), "disputed: accounts exclude each other (a bar has a strong edge)"),
    ),
    foremost.length ? h("h3", {}, "What stands out in view") : null,
    h(
      "ul",
      { class: "links" },
      foremost.map((one) => h("li", {}, h("span", { class: "day" }, shortWhen(one.when)), link(context, one))),
    ),
  );
  byId("panel").classList.remove("open");
}
