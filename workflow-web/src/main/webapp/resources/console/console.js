// Tells the server the viewer's time zone, keeps the theme that was chosen, and follows changes.
(function () {
  "use strict";

  // Even without a word of changes: ages grow, and a proxy may keep the word for itself.
  const SECONDS_BETWEEN = 30;
  const SHORTEST_PAUSE = 1000;

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

  // A page that shows what changes has an element "live" and a function refreshPage. While the page is seen, the server
  // tells of changes (data-changes), and the page is drawn again, once a second at the most.
  function follow() {
    let stream = null;
    let followed = "";
    let timer = 0;
    let refreshedAt = 0;

    function said(name) {
      const live = document.getElementById("live");
      return (live !== null && live.dataset[name]) || "";
    }

    function refresh() {
      refreshedAt = Date.now();
      window.refreshPage();
      planNext();
    }

    function planNext() {
      plan(Number(said("every") || SECONDS_BETWEEN) * 1000);
    }

    function plan(delay) {
      clearTimeout(timer);
      timer = setTimeout(refresh, delay);
    }

    function close() {
      if (stream !== null) {
        stream.close();
        stream = null;
      }
    }

    function open() {
      followed = said("changes");
      if (followed !== "") {
        stream = new EventSource(followed);
        stream.addEventListener("changed", () => plan(Math.max(100, refreshedAt + SHORTEST_PAUSE - Date.now())));
        stream.addEventListener("ended", () => {
          close();
          plan(100);
        });
      }
    }

    function begin() {
      close();
      clearTimeout(timer);
      if (!document.hidden) {
        open();
        planNext();
      }
    }

    // An answer may have brought another address to follow, or none any more.
    new MutationObserver(() => {
      if (!document.hidden && said("changes") !== followed) {
        close();
        open();
      }
    }).observe(document.getElementById("content"), { childList: true, subtree: true });
    document.addEventListener("visibilitychange", () => {
      begin();
      if (!document.hidden) {
        plan(100);
      }
    });
    begin();
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
    if (document.getElementById("live") !== null) {
      follow();
    }
  });
})();
