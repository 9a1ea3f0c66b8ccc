// How do rival figures stand side by side on one scale?
import { h } from "./dom.js";
import { disagree, peopleWords } from "./tolls.js";

/** Draw claims of one kind as bars; `scaled` are the claims that share the scale. */
export function tollRows(claims, scaled = claims) {
  const most = Math.max(1, ...scaled.flatMap((one) => [one.low, one.best, one.high].filter((n) => n !== null)));
  const reach = scaled.some((one) => one.high === null && one.low !== null) ? most * 1.15 : most;
  return [
    claims.length > 1 && disagree(claims) ? h("p", {}, h("span", { class: "badge warn" }, "They disagree")) : null,
    h(
      "ul",
      { class: claims.some((claim) => claim.kind === "killed") ? "bars killed" : "bars" },
      claims.map((claim) =>
        h(
          "li",
          {},
          h("span", { class: "says" }, sayer(claim)),
          h(
            "span",
            { class: "figure" },
            peopleWords(claim),
            claim.part ? h("span", { class: "muted" }, " (part of a total)") : null,
          ),
          bar(claim, reach),
        ),
      ),
    ),
  ];
}

/** Draw the ends of the scale under the bars. */
export function scaleRow(claims) {
  const most = Math.max(1, ...claims.flatMap((one) => [one.low, one.best, one.high].filter((n) => n !== null)));
  const groups = new Set(claims.map((claim) => claim.group));
  return h(
    "p",
    { class: "scale muted" },
    h("span", {}, "0"),
    h("span", {}, String(most)),
    groups.size > 1 ? h("span", { class: "wide" }, "One scale; the groups counted differ.") : null,
  );
}

function sayer({ publisher, speakers, coded }) {
  const cited = speakers.join(", ");
  if (publisher === null) return cited || "Not said by whom";
  return cited
    ? [publisher, h("span", { class: "muted" }, `, citing ${cited}`)]
    : [publisher, h("span", { class: "muted" }, coded ? ", as coded" : ", citing no one")];
}

function bar({ low, best, high }, reach) {
  const at = (number) => `${(100 * number) / reach}%`;
  if (low === null && best === null) return h("span", { class: "bar unstated" });
  const [from, to] = [low ?? 0, high ?? reach];
  return h(
    "span",
    { class: "bar", "aria-hidden": "true" },
    h("span", { class: "sure", style: { width: at(from) } }),
    h("span", { class: high === null ? "range endless" : "range", style: { left: at(from), width: at(to - from) } }),
    best === null ? null : h("span", { class: "best", style: { left: at(best) } }),
  );
}
