/** The look of the HTML report: light and dark, phone and desk, screen and paper. Status is never told by colour alone. */
export const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --card: #f6f8fa;
  --pass: #1a7f37; --fail: #c62828; --open: #8a5a00; --wait: #59636e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --line: #3d444d; --paper: #0d1117;
  --card: #161b22; --pass: #4ac26b; --fail: #ff7b72; --open: #e3b341; --wait: #9da7b3; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.3rem; margin: 1.5rem 0 0.5rem; } h3 { font-size: 1.05rem; margin: 1.2rem 0 0.4rem; }
p { margin: 0.4rem 0; } a { color: inherit; } .soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } td.status { white-space: nowrap; }
tfoot td { font-weight: bold; border-bottom: 0; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .error { color: var(--open); } .blocked { color: var(--wait); }
.big { font-size: 1.25rem; font-weight: bold; }
.bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: 0.15rem 0.6rem; align-items: center; max-width: 40rem; }
.bars .bar { background: var(--soft); height: 0.9rem; min-width: 1px; border-radius: 2px; } .bars span { font-variant-numeric: tabular-nums; }
ul.checks, ol.walk, ul.plain { margin: 0.3rem 0; padding-left: 1.2rem; } ul.checks { list-style: none; padding-left: 0; }
ul.checks ul { color: var(--soft); }
ol.walk { font: 0.85rem/1.5 ui-monospace, monospace; } ol.walk .stop { color: var(--fail); font-weight: bold; } ol.walk code { display: block; color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.8rem; margin: 0.6rem 0; }
.picture { overflow-x: auto; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; } .picture svg { display: block; margin: 0 auto; max-width: 100%; min-width: 44rem; height: auto; }
.scroll { overflow-x: auto; }
.card > h3:first-child { margin-top: 0.2rem; }
@media (max-width: 40rem) { .optional { display: none; } body { padding: 0.7rem; } }
@media screen { .many section.student { display: none; } .many section.student:target { display: block; }
  .many:has(section.student:target) #class { display: none; } }
@media print { :root { --ink: #000000; --soft: #333333; --line: #999999; --paper: #ffffff; --card: #ffffff;
    --pass: #0b5d22; --fail: #9b1c1c; --open: #6b4500; --wait: #333333; }
  body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } section.student { break-before: page; }
  tr, li, .card { break-inside: avoid; } .picture { overflow: visible; border: 0; } .picture svg { min-width: 0; } }
`.trim();
