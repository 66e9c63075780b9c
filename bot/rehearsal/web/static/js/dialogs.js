// Small boxes that ask something: who joins, and whether to begin anew.

import { act, post } from "./api.js";
import { el, freshId } from "./dom.js";
import { isInvitation } from "./entities.js";
import { attempt } from "./say.js";
import { words } from "./words.js";
import { world } from "./world.js";

/**
 * Ask who opens an invitation, and let them. `link` may be empty: then it is asked for too.
 * Returns the person's id, or null.
 */
export function letJoin(link = "") {
  const asked = words.join;
  const name = field(asked.first, el("input", { type: "text", name: "name", required: true, maxlength: "40", autocomplete: "off" }));
  const whose = field(asked.whose, el("select", { name: "whose" }, phones()));
  const where = field(asked.link, el("input", { type: "text", name: "link", maxlength: "500", autocomplete: "off" }), asked.linkHelp);
  where.input.value = link || (world.now?.links ?? []).at(-1) || "";
  where.node.hidden = Boolean(link);
  whose.input.addEventListener("change", () => {
    name.node.hidden = name.input.disabled = Boolean(whose.input.value);
  });
  const buttons = [
    el("button", { type: "button", class: "calm", "data-answer": "no" }, asked.cancel),
    el("button", { type: "submit", class: "main" }, asked.open),
  ];
  return ask(asked.name, asked.about, [name.node, whose.node, where.node], buttons, (complain) =>
    joined(whose.input.value, name.input.value.trim(), where.input.value.trim(), complain),
  );
}

/** Ask before everything begins anew. */
export function mayBeginAnew() {
  const buttons = [
    el("button", { type: "button", class: "calm", "data-answer": "no" }, words.anew.no),
    el("button", { type: "submit", class: "main" }, words.anew.yes),
  ];
  return ask(words.anew.name, words.anew.about, [], buttons, async () => true);
}

async function joined(whose, name, link, complain) {
  const wrong = !whose && !name ? words.join.noName : link && !isInvitation(link) ? words.join.noLink : null;
  if (wrong) {
    complain(wrong);
    return null;
  }
  let person = Number(whose) || null;
  const went = await attempt(async () => {
    person ??= (await post("/api/people", { name })).person;
    if (link) await act(person, "open", { link });
  }, complain);
  return went ? person : null;
}

function phones() {
  const everybody = [...world.people].sort((one, other) => one.roles.length - other.roles.length);
  const there = everybody.map((each) => el("option", { value: each.id }, words.phone.name(each.name)));
  return [el("option", { value: "" }, words.join.fresh), ...there];
}

function field(text, input, help = "") {
  const id = freshId("field");
  input.id = id;
  const helping = help ? el("small", { id: `${id}-help` }, help) : null;
  if (help) input.setAttribute("aria-describedby", `${id}-help`);
  return { node: el("div", { class: "field" }, el("label", { for: id }, text), input, helping), input };
}

/** Resolves to what `answer(complain)` says, or to null where the box was left. */
function ask(title, about, fields, buttons, answer) {
  const id = freshId("dialog");
  const wrong = el("p", { class: "wrong", role: "alert" });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id }, title),
    el("p", {}, about),
    fields,
    wrong,
    el("div", { class: "actions" }, buttons),
  );
  const dialog = el("dialog", { "aria-labelledby": id }, form);
  document.getElementById("main").append(dialog);
  return new Promise((resolve) => {
    let answered = null;
    form.querySelector("[data-answer=no]").addEventListener("click", () => dialog.close());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      answered = await answer((text) => (wrong.textContent = text));
      if (answered !== null) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answered);
    });
    dialog.showModal();
  });
}
