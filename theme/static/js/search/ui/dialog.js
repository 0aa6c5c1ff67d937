/** The dialog that opens over any page. */

import { client, siteRoot } from "../worker/client.js";
import { Panel } from "./panel.js";

const dialog = document.querySelector("#search-dialog");
const part = (name) => dialog.querySelector(`[data-search="${name}"]`);
const input = part("input");
const all = part("all");

function address() {
  return `${siteRoot}search/?${new URLSearchParams({ q: input.value.trim() })}`;
}

const panel = new Panel(
  { input, list: part("results"), status: part("status"), after: part("after") },
  () => ({ text: input.value }),
  (answer) => {
    all.hidden = !answer;
    all.href = address();
  },
);

input.addEventListener("input", () => panel.askSoon());
input.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (input.value.trim()) location.assign(address());
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  // A search field would take the first Escape to empty itself.
  event.preventDefault();
  dialog.close();
});
part("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (event.target === dialog && !inside) dialog.close();
});

/** Opens the dialog; where it came from gets the focus back when it closes, as native dialogs do. */
export function open() {
  if (dialog.open) return input.select();
  client.foresee("");
  dialog.showModal();
  input.focus();
  input.select();
}
