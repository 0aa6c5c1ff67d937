/** The worker: its first message names the index's address, all others are for the reader. */

import { Reader } from "./reader.js";

let reader = null;

addEventListener("message", ({ data }) => {
  if (reader) reader.receive(data);
  else reader = new Reader(data.base, (answer) => postMessage(answer));
});
