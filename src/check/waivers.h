// 豁免: findings of a document that somebody answers for. They stand in a file beside it,
// DOCUMENT.waivers.toml, made by `mingzhang waive` or by hand:
//
//   [[waiver]]
//   finding = "cf312480094e07fc"  # its key: rule, coordinates and words; it lapses when they
//   change who = "…" when = 2026-03-01 why = "…"
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "model/report.h"

namespace mingzhang::check {

struct WaivedFinding {
    std::string key;
    Waiver waiver;
};

// "disclosure.pdf.waivers.toml".
std::string waivers_path(const std::string& document);

// The file's text; empty where there is none.
Result<std::string> waivers_text(const std::string& path);
// None where there is no such file. A mistake fails as file:line:column.
Result<std::vector<WaivedFinding>> load_waivers(const std::string& path);

// The file's text with one more; `text` is what it holds, empty for a new file.
std::string with_waiver(const std::string& text, const Finding& finding, const Waiver& waiver);

// Marks the findings that were accepted. What no longer matches a finding becomes one itself, at
// `start`. The findings are to be numbered again.
void apply_waivers(const std::vector<WaivedFinding>& waivers, const Place& start,
                   CheckReport& report);

}  // namespace mingzhang::check
