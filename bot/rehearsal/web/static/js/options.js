// What can be done with one message: follow it, change it, delete it.

import { act } from "./api.js";
import { el } from "./dom.js";
import { focusOn, roving } from "./menu.js";
import { attempt } from "./say.js";
import { words } from "./words.js";

const GAP = 4;

export class MessageOptions {
  #button = null;

  /** `follow(person, message)` shows its way; `edit(person, message)` begins to change it. */
  constructor({ follow, edit }) {
    this.follow = follow;
    this.edit = edit;
    const props = { class: "menu", role: "menu", popover: "auto", "aria-label": words.message.options };
    this.node = el("div", props);
    this.node.addEventListener("toggle", (event) => this.#toggled(event));
    roving(this.node, () => [...this.node.children]);
  }

  /** Open beside this button. */
  open(button, person, message) {
    this.#button = button;
    const own = message.from === "person";
    this.node.replaceChildren(
      ...[
        this.#item(words.message.way, () => this.follow(person, message.id)),
        own && message.kind === "text" && this.#item(words.message.edit, () => this.edit(person, message)),
        this.#item(words.message.remove, () => attempt(() => act(person, "delete", { message: message.id }))),
      ].filter(Boolean),
    );
    this.node.showPopover();
    this.#place(button.getBoundingClientRect());
    focusOn([...this.node.children], this.node.firstChild);
  }

  #item(text, chosen) {
    const choose = () => {
      this.node.hidePopover();
      this.#button?.focus();
      chosen();
    };
    return el("button", { type: "button", role: "menuitem", click: choose }, text);
  }

  #place(beside) {
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const left = Math.min(beside.left, innerWidth - width - GAP);
    const under = beside.bottom + GAP;
    const top = under + height > innerHeight ? beside.top - height - GAP : under;
    this.node.style.left = `${Math.max(GAP, left)}px`;
    this.node.style.top = `${Math.max(GAP, top)}px`;
  }

  #toggled(event) {
    if (event.newState === "closed" && document.activeElement === document.body) this.#button?.focus();
  }
}
