// The public API, and nothing but it. Paths are relative: the service may live below a prefix.

import { letIn } from "./session.js";

/** How often a request that came too fast is sent again before its page hears of it. */
const TRIES_IN_TIME = 5;

const LONGEST_WAIT_SECONDS = 60;

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

export async function patch(path, body) {
  return answer(await send(path, { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
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
  const response = await sendInTime(path, options);
  if (response.status !== 401) {
    return response;
  }
  await letIn();
  return sendInTime(path, options);
}

/** What came too fast was not looked at (429), so it may be sent again, whatever it is, once the service says so. */
async function sendInTime(path, options) {
  let response = await sendOnce(path, options);
  for (let tries = 0; response.status === 429 && tries < TRIES_IN_TIME; tries++) {
    await pause(secondsToWait(response), options.signal);
    response = await sendOnce(path, options);
  }
  return response;
}

function secondsToWait(response) {
  const told = Number(response.headers.get("Retry-After"));
  return Math.min(LONGEST_WAIT_SECONDS, told > 0 ? told : 1);
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
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
