/** The worker: first it is told the index's address, then its manifest; all else are questions,
 * or a ping: whoever sends it ends a worker that does not answer. */

// Named here so that all are fetched at once, not each when another's imports are known. Lunr's language
// comes when somebody writes it.
import "./archive.js";
import "./engine.js";
import "./person.js";
import "./shown.js";
import "./text.js";
import { Reader } from "./reader.js";

let giveManifest;
const manifest = new Promise((resolve) => (giveManifest = resolve));
let reader = null;

addEventListener("message", ({ data }) => {
  if (data.base) reader = new Reader(data.base, manifest, (answer) => postMessage(answer));
  else if ("manifest" in data) giveManifest(data.manifest);
  else if (data.ping) postMessage({ alive: true });
  else reader.receive(data);
});
postMessage({ alive: true });
