/* Search over the whole report, without a server and without a request to anywhere: the index is a script beside
   this one, and is loaded when the search is opened for the first time. */
(function () {
  "use strict";
  const SHOWN = 40, AROUND = 70;
  const dialog = document.getElementById("search");
  const opener = document.getElementById("search-open");
  const box = document.getElementById("search-words");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  let entries = null;

  /* Lower case without accents; ĳ becomes ij, a curly apostrophe a straight one. */
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u201c\u201d]/g, '"').toLowerCase();
  }

  /* For each place in the folded text the place in the text itself. */
  function placesOf(text) {
    const places = [];
    let at = 0;
    for (const letter of text) {
      for (let i = fold(letter).length; i > 0; i--) places.push(at);
      at += letter.length;
    }
    places.push(text.length);
    return places;
  }

  function prepare(pages) {
    return pages.flatMap((page) => page.entries.map(([id, title, text]) => (
      { file: page.file, page: page.title, id, title, text, foldedTitle: fold(title), foldedText: fold(text) }
    )));
  }

  function load() {
    if (entries || document.getElementById("search-index")) return;
    const script = document.createElement("script");
    script.id = "search-index";
    script.src = dialog.dataset.index;
    script.onload = function () { entries = prepare(window.searchIndex); show(); };
    document.head.append(script);
  }

  /* A word counts for more in a title, and at the start of a word: in Dutch it may also stand within one. */
  function worth(text, word) {
    let at = text.indexOf(word);
    if (at < 0) return 0;
    for (; at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return 3;
    }
    return 1;
  }

  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const found = 4 * worth(entry.foldedTitle, word) + worth(entry.foldedText, word);
      if (!found) return 0;
      sum += found;
    }
    return sum;
  }

  function matches(words) {
    const scored = entries.map((entry, order) => ({ entry, order, score: score(entry, words) }));
    return scored.filter((m) => m.score).sort((a, b) => b.score - a.score || a.order - b.order).map((m) => m.entry);
  }

  /* All places of the words in a text, in order, none over another. */
  function places(folded, words) {
    const found = [];
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        found.push([at, at + word.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter((place, i) => i === 0 || place[0] >= Math.max(...found.slice(0, i).map((p) => p[1])));
  }

  /* Part of a text, with the words that were asked for marked. */
  function marked(element, text, words, from, to) {
    const back = placesOf(text);
    let at = from;
    for (const [start, end] of places(fold(text), words).map(([a, b]) => [back[a], back[b]])) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(at, start), mark);
      at = end;
    }
    element.append(text.slice(at, to));
  }

  /* Where the text comes closest to saying all words: the place after which most of them follow. */
  function best(found, folded) {
    const kinds = found.map(([start]) => new Set(
      found.filter((p) => p[0] >= start && p[0] < start + 2 * AROUND).map(([a, b]) => folded.slice(a, b))).size);
    return found[kinds.indexOf(Math.max(...kinds))];
  }

  function snippet(entry, words) {
    const element = document.createElement("span");
    element.className = "snippet";
    const found = places(entry.foldedText, words);
    const middle = found.length ? placesOf(entry.text)[best(found, entry.foldedText)[0]] : 0;
    const from = middle > AROUND ? entry.text.indexOf(" ", middle - AROUND) + 1 : 0;
    const end = entry.text.lastIndexOf(" ", middle + 2 * AROUND);
    const to = entry.text.length <= middle + 2 * AROUND || end <= middle ? entry.text.length : end;
    element.append(from ? "… " : "");
    marked(element, entry.text, words, from, to);
    element.append(to < entry.text.length ? " …" : "");
    return element;
  }

  function address(entry) {
    const here = document.getElementById(entry.id);
    return here ? "#" + entry.id : entry.file + "#" + entry.id;
  }

  function result(entry, words) {
    const link = document.createElement("a");
    link.href = address(entry);
    const title = document.createElement("span");
    title.className = "title";
    marked(title, entry.title || entry.page, words, 0, (entry.title || entry.page).length);
    link.append(title);
    if (entry.title !== entry.page) {
      const where = document.createElement("span");
      where.className = "where";
      where.textContent = entry.page;
      link.append(where);
    }
    if (entry.text) link.append(snippet(entry, words));
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  function say(count, words) {
    const name = count === 0 ? "none" : count === 1 ? "one" : count > SHOWN ? "first" : "many";
    status.textContent = dialog.dataset[name].replace("{count}", count).replace("{shown}", SHOWN).replace("{words}", words);
  }

  function show() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!entries || words.join("").length < 2) { status.textContent = ""; return; }
    const found = matches(words);
    list.append(...found.slice(0, SHOWN).map((entry) => result(entry, words)));
    say(found.length, box.value.trim());
  }

  /* Arrows go up and down through the field and the results, besides the tab key. */
  function step(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [box, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }

  opener.hidden = false;
  opener.addEventListener("click", function () { load(); dialog.showModal(); box.select(); });
  box.addEventListener("input", show);
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.getElementById("search-close").addEventListener("click", function () { dialog.close(); });
  box.addEventListener("keydown", function (event) {
    const first = list.querySelector("a");
    if (event.key === "Enter" && first) { event.preventDefault(); first.focus(); }
  });
})();
