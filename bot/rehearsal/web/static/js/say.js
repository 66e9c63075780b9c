// What the page itself has to say: for screen readers, and what went wrong for everybody.

import { Problem } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

const STAYS = 9000;
let lost = false;
let going = 0;

/** Read out politely. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** Show one sentence at the bottom of the page; it goes by itself. */
export function complain(text) {
  show(text);
  going = setTimeout(() => show(lost ? words.problem.unreachable : ""), STAYS);
}

/** Do something, and say it if that goes wrong. Whether it went well. */
export async function attempt(doing, say = complain) {
  try {
    await doing();
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    say(problem.message || words.problem.strange);
    return false;
  }
}

/** Whether the program behind the page answers. */
export function setLost(isLost) {
  if (isLost === lost) return;
  lost = isLost;
  show(lost ? words.problem.unreachable : "");
}

function show(text) {
  clearTimeout(going);
  const place = document.getElementById("problem");
  const close = { type: "button", class: "quiet", "aria-label": words.problem.close, click: () => show("") };
  place.replaceChildren(...(text ? [el("p", {}, text), el("button", close, icon("close"))] : []));
}
