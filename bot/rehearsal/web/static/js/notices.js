// Answers to taps, on the phone they are for: a short notice, or a box that must be closed.

import { el, freshId } from "./dom.js";
import { words } from "./words.js";

const STAYS = 6000;

export class Notices {
  #going = 0;

  constructor() {
    this.node = el("div", { class: "notice", role: "status" });
  }

  /** Show what the bot answered. */
  show(text, alert, name) {
    if (!text) return;
    if (alert) box(text, name);
    else this.#brief(text);
  }

  clear() {
    clearTimeout(this.#going);
    this.node.replaceChildren();
  }

  #brief(text) {
    this.clear();
    this.node.append(el("p", {}, text));
    this.#going = setTimeout(() => this.clear(), STAYS);
  }
}

function box(text, name) {
  const id = freshId("notice");
  const close = el("button", { type: "submit", class: "main" }, words.notice.close);
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id }, words.notice.name(name)),
    el("p", { class: "said" }, text),
    el("div", { class: "actions" }, close),
  );
  const dialog = el("dialog", { "aria-labelledby": id, close: () => dialog.remove() }, form);
  document.getElementById("main").append(dialog);
  dialog.showModal();
}
