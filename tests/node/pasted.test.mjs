import assert from "node:assert/strict";
import test from "node:test";
import { unpasted } from "../../theme/static/js/search/rank/pasted.js";

for (const [pasted, asked] of [
  ['@article{tarn2025,\n title={{T}idal Schr{\\"o}dinger {B}ridges},\n author={Tarn, Ilse}}', "Tidal Schrodinger Bridges"],
  ['@misc{tarn, author = "Ilse Tarn", title = "Of Quays", year = 2025}', "Of Quays"],
  ["title={Of Tides: A Survey}", "Of Tides: A Survey"],
  ["title={Of Tides", "Of Tides"],
  ["TY  - JOUR TI  - Of Quays AU  - Tarn, Ilse", "Of Quays"],
  ["title: quays", "title: quays"],
  ["Subtitle = quays", "Subtitle = quays"],
  ["\\textit{Trans-Quay} of $\\alpha$-tides", "Trans-Quay of alpha-tides"],
  ["$QUAY^2$: Quays", "QUAY2: Quays"],
  ["Q$^2$M", "Q2M"],
  ["X^{2}-Quay", "X2-Quay"],
  ["$L_2$ norm", "L2 norm"],
  ["P\\'{e}rez of \\c{c}a", "Perez of ca"],
  ["quay^2 tides", "quay^2 tides"],
  ["Quay^2", "Quay2"],
  ["M^3Quay tides", "M3Quay tides"],
  ["T^3 tides", "T3 tides"],
  ["tides T^3", "tides T3"],
  ["t^3 tides", "t^3 tides"],
  ["\uff54\uff49\uff44\uff45\uff53\u3000\uff12", "tides 2"],
  ["tides\u200b\u2060 of \u202equays", "tides of quays"],
  ["tarn_tides_2025.pdf", "tarn tides 2025"],
  ["C:\\papers\\tides.PDF ", "tides"],
  ["quay.example/tides_2025.pdf", "quay.example/tides_2025.pdf"],
  ["tides at $3 and $4", "tides at $3 and $4"],
  ["Tidal Optimiza-\ntion of Quays", "Tidal Optimiza-tion of Quays"],
  ["Tidal Optimiza- tion", "Tidal Optimiza-tion"],
  ["text- and image-based", "text- and image-based"],
  ["tides -quays", "tides -quays"],
  ["tides - quays", "tides - quays"],
  ["\ufb01ne quays", "fine quays"],
  ["Tarn et al., 2025", "Tarn 2025"],
  ["Tarn et al. (2025) quays", "Tarn (2025) quays"],
  ["Tarn et al", "Tarn"],
  ["et alia", "et alia"],
  ["tides ", "tides "],
]) {
  test(`${JSON.stringify(pasted)} is ${JSON.stringify(asked)}`, () => assert.equal(unpasted(pasted), asked));
}
