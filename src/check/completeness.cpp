#include "check/completeness.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "base/text.h"
#include "recognise/headings.h"
#include "recognise/name_match.h"
#include "recognise/words.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;

constexpr std::size_t kLongestTitleBytes = 150;
constexpr std::size_t kLeastTitleBytes = 6;
// So many promised titles must be found before a missing one means anything.
constexpr std::size_t kLeastFound = 4;
constexpr int kAnyYear = 2020;  // where a title is compared without its year

bool most(std::size_t part, std::size_t whole) {
    return part >= kLeastFound && 3 * part >= 2 * whole;
}

struct Title {
    string text;  // without years and ordinal
    const Block* block = nullptr;
};

// "第一部分 概况", "表三 …", "一、…" without what numbers it.
string bare_title(string_view text) {
    string label = recognise::bare_label(recognise::without_years(text)).text;
    while (label.ends_with('.')) label.pop_back();
    for (const auto& [begin, end] : {std::pair{string_view("第"), string_view("部分")},
                                     std::pair{string_view("附件"), string_view(":")}}) {
        const std::size_t at = label.find(end);
        if (label.starts_with(begin) && at != string::npos && at <= begin.size() + 6) {
            label.erase(0, at + end.size());
        }
    }
    return label;
}

// The value of a leading ordinal of that kind ("一、", "（一）"), with what it is written as.
struct Ordinal {
    int value = 0;
    bool bracket = false;
    string written;
};

std::optional<Ordinal> ordinal_of(string_view text) {
    constexpr std::array<string_view, 10> kDigits = {"一", "二", "三", "四", "五",
                                                     "六", "七", "八", "九", "十"};
    const string folded = text::fold_label(text.substr(0, 40));
    Ordinal ordinal;
    string_view rest = folded;
    ordinal.bracket = rest.starts_with('(');
    if (ordinal.bracket) rest.remove_prefix(1);
    int units = 0, tens = 0;
    bool any = false;
    for (bool found = true; found;) {
        found = false;
        for (std::size_t d = 0; d < kDigits.size() && !found; ++d) {
            if (!rest.starts_with(kDigits[d])) continue;
            rest.remove_prefix(kDigits[d].size());
            if (d == 9) tens = std::max(units, 1), units = 0;
            if (d < 9) units = static_cast<int>(d) + 1;
            any = found = true;
        }
    }
    const string_view mark = ordinal.bracket ? ")" : "、";
    if (!any || !rest.starts_with(mark)) return std::nullopt;
    ordinal.value = 10 * tens + units;
    ordinal.written = folded.substr(0, folded.size() - rest.size() + mark.size());
    return ordinal;
}

class Completeness {
  public:
    Completeness(const SourceDocument& source, const Disclosure& disclosure, const pack::Pack* pack)
        : source_(source), disclosure_(disclosure), pack_(pack) {
        for (const Figure& figure : disclosure.figures) {
            if (figure.table < 0 || !figure.counts()) continue;
            if (figure.number.form != NumberForm::kNumber || figure.number.mantissa != 0)
                ++amounts_[figure.table];
        }
    }

    std::vector<Finding> run() {
        check_years();
        check_notes();
        if (!cut_off()) {
            check_contents();
            check_sections();
        }
        check_ordinals();
        return std::move(out_);
    }

  private:
    Finding& report(const char* rule, Severity severity, const Place& place, string words) {
        Finding finding;
        finding.rule = rule;
        finding.severity = severity;
        finding.arguments["text"] = words;
        finding.key = fingerprint({rule, words});
        FindingPlace at;
        at.place = place;
        at.text = std::move(words);
        finding.places.push_back(std::move(at));
        out_.push_back(std::move(finding));
        return out_.back();
    }

    Finding& report_table(const char* rule, Severity severity, const DisclosureTable& table,
                          const Place& place, string words) {
        Finding& finding = report(rule, severity, place, std::move(words));
        finding.arguments["title"] = table.title;
        finding.key = fingerprint({rule, table.id, finding.arguments["text"]});
        finding.places[0].table = table.id;
        finding.places[0].table_title = table.title;
        return finding;
    }

    bool cut_off() const {
        return std::any_of(disclosure_.findings.begin(), disclosure_.findings.end(),
                           [](const Finding& f) { return f.rule == "document-cut-off"; });
    }

    // ---- titles of another year

