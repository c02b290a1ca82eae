// The search box answers while one types: a combobox with a list of links (ARIA 1.2).
// Without it the form leads to the search page, which says more.

const PAUSE = 120; // milliseconds

const KANA = /[ァ-ヶ]/;
const LATIN = /[a-z0-9]/;

function folded(sign) {
  const plain = sign.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace("đ", "d");
  return KANA.test(plain) ? String.fromCharCode(plain.charCodeAt(0) - 0x60) : plain;
}

function words(text) {
  const found = [...text].map(folded).join("").match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.sort((one, other) => other.length - one.length);
}

/** Mark in a text node where one of the words, longest first, begins, whatever the accents. */
function mark(node, wanted) {
  const signs = [...node.data.normalize("NFC")];
  const plain = signs.map(folded);
  const parts = [];
  for (let at = 0, end; at < signs.length; at = end) {
    const within = LATIN.test(plain[at]) && LATIN.test(plain[at - 1] ?? "");
    const rest = plain.slice(at).join("");
    const word = within ? undefined : wanted.find((w) => rest.startsWith(w));
    end = at + (word?.length ?? 1);
    const text = signs.slice(at, end).join("");
    parts.push(word ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
  }
  node.replaceWith(...parts);
}

function combobox(form) {
  const box = form.querySelector("input[name=q]");
  const list = Object.assign(document.createElement("div"), { className: "offers", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "unseen" });
  list.id = `${box.id}-offers`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  told.setAttribute("role", "status");
  form.append(list, told);
  box.type = "text"; // a search field may not be a combobox
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);

  let timer;
  let asking = new AbortController();
  let options = [];
  let active = -1;

  function activate(position) {
    options[active]?.setAttribute("aria-selected", "false");
    active = position;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[active]?.id ?? "");
  }

  function open(opened) {
    list.hidden = !opened;
    box.setAttribute("aria-expanded", String(opened));
    if (opened) return;
    activate(-1);
    list.replaceChildren(); // its ids may stand in the list of another box
  }

  function stop() {
    clearTimeout(timer);
    asking.abort();
    open(false);
  }

  async function ask() {
    asking.abort();
    const text = box.value.trim();
    if (!text) {
      stop();
      return;
    }
    const { signal } = (asking = new AbortController());
    const query = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(`${form.dataset.suggest}?${query}`, { signal });
      const html = answer.ok ? await answer.text() : "";
      if (signal.aborted || document.activeElement !== box) return;
      const page = document.createElement("template");
      page.innerHTML = html;
      const number = page.content.querySelector("[data-told]");
      if (!number) throw new Error(answer.statusText);
      number.remove();
      told.textContent = number.textContent;
      options = [...page.content.querySelectorAll("[role=option]")];
      options.forEach((option, position) => {
        option.id = `${list.id}-${position}`;
        option.setAttribute("aria-selected", "false");
      });
      const wanted = words(text);
      for (const who of page.content.querySelectorAll(".who")) {
        const walk = document.createTreeWalker(who, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walk.nextNode()) texts.push(walk.currentNode);
        texts.forEach((node) => mark(node, wanted));
      }
      list.replaceChildren(page.content);
      activate(-1);
      list.scrollTop = 0;
      open(true);
    } catch {
      if (!signal.aborted) stop(); // the search page still answers
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  box.addEventListener("input", (event) => event.isComposing || soon());
  box.addEventListener("compositionend", soon);
  box.addEventListener("blur", stop);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  form.addEventListener("submit", stop);
  box.addEventListener("keydown", (event) => {
    // While a word is composed, the keys belong to the input method (229: Safari’s last Enter).
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      if (box.value.trim()) ask();
    } else if (step) {
      const stops = options.length + 1; // the box is one of them
      activate(((active + 1 + step + stops) % stops) - 1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      options[active].click();
    } else if (event.key === "Escape" && !list.hidden) {
      stop();
    } else {
      return;
    }
    event.preventDefault();
  });
  open(false);
  return box;
}

const [first] = [...document.querySelectorAll("form[data-suggest]")].map(combobox);

if (first) {
  const key = first.parentElement.querySelector("kbd");
  first.setAttribute("aria-keyshortcuts", key.textContent);
  key.hidden = false;
  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== key.textContent || held || typing) return;
    event.preventDefault();
    first.focus();
    first.select();
  });
}
