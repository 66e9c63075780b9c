// The menu of commands of one person: a list box over the composer.

import { el, freshId, unseen } from "./dom.js";
import { focusOn, roving } from "./menu.js";
import { words } from "./words.js";

export class Commands {
  #all = [];
  #shown = "";

  /** `chosen(command)` sends it; `left()` gives the focus back to the field. */
  constructor({ chosen, left, toggled }) {
    Object.assign(this, { chosen, left, toggled });
    const props = { class: "commands", role: "listbox", id: freshId("commands"), hidden: true };
    this.node = el("div", { ...props, "aria-label": words.composer.commands });
    roving(this.node, () => this.#options, { onEscape: (event) => this.#escape(event) });
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("focusout", (event) => this.#lost(event));
  }

  /** What this person's menu holds. */
  set all(commands) {
    const key = JSON.stringify(commands);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#all = commands;
    if (this.open) this.show();
  }

  get some() {
    return this.#all.length > 0;
  }

  /** What Enter takes after this was typed: the command itself, else the first that is shown. */
  meant(typed) {
    const shown = this.open ? this.#options.map((each) => each.dataset.command) : [];
    return shown.find((each) => each === typed.toLowerCase()) ?? shown[0] ?? null;
  }

  get open() {
    return !this.node.hidden;
  }

  /** Show those that begin with what was typed. */
  show(typed = "/") {
    const fitting = this.#all.filter((each) => `/${each.command}`.startsWith(typed.toLowerCase()));
    this.node.replaceChildren(...fitting.map((each, at) => this.#option(each, at === 0)));
    this.node.hidden = fitting.length === 0;
    this.toggled(this.open);
  }

  hide() {
    this.node.hidden = true;
    this.toggled(false);
  }

  /** Into the list, at its first or last command. */
  enter(last = false) {
    const all = this.#options;
    if (all.length) focusOn(all, last ? all.at(-1) : all[0]);
  }

  get #options() {
    return [...this.node.children];
  }

  #option({ command, description }, first) {
    const props = { class: "option", role: "option", tabindex: first ? "0" : "-1", "aria-selected": "false" };
    const choose = { click: () => this.chosen(`/${command}`), "data-command": `/${command}` };
    const option = el("div", { ...props, ...choose }, el("b", {}, `/${command}`), unseen(", "), el("span", {}, description));
    option.addEventListener("focus", () => option.setAttribute("aria-selected", "true"));
    option.addEventListener("blur", () => option.setAttribute("aria-selected", "false"));
    return option;
  }

  #key(event) {
    const command = event.target.dataset?.command;
    if (command && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.chosen(command);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.left();
    }
  }

  #escape(event) {
    event.stopPropagation();
    this.hide();
    this.left();
  }

  #lost(event) {
    const to = event.relatedTarget;
    if (to && !this.node.parentElement.contains(to)) this.hide();
  }
}
