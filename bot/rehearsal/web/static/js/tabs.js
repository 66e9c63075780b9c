// On a narrow page: one phone at a time, chosen by tabs.

import { el, freshId, setAttribute, setText } from "./dom.js";
import { words } from "./words.js";
import { world } from "./world.js";

const NARROW = matchMedia("(max-width: 899px)");

export class Tabs {
  #current = 0;

  constructor(phones) {
    this.phones = phones;
    this.tabs = phones.map((phone, at) => this.#tab(phone, at));
    this.node = el("div", { class: "tabs", role: "tablist", "aria-label": words.phone.tabs }, this.tabs);
    this.node.addEventListener("keydown", (event) => this.#key(event));
    NARROW.addEventListener("change", () => this.update());
    this.update();
  }

  /** Bring this phone into sight. */
  show(phone) {
    this.#current = this.phones.indexOf(phone);
    this.update();
  }

  /** Names and counts as they are now. */
  update() {
    this.phones.forEach((phone, at) => {
      const person = world.person(phone.person);
      const [name, badge] = this.tabs[at].children;
      const current = at === this.#current;
      setText(name, person?.name ?? words.phone.empty);
      setText(badge, person?.unread && !current ? String(person.unread) : "");
      setAttribute(this.tabs[at], "aria-selected", String(current));
      this.tabs[at].tabIndex = current ? 0 : -1;
      phone.node.classList.toggle("current", current);
      setAttribute(phone.node, "role", NARROW.matches ? "tabpanel" : "region");
    });
  }

  #tab(phone, at) {
    const choose = () => {
      this.#current = at;
      this.update();
    };
    const props = { type: "button", role: "tab", id: freshId("tab"), "aria-controls": phone.node.id, click: choose };
    return el("button", props, el("span", { class: "name" }), el("span", { class: "badge" }));
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#current = (this.#current + step + this.tabs.length) % this.tabs.length;
    this.update();
    this.tabs[this.#current].focus();
  }
}
