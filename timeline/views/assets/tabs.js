// Which of the linked views is shown? Tabs as a screen reader knows them: arrows go from one to the next.
import { byId } from "./dom.js";
import { TABS } from "./state.js";

/** Hear the tabs; `choose(tab)` is told which one. */
export function hearTabs(choose) {
  for (const [at, tab] of TABS.entries()) {
    const button = byId(`tab-${tab}`);
    button.addEventListener("click", () => choose(tab));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const next = TABS[(at + step + TABS.length) % TABS.length];
      choose(next);
      byId(`tab-${next}`).focus();
    });
  }
}

/** Show one of them. */
export function showTab(chosen) {
  for (const tab of TABS) {
    const button = byId(`tab-${tab}`);
    button.setAttribute("aria-selected", String(tab === chosen));
    button.tabIndex = tab === chosen ? 0 : -1;
    byId(`view-${tab}`).hidden = tab !== chosen;
  }
}
