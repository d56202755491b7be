// Addresses after the #: they work from any prefix and need nothing of the server.

const routes = [];

/** route("experiments/:id", show): show(element, {id, query}) returns a function that cleans up, or nothing. */
export function route(pattern, nav, show) {
  routes.push({ parts: pattern.split("/"), nav, show });
}

export function startRouter(main) {
  let leave;
  let last;

  function go() {
    const hash = location.hash.replace(/^#\/?/, "");
    if (location.hash === "#main" || hash === last) {
      return;
    }
    last = hash;
    const [path, search = ""] = hash.split("?");
    const parts = path.split("/").map(decodeURIComponent);
    const found = routes.map((each) => ({ each, values: match(each.parts, parts) })).find((each) => each.values);
    leave?.();
    main.replaceChildren();
    document.querySelectorAll("[data-nav]").forEach((link) => {
      if (link.dataset.nav === found?.each.nav) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
    if (!found) {
      main.textContent = "There is no such page.";
      leave = undefined;
      return;
    }
    scrollTo(0, 0);
    leave = found.each.show(main, { ...found.values, query: new URLSearchParams(search) });
  }

  addEventListener("hashchange", () => {
    const before = last;
    go();
    if (before !== last) {
      main.focus({ preventScroll: true });
    }
  });
  go();
}

function match(pattern, parts) {
  if (pattern.length !== parts.length) {
    return undefined;
  }
  const values = {};
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i].startsWith(":")) {
      values[pattern[i].slice(1)] = parts[i];
    } else if (pattern[i] !== parts[i]) {
      return undefined;
    }
  }
  return values;
}
