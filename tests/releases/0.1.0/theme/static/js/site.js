/** Every page loads this, so it is small: copy buttons, and the ways into search, which is imported when it is used. */

const root = document.documentElement;
root.classList.add("js");

const LABEL_TIME = 2500;

/** Labels of buttons that show what they did, until they are put back. */
const labels = new WeakMap();

/** Show text on a button for a while, and have a screen reader say it. */
function say(button, text) {
  if (!labels.has(button)) {
    labels.set(button, button.textContent);
    setTimeout(() => {
      button.textContent = labels.get(button);
      labels.delete(button);
      document.querySelector("#said").textContent = "";
    }, LABEL_TIME);
  }
  button.textContent = text;
  document.querySelector("#said").textContent = text;
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    say(button, "Copied");
  } catch {
    getSelection().selectAllChildren(source);
    say(button, "Selected: press Ctrl+C");
  }
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
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const target = event.target.closest?.("[data-copy], [data-search-open]");
  if (!target || event.button !== 0 || hasModifier) return;
  if (target.dataset.copy) copy(target);
  else {
    event.preventDefault();
    openSearch();
  }
});

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const control = event.ctrlKey || event.metaKey;
  const isSlash = event.key === "/" && !control && !event.altKey && !isTyping;
  const isControlK = event.key.toLowerCase() === "k" && control && !event.altKey && !event.shiftKey;
  if (!isSlash && !isControlK) return;
  event.preventDefault();
  openSearch();
});

if (field) import("./search/ui/page.js");
