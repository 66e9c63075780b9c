// The bar of a story: chosen, played, stepped through, stopped.

import { post } from "./api.js";
import { mayBeginAnew } from "./dialogs.js";
import { setDisabled } from "./disabling.js";
import { el, freshId, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { disclosure } from "./menu.js";
import { attempt } from "./say.js";
import { isTouched } from "./touched.js";
import { words } from "./words.js";
import { world } from "./world.js";

export class StoryBar {
  #wanted = false;
  #fresh = false;
  #shown = "";

  constructor() {
    const said = words.story;
    this.begin = this.#button("main", "play", said.begin, () => {});
    this.panel = el("div", { class: "panel", id: freshId("stories"), role: "group", "aria-label": said.choose, hidden: true });
    this.begin.setAttribute("aria-controls", this.panel.id);
    this.menu = disclosure(this.begin, this.panel);
    this.choice = el("div", { class: "holder" }, this.begin, this.panel);
    this.play = this.#button("main", "play", said.play, () => this.#ask(world.now?.story?.playing ? "stop" : "play"));
    this.step = this.#button("calm", "step", said.step, () => this.#ask("step"));
    this.again = this.#button("calm", "again", said.again, () => this.#begin(world.now.story.key, false));
    this.progress = el("progress", { "aria-label": said.name });
    this.heading = el("b", { class: "heading" });
    this.coming = el("span", { class: "coming" });
    this.far = el("div", { class: "far" }, this.heading, this.coming);
    const buttons = el("div", { class: "buttons" }, this.choice, this.play, this.step, this.again);
    this.node = el("section", { class: "story", "aria-label": said.name }, buttons, this.far, this.progress);
    world.changed.listen((now) => this.#update(now));
  }

  /** Another programme is here: perhaps the story, which was to be played at once. */
  anew() {
    this.#fresh = true;
  }

  #update({ story, stories, busy }) {
    this.#offer(stories);
    for (const button of [this.play, this.step, this.again, this.progress]) button.hidden = !story;
    this.choice.hidden = Boolean(story);
    setDisabled(this.play, busy || Boolean(story?.over));
    setDisabled(this.step, busy || Boolean(story?.over || story?.playing));
    setDisabled(this.again, busy);
    setDisabled(this.begin, busy, story ? this.play : this.begin);
    if (story) {
      this.#show(story);
      this.#playIfWanted();
    } else {
      setText(this.heading, words.story.name);
      setText(this.coming, words.story.about);
    }
  }

  #show(story) {
    this.#showPlaying(story.playing);
    setAttribute(this.progress, "max", story.total || 1);
    setAttribute(this.progress, "value", story.at);
    this.progress.title = words.story.progress(story.at, story.total);
    setText(this.heading, story.heading || story.title);
    setText(this.coming, story.problem ?? (story.over ? story.coming : words.story.coming(story.coming)));
    this.coming.classList.toggle("wrong", Boolean(story.problem));
  }

  #showPlaying(playing) {
    const label = playing ? words.story.stop : words.story.play;
    if (this.play.lastChild.textContent === label) return;
    this.play.replaceChildren(icon(playing ? "pause" : "play", playing ? "" : "solid"), el("span", {}, label));
  }

  #offer(stories) {
    const key = JSON.stringify(stories);
    if (key === this.#shown) return;
    this.#shown = key;
    this.panel.replaceChildren(...stories.map(({ key, title, about }) => {
      const props = { type: "button", class: "offer", click: () => this.#begin(key, true) };
      return el("button", props, el("b", {}, title), el("span", {}, about));
    }));
  }

  async #begin(story, playing) {
    this.menu.hide({ focus: true });
    if (isTouched() && !(await mayBeginAnew())) return;
    this.#fresh = false;
    this.#wanted = (await this.#ask("begin", { story })) && playing;
  }

  #playIfWanted() {
    if (!this.#wanted || !this.#fresh) return;
    this.#wanted = false;
    this.#ask("play");
  }

  #ask(what, more = {}) {
    return attempt(() => post("/api/story", { do: what, ...more }));
  }

  #button(look, drawing, text, click) {
    const solid = drawing === "play" ? "solid" : "";
    return el("button", { type: "button", class: look, click }, icon(drawing, solid), el("span", {}, text));
  }
}
