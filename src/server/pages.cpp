#include "server/pages.h"

#include <fmt/format.h>

#include "publish/html_page.h"

namespace mingzhang::server {
namespace {

using publish::escaped;

std::string page(const publish::Catalogue& catalogue, const std::string& body, bool script) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}</main>\n{}</body>\n"
        "</html>\n",
        catalogue.language() == "zh" ? "zh-CN" : catalogue.language(),
        escaped(catalogue.say("serve.title")), page_style(), body,
        script ? fmt::format("<script>{}</script>\n", page_script()) : std::string());
}

}  // namespace

std::string start_page(const publish::Catalogue& catalogue, const UploadLimits& limits) {
    const auto say = [&](std::string_view id, Arguments arguments = {}) {
        return escaped(catalogue.say(id, std::move(arguments)));
    };
    const auto mib = [](std::size_t bytes) { return std::to_string(bytes >> 20); };
    std::string body = fmt::format("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", say("serve.title"),
                                   say("serve.lead"));
    body += fmt::format(
        "<form method=\"post\" action=\"/check\" enctype=\"multipart/form-data\" id=\"form\""
        " data-working=\"{}\">\n"
        "<label class=\"drop\" for=\"files\"><strong>{}</strong>\n"
        "<input type=\"file\" id=\"files\" name=\"files\" multiple required></label>\n"
        "<ul id=\"chosen\"></ul>\n<p class=\"muted\">{}<br>{}</p>\n",
        say("serve.working"), say("serve.drop"), say("serve.formats"),
        say("serve.limits", {{"file", mib(limits.file)},
                             {"request", mib(limits.request)},
                             {"files", std::to_string(limits.files)}}));
    body += fmt::format(
        "<p class=\"together\"><label><input type=\"checkbox\" name=\"together\" value=\"1\"> {}"
        "</label><br><span class=\"muted\">{}</span></p>\n"
        "<p><button type=\"submit\" id=\"start\">{}</button></p>\n</form>\n"
        "<p class=\"muted\">{}</p>\n",
        say("serve.together"), say("serve.together-hint"), say("serve.start"),
        say("serve.privacy"));
    return page(catalogue, body, true);
}

std::string error_page(const publish::Catalogue& catalogue, const std::string& sentence,
                       const std::string& detail) {
    std::string body = fmt::format("<h1>{}</h1>\n<div class=\"refused\"><p>{}</p>",
                                   escaped(catalogue.say("serve.refused")), escaped(sentence));
    if (!detail.empty()) body += fmt::format("\n<p class=\"muted\">{}</p>", escaped(detail));
    body +=
        fmt::format("</div>\n<p><a href=\"/\">{}</a></p>\n", escaped(catalogue.say("serve.back")));
    return page(catalogue, body, false);
}

// Colours are written out for browsers without custom properties.
std::string_view page_style() {
    return R"css(
body { margin: 0; background: #f3f4f1; color: #1c2420; font: 16px/1.7 -apple-system, "Segoe UI",
  "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 56px 24px; }
h1 { font-size: 32px; line-height: 1.3; margin: 0 0 8px; letter-spacing: .04em; }
p { margin: 0 0 16px; overflow-wrap: anywhere; word-wrap: break-word; }
a { color: #1a5c8a; }
.lead { color: #59635d; margin-bottom: 28px; }
.muted { color: #59635d; font-size: 14px; }
form { background: #fff; border: 1px solid #dcdfd8; border-radius: 8px; padding: 24px;
  margin: 0 0 20px; }
.drop { display: block; text-align: center; }
.drop strong { display: block; margin-bottom: 10px; }
.drop input { display: block; box-sizing: border-box; width: 100%; padding: 44px 16px;
  border: 2px dashed #a9b3ab; border-radius: 8px; background: #f7f8f5; font: inherit; font-size: 14px;
  cursor: pointer; }
.drop input:hover, .drop.over input { border-color: #1a5c8a; background: #e4eff7; }
#chosen { list-style: none; margin: 12px 0; padding: 0; font-size: 14px; }
#chosen li { border-bottom: 1px solid #dcdfd8; padding: 4px 0; overflow-wrap: anywhere;
  word-wrap: break-word; }
#chosen li span { float: right; color: #59635d; margin-left: 12px; }
.together { border-top: 1px solid #dcdfd8; padding-top: 16px; }
.together input { margin: 0 4px 0 0; }
button { font: inherit; font-weight: 600; color: #fff; background: #1a5c8a; border: 0;
  border-radius: 6px; padding: 10px 28px; cursor: pointer; }
button:hover { background: #134768; }
button[disabled] { background: #59635d; cursor: default; }
form p:last-child { margin-bottom: 0; }
.refused { background: #fff; border: 1px solid #dcdfd8; border-left: 5px solid #b3261e;
  border-radius: 8px; padding: 18px 20px; margin: 16px 0 20px; }
.refused p:last-child { margin-bottom: 0; }
:focus-visible { outline: 2px solid #1a5c8a; outline-offset: 2px; }
@media (max-width: 480px) {
  main { padding: 28px 14px; } form { padding: 16px; } h1 { font-size: 26px; }
  button { width: 100%; }
}
@media (prefers-color-scheme: dark) {
  body { background: #121614; color: #e5eae6; }
  a { color: #8cc4ee; }
  .lead, .muted, #chosen li span { color: #a0aba4; }
  form, .refused { background: #1a201d; border-color: #333b36; }
  .refused { border-left-color: #ff9c91; }
  .drop input { background: #161b19; border-color: #59635d; color: inherit; }
  .drop input:hover, .drop.over input { border-color: #8cc4ee; background: #18303f; }
  #chosen li, .together { border-color: #333b36; }
}
)css";
}

std::string_view page_style_hash() { return "zyR2AYm67pIyZU02jaYCvCzKRqMP3nld0ZVLIBYbGNA="; }

std::string_view page_script() {
    return R"js(
(function () {
  "use strict";
  var form = document.getElementById("form"), files = document.getElementById("files");
  var chosen = document.getElementById("chosen"), start = document.getElementById("start");
  var label = start.textContent, drop = files.parentNode;
  if (!files.files) return;

  function size(bytes) {
    return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KiB" : (bytes / 1048576).toFixed(1) + " MiB";
  }
  function show() {
    chosen.textContent = "";
    for (var i = 0; i < files.files.length; i++) {
      var item = document.createElement("li"), much = document.createElement("span");
      much.textContent = size(files.files[i].size);
      item.appendChild(much);
      item.appendChild(document.createTextNode(files.files[i].name));
      chosen.appendChild(item);
    }
  }
  files.addEventListener("change", show);
  // A file that misses the field must not replace the page.
  ["dragover", "drop"].forEach(function (name) {
    window.addEventListener(name, function (e) {
      if (e.target === files) return;
      e.preventDefault();
      if (name !== "drop" || !e.dataTransfer || !e.dataTransfer.files.length) return;
      try { files.files = e.dataTransfer.files; show(); } catch (ignored) {}
    });
  });
  files.addEventListener("dragenter", function () { drop.className = "drop over"; });
  ["dragleave", "drop"].forEach(function (name) {
    files.addEventListener(name, function () { drop.className = "drop"; });
  });
  form.addEventListener("submit", function () {
    start.disabled = true;
    start.textContent = form.getAttribute("data-working");
  });
  window.addEventListener("pageshow", function () {
    start.disabled = false;
    start.textContent = label;
    show();
  });
})();
)js";
}

std::string_view page_script_hash() { return "gu+Qc8nEDYAz5cMv/g535neft+7ZsDLqqkHAoHbFkhY="; }

}  // namespace mingzhang::server
