// Which of the charts is shown? Tabs as a screen reader knows them: arrows go from one to the next.
import { byId, fill, h } from "../lib/dom.js";

/** @type {Record<string, string>} */
const NAMES = { lanes: "Lanes", map: "Map", matrix: "Who on whom", sequences: "Sequences", compare: "Compare" };

/**
 * Draw the tabs of the stage.
 * @param {string[]} tabs
 * @param {string} chosen
 * @param {(tab: string) => void} choose
 */
export function drawTabs(tabs, chosen, choose) {
  const host = byId("tablist");
  const focused = host.contains(document.activeElement);
  fill(
    host,
    tabs.map((tab, place) =>
      h(
        "button",
        {
          ...{ type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": "stage", "aria-selected": String(tab === chosen) },
          tabindex: tab === chosen ? 0 : -1,
          onclick: () => choose(tab),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!by) return;
            event.preventDefault();
            event.stopPropagation();
            choose(tabs[(place + by + tabs.length) % tabs.length]);
          },
        },
        NAMES[tab],
      ),
    ),
  );
  if (focused) byId(`tab-${chosen}`)?.focus();
}

/**
 * Draw the tabs at the bottom of a phone.
 * @param {string} chosen
 * @param {(tab: string) => void} choose
 */
export function drawBottom(chosen, choose) {
  document.documentElement.dataset.phoneTab = chosen;
  const tabs = { list: "List", lanes: "Lanes", map: "Map", matrix: "Who" };
  fill(
    byId("bottom"),
    Object.entries(tabs).map(([tab, words]) => h("button", { type: "button", "aria-current": tab === chosen ? "true" : null, onclick: () => choose(tab) }, words)),
  );
}
