/** Put the list beside a button in the order of the places that the button names, or back in the page's order. */
export function sort(button) {
  const list = button.parentElement.querySelector("ol");
  const isSorted = button.getAttribute("aria-pressed") === "true";
  for (const [place, entry] of [...list.children].entries()) entry.dataset.place ??= place;
  const entries = [...list.children].sort((one, other) => one.dataset.place - other.dataset.place);
  list.append(...(isSorted ? entries : button.dataset.sort.split(" ").map((place) => entries[place])));
  button.setAttribute("aria-pressed", !isSorted);
}
