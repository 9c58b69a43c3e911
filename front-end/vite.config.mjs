import { defineConfig } from "vite";

// MoJ's alert still uses a mixin that govuk-frontend has renamed; every other warning is shown.
const logger = { warn: (message) => message.includes("`govuk-text-colour` mixin") || console.warn(message) };

export default defineConfig({
  base: "/static/dist/",
  build: {
    outDir: "../src/safelight/desk/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Nothing is inlined: the content-security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: false,
    // Lightning CSS refuses a media-query hack in govuk-frontend; Sass has compressed the CSS already.
    cssMinify: false,
    rollupOptions: { input: "src/main.js", checks: { pluginTimings: false } },
  },
  css: {
    preprocessorOptions: {
      // The MoJ styles ask for node_modules/govuk-frontend from the root of the project.
      scss: { loadPaths: [".", "node_modules"], quietDeps: true, style: "compressed", logger },
    },
  },
});
