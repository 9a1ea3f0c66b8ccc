// How do pictures, tables and citations of exactly what is in view leave the page, each saying what the view is?
import { colour, plotly, plotlyText } from "./dom.js";
import { bibtex, citation, cslItems } from "./cite.js";
import { csv, download, fileName, follow, json } from "./exports.js";

const TOP = 94; // pixels above the chart of a picture, for title, filter and legend

/** Save what is in view as `kind`; `words` say what the view is narrowed to. */
export async function save(kind, { data, rows, words, plot }) {
  const name = fileName(data.title);
  const count = `${rows.length} of ${data.incidents.length} incidents`;
  const text = {
    csv: () => ["csv", `\ufeff${csv(data, rows, words)}`, "text/csv"],
    json: () => ["json", json(data, rows, words), "application/json"],
    txt: () => [
      "citations.txt",
      `${data.title}: ${count} (${words})\n\n${rows.map((one) => citation(data, one)).join("\n\n")}\n`,
      "text/plain",
    ],
    bib: () => [
      "bib",
      `% ${`${data.title}: ${count} (${words})`.replace(/\s+/g, " ")}\n\n${rows.map((one) => bibtex(data, one)).join("\n\n")}\n`,
      "text/plain",
    ],
    csl: () => [
      "csl.json",
      `${JSON.stringify(
        rows.flatMap((one) => cslItems(data, one, words)),
        null,
        2,
      )}\n`,
      "application/json",
    ],
  }[kind];
  if (text) {
    const [ending, content, type] = text();
    download(`${name}.${ending}`, content, type);
  } else await savePicture(plot, { name, kind, title: data.title, note: `${count}: ${words}`, data });
}

async function savePicture(plot, { name, kind, title, note, data }) {
  const { layout } = plot;
  const [width, height] = [layout.width, layout.height + TOP];
  const figure = {
    data: plot.data,
    layout: {
      ...layout,
      height,
      margin: { ...layout.margin, t: layout.margin.t + TOP },
      paper_bgcolor: colour("panel"),
      plot_bgcolor: colour("panel"),
      annotations: [...(layout.annotations ?? []), ...captions(layout, { title, note, data })],
    },
  };
  follow(
    `${name}.${kind}`,
    await plotly().toImage(figure, { format: kind, width, height, scale: kind === "png" ? 2 : 1 }),
  );
}

/** Write title, filter and legend above the chart; only our own colours stand in the markup. */
function captions(layout, { title, note, data }) {
  const used = new Set(data.incidents.map((one) => one.family));
  const legend = data.families
    .flatMap((family, index) =>
      used.has(index)
        ? [`<span style="color:${colour(`family-${family.id}`)}">■</span> ${plotlyText(family.label)}`]
        : [],
    )
    .join("   ");
  const line = (text, up, size, ink) => ({
    xref: "paper",
    yref: "paper",
    x: 0,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    xshift: 8 - layout.margin.l,
    yshift: layout.margin.t + up,
    showarrow: false,
    text,
    align: "left",
    font: { size, color: colour(ink) },
  });
  const most = Math.floor(layout.width / 6.6);
  return [
    line(`<b>${plotlyText(title.slice(0, 90))}</b>`, 66, 16, "ink"),
    line(plotlyText(note.length > most ? `${note.slice(0, most)} …` : note), 46, 12, "ink-soft"),
    line(legend, 26, 12, "ink-soft"),
    line(
      "filled: happened   open: not known to have happened   pale: date not sure   diamond: disputed",
      6,
      12,
      "ink-soft",
    ),
  ];
}
