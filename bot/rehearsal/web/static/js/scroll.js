// Where a chat is scrolled to: kept at its end while it is there, and still while rows come and go.

const CLOSE = 48;
const SCREENS = 1.5;

export class Scroll {
  /** Whether the end is in sight, and is to stay there. */
  pinned = true;
  #top = 0;

  /**
   * `complete()` says whether the last row is the newest message. `looked()` is called when
   * somebody scrolled, or the place changed its size.
   */
  constructor(node, list, { complete, looked }) {
    this.node = node;
    this.list = list;
    this.complete = complete;
    this.looked = looked;
    node.addEventListener("scroll", () => this.look(), { passive: true });
    const sizes = new ResizeObserver(() => this.#resized());
    sizes.observe(node);
    sizes.observe(list);
  }

  get nearTop() {
    return this.node.scrollTop < SCREENS * this.node.clientHeight;
  }

  get nearBottom() {
    return this.#below < SCREENS * this.node.clientHeight;
  }

  /** Take note of where it stands now. */
  look() {
    if (!this.node.clientHeight) return;
    const upwards = this.node.scrollTop < this.#top;
    this.#top = this.node.scrollTop;
    if (this.#below < CLOSE) this.pinned ||= this.complete();
    else if (upwards) this.pinned = false;
    this.looked();
  }

  /** Change rows; what was in sight stays where it was, or the end stays in sight. */
  keeping(change) {
    const anchor = this.pinned ? null : this.#firstInSight();
    const before = anchor?.offsetTop;
    change();
    if (this.pinned) this.#toEnd();
    else if (anchor?.isConnected) this.#to(this.node.scrollTop + anchor.offsetTop - before);
  }

  get #below() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight;
  }

  #resized() {
    if (this.pinned) this.#toEnd();
    this.looked();
  }

  #toEnd() {
    this.#to(this.node.scrollHeight);
  }

  #to(top) {
    this.node.scrollTop = top;
    this.#top = this.node.scrollTop;
  }

  #firstInSight() {
    const top = this.node.scrollTop;
    for (const row of this.list.children) {
      if (row.offsetTop + row.offsetHeight > top) return row;
    }
    return null;
  }
}
