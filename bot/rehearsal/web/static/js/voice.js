// A voice note: its player. What the rehearsal sends may not be sound at all; then only time passes.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { announce } from "./say.js";
import { minutes } from "./times.js";
import { words } from "./words.js";

const BARS = 28;
const BEAT = 200;

/** A play button, a wave and a duration for a message with a voice note. */
export function voiceNote(message) {
  const seconds = message.file?.seconds || 1;
  const left = el("span", { class: "duration" }, minutes(seconds));
  const wave = el("span", { class: "wave", "aria-hidden": "true" }, bars(message.id));
  const button = el("button", { type: "button", class: "round" });
  const player = new Player(message.file?.url, seconds, (at, playing) => {
    show(button, playing);
    left.textContent = minutes(playing ? at : seconds);
    const reached = playing ? (at / seconds) * BARS : 0;
    [...wave.children].forEach((bar, place) => bar.classList.toggle("heard", place < reached));
  });
  button.addEventListener("click", () => player.toggle());
  show(button, false);
  return el("div", { class: "voice" }, button, wave, left);
}

class Player {
  #timer = 0;
  #at = 0;
  #audio = null;

  constructor(url, seconds, show) {
    Object.assign(this, { url, seconds, show });
  }

  toggle() {
    if (this.#timer) this.#halt();
    else this.#go();
  }

  #go() {
    if (this.#at >= this.seconds) this.#at = 0;
    this.#timer = setInterval(() => this.#beat(), BEAT);
    this.show(this.#at, true);
    if (!this.url) return;
    this.#audio ??= new Audio(this.url);
    this.#audio.play().catch(() => this.#silent());
  }

  #halt() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#audio?.pause();
    this.show(this.#at, false);
  }

  #silent() {
    if (this.#timer) announce(words.message.noSound);
  }

  #beat() {
    this.#at += BEAT / 1000;
    if (this.#at >= this.seconds) this.#halt();
    else this.show(this.#at, true);
  }
}

function show(button, playing) {
  button.setAttribute("aria-label", playing ? words.message.pause : words.message.play);
  button.replaceChildren(icon(playing ? "pause" : "play", playing ? "" : "solid"));
}

function bars(seed) {
  let state = seed * 2654435761;
  return Array.from({ length: BARS }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return el("i", { class: `h${1 + (Math.floor(state / 65536) % 6)}` });
  });
}
