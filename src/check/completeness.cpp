#include "check/completeness.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "check/findings.h"
#include "check/ordinals.h"
#include "recognise/contents_page.h"
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
    bool taken = false;  // it is some entry's
};

// "第一部分 概况", "表三 …", "一、…" without what numbers it.
string bare_title(string_view text) {
    string label = recognise::bare_label(recognise::without_years(text)).text;
    while (label.ends_with('.')) label.pop_back();
    label = text::replace_all(std::move(label), "年度", "年");
    for (const auto& [begin, end] : {std::pair{string_view("第"), string_view("部分")},
                                     std::pair{string_view("附件"), string_view(":")}}) {
        const std::size_t at = label.find(end);
        if (label.starts_with(begin) && at != string::npos && at <= begin.size() + 6) {
            label.erase(0, at + end.size());
        }
    }
    return label;
}

// "部门主要职能" may stand as "某某局主要职能".
string core_of(string_view title) {
    string core = bare_title(pack::fill(string(title), kAnyYear));
    for (string_view owner : {"本部门", "本单位", "部门", "单位"}) {
        if (core.starts_with(owner)) return core.substr(owner.size());
    }
    return core;
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
        for (const Block& block : source_.blocks) {
            if (block.kind != BlockKind::kTable && !block.text.empty() &&
                block.text.size() <= kLongestTitleBytes)
                titles_.push_back({bare_title(block.text), &block});
        }
        check_years();
        check_notes();
        if (!cut_off()) {
            check_contents();
            check_sections();
            check_table_numbers();
        }
        check_ordinals();
        return std::move(out_);
    }

  private:
    // A title that was told to be missing, and the one that should follow it.
    struct Told {
        string title, next;
    };

    Finding& report(const char* rule, Severity severity, const Place& place, string words) {
        Finding finding = finding_at(rule, severity, place_at(place, std::move(words)));
        finding.key = fingerprint({rule, finding.places[0].text});
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
        for (const Title& title : titles_) {
            if (title.block->place.line > after_line && title.text.size() >= kLeastTitleBytes &&
                !text::contains(title.block->text, "\t"))
                titles.push_back(title);
        }
        for (const DisclosureTable& table : disclosure_.tables) {
            titles.push_back({bare_title(table.title), nullptr});
        }
        return titles;
    }

    struct Entry {
        const ContentsEntry* printed;
        string title, core;
        int level = 0;
        bool found = false;
    };

    std::vector<Entry> promised() const {
        constexpr int kOfTables = 9;
        std::vector<Entry> entries;
        for (const ContentsEntry& printed : disclosure_.contents) {
            Entry entry{&printed, bare_title(printed.title), core_of(printed.title), kOfTables};
            const auto ordinal = ordinal_of(printed.title);
            const bool numbered_table = text::fold_label(printed.title).starts_with("表");
            if (ordinal) {
                entry.level = static_cast<int>(ordinal->level);
            } else if (!numbered_table && !entries.empty()) {
                entry.level = entries.back().level;
            }
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    // A title that is another entry's to the letter is not this one's.
    static void find_entries(std::vector<Entry>& entries, std::vector<Title>& titles) {
        std::multimap<string_view, Title*> by_text;
        for (Title& title : titles) by_text.emplace(title.text, &title);
        for (Entry& entry : entries) {
            const auto [begin, end] = by_text.equal_range(entry.title);
            entry.found = begin != end || entry.title.size() < kLeastTitleBytes;
            std::for_each(begin, end, [](const auto& found) { found.second->taken = true; });
        }
        for (Entry& entry : entries) {
            const auto begins = [](const string& whole, const string& part) {
                return whole.starts_with(part) && whole.substr(part.size()).starts_with('(');
            };
            const bool short_core = entry.core.size() < 2 * kLeastTitleBytes;
            for (Title& title : titles) {
                if (entry.found) break;
                if (title.taken) continue;
                // A piece of a title that was broken in two is none.
                const bool whole = 2 * title.text.size() >= entry.title.size();
                entry.found = (whole && entry.title.ends_with(title.text)) ||
                              begins(title.text, entry.title) || begins(entry.title, title.text) ||
                              title.text.ends_with(short_core ? entry.title : entry.core);
                title.taken = entry.found;
            }
        }
    }

    // With the same ordinal, and beginning alike.
    static const Title* same_place(const Entry& entry, const std::vector<Title>& titles) {
        constexpr std::size_t kAlikeBytes = 12;
        const auto ordinal = ordinal_of(entry.printed->title);
        if (!ordinal || entry.title.size() < kAlikeBytes) return nullptr;
        for (const Title& title : titles) {
            if (title.taken || title.block == nullptr ||
                title.text.compare(0, kAlikeBytes, entry.title, 0, kAlikeBytes) != 0)
                continue;
            if (ordinal_of(title.block->text) == ordinal) return &title;
        }
        return nullptr;
    }

    static const Title* nearest(const Entry& entry, const std::vector<Title>& titles) {
        const std::u32string wanted = text::code_points(entry.title);
        const Title* best = nullptr;
        std::size_t least = std::max<std::size_t>(1, wanted.size() / 5) + 1;
        for (const Title& title : titles) {
            if (title.taken) continue;
            const std::u32string here = text::code_points(title.text);
            if (here.size() + least < wanted.size() || wanted.size() + least < here.size())
                continue;
            const std::size_t distance = recognise::edit_distance(wanted, here, least);
            if (distance < least) least = distance, best = &title;
        }
        return best != nullptr ? best : same_place(entry, titles);
    }

    void check_contents() {
        if (disclosure_.contents.empty()) return;
        auto titles = body_titles(disclosure_.contents.back().place.line);
        entries_ = promised();
        const auto& entries = entries_;
        find_entries(entries_, titles);
        std::size_t found = 0;
        std::vector<const Entry*> missing;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            std::size_t end = i + 1, found_below = 0;
            for (; end < entries.size() && entries[end].level > entries[i].level; ++end)
                found_below += entries[end].found ? 1 : 0;
            const bool all_below_missing = end > i + 1 && found_below == 0;
            found += entries[i].found ? 1 : 0;
            // A heading of what is there may be left out, the tables may be in another file.
            if (!entries[i].found && found_below == 0) missing.push_back(&entries[i]);
            const bool elsewhere = end > i + kLeastFound && disclosure_.tables.empty();
            if (all_below_missing && (!entries[i].found || elsewhere)) i = end - 1;
        }
        if (!most(found, found + missing.size())) return;
        check_promised_tables(titles);
        const Entry* last = nullptr;
        for (const Entry* entry : missing) {
            const bool beside = last != nullptr && entry == last + 1 && last->level == entry->level;
            last = report_entry(*entry, titles, beside) ? entry : nullptr;
        }
    }

    // A title of the contents page that stands in the body, and no table behind it. Where the
    // tables of the other entries are there.
    void check_promised_tables(const std::vector<Title>& titles) {
        std::set<string> tables;
        for (const DisclosureTable& table : disclosure_.tables)
            tables.insert(bare_title(table.title));
        std::size_t there = 0;
        std::vector<const Entry*> without;
        for (const Entry& entry : entries_) {
            const bool heads = &entry != &entries_.back() && (&entry + 1)->level > entry.level;
            if (heads || !entry.found || !entry.title.ends_with("表") ||
                text::contains(entry.title, "绩效") || text::contains(entry.title, "报表"))
                continue;
            const bool here = std::any_of(tables.begin(), tables.end(), [&](const string& table) {
                return entry.title.ends_with(table) || table.ends_with(entry.core) ||
                       table.starts_with(entry.title);
            });
            there += here ? 1 : 0;
            if (!here && !is_missing_table(entry)) without.push_back(&entry);
        }
        if (!most(there, there + without.size())) return;
        for (const Entry* entry : without) {
            const auto title = std::find_if(titles.begin(), titles.end(), [&](const Title& t) {
                return t.block != nullptr && t.text == entry->title;
            });
            if (title == titles.end() || shows_something(*title->block)) continue;
            report("title-without-table", Severity::kWarning, title->block->place,
                   string(text::trim(title->block->text)));
        }
    }

    // A table, or a note that there is none, among the next few lines; a title ends them.
    bool shows_something(const Block& title) const {
        constexpr std::ptrdiff_t kLines = 6;
        const Block* const end = source_.blocks.data() + source_.blocks.size();
        const Block* const last = &title + std::min<std::ptrdiff_t>(kLines, end - &title - 1);
        for (const Block* block = &title + 1; block <= last; ++block) {
            if (block->kind != BlockKind::kParagraph && block->kind != BlockKind::kHeading)
                return true;
            if (block->text.ends_with("表") || ordinal_of(block->text)) return false;
            for (string_view word : {"无", "空", "没有", "不涉及", "另", "附"})
                if (text::contains(block->text, word)) return true;
        }
        return last < &title + kLines;
    }

    // Entries beside one another that are missing are one cause: false where it is told otherwise.
    bool report_entry(const Entry& entry, const std::vector<Title>& titles, bool beside) {
        const ContentsEntry& printed = *entry.printed;
        const Title* near = nearest(entry, titles);
        if (near == nullptr) {
            if (is_missing_table(entry) || in_other_words(entry, titles)) return false;
            const string title = recognise::without_leader(printed.title);
            told_missing_.push_back({title, next_of(entry)});
            if (beside) {
                FindingPlace at;
                at.place = printed.place;
                at.text = title;
                out_.back().places.push_back(std::move(at));
            } else {
                report("contents-entry-missing", Severity::kWarning, printed.place, title);
            }
            return true;
        }
        Finding& finding = report("contents-title-differs", Severity::kNotice, printed.place,
                                  recognise::without_leader(printed.title));
        finding.arguments["body"] = near->text;
        if (near->block != nullptr) {
            finding.arguments["body"] = string(text::trim(near->block->text));
            finding.places.push_back(place_at(near->block->place, finding.arguments["body"]));
        }
        return false;
    }

    // "项目经费情况说明" may be the sections "甲项目经费情况说明", "乙专项经费情况说明", ….
    static bool in_other_words(const Entry& entry, const std::vector<Title>& titles) {
        constexpr std::size_t kTailBytes = 18;
        if (entry.core.size() < kTailBytes) return false;
        const string_view tail = string_view(entry.core).substr(entry.core.size() - kTailBytes);
        return std::any_of(titles.begin(), titles.end(), [&](const Title& title) {
            return !title.taken && title.text.ends_with(tail);
        });
    }

    // The core of the next title of its level that stands in the body.
    string next_of(const Entry& entry) const {
        for (const Entry* next = &entry + 1; next != entries_.data() + entries_.size(); ++next) {
            if (next->level < entry.level) break;
            if (next->level == entry.level && next->found) return next->core;
        }
        return {};
    }

    bool is_missing_table(const Entry& entry) const {
        for (const Finding& finding : disclosure_.findings) {
            if (finding.rule != "table-missing") continue;
            for (const FindingPlace& place : finding.places) {
                const string title = bare_title(place.table_title);
                if (title == entry.title || entry.title.ends_with(title) ||
                    title.ends_with(entry.title))
                    return true;
            }
        }
        return false;
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

    void check_sections() {
        if (pack_ == nullptr || pack_->sections.empty()) return;
        const int from = first_line_of_body();
        std::vector<const Title*> here;
        for (const Title& title : titles_)
            if (title.block->place.line >= from) here.push_back(&title);
        std::vector<std::pair<const pack::Section*, Place>> missing;
        Place last;
        last.line = 1;
        std::size_t wanted = 0;
        for (const pack::Section& section : pack_->sections) {
            std::vector<string> cores;
            for (const string& title : section.titles) cores.push_back(core_of(title));
            if (section.optional || cores.front().size() < 2 * kLeastTitleBytes) continue;
            ++wanted;
            const auto found = std::find_if(here.begin(), here.end(), [&](const Title* line) {
                return std::any_of(cores.begin(), cores.end(), [&](const string& core) {
                    return holds_title(line->text, core);
                });
            });
            if (found == here.end()) {
                missing.emplace_back(&section, last);
            } else {
                last = (*found)->block->place;
            }
        }
        if (!most(wanted - missing.size(), wanted)) return;
        const pack::Section* part = nullptr;  // that is missing itself: it is one cause
        for (const auto& [section, place] : missing) {
            const bool below = part != nullptr && section->level > part->level &&
                               std::all_of(part, section, [&](const pack::Section& between) {
                                   return &between == part || between.level > part->level;
                               });
            if (!below) part = section;
            if (below || told_already(*section)) continue;
            const string title = pack::fill(section->titles.front(), disclosure_.year);
            report("section-missing", Severity::kWarning, place, title);
            const pack::Section* next = section + 1;
            const pack::Section* end = pack_->sections.data() + pack_->sections.size();
            while (next != end && next->level > section->level) ++next;
            const bool at_end = next == end || next->level < section->level;
            told_missing_.push_back({title, at_end ? "" : core_of(next->titles.front())});
        }
    }

    // The title of a table may hold that of a section.
    static bool holds_title(const string& line, const string& core) {
        return text::contains(line, core) && (!line.ends_with("表") || core.ends_with("表"));
    }

    bool told_already(const pack::Section& section) const {
        return std::any_of(told_missing_.begin(), told_missing_.end(), [&](const Told& told) {
            return std::any_of(
                section.titles.begin(), section.titles.end(), [&](const string& title) {
                    const string core = core_of(title), other = core_of(told.title);
                    return text::contains(other, core) || text::contains(core, other);
                });
        });
    }

    // ---- the numbers of tables

    // "公开05表" → 5 and "公开表".
    static std::pair<int, string> number_of(string_view label) {
        string rest;
        int number = 0;
        for (char c : text::fold_label(label.substr(0, kLongestTitleBytes))) {
            const bool digit = c >= '0' && c <= '9';
            if (digit && number < 100) number = 10 * number + (c - '0');
            if (!digit) rest += c;
        }
        return {number, rest};
    }

    void check_table_numbers() {
        std::set<int> numbers;
        int last = 0;
        for (const DisclosureTable& table : disclosure_.tables) {
            const auto [number, kind] = number_of(table.number);
            if (number == 0) return;  // one without a number may be any
            if (last > 0 && number > last + 1 && number <= last + 3 && !table_told_missing()) {
                report_table("table-number-skipped", Severity::kWarning, table, table.place,
                             table.number);
            }
            last = number;
            numbers.insert(number);
        }
        if (numbers.size() < kLeastFound || table_told_missing()) return;
        for (const Block& block : source_.blocks) {
            if (block.kind == BlockKind::kTable || text::contains(block.text, "\t")) continue;
            check_references(block, numbers);
        }
    }

    bool table_told_missing() const {
        return std::any_of(disclosure_.findings.begin(), disclosure_.findings.end(),
                           [](const Finding& f) { return f.rule == "table-missing"; });
    }

    // "（表5）", "详见表7", "附表 05": of the kind of number the tables bear.
    void check_references(const Block& block, const std::set<int>& numbers) {
        constexpr string_view kTable = "表";
        const string& text = block.text;
        for (std::size_t at = text.find(kTable); at != string::npos;
             at = text.find(kTable, at + 1)) {
            std::size_t end = at + kTable.size();
            while (end < text.size() && text[end] == ' ') ++end;
            int number = 0;
            const std::size_t digits = end;
            while (end < text.size() && end < digits + 3 && text[end] >= '0' && text[end] <= '9')
                number = 10 * number + (text[end++] - '0');
            if (number == 0 || numbers.count(number) > 0) continue;
            const string_view before = string_view(text).substr(0, at);
            const bool refers = before.ends_with("（") || before.ends_with("(") ||
                                before.ends_with("见") || before.ends_with("附") ||
                                before.ends_with("公开");
            if (!refers || string_view(text).substr(end).starts_with(".")) continue;
            const bool annex = before.ends_with("附");
            const bool kind = std::any_of(
                disclosure_.tables.begin(), disclosure_.tables.end(),
                [&](const auto& table) { return !annex || text::contains(table.number, "附"); });
            if (kind) {
                report("table-referred-missing", Severity::kWarning, block.place,
                       text.substr(at, end - at));
            }
        }
    }

    // ---- ordinals

    // What should follow a title that was told to be missing is what the ordinals jump to.
    bool told_already(const OrdinalFault& fault) const {
        const string here = bare_title(source_.blocks[fault.block].text);
        return std::any_of(told_missing_.begin(), told_missing_.end(), [&](const Told& told) {
            return !told.next.empty() && text::contains(here, told.next);
        });
    }

    void check_ordinals() {
        for (const OrdinalFault& fault : ordinal_faults(source_)) {
            const Place& place = source_.blocks[fault.block].place;
            if (fault.kind == OrdinalFault::Kind::kRepeated) {
                report("ordinal-repeated", Severity::kWarning, place, fault.found.written);
                continue;
            }
            if (told_already(fault)) continue;
            string missing;
            for (const Ordinal& ordinal : fault.missing) missing += ordinal.written;
            report("ordinal-skipped", Severity::kWarning, place, fault.found.written)
                .arguments["missing"] = missing;
        }
    }

    const SourceDocument& source_;
    const Disclosure& disclosure_;
    const pack::Pack* pack_;
    std::vector<Title> titles_;   // every line that may be one
    std::map<int, int> amounts_;  // per table, where it has any
    std::vector<Entry> entries_;  // of the contents page
    std::vector<Told> told_missing_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> completeness_findings(const SourceDocument& source,
                                           const Disclosure& disclosure, const pack::Pack* pack) {
    return Completeness(source, disclosure, pack).run();
}

}  // namespace mingzhang::check
