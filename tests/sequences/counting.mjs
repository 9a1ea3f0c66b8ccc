// Counts histories from standard input with the page's script, for a test that compares them with Python's.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { historyOf, lagTable, transitionTable } = await import(pathToFileURL(process.argv[2]).href);
const counted = JSON.parse(readFileSync(0, "utf-8")).map(({ incidents, choice, window }) => {
  const { steps, left } = historyOf(incidents, (incident) => incident, choice);
  const lags = lagTable(steps, { window, mutual: choice.mutual }).map((row) => ({
    pair: [row.from, row.to],
    counts: [row.n, row.answeredLeast, row.answeredMost, row.open],
    shares: [row.shareLeast, row.shareMost],
  }));
  return { left, lags, transitions: transitionTable(steps, { window }) };
});
process.stdout.write(JSON.stringify(counted));
