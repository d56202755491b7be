// Runs before the first paint, so that a page in the dark theme does not flash white. Not a module: those run too late.
(function () {
  try {
    var theme = localStorage.getItem("tamis.theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch (blocked) {
    // Storage may be forbidden; the system's theme serves.
  }
})();
