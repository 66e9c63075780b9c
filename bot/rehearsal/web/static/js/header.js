// The head of the page: programme, clock, story, faults. On a narrow page most of it folds away.

import { ClockBar } from "./clock.js";
import { el, freshId, setText } from "./dom.js";
import { FaultsMenu } from "./faults.js";
import { hint } from "./hint.js";
import { ProgrammeChoice } from "./programme.js";
import { StoryBar } from "./story.js";
import { themeSwitch } from "./theme.js";
import { words } from "./words.js";
import { world } from "./world.js";

/** Build it, with the button that opens the drawer; returns the bar of the story. */
export function buildHeader(place, drawerButton) {
  const story = new StoryBar();
  const id = freshId("controls");
  const clock = new ClockBar();
  const tools = el("div", { class: "tools", id: freshId("tools") }, new FaultsMenu().node, drawerButton, themeSwitch());
  const fold = el("button", { type: "button", class: "calm fold", "aria-expanded": "false", "aria-controls": `${id} ${tools.id}` }, words.controls);
  fold.addEventListener("click", () => {
    const open = place.classList.toggle("unfolded");
    fold.setAttribute("aria-expanded", String(open));
  });
  const trouble = el("p", { class: "trouble", role: "alert" });
  world.changed.listen((now) => setText(trouble, now.trouble ?? ""));
  const first = el("div", { class: "bar", id }, new ProgrammeChoice().node, clock.node);
  const second = el("div", { class: "second" }, story.node, tools);
  const heading = el("h1", { class: "unseen" }, words.title);
  place.append(...[heading, first, fold, second, hint(), trouble].filter(Boolean));
  return story;
}
