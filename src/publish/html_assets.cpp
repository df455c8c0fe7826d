#include "publish/html_assets.h"

namespace mingzhang::publish {

std::string_view html_style() {
    return R"css(
:root {
  color-scheme: light dark;
  --page: #f3f4f1; --paper: #ffffff; --sunken: #f7f8f5; --line: #dcdfd8; --ink: #1c2420;
  --muted: #59635d; --link: #1a5c8a; --ring: #1a5c8a;
  --proven: #1d7a4f; --wrong: #b3261e; --wrong-tint: #fbe6e3; --open: #6b7280;
  --warn: #8a5200; --warn-tint: #fbefd9; --note: #1a5c8a; --note-tint: #e4eff7;
  --hint: #59635d; --hint-tint: #eceee9; --involved-tint: #fdf3d3; --shadow: 0 1px 2px #0000000f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121614; --paper: #1a201d; --sunken: #161b19; --line: #333b36; --ink: #e5eae6;
    --muted: #a0aba4; --link: #8cc4ee; --ring: #8cc4ee;
    --proven: #62c795; --wrong: #ff9c91; --wrong-tint: #46201d; --open: #98a1ab;
    --warn: #f2bd68; --warn-tint: #3d2e13; --note: #8cc4ee; --note-tint: #18303f;
    --hint: #a0aba4; --hint-tint: #262d29; --involved-tint: #38321a; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.65 -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
}
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3, h4, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
ol, ul { list-style: none; }
summary { cursor: pointer; }
.skip { position: absolute; left: -999px; background: var(--paper); padding: 8px 14px; z-index: 9; }
.skip:focus { left: 12px; top: 12px; }
.muted { color: var(--muted); }
.hidden-text {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

.page { max-width: 1560px; margin: 0 auto; padding: 28px 32px 64px; display: grid; gap: 24px 28px; }
.brand { font-size: 13px; color: var(--muted); letter-spacing: .08em; }
.masthead h1 { font-size: 27px; line-height: 1.3; font-weight: 650; margin: 2px 0 4px; }
.masthead .source { font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
.verdict {
  margin-top: 18px; padding: 16px 20px; background: var(--paper); border: 1px solid var(--line);
  border-left: 5px solid var(--open); border-radius: 8px; box-shadow: var(--shadow);
}
.verdict.holds { border-left-color: var(--proven); }
.verdict.fails { border-left-color: var(--wrong); }
.verdict .sentence { font-size: 18px; font-weight: 600; line-height: 1.5; }
.bar { display: block; width: 100%; height: 8px; margin: 14px 0 10px; border-radius: 4px; }
.bar .proven { fill: var(--proven); } .bar .contradicted { fill: var(--wrong); }
.bar .uncovered { fill: var(--line); } .bar .unreadable { fill: var(--warn); }
.counts { display: flex; flex-wrap: wrap; gap: 4px 26px; font-size: 14px; }
.counts div { display: flex; gap: 7px; align-items: baseline; }
.counts dt { color: var(--muted); }
.counts dt::before {
  content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 2px;
  margin-right: 6px; background: var(--line);
}
.counts .proven dt::before { background: var(--proven); }
.counts .contradicted dt::before { background: var(--wrong); }
.counts .unreadable dt::before { background: var(--warn); }
.counts .all dt::before { display: none; }
.counts dd { font-weight: 650; font-size: 16px; }
.more { margin-top: 12px; border-top: 1px solid var(--line); padding-top: 10px; font-size: 14px; }
.more + .more { margin-top: 10px; }
.more[open] > summary { margin-bottom: 4px; }
.more > summary { color: var(--link); width: fit-content; }
.more ul { margin-top: 6px; } .more li { padding: 1px 0; }
.tables { width: 100%; border-collapse: collapse; margin-top: 8px; font-size: 14px; }
.tables th { text-align: left; font-weight: 500; color: var(--muted); white-space: nowrap; }
.tables td, .tables th { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
.tables .num { text-align: right; }
.tables .bad { color: var(--wrong); font-weight: 650; }

.list { padding-bottom: 12px; }
.reports { grid-column: 1 / -1; }
.reports li { padding: 10px 16px; margin-bottom: 8px; background: var(--paper);
  border: 1px solid var(--line); border-left: 5px solid var(--open); border-radius: 8px;
  overflow-wrap: anywhere; }
.reports .holds { border-left-color: var(--proven); }
.reports .fails { border-left-color: var(--wrong); }
.reports .refused { border-left-color: var(--warn); }
.reports a, .reports strong { font-weight: 600; }
.page + .page { border-top: 3px solid var(--line); }

.findings { align-self: start; min-width: 0; }
.panel-head { display: flex; align-items: baseline; gap: 12px; flex-wrap: wrap; margin-bottom: 10px; }
.panel-head h2 { font-size: 18px; font-weight: 650; }
.panel-head .steps { margin-left: auto; display: none; gap: 6px; }
.js .panel-head .steps { display: flex; }
button {
  font: inherit; font-size: 13px; color: var(--ink); background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; padding: 4px 11px; cursor: pointer;
}
button:hover { border-color: var(--muted); }
.filter { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 12px; padding: 0; border: 0; }
.filter label {
  display: flex; align-items: center; gap: 6px; font-size: 13px; padding: 4px 11px 4px 9px;
  border: 1px solid var(--line); border-radius: 99px; background: var(--paper); cursor: pointer;
}
.filter input { margin: 0; accent-color: var(--link); }
.findings:has([name=error]:not(:checked)) .finding.error,
.findings:has([name=warning]:not(:checked)) .finding.warning,
.findings:has([name=notice]:not(:checked)) .finding.notice,
.findings:has([name=hint]:not(:checked)) .finding.hint { display: none; }
.finding {
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
  box-shadow: var(--shadow); margin-bottom: 10px; scroll-margin: 16px;
}
.finding > summary { padding: 12px 16px; list-style: none; border-radius: 8px; }
.finding > summary::-webkit-details-marker { display: none; }
.finding .top { display: flex; gap: 8px; align-items: baseline; font-size: 13px; color: var(--muted); }
.finding .top .name { margin-left: auto; white-space: nowrap; }
.finding h3 { font-size: 16px; line-height: 1.5; font-weight: 650; margin-top: 3px;
  overflow-wrap: anywhere; }
.finding .where { font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
.badge { font-size: 12px; font-weight: 650; padding: 1px 9px; border-radius: 99px;
  white-space: nowrap; background: var(--hint-tint); color: var(--hint); }
.waived > summary { opacity: .7; }
.error .badge { background: var(--wrong-tint); color: var(--wrong); }
.warning .badge { background: var(--warn-tint); color: var(--warn); }
.notice .badge { background: var(--note-tint); color: var(--note); }
.finding .body { padding: 0 16px 14px; font-size: 14px; }
.finding .body > h4:first-child { margin-top: 0; }
.finding h4 { font-size: 12px; font-weight: 600; color: var(--muted); margin: 12px 0 3px; }
.finding.current { border-color: var(--ring); box-shadow: 0 0 0 1px var(--ring); }
.finding:target { border-color: var(--ring); box-shadow: 0 0 0 1px var(--ring); }
.chain { border-left: 2px solid var(--line); padding-left: 14px; }
.chain li { position: relative; padding: 2px 0; overflow-wrap: anywhere; }
.chain li::before {
  content: ""; position: absolute; left: -19px; top: 11px; width: 8px; height: 8px;
  border-radius: 50%; background: var(--paper); border: 2px solid var(--muted);
}
.repair { background: var(--sunken); border-radius: 6px; padding: 8px 12px; margin-top: 10px; }
.repair .value { font-weight: 700; color: var(--proven); }
.places li { padding: 1px 0; overflow-wrap: anywhere; }
.places .text { font-weight: 600; }
.go { display: inline-block; margin-top: 10px; font-weight: 550; }
.none { padding: 18px; background: var(--paper); border: 1px dashed var(--line); border-radius: 8px; }

.document { min-width: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; font-size: 13px; color: var(--muted); }
.sheet {
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
  box-shadow: var(--shadow); padding: 28px 36px 40px 60px; overflow-wrap: anywhere;
}
.sheet [data-line] { position: relative; }
.sheet [data-line]::before {
  content: attr(data-line); position: absolute; left: -52px; width: 38px; text-align: right;
  font-size: 11px; line-height: 1.65; color: var(--muted); top: .35em;
  font-weight: 400; letter-spacing: 0;
}
.sheet p { margin: 7px 0; }
.sheet .file { margin: 36px 0 12px; padding-bottom: 6px; border-bottom: 2px solid var(--line);
  font-size: 13px; font-weight: 600; color: var(--muted); }
.sheet > .file:first-child { margin-top: 0; }
.sheet h3, .sheet h4, .sheet h5 { margin: 26px 0 8px; line-height: 1.4; font-weight: 650; }
.sheet h3 { font-size: 21px; } .sheet h4 { font-size: 17px; } .sheet h5 { font-size: 15px; }
.sheet .caption { font-weight: 650; }
.grid { margin: 12px 0 20px; position: relative; }
.grid figcaption { font-size: 13px; color: var(--muted); margin-bottom: 5px; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
.grid table { border-collapse: collapse; min-width: 100%; font-size: 13px; line-height: 1.5; }
.grid td, .grid th { border: 1px solid var(--line); border-width: 0 1px 1px 0; padding: 4px 9px;
  vertical-align: top; text-align: left; font-weight: 400; min-width: 3.2em; max-width: 34em;
  overflow-wrap: break-word; }
.grid thead th { min-width: 5.5em; } .grid tbody td:not(.num, .rownum, :empty) { min-width: 5em; }
.grid .num:has(.refs) { min-width: 8.5em; }
.grid tbody th { min-width: 9em; }
.grid tr > :last-child { border-right: 0; } .grid tbody tr:last-child > * { border-bottom: 0; }
.grid thead th, .grid thead td { background: var(--sunken); font-weight: 600; }
.grid .num { text-align: right; white-space: nowrap; }
.grid tr > .rownum { color: var(--muted); font-size: 11px; font-weight: 400; text-align: right;
  min-width: 0; white-space: nowrap; background: var(--sunken); padding: 5px 6px; user-select: none; }
.picture { color: var(--muted); border: 1px dashed var(--line); padding: 14px; border-radius: 6px; }

.fig { border-radius: 3px; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 4px; scroll-margin: 38vh 28px 30vh 60px; }
.fig.proven { text-decoration-color: color-mix(in srgb, var(--proven) 55%, transparent); }
.fig.uncovered { text-decoration-color: var(--open); text-decoration-style: dotted; }
.fig.unreadable { text-decoration-color: var(--warn); text-decoration-style: wavy; }
.fig.contradicted { text-decoration: none; background: var(--wrong-tint); color: var(--wrong);
  font-weight: 700; padding: 1px 4px; box-shadow: inset 0 0 0 1px var(--wrong); }
.fig.fault:not(.contradicted) { background: var(--warn-tint); padding: 1px 4px; }
.fig.involved:not(.contradicted), .fig.suspect:not(.contradicted) { background: var(--involved-tint);
  padding: 1px 3px; }
.words { background: var(--warn-tint); color: inherit; padding: 1px 3px; border-radius: 3px;
  scroll-margin: 38vh 28px 30vh 60px; }
.at { scroll-margin: 38vh 120px 30vh 60px; }
.fig:target, .words:target, .at:target + *, .fig:has(.at:target), .words:has(.at:target) {
  outline: 3px solid var(--ring); outline-offset: 2px;
}
.differences { grid-column: 1 / -1; min-width: 0; display: grid; gap: 16px;
  grid-template-columns: minmax(0, 1fr); }
.differences .sheet { padding: 18px 24px 22px; }
.differences h2 { font-size: 16px; line-height: 1.5; font-weight: 650; margin-bottom: 6px; }
.differences .scroll { border: 0; }
.differences td.num { white-space: nowrap; }
.differences tr.added td:first-child::before { content: "+ "; color: var(--proven); }
.differences tr.removed td:first-child::before { content: "− "; color: var(--wrong); }
.changes li { padding: 6px 0; border-bottom: 1px solid var(--line); font-size: 14px;
  overflow-wrap: anywhere; }
.changes li:last-child { border-bottom: 0; }
ins { background: var(--note-tint); text-decoration-color: var(--note); border-radius: 3px;
  padding: 0 2px; }
del { background: var(--wrong-tint); text-decoration-color: var(--wrong); border-radius: 3px;
  padding: 0 2px; }
.refs { font-size: 11px; line-height: 1; margin-left: 3px; white-space: nowrap; }
.refs a { text-decoration: none; padding: 1px 4px; border-radius: 99px; font-weight: 650;
  background: var(--hint-tint); color: var(--link); }
.num .refs { float: left; margin: 3px 8px 0 0; }
.refs a:hover { text-decoration: underline; }
.jump { display: none; }

@media screen and (min-width: 1000px) {
  .page { grid-template-columns: minmax(0, 1fr) minmax(360px, 430px); }
  .masthead { grid-column: 1 / -1; }
  .document { grid-column: 1; grid-row: 2; }
  .findings { grid-column: 2; grid-row: 2; position: sticky; top: 0; max-height: 100vh;
    overflow-y: auto; padding: 16px 6px 16px 4px; margin: -16px -6px 0 -4px;
    overscroll-behavior: contain; scrollbar-width: thin; }
}
@media screen and (max-width: 999px) {
  .page { padding: 18px 14px 76px; gap: 20px; }
  .masthead h1 { font-size: 21px; }
  .verdict { padding: 14px 16px; } .verdict .sentence { font-size: 16px; }
  .sheet { padding: 16px 14px 24px; }
  .sheet [data-line]::before { position: static; display: block; width: auto; text-align: left;
    line-height: 1.2; margin-bottom: -2px; }
  .tables .optional { display: none; }
  .grid tbody td:not(.num, .rownum, :empty) { min-width: 3.6em; }
  .jump { display: flex; position: fixed; inset: auto 0 0 0; background: var(--paper);
    border-top: 1px solid var(--line); z-index: 5; padding-bottom: env(safe-area-inset-bottom); }
  .jump a { flex: 1; text-align: center; padding: 13px 4px; text-decoration: none; font-weight: 600; }
  .jump a + a { border-left: 1px solid var(--line); }
  .finding { scroll-margin: 12px; }
  .filter label { padding: 7px 13px 7px 11px; }
  .go, .places a { padding: 5px 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --page: #fff; --paper: #fff; --sunken: #fff; --line: #bbb; --ink: #000; --muted: #444;
    --link: #000; --proven: #1d7a4f; --wrong: #a00; --wrong-tint: #fff; --warn: #704300;
    --warn-tint: #fff; --note: #1a5c8a; --note-tint: #fff; --hint: #444; --hint-tint: #fff;
    --involved-tint: #fff; --shadow: none; }
  @page { margin: 16mm 14mm; }
  body { font-size: 10.5pt; }
  h2, h3, h4, h5, .panel-head, figcaption { break-after: avoid; }
  .page { display: block; max-width: none; padding: 0; }
  .findings { position: static; max-height: none; overflow: visible; margin: 18pt 0; padding: 0; }
  .skip, .jump, .steps, .filter, .go { display: none !important; }
  .finding { break-inside: avoid; }
  .document { break-before: page; }
  .sheet { border: 0; padding: 0 0 0 46px; }
  .scroll { overflow: visible; }
  .grid table { font-size: 8pt; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
}
)css";
}

std::string_view html_style_hash() { return "t5fLzCSTbFhpzef5uwCetecJC03X3od4fgiFszb7icc="; }

std::string_view html_script() {
    return R"js(
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const findings = [...document.querySelectorAll("details.finding")];
  const folds = [...document.querySelectorAll("details")];
  const shown = () => findings.filter((f) => f.offsetParent !== null);
  let current = null;

  const choose = (finding) => {
    if (current) {
      current.classList.remove("current");
      current.removeAttribute("aria-current");
    }
    current = finding;
    if (!finding) return;
    finding.open = true;
    finding.classList.add("current");
    finding.setAttribute("aria-current", "true");
  };
  // "#f3" is a finding, "#f3-1" one of its places in the document.
  const beside = matchMedia("(min-width: 1000px)");
  const follow = () => {
    const id = location.hash.slice(1).split("-")[0];
    const finding = findings.find((f) => f.id === id);
    if (!finding) return;
    choose(finding);
    if (beside.matches) finding.scrollIntoView({ block: "nearest" });
  };
  const step = (by, panel) => {
    const list = shown().filter((f) => !panel || panel.contains(f));
    if (list.length === 0) return;
    const at = list.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    choose(list[next]);
    location.hash = list[next].id + "-1";
    list[next].querySelector("summary").focus({ preventScroll: true });
  };

  if (!beside.matches) findings.forEach((f, i) => { f.open = i === 0; });
  addEventListener("hashchange", follow);
  follow();
  const each = (name, act) => document.querySelectorAll(name).forEach((button) => {
    button.addEventListener("click", () => act(button.closest(".findings")));
  });
  each(".previous", (panel) => step(-1, panel));
  each(".next", (panel) => step(1, panel));
  each(".print", () => print());
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target instanceof HTMLInputElement && e.target.type !== "checkbox") return;
    if (e.key === "j") step(1);
    if (e.key === "k") step(-1);
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((d) => !d.open);
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));
})();
)js";
}

std::string_view html_script_hash() { return "RToVYfpW9vg1nhDgB9/XYeHWBJqjbDUHoqvUHvWzkwQ="; }

}  // namespace mingzhang::publish
