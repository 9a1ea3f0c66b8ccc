// When has the window another size?

/**
 * Listen to the size of the window; events without a change (a scroll bar, a keyboard) are left out.
 * @param {() => void} redraw
 */
export function listenToSize(redraw) {
  let size = sizeOfWindow();
  window.addEventListener("resize", () => {
    const next = sizeOfWindow();
    if (next === size) return;
    size = next;
    redraw();
  });
}

function sizeOfWindow() {
  return `${window.innerWidth}x${window.innerHeight}`;
}
