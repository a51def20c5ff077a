import { defineConfig, type Plugin } from 'vite';

/** Where Ant Design's components add styles while they run, some of them without the page's nonce. */
const STYLES = '@rc-component/util/es/Dom/dynamicCSS.js';
const ADDED = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }';
const WITH_NONCE = 'styleNode.nonce = csp?.nonce ?? document.querySelector(\'meta[property="csp-nonce"]\')?.nonce;';

/** Gives the page's nonce to each style that a component adds, so that the content security policy lets it in. */
function nonceForStyles(): Plugin {
  return {
    name: 'nonce-for-styles',
    transform(code, id) {
      if (!id.endsWith(STYLES)) return undefined;
      if (!code.includes(ADDED)) throw new Error(`${STYLES} adds its styles in another way than before`);
      return { code: code.replace(ADDED, WITH_NONCE), map: null };
    },
  };
}

/** Builds the console into files with hashed names, which the function Console serves under `/console/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [nonceForStyles()],
  build: {
    target: 'es2023',
    // The content security policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
