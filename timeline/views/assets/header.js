// What is this page about, and what do its colours and shapes mean?
import { byId, h, plural } from "./dom.js";
import { shortDay } from "./days.js";
import { LANE_KINDS, LANE_LIMITS } from "./state.js";
import { drawn } from "./symbols.js";

/** Say how many incidents the page holds, and of how many where it holds a part. */
export function incidentsHeld({ incidents, whole }) {
  if (!whole) return plural(incidents.length, "incident");
  return `the ${incidents.length.toLocaleString("en-GB")} most salient of ${plural(whole.incidents, "incident")}`;
}

/** Fill in what does not change with the view. */
export function drawHeader(data) {
  document.title = data.title;
  byId("title").textContent = data.title;
  byId("title").title = data.title; // a long one is cut
  const span = data.extent ? `, ${shortDay(data.extent.from)} to ${shortDay(data.extent.to)}` : "";
  byId("subtitle").textContent = `${readWords(data)}, ${incidentsHeld(data)}${span}`;
  byId("lane-kind").replaceChildren(...LANE_KINDS.map(([kind, label]) => h("option", { value: kind }, label)));
  byId("lane-limit").replaceChildren(...LANE_LIMITS.map((limit) => h("option", { value: limit }, `${limit} lanes`)));
  const families = new Set(data.incidents.map((one) => one.family));
  const grey = "var(--ink-soft)";
  byId("legend").replaceChildren(
    ...data.families.flatMap((family, index) =>
      families.has(index)
        ? [
            h(
              "span",
              {},
              h("span", { class: "swatch", style: { background: `var(--family-${family.id})` } }),
              family.label,
            ),
          ]
        : [],
    ),
    h("span", { class: "shapes" }, drawn("dot", grey, "full"), "happened"),
    h("span", {}, drawn("dot", grey, "pale"), "date is a guess"),
    h("span", {}, drawn("bar", grey, "pale"), "dated roughly"),
    h("span", {}, drawn("dot", grey, "open"), "not known to have happened"),
    h("span", {}, drawn("diamond", grey, "full"), "disputed"),
  );
}

/** Fit the parts to the screen, now and when it changes: what stays in sight stands below the header, whatever its height. */
export function fitScreen() {
  const narrow = window.matchMedia("screen and (max-width: 1020px)");
  // Above each other, the filters would come before everything else, and the guide after a long table.
  const place = () => {
    if (narrow.matches) byId("linked").before(byId("panel"));
    else byId("main").append(byId("panel"));
  };
  byId("filters").open = !narrow.matches;
  place();
  narrow.addEventListener("change", place);
  const measure = () => document.documentElement.style.setProperty("--top", `${byId("top").offsetHeight}px`);
  new ResizeObserver(measure).observe(byId("top"));
}

/** Say what was read: articles, and rows of which collections. */
function readWords({ documents, datasets }) {
  const rows = documents.filter((one) => one.dataset !== undefined).length;
  const articles = documents.length - rows;
  const names = [...new Set(datasets.map(([, name]) => name))].join(", ");
  return [articles || !rows ? plural(articles, "article") : "", rows ? `${plural(rows, "row")} of ${names}` : ""]
    .filter(Boolean)
    .join(", ");
}
