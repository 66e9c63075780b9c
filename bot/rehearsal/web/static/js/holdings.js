// Lines of the drawer: one for each thing that is stored.

import { el } from "./dom.js";
import { shortMoment } from "./times.js";
import { words } from "./words.js";
import { world } from "./world.js";

const said = words.drawer;

/** An update that came in. */
export function inboxLine(row) {
  return line(said.update(row.number), row.person, [at(row.at), tries(row.attempts)], row);
}

/** A message that is to go out; `follow(row)` where it can be followed. */
export function outboxLine(row, follow) {
  const facts = [at(row.finished ?? row.not_before), tries(row.attempts)];
  const made = line(row.what, row.person, facts, row);
  if (row.message) {
    const props = { type: "button", class: "link", click: () => follow(row) };
    made.append(el("button", props, words.message.way));
  }
  return made;
}

/** What falls due, or fell. */
export function dueLine(row) {
  return line(row.what, row.person, [at(row.at)], row);
}

/** Questions that somebody is answering. */
export function responseLine(row) {
  return line(row.what, row.person, [said.answered(row.answered, row.of)], row);
}

function line(what, person, facts, { outcome, state = "to_come", words: plain }) {
  const name = world.person(person)?.name;
  const known = [name, ...facts].filter(Boolean).join(" · ");
  return el(
    "li",
    {},
    el("span", { class: "what" }, what),
    el("span", { class: `pill ${(outcome ?? state).replaceAll("_", "-")}` }, plain),
    el("small", {}, known),
  );
}

function at(instant) {
  return instant ? shortMoment(instant, world.now?.programme?.zone ?? "UTC") : "";
}

function tries(number) {
  return number > 1 ? said.tries(number) : "";
}
