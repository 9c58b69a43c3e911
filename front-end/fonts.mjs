// Fonts for what is printed: a machine that makes PDFs may have none for emoji or for the script a victim writes in.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const TARGET = "../src/safelight/bundling/reading_copy/fonts";

// Package, which of its files (every one whose name is a number, or the script's own), and their weight.
const FONTS = [
  ["@fontsource/noto-emoji", "numbered", "400"],
  ["@fontsource/noto-sans-arabic", "arabic", "400"],
  ["@fontsource/noto-sans-hebrew", "hebrew", "400"],
  ["@fontsource/noto-sans-devanagari", "devanagari", "400"],
  ["@fontsource/noto-sans-bengali", "bengali", "400"],
  ["@fontsource/noto-sans-gurmukhi", "gurmukhi", "400"],
  ["@fontsource/noto-sans-gujarati", "gujarati", "400"],
  ["@fontsource/noto-sans-tamil", "tamil", "400"],
  ["@fontsource/noto-sans-thai", "thai", "400"],
  ["@fontsource/noto-sans-ethiopic", "ethiopic", "400"],
  ["@fontsource-variable/noto-sans-sc", "numbered", "wght"],
  ["@fontsource-variable/noto-sans-kr", "numbered", "wght"],
];

const span = (written) => {
  const [first, last] = written.replace("U+", "").split("-").map((number) => parseInt(number, 16));
  return [first, last ?? first];
};

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });
const faces = FONTS.flatMap(([name, wanted, weight]) => {
  const [folder, short] = [`node_modules/${name}`, name.split("/")[1]];
  copyFileSync(`${folder}/LICENSE`, `${TARGET}/${short}.LICENSE`);
  return Object.entries(JSON.parse(readFileSync(`${folder}/unicode.json`)))
    .map(([subset, characters]) => [subset.replace(/[[\]]/g, ""), subset, characters])
    .filter(([plain, subset]) => (wanted === "numbered" ? plain !== subset : plain === wanted))
    .map(([plain, , characters]) => {
      const file = `${short}-${plain}-${weight}-normal.woff2`;
      copyFileSync(`${folder}/files/${file}`, `${TARGET}/${file}`);
      return { file, characters: characters.split(",").map(span) };
    });
});
writeFileSync(`${TARGET}/faces.json`, JSON.stringify(faces));
