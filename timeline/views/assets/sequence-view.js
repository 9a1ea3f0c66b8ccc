// How are answers, lags and transitions shown, with their numbers and with what they do not say?
import { byId, fill, h, plural, s } from "./dom.js";
import { HORIZON, answersOf, lagsOf, median, stepsOf, transitionsOf } from "./sequences.js";

const ROWS = 10; // pairs shown
const FEW = 5; // below so many, a share is not given
const settings = { guesses: false }; // not part of a link

/** Draw the sequences of what is in view. */
export function drawSequences(context, paper) {
  const host = byId("sequences");
  const { steps, left } = stepsOf(context.view, settings);
  const last = context.state.to ?? context.data.extent?.to ?? 0;
  const rows = answersOf(steps, last);
  fill(
    host,
    h(
      "p",
      { class: "muted" },
      "Order is not cause: what came later need not have come because of what came before. Only what happened, names both sides and is dated to a day can be put in order. ",
      leftWords(left),
    ),
    h(
      "label",
      { class: "check" },
      check(context, paper),
      `Take dates that are guesses too${left.guessed ? ` (${left.guessed})` : ""}`,
    ),
    steps.length < 2
      ? h("p", { class: "empty" }, "Too little in view can be put in order.")
      : [answers(context, rows), lags(rows, paper ?? host.clientWidth), transitions(context, transitionsOf(steps))],
  );
}

function check(context, paper) {
  const box = h("input", {
    type: "checkbox",
    id: "sequence-guesses",
    onchange: () => {
      settings.guesses = box.checked;
      drawSequences(context, paper);
      byId("sequence-guesses").focus();
    },
  });
  box.checked = settings.guesses;
  return box;
}

function leftWords({ unreal, undated, coarse, guessed, oneSided }) {
  const parts = [
    coarse ? `${coarse} dated less exactly` : "",
    guessed ? `${guessed} with guessed dates` : "",
    undated ? `${undated} without a date` : "",
    oneSided ? `${oneSided} naming one side or none` : "",
    unreal ? `${unreal} that did not happen` : "",
  ].filter(Boolean);
  return parts.length ? `Left out: ${parts.join(", ")}.` : "";
}

function answers({ data, on }, rows) {
  const name = (actor) => data.actors[actor].name;
  if (!rows.length) return h("p", {}, "No two sides in view act upon each other in both directions.");
  return h(
    "section",
    {},
    h("h3", {}, "When one side acted, when did the other act next?"),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "figures" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["Act", "times", `other side next, within ${HORIZON} days`, "days between, middle", "same day", "open"].map(
              (one) => h("th", { scope: "col" }, one),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          rows.slice(0, ROWS).map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, `${name(row.from)} → ${name(row.to)}`),
              h("td", {}, String(row.acts)),
              h(
                "td",
                {},
                row.answered.length
                  ? h(
                      "button",
                      {
                        type: "button",
                        class: "text",
                        onclick: () =>
                          on.listOf(
                            [...new Set(row.answered.flatMap(({ act, next }) => [act.incident, next.incident]))],
                            `${name(row.from)} → ${name(row.to)}, and what came back`,
                          ),
                      },
                      String(row.answered.length),
                    )
                  : "0",
              ),
              h("td", {}, String(median(row.answered.map(({ lag }) => lag)) ?? "–")),
              h("td", {}, String(row.sameDay.length)),
              h("td", {}, String(row.open)),
            ),
          ),
        ),
      ),
    ),
    h(
      "p",
      { class: "muted" },
      `${rows.length > ROWS ? `The first ${ROWS} of ${rows.length} pairs. ` : ""}Same day: both acted on one day, in an order that is not known. Open: the days shown end before ${HORIZON} days have passed.`,
    ),
  );
}

function lags(rows, wide) {
  const counts = lagsOf(rows);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const width = Math.min(620, Math.max(280, wide) - 8);
  const [height, foot] = [110, 20];
  const most = Math.max(...counts);
  const step = (width - 30) / HORIZON;
  return h(
    "section",
    {},
    h("h3", {}, `Days between an act and the other side's next (${plural(total, "case")})`),
    s(
      "svg",
      {
        class: "lags",
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        role: "img",
        "aria-label": `Days between: ${counts
          .map((count, at) => (count ? `${at + 1}: ${count}` : ""))
          .filter(Boolean)
          .join(", ")}`,
      },
      counts.map((count, at) => {
        const tall = (count / most) * (height - foot - 14);
        return count
          ? [
              s("rect", { x: 24 + at * step, y: height - foot - tall, width: Math.max(2, step - 2), height: tall }),
              s(
                "text",
                { x: 24 + at * step + step / 2 - 1, y: height - foot - tall - 3, "text-anchor": "middle" },
                count,
              ),
            ]
          : null;
      }),
      s("path", { d: `M24 ${height - foot + 0.5}H${width - 6}` }),
      [1, 5, 10, 15, 20, 25, 30].map((day) =>
        s("text", { x: 24 + (day - 0.5) * step, y: height - 5, "text-anchor": "middle" }, day),
      ),
    ),
  );
}

function transitions({ data, on }, cells) {
  if (!cells.length) return null;
  const used = [...new Set(cells.flatMap(({ first, second }) => [first, second]))].sort((a, b) => a - b);
  const at = (first, second) => cells.find((one) => one.first === first && one.second === second);
  const most = Math.max(...cells.map(({ count }) => count));
  const head = (family, scope) =>
    h(
      "th",
      { scope },
      h("span", { class: "swatch", style: { background: `var(--family-${data.families[family].id})` } }),
      ` ${data.families[family].label}`,
    );
  return h(
    "section",
    {},
    h("h3", {}, "Between the same two sides: what was followed by what"),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "figures matrix" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "first ↓ next →"),
            used.map((one) => head(one, "col")),
            h("th", { scope: "col" }, "n"),
          ),
        ),
        h(
          "tbody",
          {},
          used.map((first) => {
            const total = used.reduce((sum, second) => sum + (at(first, second)?.count ?? 0), 0);
            return h(
              "tr",
              {},
              head(first, "row"),
              used.map((second) => matrixCell(data, on, at(first, second), { total, most })),
              h("td", { class: "muted" }, String(total)),
            );
          }),
        ),
      ),
    ),
    h(
      "p",
      { class: "muted" },
      `From each day on which two sides had to do with each other to the next such day. A share is given where a row has ${FEW} cases or more.`,
    ),
  );
}

function matrixCell(data, on, cell, { total, most }) {
  if (!cell) return h("td", {}, "");
  const share = total >= FEW ? `${Math.round((100 * cell.count) / total)} %` : "";
  const names = [cell.first, cell.second].map((one) => data.families[one].label);
  return h(
    "td",
    {
      style: { background: `color-mix(in srgb, var(--accent) ${Math.round((22 * cell.count) / most)}%, transparent)` },
    },
    h(
      "button",
      {
        type: "button",
        class: "cell",
        "aria-label": `${names[0]}, then ${names[1]}: ${cell.count} times`,
        onclick: () =>
          on.listOf(
            [...cell.incidents].sort((a, b) => a.index - b.index),
            `${names[0]}, then ${names[1].toLowerCase()}`,
          ),
      },
      h("strong", {}, String(cell.count)),
      share ? h("span", { class: "muted" }, ` ${share}`) : null,
    ),
  );
}
