// A list follows its filters as they are changed. Without this, the form has a button.

const form = document.querySelector("form[data-filters]");
const rows = document.getElementById(form.dataset.filters);
let asking = null;

function address() {
  const usual = form.elements.sort.options[0].value;
  const typed = [...new FormData(form)].filter(([, value]) => value !== "" && value !== usual);
  const query = new URLSearchParams(typed).toString();
  return query ? `${location.pathname}?${query}` : location.pathname;
}

async function show(where, { keep }) {
  asking?.abort();
  asking = new AbortController();
  rows.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(where, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById(rows.id);
    // Signed out, or a fault of the server: let the browser show what it got.
    if (!found) throw new TypeError("not a list");
    rows.replaceChildren(...found.childNodes);
    for (const link of document.querySelectorAll(".tongues a")) {
      link.href = page.querySelector(`.tongues a[hreflang="${link.hreflang}"]`).getAttribute("href");
    }
    if (keep) history.pushState({}, "", where);
    rows.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(where);
  }
}

form.addEventListener("change", () => show(address(), { keep: true }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(address(), { keep: true });
});
// Back and forward: the form must say again what the address says.
window.addEventListener("popstate", () => location.reload());
