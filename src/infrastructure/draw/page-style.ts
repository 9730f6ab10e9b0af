/** Styles of the page: light and dark as the reader has it, and narrow screens. */
import { drawingStyle } from './svg.js';

const light =
  '--back:#fff;--ink:#1c2733;--soft:#51606f;--line:#d5dde5;--head:#f3f6f9;--link:#0b5cad;--warn:#fdf3dc;--error:#fde4e1';
const dark =
  '--back:#12181f;--ink:#e8eef4;--soft:#a9b7c4;--line:#36424e;--head:#1a222b;--link:#7cb8f5;--warn:#3d3213;--error:#4a1f1b';

export const pageStyle = `
:root{${light};color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:90rem;padding:1rem clamp(1rem,3vw,3rem) 4rem;background:var(--back);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,"Segoe UI",Roboto,"DejaVu Sans",Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.2;margin:1rem 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
a{color:var(--link)}
nav a{display:inline-block;padding:.35rem .75rem .35rem 0}
figure{margin:0}
figcaption,.soft,.note{color:var(--soft)}
figcaption{font-size:.9rem;margin-top:.5rem}
.wide{overflow-x:auto;margin:.75rem 0 1.25rem}
.wide:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.wide svg{display:block;height:auto;max-width:none}
@media (min-width:70rem){.wide svg{max-width:100%}}
table{border-collapse:collapse;min-width:100%;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500;white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
summary{cursor:pointer;color:var(--link)}
pre{margin:.35rem 0;padding:.6rem .75rem;background:var(--head);border-radius:6px;white-space:pre-wrap;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.warning,.error{padding:.6rem .75rem;border-radius:6px;background:var(--warn)}
.error{background:var(--error)}
@media print{nav{display:none}details{display:none}}
${drawingStyle}
`.trim();
