// Two lines for the first minute.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

const KEPT = "hint";

/** The hint, or null once somebody has closed it. */
export function hint() {
  if (localStorage.getItem(KEPT)) return null;
  const close = () => {
    localStorage.setItem(KEPT, "closed");
    node.remove();
  };
  const button = el("button", { type: "button", class: "round quiet", "aria-label": words.hint.close, click: close }, icon("close"));
  const lines = el("div", {}, el("p", {}, words.hint.first), el("p", {}, words.hint.second));
  const node = el("section", { class: "hint", "aria-label": words.hint.name }, lines, button);
  return node;
}
