#include "publish/web_page_style.h"

namespace mingzhang::publish {

std::string_view web_page_style() {
    return R"css(
:root {
  color-scheme: light dark;
  --page: #f4f4f1; --paper: #ffffff; --sunken: #eef1ee; --line: #a9b1ab; --ink: #1b221e;
  --muted: #55605a; --link: #17557f; --mark: #8f1d16; --ghost: #0000000d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111513; --paper: #191f1c; --sunken: #232b27; --line: #4d5851; --ink: #e6ebe8;
    --muted: #a6b1aa; --link: #8fc6ef; --mark: #ff9c91; --ghost: #ffffff12;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 12px; }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word;
  font: 17px/1.8 "FangSong", "仿宋", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC",
    "SimSun", serif;
}
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4, h5, h6, .title, nav, .number, th, .skip-nav, .mark {
  font-family: "SimHei", "黑体", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
    "Source Han Sans SC", sans-serif;
}
.skip-nav a { position: absolute; left: -999px; background: var(--paper); padding: 8px 14px;
  z-index: 9; }
.skip-nav a:focus { left: 12px; top: 12px; }
body > header, nav, main, body > footer { max-width: 1120px; margin: 0 auto; padding: 0 32px; }
body > header { text-align: center; padding-top: 48px; padding-bottom: 24px; }
body > header p { margin: 0; font-size: 20px; }
h1 { font-size: 32px; line-height: 1.35; margin: 6px 0 12px; }
body > header .date { font-size: 17px; color: var(--muted); }
body > header .mark {
  display: inline-block; margin-bottom: 14px; padding: 0 14px; font-size: 17px; font-weight: 700;
  color: var(--mark); border: 2px solid var(--mark); border-radius: 4px;
}
.watermark {
  position: fixed; inset: 0; width: 100%; height: 100%; pointer-events: none; z-index: 1;
  fill: var(--ghost);
}
nav { padding-top: 8px; padding-bottom: 20px; font-size: 16px; line-height: 1.5; }
nav h2 { font-size: 20px; margin: 0 0 8px; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { padding-left: 1.5em; }
nav li > a { display: inline-block; padding: 5px 0; min-height: 24px; }
main { background: var(--paper); padding-top: 20px; padding-bottom: 40px; border-radius: 6px; }
main:focus { outline: none; }
h2 { font-size: 25px; text-align: center; margin: 40px 0 18px; line-height: 1.4; }
h3 { font-size: 20px; margin: 30px 0 8px; line-height: 1.5; }
h4, h5, h6 { font-size: 18px; margin: 22px 0 6px; line-height: 1.5; }
main p { margin: 8px 0; text-indent: 2em; }
main p.caption { text-indent: 0; text-align: center; color: var(--muted); }
.published, figure { margin: 28px 0; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: 15px; line-height: 1.5; }
caption { text-align: left; padding-bottom: 6px; }
caption > div { display: block; position: sticky; left: 0; width: fit-content; max-width: 100%; }
caption .title { font-size: 19px; font-weight: 700; margin: 0 auto; text-align: center; }
caption .number { color: var(--muted); }
caption .line { display: flex; gap: 16px; width: auto; color: var(--muted); }
caption .unit { margin-left: auto; }
th, td { border: 1px solid var(--line); padding: 5px 9px; vertical-align: middle;
  text-align: left; min-width: 4.2em; overflow-wrap: anywhere; }
th { min-width: 5.6em; }
thead th, th[scope=col], .form th { background: var(--sunken); text-align: center; font-weight: 700; }
th[scope=row] { font-weight: 400; }
.form th { font-weight: 700; }
th.name { min-width: 9em; }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.code { white-space: nowrap; min-width: 3em; }
.form td { min-width: 6em; white-space: normal; }
.total, th.total { font-weight: 700; }
.in1 { padding-left: 1.8em; } .in2 { padding-left: 2.8em; } .in3 { padding-left: 3.8em; }
.in4 { padding-left: 4.8em; } .in5 { padding-left: 5.8em; } .in6 { padding-left: 6.8em; }
.in7 { padding-left: 7.8em; } .in8 { padding-left: 8.8em; }
main .note { text-indent: 0; font-size: 15px; color: var(--muted); margin: 6px 0 0; }
figure { text-align: center; }
figure + details { margin: -16px 0 28px; text-align: center; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: var(--muted); }
figure table, details table { width: auto; margin: 8px auto; }
summary { cursor: pointer; color: var(--link); padding: 4px 0; }
body > footer { padding-top: 20px; padding-bottom: 40px; }

@media (max-width: 640px) {
  body { font-size: 16px; line-height: 1.75; }
  body > header, nav, main, body > footer { padding-left: 16px; padding-right: 16px; }
  body > header { padding-top: 32px; }
  h1 { font-size: 25px; } h2 { font-size: 21px; text-align: left; } h3 { font-size: 18px; }
  table { font-size: 14px; }
  th, td { padding: 4px 7px; }
  caption > div { max-width: calc(100vw - 32px); }
  caption .title { font-size: 17px; margin: 0; text-align: left; }
  caption .line { flex-wrap: wrap; gap: 0 16px; }
  caption .unit { margin-left: 0; }
}

@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@page wide { size: A4 landscape; margin: 28mm 25mm 26mm 25mm; }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt "SimSun", serif; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt "SimSun", serif; } }
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --paper: #ffffff; --sunken: #ffffff; --line: #000000; --ink: #000000;
    --muted: #000000; --link: #000000; --mark: #000000; --ghost: #0000001a;
  }
  body { font-size: 16pt; line-height: 28.95pt; }
  body > header, nav, main { max-width: none; margin: 0; padding: 0; }
  body > header { break-after: page; padding-top: 40mm; }
  nav { break-after: page; font-size: 14pt; line-height: 22pt; }
  nav li > a { padding: 0; min-height: 0; }
  a { text-decoration: none; }
  .skip-nav, body > footer, details, body > header .mark { display: none; }
  h1, body > header p { font-size: 22pt; line-height: 1.5; }
  body > header .date { font-size: 16pt; margin-top: 60mm; }
  h2 { font-size: 18pt; margin: 12pt 0; break-after: avoid; }
  h3, h4, h5, h6 { font-size: 16pt; margin: 0; text-indent: 2em; break-after: avoid; }
  main p { margin: 0; text-align: justify; }
  .new-page { break-before: page; }
  .wide { page: wide; }
  .published, figure { margin: 10pt 0; }
  .scroll { overflow: visible; }
  table, main .note { font-size: 10.5pt; line-height: 1.35; }
  .wide table { font-size: 9pt; }
  caption .title { font-size: 16pt; font-weight: 400; line-height: 1.4; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; } .form tr { break-inside: auto; }
  th, td { padding: 2pt 3pt; min-width: 0; border-width: .5pt; }
  th.name, .form td, tr th { min-width: 0; }
  figure { break-inside: avoid; }
}
)css";
}

}  // namespace mingzhang::publish