    // Titles of one document that bear its year, all but few of them.
    void check_years() {
        if (disclosure_.year == 0) return;
        std::size_t own = 0, other = 0;
        const auto year_of = [&](const DisclosureTable& table) {
            return table.status == TableStatus::kRecognised ? recognise::year_in(table.title) : 0;
        };
        for (const DisclosureTable& table : disclosure_.tables) {
            const int year = year_of(table);
            own += year == disclosure_.year ? 1 : 0;
            other += year != 0 && year != disclosure_.year ? 1 : 0;
        }
        if (own < 2 || own < 3 * other) return;
        for (const DisclosureTable& table : disclosure_.tables) {
            const int year = year_of(table);
            if (year == 0 || year == disclosure_.year) continue;
            // A form that no pack describes may show another year.
            const Severity severity = table.inferred ? Severity::kHint : Severity::kError;
            report_table("title-of-another-year", severity, table, table.place,
                         std::to_string(year) + "年")
                .arguments["year"] = std::to_string(disclosure_.year);
        }
    }

    // ---- notes of empty tables

    void check_notes() {
        const auto& tables = disclosure_.tables;
        const bool any_note =
            std::any_of(tables.begin(), tables.end(), [](const auto& t) { return t.noted_empty; });
        for (std::size_t t = 0; t < tables.size(); ++t) {
            const DisclosureTable& table = tables[t];
            if (table.status != TableStatus::kRecognised) continue;
            const bool full = amounts_.count(static_cast<int>(t)) > 0;
            // "本单位无该项目" may speak of a single row.
            const bool of_table = text::contains(text::fold_label(table.note), "表");
            if (full && table.noted_empty && of_table) {
                report_table("note-on-full-table", Severity::kError, table, table.note_place,
                             table.note);
            }
            if (!full && !table.noted_empty && !amounts_.empty()) {
                report_table("empty-table-without-note",
                             any_note ? Severity::kWarning : Severity::kHint, table, table.place,
                             table.title);
            }
            if (table.noted_empty) check_subject(table);
        }
    }

    // A note that speaks of the subject of another table, copied from there.
    void check_subject(const DisclosureTable& table) {
        static constexpr string_view kSubjects[] = {"政府性基金", "国有资本经营", "三公"};
        const string title = text::fold_label(table.title), note = text::fold_label(table.note);
        const auto named = [](const string& text) {
            std::vector<string_view> subjects;
            for (string_view subject : kSubjects) {
                if (text::contains(text, subject)) subjects.push_back(subject);
            }
            return subjects;
        };
        const auto of_title = named(title), of_note = named(note);
        if (of_title.size() != 1 || of_note.size() != 1 || of_title == of_note) return;
        report_table("note-of-another-table", Severity::kError, table, table.note_place,
                     string(of_note[0]));
    }

    // ---- the contents page against the body

    // Titles may stand in blocks behind the contents page, one a block or line.
    std::vector<Title> body_titles(int after_line) const {
        std::vector<Title> titles;
        for (const Block& block : source_.blocks) {
            if (block.kind == BlockKind::kTable || block.place.line <= after_line) continue;
            if (block.text.size() > kLongestTitleBytes || text::contains(block.text, "\t"))
                continue;
            string label = bare_title(block.text);
            if (label.size() >= kLeastTitleBytes) titles.push_back({std::move(label), &block});
        }
        for (const DisclosureTable& table : disclosure_.tables) {
            titles.push_back({bare_title(table.title), nullptr});
        }
        return titles;
    }

    static bool same_title(const string& promised, const string& here) {
        return promised == here || promised.ends_with(here) || here.ends_with(promised);
    }

    static const Title* nearest(const string& promised, const std::vector<Title>& titles) {
        const std::u32string wanted = text::code_points(promised);
        const Title* best = nullptr;
        std::size_t least = std::max<std::size_t>(1, wanted.size() / 5) + 1;
        for (const Title& title : titles) {
            const std::u32string here = text::code_points(title.text);
            if (here.size() + least < wanted.size() || wanted.size() + least < here.size())
                continue;
            const std::size_t distance = recognise::edit_distance(wanted, here, least);
            if (distance < least) least = distance, best = &title;
        }
        return best;
    }

    void check_contents() {
        if (disclosure_.contents.empty()) return;
        const auto titles = body_titles(disclosure_.contents.back().place.line);
        std::vector<const ContentsEntry*> missing;
        for (const ContentsEntry& entry : disclosure_.contents) {
            const string promised = bare_title(entry.title);
            if (promised.size() < kLeastTitleBytes) continue;
            const bool found = std::any_of(titles.begin(), titles.end(), [&](const Title& title) {
                return same_title(promised, title.text);
            });
            if (!found) missing.push_back(&entry);
        }
        const std::size_t all = disclosure_.contents.size();
        if (!most(all - missing.size(), all)) return;
        for (const ContentsEntry* entry : missing) {
            const Title* near = nearest(bare_title(entry->title), titles);
            if (near == nullptr) {
                report("contents-entry-missing", Severity::kWarning, entry->place, entry->title);
                continue;
            }
            Finding& finding =
                report("contents-title-differs", Severity::kWarning, entry->place, entry->title);
            finding.arguments["body"] = near->text;
            if (near->block != nullptr) {
                FindingPlace at;
                at.place = near->block->place;
                at.text = string(text::trim(near->block->text));
                finding.arguments["body"] = at.text;
                finding.places.push_back(std::move(at));
            }
        }
    }

