// Who one is, and the tokens one has: made, shown once, revoked. Admins see everybody's.

import { post, read, Refused, remove } from "../api.js";
import { h, replace } from "../dom.js";
import { choice, complain, field, forgive, textInput } from "../form/fields.js";
import { time } from "../format.js";
import { note } from "../notes.js";
import { failed, loading } from "../states.js";

const ROLES = [
  ["VIEWER", "viewer: reads"],
  ["SUBMITTER", "submitter: changes their own"],
  ["ADMIN", "admin: changes everybody's"],
];

const LIFETIMES = [
  ["P1D", "a day"],
  ["P30D", "30 days"],
  ["P365D", "a year"],
];

export function showTokens(main) {
  let left = false;
  document.title = "Access tokens – Tamis";
  const place = h("div", { class: "card" }, loading("Loading tokens"));
  const making = h("div");
  let made;
  replace(main, h("div", { class: "head" }, h("h1", {}, "Access tokens")), place, making);
  load(true);

  async function load(first) {
    try {
      const [me, { content }] = await Promise.all([read("me"), read("tokens?size=1000")]);
      if (left) {
        return;
      }
      replace(place, whoOneIs(me), content.length ? table(content, load) : h("p", {}, "There are no tokens."));
      if (first === true) {
        made = form(me, load);
        replace(making, h("h2", {}, "Make a token"), made.element);
      }
      made.forgetUnless(new Set(content.map((each) => each.id)));
    } catch (problem) {
      if (left || !(problem instanceof Refused)) {
        throw problem;
      }
      replace(place, failed(problem, load));
    }
  }

  return () => (left = true);
}

function whoOneIs(me) {
  const end = me.tokenExpiresAt ? `, until ${time(me.tokenExpiresAt)}` : "";
  return h("p", { class: "whoami" }, "You are ", h("strong", {}, me.name), `, ${me.role.toLowerCase()}${end}.`);
}

function table(tokens, changed) {
  const titles = ["For", "Owner", "Role", "Made", "Ends", "Last used", "Actions"];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Tokens" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          titles.map((each) => h("th", { scope: "col" }, each)),
        ),
      ),
      h(
        "tbody",
        {},
        tokens.map((each) => row(each, changed)),
      ),
    ),
  );
}

function row(token, changed) {
  const ended = token.expiresAt !== null && new Date(token.expiresAt) <= new Date();
  return h(
    "tr",
    {},
    h("th", { scope: "row", class: "elided", title: token.label }, token.label),
    h("td", { class: "elided", title: token.owner }, token.owner),
    h("td", {}, token.role.toLowerCase()),
    h("td", { title: `by ${token.createdBy}` }, time(token.createdAt)),
    h("td", {}, ended ? "has ended" : token.expiresAt ? time(token.expiresAt) : "when it is revoked"),
    h("td", {}, token.lastUsedAt ? time(token.lastUsedAt) : "never"),
    h(
      "td",
      { class: "actions" },
      h(
        "button",
        { type: "button", class: "danger", "aria-label": `Revoke ${token.label} of ${token.owner}`, onclick: () => revoke(token, changed) },
        "Revoke",
      ),
    ),
  );
}

async function revoke(token, changed) {
  const named = `the token "${token.label}" of ${token.owner}`;
  if (!confirm(`Revoke ${named}? Whoever uses it, or what they have made for themselves with it, is refused from now on.`)) {
    return;
  }
  try {
    await remove(`tokens/${encodeURIComponent(token.id)}`);
    note(`The token "${token.label}" was revoked.`);
  } catch (problem) {
    note(problem.message, "bad");
  }
  changed();
}

function form(me, changed) {
  const roles = ROLES.slice(0, ROLES.findIndex(([role]) => role === me.role) + 1);
  const inputs = {
    label: textInput("", { required: true, maxlength: 200 }),
    owner: me.role === "ADMIN" ? textInput(me.name, { maxlength: 100 }) : undefined,
    role: choice(roles, roles[0][0]),
    lifetime: choice(lifetimes(me), ""),
  };
  let shown;
  let isListed = false;
  const told = h("div", { role: "status", "aria-live": "polite" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const submit = h("button", { type: "submit", class: "primary" }, "Make");
  const element = h(
    "form",
    { class: "card stack", novalidate: true, onsubmit: send },
    h("p", { class: "hint" }, "For a program or a person, who brings it with each request: Authorization: Bearer …"),
    h(
      "div",
      { class: "fields roomy" },
      field("label", "what it is for", inputs.label),
      inputs.owner && field("owner", "whom it lets in", inputs.owner),
      field("role", "role", inputs.role),
      field("lifetime", "lives for", inputs.lifetime),
    ),
    wrong,
    h("div", {}, submit),
    told,
  );

  async function send(event) {
    event.preventDefault();
    forgive(element);
    replace(told);
    wrong.textContent = "";
    submit.disabled = true;
    try {
      const given = Object.entries(inputs).filter(([, input]) => input?.value.trim());
      const made = await post("tokens", Object.fromEntries(given.map(([name, input]) => [name, input.value.trim()])));
      inputs.label.value = "";
      shown = made.id;
      replace(told, tell(made));
      changed();
    } catch (problem) {
      const homeless = complain(element, problem.errors ?? []);
      wrong.textContent = problem.errors?.length > homeless.length ? "" : problem.message;
      (element.querySelector("[aria-invalid]") ?? submit).focus();
    } finally {
      submit.disabled = false;
    }
  }

  /** The text of a token that is gone lets nobody in. */
  function forgetUnless(there) {
    if (shown && isListed && !there.has(shown)) {
      shown = undefined;
      replace(told);
    }
    isListed = there.has(shown);
  }

  return { element, forgetUnless };
}

/** No token outlives the one that it is made with: where nobody chooses, the service lets it end with that. */
function lifetimes({ role, tokenExpiresAt }) {
  const usual = ["", tokenExpiresAt ? "90 days, or as long as yours" : "90 days"];
  return role === "ADMIN" ? [usual, ...LIFETIMES, ["NEVER", "until it is revoked"]] : [usual, ...LIFETIMES];
}

/** The text, which no later answer has. */
function tell(made) {
  const text = textInput(made.token, { readonly: true, id: "made-token", spellcheck: "false", autocomplete: "off" });
  const copy = h("button", { type: "button", onclick: copied }, "Copy");

  async function copied() {
    text.select();
    try {
      await navigator.clipboard.writeText(made.token);
      copy.textContent = "Copied";
    } catch (notAllowed) {
      // Without TLS browsers let no page copy: it is selected, for Ctrl+C.
      note("Copy what is selected.");
    }
  }

  return h(
    "div",
    { class: "stack made" },
    h("label", { for: "made-token" }, `The token of ${made.owner}. It is shown this once: copy it now.`),
    text,
    h("div", {}, copy),
  );
}
