// Which programme is played: its name, and the choice of samples to start from.

import { post } from "./api.js";
import { mayBeginAnew } from "./dialogs.js";
import { setDisabled } from "./disabling.js";
import { el, freshId, setText } from "./dom.js";
import { icon } from "./icons.js";
import { disclosure } from "./menu.js";
import { attempt } from "./say.js";
import { isTouched } from "./touched.js";
import { words } from "./words.js";
import { world } from "./world.js";

export class ProgrammeChoice {
  #shown = "";

  constructor() {
    const id = freshId("programmes");
    this.title = el("span", { class: "title" });
    const mark = el("span", { class: "mark" }, icon("plumb"));
    const text = el("span", { class: "titles" }, el("small", {}, words.programme.choose), this.title);
    this.button = el("button", { type: "button", class: "programme", "aria-controls": id }, mark, text, icon("chevron", "small"));
    this.panel = el("div", { class: "panel", id, role: "group", "aria-label": words.programme.name, hidden: true });
    this.menu = disclosure(this.button, this.panel);
    this.node = el("div", { class: "holder" }, this.button, this.panel);
    world.changed.listen((now) => this.#update(now));
  }

  #update({ programme, samples, busy }) {
    setText(this.title, busy ? words.programme.busy : (programme?.name ?? words.bot));
    setDisabled(this.button, busy);
    const key = JSON.stringify([samples, programme?.sample]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.panel.replaceChildren(...samples.map((sample) => this.#offer(sample, sample.key === programme?.sample)));
  }

  #offer({ key, title, about }, current) {
    const props = { type: "button", class: "offer", "aria-current": current ? "true" : null, click: () => this.#choose(key) };
    return el("button", props, el("b", {}, title), el("span", {}, about));
  }

  async #choose(sample) {
    this.menu.hide({ focus: true });
    if (isTouched() && !(await mayBeginAnew())) return;
    await attempt(() => post("/api/programme", { sample }));
  }
}
