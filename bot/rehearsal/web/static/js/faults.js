// What may go wrong, switched on by hand, and the bot itself killed and started.

import { act, post } from "./api.js";
import { el, freshId, setText } from "./dom.js";
import { disclosure } from "./menu.js";
import { attempt } from "./say.js";
import { words } from "./words.js";
import { world } from "./world.js";

const SLOW_SECONDS = 2;

export class FaultsMenu {
  #blocked = new Map();

  constructor() {
    const said = words.faults;
    const id = freshId("faults");
    this.down = toggle(said.down, (on) => post("/api/faults", { down: on }));
    this.slow = toggle(said.slow, (on) => post("/api/faults", { slow: on ? SLOW_SECONDS : 0 }));
    this.tooMany = toggle(said.tooMany, (on) => post("/api/faults", { too_many: on }));
    this.people = el("div", { class: "toggles" });
    this.state = el("p", { class: "bot-state", role: "status", tabindex: "-1" });
    this.kill = this.#bot(said.kill, "kill", "grave");
    this.start = this.#bot(said.start, "start", "calm");
    this.restart = this.#bot(said.restart, "restart", "grave");
    this.button = el("button", { type: "button", class: "calm", "aria-controls": id }, said.open(0));
    const toggles = el("div", { class: "toggles" }, this.down.node, this.slow.node, this.tooMany.node);
    const buttons = el("div", { class: "buttons" }, this.kill, this.start, this.restart);
    this.panel = el("div", { class: "panel right", id, role: "group", "aria-label": said.name, hidden: true }, el("p", {}, said.about), toggles, this.people, this.state, buttons);
    disclosure(this.button, this.panel);
    this.node = el("div", { class: "holder" }, this.button, this.panel);
    world.changed.listen((now) => this.#update(now));
  }

  #update({ faults, bot: state, people, clock }) {
    this.down.set(faults.down);
    this.slow.set(faults.slow > 0);
    this.tooMany.set(faults.too_many);
    this.#showPeople(people);
    this.#showBot(state.running);
    setText(this.state, state.running ? words.faults.running : words.faults.stopped);
    const blocked = people.filter((each) => each.blocked).length;
    // Before the first programme is there, nothing has gone wrong.
    const on = [faults.down, faults.slow > 0, faults.too_many, clock && !state.running].filter(Boolean).length + blocked;
    setText(this.button, words.faults.open(on));
    this.button.classList.toggle("alarmed", on > 0);
  }

  #showBot(running) {
    const held = document.activeElement;
    this.kill.hidden = this.restart.hidden = !running;
    this.start.hidden = running;
    if (held.hidden && [this.kill, this.start, this.restart].includes(held)) this.state.focus();
  }

  /** Whoever presses it goes to what it says of the bot then: a second Enter does nothing again. */
  #bot(text, what, look) {
    const click = () => {
      this.state.focus();
      attempt(() => post("/api/bot", { do: what }));
    };
    return el("button", { type: "button", class: look, click }, text);
  }

  #showPeople(people) {
    for (const [id, each] of this.#blocked) {
      if (people.some((person) => person.id === id && person.name === each.name)) continue;
      each.node.remove();
      this.#blocked.delete(id);
    }
    for (const person of people) {
      if (!this.#blocked.has(person.id)) this.#offer(person);
      this.#blocked.get(person.id).set(person.blocked);
    }
  }

  #offer({ id, name }) {
    const made = toggle(words.faults.blocked(name), (on) => act(id, "block", { blocked: on }));
    this.#blocked.set(id, { ...made, name });
    this.people.append(made.node);
  }
}

function toggle(text, change) {
  const box = el("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", async () => {
    const on = box.checked;
    if (!(await attempt(() => change(on)))) box.checked = !on;
  });
  const node = el("label", { class: "toggle" }, box, el("span", {}, text));
  return { node, set: (on) => (box.checked = on) };
}
