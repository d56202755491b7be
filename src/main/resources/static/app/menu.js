// On a narrow screen the head is one row: what else is in it opens by a button, and closes by whatever follows.

export function startMenu(button) {
  const open = (is) => button.setAttribute("aria-expanded", String(is));
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  addEventListener("hashchange", () => open(false));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      open(false);
      button.focus();
    }
  });
}
