// Asking the program behind this page, and telling it what somebody did.

import { touched } from "./touched.js";
import { words } from "./words.js";

const LEAVES_NOTHING = new Set(["read", "block"]);

/** What went wrong, as one sentence for people. */
export class Problem extends Error {}

/** The JSON answer to a GET. Throws Problem. */
export async function get(path) {
  return answered(fetch(path, { headers: { Accept: "application/json" } }));
}

/** The JSON answer to a POST. Throws Problem. */
export async function post(path, body = {}) {
  return answered(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/** As a person: post to /api/people/ID/WHAT. */
export function act(person, what, body) {
  if (!LEAVES_NOTHING.has(what)) touched();
  return post(`/api/people/${person}/${what}`, body);
}

async function answered(asking) {
  let response;
  try {
    response = await asking;
  } catch {
    throw new Problem(words.problem.unreachable);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.problem ?? "");
  return body;
}
