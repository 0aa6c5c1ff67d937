/** Put a list's entries in the order of their dates, the newest first, or back in the order of the page. */
export function sort(button) {
  const list = document.querySelector(button.dataset.sort);
  const isByDate = button.getAttribute("aria-pressed") === "false";
  const day = (entry) => entry.querySelector("time")?.dateTime ?? "";
  for (const [place, entry] of [...list.children].entries()) entry.dataset.place ??= place;
  const order = isByDate
    ? (one, other) => day(other).localeCompare(day(one)) || one.dataset.place - other.dataset.place
    : (one, other) => one.dataset.place - other.dataset.place;
  list.append(...[...list.children].sort(order));
  button.setAttribute("aria-pressed", isByDate);
}
