// The way of one message, from what caused it to its delivery.

import { get } from "./api.js";
import { el } from "./dom.js";
import { attempt } from "./say.js";
import { shortMoment } from "./times.js";
import { words } from "./words.js";
import { world } from "./world.js";

export class Way {
  constructor() {
    this.list = el("ol", {});
    this.about = el("p", { class: "help" }, words.drawer.wayHelp);
    this.heading = el("h3", { tabindex: "-1" }, words.drawer.way);
    this.node = el("section", { class: "way", "aria-label": words.drawer.way }, this.heading, this.about, this.list);
  }

  /** Ask for the way of this message, and show it. */
  async show(person, message) {
    const zone = world.now?.programme?.zone ?? "UTC";
    await attempt(async () => {
      const { steps } = await get(`/api/way/${person}/${message}`);
      this.about.textContent = steps.length ? words.drawer.wayOf(world.person(person)?.name ?? "") : words.drawer.wayNone;
      this.list.replaceChildren(...steps.map((step) => entry(step, zone)));
      this.heading.focus();
      this.node.scrollIntoView({ block: "nearest" });
    });
  }

  clear() {
    this.list.replaceChildren();
    this.about.textContent = words.drawer.wayHelp;
  }
}

function entry({ at, what }, zone) {
  return el("li", {}, el("small", {}, at ? shortMoment(at, zone) : ""), el("span", {}, what));
}
