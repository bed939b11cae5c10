/* Only in `drukproef preview`: loads the page again, at the same place, when there is another version of it. */
(function () {
  "use strict";
  const shown = document.currentScript.dataset.version;
  new EventSource("/_preview/events").onmessage = function (event) {
    if (event.data !== shown) location.reload();
  };
})();
