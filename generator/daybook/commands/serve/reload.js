// Reloads a page when it was built again, and shows what is wrong with the last build. `serve` adds it to pages.
const events = new EventSource(new URL("./events", import.meta.url));
const page = new URL(import.meta.url).searchParams.get("page");
const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {
  position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", maxHeight: "50vh", overflow: "auto",
  background: "#7a1f1f", color: "#fff", font: "14px/1.5 monospace", whiteSpace: "pre-wrap", zIndex: 9999,
});
let seen = null;
events.addEventListener("open", () => { seen = null; }); // it may be another server
events.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  const isNew = state.build !== seen; // at first too: it may be newer than the page
  seen = state.build;
  if (isNew) fetch(location.href, { method: "HEAD" }).then((answer) => {
    if (answer.headers.get("ETag") !== `"${page}"`) location.reload();
  });
  box.textContent = state.fault;
  if (state.fault) document.body.append(box); else box.remove();
});
