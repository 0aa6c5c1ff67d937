/** Loaded by every page, so small: copy buttons, and the ways into search, whose modules come when used. */

const root = document.documentElement;
root.classList.add("js");

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => (button.textContent = label), 2500);
}

const field = document.querySelector("#q");

function openSearch() {
  if (field) {
    field.focus();
    field.select();
  } else {
    import("./search/ui/dialog.js").then(({ open }) => open());
  }
}

addEventListener("click", (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const target = event.target.closest?.("[data-copy], [data-search-open]");
  if (!target || !plain) return;
  if (target.dataset.copy) copy(target);
  else {
    event.preventDefault();
    openSearch();
  }
});

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
  const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !control) return;
  event.preventDefault();
  openSearch();
});

if (field) import("./search/ui/page.js");
