// Reads out what the bot newly says on one phone. What is loaded from before stays silent.

import { el } from "./dom.js";
import { inShort } from "./contents.js";
import { words } from "./words.js";

const KEPT = 3;

export class Announcer {
  constructor() {
    this.node = el("div", { class: "unseen", "aria-live": "polite" });
  }

  /** Say a new message of the bot, with the buttons under it. */
  say(message, name) {
    const buttons = message.buttons.flat().map((button) => button.label);
    const text = message.text || inShort(message);
    this.node.append(el("p", {}, words.message.announced(words.phone.name(name), text, buttons)));
    while (this.node.children.length > KEPT) this.node.firstChild.remove();
  }

  clear() {
    this.node.replaceChildren();
  }
}
