// What the system holds at this moment, beside the phones.

import { get } from "./api.js";
import { el, setText } from "./dom.js";
import { dueLine, inboxLine, outboxLine, responseLine } from "./holdings.js";
import { icon } from "./icons.js";
import { Way } from "./way.js";
import { words } from "./words.js";

const PAUSE = 400;
const GOING_ON = new Set(["offered", "open"]);

export class Drawer {
  #waiting = 0;
  #asking = false;
  #again = false;
  #opener = null;

  constructor(place) {
    const said = words.drawer;
    this.node = place;
    this.way = new Way();
    this.parts = {
      inbox: section(said.inbox, said.inboxHelp),
      outbox: section(said.outbox, said.outboxHelp),
      due: section(said.due, said.dueHelp),
      responses: section(said.responses, said.responsesHelp),
    };
    this.button = el("button", { type: "button", class: "calm", "aria-expanded": "false", "aria-controls": place.id, click: () => this.toggle() }, said.open);
    const close = el("button", { type: "button", class: "round quiet", "aria-label": said.close, click: () => this.toggle(false) }, icon("close"));
    const top = el("div", { class: "top" }, el("h2", {}, said.open), close);
    const parts = Object.values(this.parts).map((part) => part.node);
    place.setAttribute("aria-label", said.open);
    place.append(top, el("p", { class: "help" }, said.about), this.way.node, ...parts);
    for (const node of [place, this.button]) {
      node.addEventListener("keydown", (event) => event.key === "Escape" && !place.hidden && this.toggle(false));
    }
    this.close = close;
  }

  /** Open it, close it, or do the other of the two. */
  toggle(open = this.node.hidden) {
    if (open) this.#opener = document.activeElement;
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (!open) this.#giveBackFocus();
    else if (getComputedStyle(this.node).position === "fixed") this.close.focus();
    this.refresh();
  }

  /** To what it was opened from; the button may have gone with the controls of a narrow page. */
  #giveBackFocus() {
    const found = this.#opener !== document.body && this.#opener?.checkVisibility();
    (found ? this.#opener : this.button).focus();
  }

  /** Something happened: look again soon, if somebody is looking. */
  refresh() {
    if (this.node.hidden || this.#waiting) return;
    this.#waiting = setTimeout(() => this.#load(), PAUSE);
  }

  /** Show how a message got where it is. */
  async follow(person, message) {
    if (this.node.hidden) this.toggle(true);
    await this.way.show(person, message);
  }

  async #load() {
    if (this.#asking) {
      this.#again = true;
      this.#waiting = 0;
      return;
    }
    this.#asking = true;
    this.#waiting = 0;
    const held = await get("/api/drawer").catch(() => null);
    this.#asking = false;
    if (held) this.#show(held);
    if (this.#again) {
      this.#again = false;
      this.refresh();
    }
  }

  #show(held) {
    const { inbox, outbox, due, responses } = this.parts;
    inbox.fill(held.inbox.map(inboxLine), held.counts.inbox);
    outbox.fill(byLane(held.outbox, (row) => this.follow(row.person, row.message)), held.counts.outbox);
    due.fill(held.due.map(dueLine), held.counts.due);
    responses.fill(held.responses.filter((row) => GOING_ON.has(row.state)).map(responseLine), {});
  }
}

function byLane(rows, follow) {
  const lanes = new Map();
  for (const row of rows) lanes.set(row.lane, [...(lanes.get(row.lane) ?? []), row]);
  return [...lanes].flatMap(([lane, held]) => [
    el("li", { class: "lane" }, words.drawer.lane(lane)),
    ...held.map((row) => outboxLine(row, follow)),
  ]);
}

function section(title, help) {
  const counts = el("span", { class: "counts" });
  const list = el("ul", { tabindex: "0", "aria-label": title });
  const summary = el("summary", {}, el("h3", {}, title), counts);
  const node = el("details", { class: "holding", open: true }, summary, el("p", { class: "help" }, help), list);
  const fill = (lines, numbers) => {
    setText(counts, words.drawer.counts(numbers));
    const shown = lines.length ? lines : [el("li", { class: "none" }, words.drawer.none)];
    list.replaceChildren(...shown);
  };
  return { node, fill };
}
