/** Waits until the map is used. */

/** Load the map's other scripts when it is first used: without them the page shows all of it. */
export function awaitUse(map) {
  const load = (event) => {
    for (const type of types) map.removeEventListener(type, load);
    import("./view.js").then(({ start: startMap }) => startMap(map, event));
  };
  const types = ["pointerover", "focusin"];
  map.querySelector(".map-view").setAttribute("tabindex", "0");
  // Without scripts dots lead to their topic; with them, to their paper.
  map.querySelector(".marks").addEventListener("click", (event) => event.preventDefault());
  for (const type of types) map.addEventListener(type, load);
  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  if (new URLSearchParams(location.search).has("at") || arrival === "back_forward") load(new Event("arrival"));
}