    // ---- the sections of the form

    // Where the body begins: behind a contents page, where its first title comes once more.
    int first_line_of_body() const {
        if (!disclosure_.contents.empty()) return disclosure_.contents.back().place.line + 1;
        std::map<string, int> seen;
        for (const Section& section : disclosure_.sections) {
            if (!seen.emplace(bare_title(section.title), section.place.line).second)
                return section.place.line;
        }
        return 0;
    }

    // "部门主要职能" may stand as "某某局主要职能".
    static string core_of(string_view title) {
        string core = bare_title(pack::fill(string(title), kAnyYear));
        for (string_view owner : {"本部门", "本单位", "部门", "单位"}) {
            if (core.starts_with(owner)) return core.substr(owner.size());
        }
        return core;
    }

    void check_sections() {
        if (pack_ == nullptr || pack_->sections.empty()) return;
        const int from = first_line_of_body();
        std::vector<std::pair<string, Place>> here;
        for (const Block& block : source_.blocks) {
            if (block.kind == BlockKind::kTable || block.place.line < from) continue;
            if (block.text.size() <= kLongestTitleBytes)
                here.emplace_back(bare_title(block.text), block.place);
        }
        std::vector<std::pair<const pack::Section*, Place>> missing;
        Place last;
        last.line = 1;
        std::size_t wanted = 0;
        for (const pack::Section& section : pack_->sections) {
            if (section.optional || core_of(section.titles.front()).size() < 2 * kLeastTitleBytes)
                continue;
            ++wanted;
            const auto found = std::find_if(here.begin(), here.end(), [&](const auto& line) {
                return std::any_of(section.titles.begin(), section.titles.end(),
                                   [&](const string& title) {
                                       return text::contains(line.first, core_of(title));
                                   });
            });
            if (found == here.end()) {
                missing.emplace_back(&section, last);
            } else {
                last = found->second;
            }
        }
        if (!most(wanted - missing.size(), wanted)) return;
        for (const auto& [section, place] : missing) {
            report("section-missing", Severity::kWarning, place,
                   pack::fill(section->titles.front(), disclosure_.year));
        }
    }

    // ---- ordinals

    // The ordinal that a gap leaves out does not begin a line: it may stand within one.
    bool stands_between(std::size_t from, std::size_t to, const Ordinal& next) const {
        const string_view kDigits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
        const int skipped = next.value - 1;
        string written = skipped > 10 ? "十" : "";
        written += kDigits[(skipped - 1) % 10];
        written = next.bracket ? "(" + written + ")" : written + "、";
        for (std::size_t b = from; b <= to; ++b) {
            const Block& block = source_.blocks[b];
            if (text::contains(text::fold_label(block.text), written)) return true;
            for (const auto& row : block.grid.rows) {
                for (const GridCell& cell : row) {
                    if (text::contains(text::fold_label(cell.text), written)) return true;
                }
            }
        }
        return false;
    }

    void check_ordinals() {
        struct Last {
            int value = 0;
            std::size_t block = 0;
        } last[2];  // of 一、 and of （一）
        int file = 0;
        for (std::size_t b = 0; b < source_.blocks.size(); ++b) {
            const Block& block = source_.blocks[b];
            if (block.place.source != file) last[0] = last[1] = {}, file = block.place.source;
            if (block.kind == BlockKind::kTable) continue;
            const auto ordinal = ordinal_of(block.text);
            if (!ordinal) {
                // A part begins anew.
                if (text::fold_label(block.text.substr(0, 30)).starts_with("第") &&
                    block.text.size() < kLongestTitleBytes) {
                    last[0] = last[1] = {};
                }
                continue;
            }
            Last& before = last[ordinal->bracket ? 1 : 0];
            if (before.value > 0 && ordinal->value == before.value + 2 && ordinal->value <= 20 &&
                !stands_between(before.block, b, *ordinal)) {
                report("ordinal-skipped", Severity::kWarning, block.place, ordinal->written);
            }
            if (before.value > 1 && ordinal->value == before.value) {
                report("ordinal-repeated", Severity::kWarning, block.place, ordinal->written);
            }
            before = {ordinal->value, b};
            if (!ordinal->bracket) last[1] = {};
        }
    }

    const SourceDocument& source_;
    const Disclosure& disclosure_;
    const pack::Pack* pack_;
    std::map<int, int> amounts_;  // per table, where it has any
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> completeness_findings(const SourceDocument& source,
                                           const Disclosure& disclosure, const pack::Pack* pack) {
    return Completeness(source, disclosure, pack).run();
}

}  // namespace mingzhang::check
