// Tells the server the viewer's time zone, and keeps the theme that was chosen. Both are cookies.
(function () {
  "use strict";

  function cookie(name) {
    const found = document.cookie.split("; ").find((it) => it.startsWith(name + "="));
    return found === undefined ? "" : found.slice(name.length + 1);
  }

  function keep(name, value) {
    const path = location.pathname.replace(/console\/[^/]*$/, "");
    document.cookie = name + "=" + value + "; path=" + path + "; max-age=31536000; samesite=strict";
  }

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && cookie("holdfast-zone") !== zone) {
    keep("holdfast-zone", zone);
    if (cookie("holdfast-zone") === zone) {
      location.reload();
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    const theme = document.getElementById("theme");
    if (theme !== null) {
      theme.value = theme.dataset.chosen;
      theme.addEventListener("change", function () {
        keep("holdfast-theme", theme.value);
        location.reload();
      });
    }
  });
})();
