// Light or dark: as the machine says, until somebody switches.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

const KEPT = "theme";
const DARK = matchMedia("(prefers-color-scheme: dark)");

/** The button that switches. */
export function themeSwitch() {
  const button = el("button", { type: "button", class: "round quiet", click: () => change(button) });
  const kept = localStorage.getItem(KEPT);
  if (kept) document.documentElement.dataset.theme = kept;
  DARK.addEventListener("change", () => show(button));
  show(button);
  return button;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : DARK.matches;
}

function change(button) {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEPT, theme);
  show(button);
}

function show(button) {
  const label = isDark() ? words.theme.light : words.theme.dark;
  button.setAttribute("aria-label", label);
  button.title = label;
  button.replaceChildren(icon(isDark() ? "sun" : "moon"));
}
