// The public API, and nothing but it. Paths are relative: the service may live below a prefix.

import { letIn } from "./session.js";

const ROOT = new URL("api/v1/", document.baseURI);

/** A refusal: the problem document's detail, status and errors [{field, message}]. */
export class Refused extends Error {
  constructor(status, detail, errors) {
    super(detail);
    this.status = status;
    this.errors = errors ?? [];
  }
}

export function address(path) {
  return new URL(path, ROOT).href;
}

export function experimentPath(id, rest = "") {
  return `experiments/${encodeURIComponent(id)}${rest}`;
}

export async function read(path, signal) {
  return answer(await send(path, { signal }));
}

/** As read, but undefined where there is nothing (yet). */
export async function readIfThere(path, signal) {
  try {
    return await read(path, signal);
  } catch (refused) {
    if (refused.status === 404) {
      return undefined;
    }
    throw refused;
  }
}

export async function post(path, body, headers) {
  const hasBody = body !== undefined;
  return answer(
    await send(path, {
      method: "POST",
      headers: { ...(hasBody ? { "Content-Type": "application/json" } : {}), ...headers },
      body: hasBody ? JSON.stringify(body) : undefined,
    }),
  );
}

/** Sends a form with files; the browser writes its Content-Type. */
export async function upload(path, form) {
  return answer(await send(path, { method: "POST", body: form }));
}

export async function remove(path) {
  return answer(await send(path, { method: "DELETE" }));
}

/** Who has no session, or no longer, is asked for the token; then the request is sent once more. */
async function send(path, options) {
  const response = await sendOnce(path, options);
  if (response.status !== 401) {
    return response;
  }
  await letIn();
  return sendOnce(path, options);
}

async function sendOnce(path, options) {
  try {
    return await fetch(address(path), { ...options, headers: { Accept: "application/json", ...options.headers } });
  } catch (lost) {
    if (lost.name === "AbortError") {
      throw lost;
    }
    throw new Refused(0, "The service cannot be reached.", []);
  }
}

async function answer(response) {
  const text = await response.text();
  let body;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch (unreadable) {
    body = undefined;
  }
  if (!response.ok) {
    throw new Refused(response.status, body?.detail ?? `The service answered ${response.status}.`, body?.errors);
  }
  return body;
}
