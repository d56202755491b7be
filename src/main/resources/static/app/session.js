// A token, asked for once. In exchange the service gives a cookie, which no script can read and no other site is sent.

import { h } from "./dom.js";

const SESSION = new URL("api/v1/session", document.baseURI);

let asking;
let onLetIn = () => {};

/** Asks for the token; done when the service has taken it. Whoever asks meanwhile waits for the same answer. */
export function letIn() {
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}

/** {tokenRequired, authenticated, name, role}; undefined while the service cannot be reached. */
export async function session() {
  try {
    const response = await fetch(SESSION, { headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch (lost) {
    return undefined;
  }
}

/** Lets in who has no session where one is needed. */
export async function ensureSession() {
  const now = await session();
  if (now?.tokenRequired && !now.authenticated) {
    await letIn();
  }
}

/** Shows who one is, and the button to log out, where there is something to log out of. */
export async function startSession(button, who) {
  onLetIn = async () => show(await session());
  button.addEventListener("click", async () => {
    await fetch(SESSION, { method: "DELETE" });
    location.reload();
  });
  show(await session());

  function show(now) {
    const isIn = Boolean(now?.tokenRequired && now.authenticated);
    button.hidden = !isIn;
    who.hidden = !isIn;
    who.textContent = isIn ? `${now.name} (${now.role.toLowerCase()})` : "";
    who.title = "Who you are, and your access tokens";
  }
}

function ask() {
  return new Promise((done) => {
    const token = h("input", { type: "password", id: "token", required: true, autocomplete: "current-password", spellcheck: "false" });
    const wrong = h("p", { class: "wrong", role: "alert" });
    const form = h(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          wrong.textContent = await open(token.value);
          token.setAttribute("aria-invalid", String(wrong.textContent !== ""));
          if (wrong.textContent === "") {
            dialog.close();
            dialog.remove();
            onLetIn();
            done();
          } else {
            token.select();
          }
        },
      },
      h("h2", { id: "login" }, "This service needs a token"),
      h("div", { class: "field" }, h("label", { for: "token" }, "Token"), token, wrong),
      h("button", { class: "primary" }, "Log in"),
    );
    const dialog = h("dialog", { class: "login", "aria-labelledby": "login", oncancel: (event) => event.preventDefault() }, form);
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @returns what is wrong, or an empty text */
async function open(token) {
  try {
    const response = await fetch(SESSION, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ token }),
    });
    if (!response.ok) {
      return (await response.json()).detail;
    }
  } catch (lost) {
    return "The service cannot be reached.";
  }
  return (await session())?.authenticated ? "" : "The browser keeps no cookies of this service, so that nobody can be logged in.";
}
