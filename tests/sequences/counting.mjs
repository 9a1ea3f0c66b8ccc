// Counts histories from standard input with the page's scripts, for a test that compares them with Python's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const script = (name) => import(pathToFileURL(join(process.argv[2], name)).href);
const { historyOf } = await script("sequences/history.js");
const { alignedDays, lagTable, pairTable, transitionTable } = await script("sequences/counts.js");
const { similarTable } = await script("sequences/similar.js");

const incidentOf = (item) => (item ? [item.day, item.step.kind, item.step.id] : [null, null, null]);

const counted = JSON.parse(readFileSync(0, "utf-8")).map(({ incidents, choice, window, middle, around }) => {
  const told = historyOf(incidents, (incident) => incident, choice);
  const lags = lagTable(told, { window, mutual: choice.mutual });
  const pairs = pairTable(told, { window, mutual: choice.mutual });
  const transitions = ["pair", "actor", "place"].map((by) => transitionTable(told, { window, by }));
  const similar = similarTable(told, middle, { window });
  const days = alignedDays(told, around, { window });
  return {
    left: told.left,
    lags: lags.rows.map((row) => ({
      pair: [row.from, row.to],
      counts: [row.n, row.answeredLeast, row.answeredMost, row.open, row.medianLeast, row.medianMost],
      shares: [row.shareLeast, row.shareMost],
    })),
    pairs: pairs.rows.map((row) => [
      row.step.id,
      row.state,
      row.next?.id ?? null,
      row.lagLeast,
      row.nextSure?.id ?? null,
      row.lagMost,
      row.said,
    ]),
    transitions: transitions.map(({ rows }) => rows),
    similar:
      similar &&
      similar.stretches.flatMap(({ rank, score, asGood, rows }) =>
        rows.map(({ left, right, shared }) => [rank, score, asGood, ...incidentOf(left), ...incidentOf(right), shared]),
      ),
    aligned: [days.middles.length, days.days.map((one) => one.length)],
    sizes: {
      lags: [lags.counted, lags.left],
      pairs: [pairs.counted, pairs.left],
      transitions: [transitions[0].counted, transitions[0].left],
      similar: similar && [similar.counted, similar.left, similar.compared],
    },
  };
});
process.stdout.write(JSON.stringify(counted));
