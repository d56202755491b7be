// Who looks at the pages, and whose a thing is.

import { ensureSession, session } from "./session.js";
import { empty } from "./states.js";

/** Where nobody has to say who they are, there is one person. */
const ALONE = { name: "admin", role: "ADMIN" };

let asked;

/** {name, role, tokenRequired} of who is logged in. */
export async function me() {
  asked ??= ensureSession().then(session);
  const known = await asked;
  if (!known) {
    asked = undefined;
  }
  return known?.name ? known : ALONE;
}

export function mayChange({ name, role }, { owner }) {
  return role === "ADMIN" || (role !== "VIEWER" && owner === name);
}

/** In place of a form that its reader may not send. */
export function onlyReads({ name }, does) {
  return empty(
    "Your token reads only",
    `You are ${name}, viewer: a viewer's token ${does}. With a submitter's of yours you can; log in with that one, or ask for one.`,
  );
}

/** A word or two, or none of what is one's own and nobody else's. */
export function whose({ name }, { owner, visibility }) {
  const shared = visibility === "SHARED" ? "shared" : undefined;
  return [owner && owner !== name ? `of ${owner}` : undefined, owner ? shared : undefined].filter(Boolean).join(", ");
}

/** Who sees it, in full: for the page of the thing itself. */
export function seenBy({ name }, { owner, visibility }) {
  return [owner !== name ? `of ${owner}` : undefined, visibility.toLowerCase()].filter(Boolean).join(", ");
}

/** What the switch says that changes who sees a thing, and what it sends. */
export function switched({ visibility }) {
  return visibility === "SHARED" ? { text: "Make private", body: { visibility: "PRIVATE" } } : { text: "Share", body: { visibility: "SHARED" } };
}

/** What tells a dataset from others of its name: those of others go by their owner's too. */
export function datasetKey({ name: mine }, { name, owner }) {
  return owner && owner !== mine ? `${owner}/${name}` : name;
}

/** Where it is, below datasets/. */
export function datasetPath({ name, owner }) {
  return `datasets/${encodeURIComponent(name)}${owner ? `?owner=${encodeURIComponent(owner)}` : ""}`;
}
