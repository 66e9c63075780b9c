// The inline keyboard under a bubble.

import { act } from "./api.js";
import { el } from "./dom.js";
import { attempt } from "./say.js";
import { words } from "./words.js";

const WAITS = 6000;

/** The rows of buttons of a message, or null. */
export function keyboard(message, person) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row, at) =>
    el("div", { class: "keys" }, row.map((button, column) => key(button, at, column, message, person))),
  );
  return el("div", { class: "keyboard", role: "group", "aria-label": words.message.buttons }, rows);
}

/** Where the focus stood among a message's buttons, so that it can stand there again. */
export function heldFocus(row) {
  const held = document.activeElement;
  if (!row.contains(held)) return null;
  return { label: held.textContent, place: held.dataset?.place ?? null };
}

/** Focus the same button again; where it is gone, the message itself, so that Tab goes on. */
export function giveBackFocus(row, held) {
  const all = [...row.querySelectorAll("button")];
  const same =
    all.find((each) => each.textContent === held.label && each.dataset.place === (held.place ?? undefined)) ??
    all.find((each) => held.place && each.dataset.place === held.place);
  (same ?? row.querySelector("article")).focus({ preventScroll: true });
}

function key(button, row, column, message, person) {
  if (button.url) {
    const link = { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" };
    return el("a", link, button.label);
  }
  const props = { type: "button", class: "key", "data-place": `${row},${column}` };
  const made = el("button", props, button.label);
  made.addEventListener("click", () => tap(made, message.id, row, column, person));
  return made;
}

async function tap(button, message, row, column, person) {
  button.classList.add("waiting");
  setTimeout(() => button.classList.remove("waiting"), WAITS);
  const went = await attempt(() => act(person, "tap", { message, row, column }));
  if (!went) button.classList.remove("waiting");
}
