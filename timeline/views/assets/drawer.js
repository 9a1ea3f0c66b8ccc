// What has no place in the chart: incidents without a date, and names that a search may have meant?
import { byId, h } from "./dom.js";
import { link } from "./links.js";
import { nearNames } from "./search.js";

const MOST = 200; // undated incidents listed; the table has them all

/** List the incidents in view that no report dates. */
export function drawUndated(context) {
  const incidents = context.view.filter((one) => !one.when);
  byId("undated").hidden = incidents.length === 0;
  byId("undated-title").textContent = `Date not given (${incidents.length.toLocaleString("en-GB")})`;
  const rest = incidents.length - MOST;
  byId("undated-list").replaceChildren(
    ...incidents.slice(0, MOST).map((one) => h("li", {}, link(context, one))),
    ...(rest > 0 ? [h("li", { class: "muted" }, `and ${rest.toLocaleString("en-GB")} more, in the table`)] : []),
  );
}

/** Offer names that are spelled nearly like what was searched for in vain. */
export function drawHints({ data, state, on }) {
  const near = nearNames(data, state.q);
  byId("hints").hidden = !near.length;
  byId("hints").replaceChildren(
    "Spelled otherwise here? ",
    ...near.map((words) => h("button", { type: "button", class: "text", onclick: () => on.search(words) }, words)),
  );
}
