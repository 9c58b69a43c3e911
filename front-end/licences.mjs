// The licence of every front-end package, as its own lock entry states it.
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path) {
    console.log([path.replace(/^.*node_modules\//, ""), entry.version, entry.license ?? "not stated"].join(","));
  }
}
