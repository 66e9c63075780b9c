// A button that shows and hides a panel; Escape and a press elsewhere hide it.

/** Tie them together. Returns { show, hide, shown }. `onShow` runs before it shows. */
export function disclosure(button, panel, { onShow = () => {}, onHide = () => {} } = {}) {
  const shown = () => !panel.hidden;

  function show() {
    if (shown()) return;
    onShow();
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", pressedElsewhere);
  }

  function hide({ focus = false } = {}) {
    if (!shown()) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", pressedElsewhere);
    if (focus) button.focus();
    onHide();
  }

  function pressedElsewhere(event) {
    if (!panel.contains(event.target) && !button.contains(event.target)) hide();
  }

  function pressedKey(event) {
    if (event.key !== "Escape" || !shown()) return;
    event.stopPropagation();
    hide({ focus: true });
  }

  function leftBy(event) {
    const to = event.relatedTarget;
    if (to && !panel.contains(to) && to !== button) hide();
  }

  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => (shown() ? hide() : show()));
  button.addEventListener("keydown", pressedKey);
  panel.addEventListener("keydown", pressedKey);
  panel.addEventListener("focusout", leftBy);
  return { show, hide, shown };
}

/** Arrow keys move the focus among `items()`; only one of them can be reached by Tab. */
export function roving(container, items, { onEscape = () => {} } = {}) {
  container.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = target(event.key, at, all.length);
    if (event.key === "Escape") onEscape(event);
    if (to === null || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    focusOn(all, all[to]);
  });
}

/** Focus this one of them, and let Tab come back to it. */
export function focusOn(all, item) {
  for (const each of all) each.tabIndex = each === item ? 0 : -1;
  item.focus();
}

function target(key, at, length) {
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return (at - 1 + length) % length;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return null;
}
