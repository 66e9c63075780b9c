// Where everything is put together.

import { Drawer } from "./drawer.js";
import { Feed } from "./feed.js";
import { buildHeader } from "./header.js";
import { Phones } from "./phones.js";
import { setLost } from "./say.js";
import { world } from "./world.js";

const drawer = new Drawer(document.getElementById("drawer"));
const story = buildHeader(document.getElementById("header"), drawer.button);
const phones = new Phones(document.getElementById("main"), (person, message) => drawer.follow(person, message));

const feed = new Feed({
  begun(now) {
    setLost(false);
    world.now = now;
    phones.begin();
    drawer.refresh();
  },
  anew() {
    phones.forget();
    story.anew();
    drawer.way.clear();
  },
  heard(event) {
    if (event.kind === "world") world.now = event.world;
    else phones.hear(event);
    drawer.refresh();
  },
  lost() {
    setLost(true);
  },
});
feed.begin();
