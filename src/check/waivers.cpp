#include "check/waivers.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "base/toml_reader.h"
#include "check/findings.h"

namespace mingzhang::check {
namespace {

constexpr std::size_t kLargestFile = std::size_t{4} << 20;

std::string quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

class WaiverFile {
  public:
    explicit WaiverFile(const std::string& file) : reader_(file) {}

    void read(const toml::table& root) {
        reader_.table(root, "a file of waivers",
                      {{"waiver", [&](const toml::node& list) {
                            reader_.elements(list, [&](const auto& n) { read_waiver(n); });
                        }}});
    }
    const TomlReader& reader() const { return reader_; }
    std::vector<WaivedFinding> take() { return std::move(out_); }

  private:
    void read_waiver(const toml::node& node) {
        WaivedFinding waived;
        const auto plain = [this](std::string& into) {
            return [this, &into](const toml::node& value) {
                const auto* text = value.as_string();
                if (text == nullptr || text->get().empty())
                    return reader_.fail(value, "a text that is not empty is expected here");
                into = text->get();
            };
        };
        reader_.table(
            node, "a waiver",
            {{"finding", plain(waived.key), true},
             {"who", plain(waived.waiver.who), true},
             {"when", [&](const toml::node& v) { read_date(v, waived.waiver.when); }, true},
             {"why", plain(waived.waiver.why), true}});
        out_.push_back(std::move(waived));
    }

    void read_date(const toml::node& value, std::string& into) {
        const auto* date = value.as_date();
        if (date == nullptr)
            return reader_.fail(value, "a day is expected here", "write it as 2026-03-01");
        into =
            fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
    }

    TomlReader reader_;
    std::vector<WaivedFinding> out_;
};

Finding lapsed(const WaivedFinding& waived, const Place& start) {
    Finding finding = finding_at("waiver-lapsed", Severity::kNotice, place_at(start, waived.key));
    finding.arguments["who"] = waived.waiver.who;
    finding.arguments["when"] = waived.waiver.when;
    finding.arguments["why"] = waived.waiver.why;
    return finding;
}

}  // namespace

std::string waivers_path(const std::string& document) { return document + ".waivers.toml"; }

Result<std::string> waivers_text(const std::string& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return std::string();
    return read_file(path, kLargestFile);
}

Result<std::vector<WaivedFinding>> load_waivers(const std::string& path) {
    auto content = waivers_text(path);
    if (!content) return tl::make_unexpected(content.error());
    const auto root = parse_toml({path, std::move(*content)});
    if (!root) return tl::make_unexpected(root.error());
    WaiverFile file(path);
    file.read(*root);
    if (!file.reader().ok()) return tl::make_unexpected(file.reader().error());
    return file.take();
}

std::string with_waiver(const std::string& text, const Finding& finding, const Waiver& waiver) {
    std::string out = text;
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    if (!out.empty()) out += '\n';
    return out + fmt::format("[[waiver]]\nfinding = {}  # {}\nwho = {}\nwhen = {}\nwhy = {}\n",
                             quoted(finding.key), finding.rule, quoted(waiver.who), waiver.when,
                             quoted(waiver.why));
}

void apply_waivers(const std::vector<WaivedFinding>& waivers, const Place& start,
                   CheckReport& report) {
    std::vector<Finding> gone;
    for (const WaivedFinding& waived : waivers) {
        bool found = false;
        for (Finding& finding : report.findings) {
            if (finding.key != waived.key) continue;
            finding.waived = waived.waiver;
            found = true;
        }
        if (!found) gone.push_back(lapsed(waived, start));
    }
    std::move(gone.begin(), gone.end(), std::back_inserter(report.findings));
}

}  // namespace mingzhang::check
