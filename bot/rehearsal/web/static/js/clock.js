// The programme's clock: what time it is, what comes next, and moving on.

import { post } from "./api.js";
import { setDisabled } from "./disabling.js";
import { el, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { announce, attempt } from "./say.js";
import { dayKey, moment, shortDay, shortMoment, time } from "./times.js";
import { touched } from "./touched.js";
import { words } from "./words.js";
import { world } from "./world.js";

const MOVES = [
  ["due", { to: "next" }],
  ["hour", { by: 3600 }],
  ["day", { by: 86400 }],
  ["week", { by: 604800 }],
];

export class ClockBar {
  constructor() {
    this.day = el("span", { class: "date" });
    this.time = el("b", { class: "now" });
    this.next = el("span", { class: "next" });
    this.moves = MOVES.map(([name, body]) => this.#move(words.clock[name], body, name === "due"));
    this.run = el("button", { type: "button", class: "round calm", click: () => this.#toggle() });
    this.#showRunning(false);
    this.speed = el("select", { "aria-label": words.clock.speed }, words.clock.speeds.map(([value, text]) => el("option", { value }, text)));
    this.speed.value = "60";
    this.speed.addEventListener("change", () => world.now?.clock?.speed && this.#ask({ speed: Number(this.speed.value) }));
    const face = el("div", { class: "face-of-time" }, el("div", { class: "moment" }, this.day, this.time), this.next);
    const running = el("div", { class: "running" }, this.run, this.speed);
    this.node = el("section", { class: "clock", "aria-label": words.clock.name }, face, el("div", { class: "moves" }, this.moves, running));
    world.changed.listen((now) => this.#update(now));
  }

  #update({ clock, programme, busy, bot }) {
    const [due, ...others] = this.moves;
    setDisabled(due, busy || !clock?.next);
    for (const button of [...others, this.run]) setDisabled(button, busy || !clock);
    if (!clock) return;
    const zone = programme?.zone ?? "UTC";
    setText(this.day, shortDay(clock.now, zone));
    setText(this.time, time(clock.now, zone));
    setText(this.next, this.#coming(clock, zone, bot));
    setAttribute(this.node, "aria-busy", String(clock.moving));
    this.#showRunning(clock.speed > 0);
    if (clock.speed && document.activeElement !== this.speed) this.#showSpeed(clock.speed);
  }

  #coming({ next, now }, zone, bot) {
    if (!bot.running) return words.clock.waits;
    if (!next) return words.clock.nothing;
    const today = dayKey(next.at, zone) === dayKey(now, zone);
    const when = today ? time(next.at, zone) : shortMoment(next.at, zone);
    return words.clock.next(next.what, world.person(next.person)?.name, when);
  }

  #showRunning(running) {
    const label = running ? words.clock.pause : words.clock.play;
    if (this.run.getAttribute("aria-label") === label) return;
    this.run.setAttribute("aria-label", label);
    this.run.title = label;
    this.run.replaceChildren(icon(running ? "pause" : "play", running ? "" : "solid"));
  }

  #showSpeed(speed) {
    const known = words.clock.speeds.some(([value]) => value === speed);
    if (known) this.speed.value = String(speed);
  }

  #move(text, body, main) {
    const props = { type: "button", class: main ? "main" : "calm", click: () => this.#ask(body) };
    return el("button", props, text);
  }

  #toggle() {
    this.#ask(world.now?.clock?.speed ? { halt: true } : { speed: Number(this.speed.value) });
  }

  async #ask(body) {
    touched();
    const went = await attempt(() => post("/api/clock", body));
    if (went && !body.speed) this.#announceLater();
  }

  #announceLater() {
    const stop = world.changed.listen(({ clock, programme }) => {
      if (clock?.moving) return;
      stop();
      if (clock) announce(words.clock.now(moment(clock.now, programme?.zone ?? "UTC")));
    });
  }
}
