// Bundles the interface once: styles, script, font, icons. The result is served by us and never committed.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";

const source = "platform/core/ui/static/src";
const target = "platform/core/ui/static/build";
const ICONS = `arrow-left arrow-right calendar check chevron-down circle-alert clock download
  file-check file-text filter flag info landmark list-tree lock map pen-line plus printer
  search send settings shield-check signature target trash-2 triangle-alert upload user users x`.split(/\s+/);

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const shared = {
  bundle: true, minify: true, outdir: target, logLevel: "warning", legalComments: "linked",
  target: ["chrome111", "firefox113", "safari16.4"],
};
await build({ ...shared, entryPoints: { amanah: `${source}/js/build.js` }, format: "esm", splitting: true, chunkNames: "[name]-[hash]" });
await build({ ...shared, entryPoints: { amanah: `${source}/css/build.css` }, loader: { ".woff2": "file" }, assetNames: "[name]-[hash]", target: undefined });

const symbols = await Promise.all(ICONS.map(async (name) => {
  const svg = await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
  const inside = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[\s\S]*?>|<\/svg>\s*$/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
}));
await writeFile(`${target}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
await cp(`${source}/icon.svg`, `${target}/icon.svg`);

// The fonts of printed documents: whole files, since a document may hold any name and any sign.
const FONTS = ["tinos/400Regular/Tinos_400Regular", "tinos/400Regular_Italic/Tinos_400Regular_Italic",
  "tinos/700Bold/Tinos_700Bold", "tinos/700Bold_Italic/Tinos_700Bold_Italic",
  "plus-jakarta-sans/400Regular/PlusJakartaSans_400Regular", "plus-jakarta-sans/700Bold/PlusJakartaSans_700Bold"];
await mkdir(`${target}/fonts`);
for (const font of FONTS) {
  await cp(`node_modules/@expo-google-fonts/${font}.ttf`, `${target}/fonts/${basename(font)}.ttf`);
}
