#include "check/code_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "check/findings.h"
#include "recognise/name_match.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;

constexpr std::size_t kMostFindings = 100, kMostItems = 20'000;
constexpr std::size_t kClass = 3, kGroup = 5, kItem = 7;  // digits
constexpr std::size_t kLeastRows = 3;
constexpr std::size_t kLongestName = 120;  // bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(string_view s) { return !s.empty() && std::all_of(s.begin(), s.end(), is_digit); }
bool is_length(std::size_t n) { return n == kClass || n == kGroup || n == kItem; }

struct CodedItem {
    string code, printed, name;  // the name folded
    const Place* place = nullptr;
    const Place* name_place = nullptr;
    int column = -1;  // index into columns; -1 in sentences
};

// The items of one column of codes, in their order.
struct CodeColumn {
    std::vector<std::size_t> items;
};

// A name as people compare it; empty where it is none.
string name_of(string_view text) {
    string name = text::fold_label(text);
    while (!name.empty() && (name[0] == '-' || name[0] == '.')) name.erase(0, 1);
    if (name.size() < 6 || name.size() > kLongestName) return {};
    const bool plain = std::none_of(name.begin(), name.end(), is_digit);
    const bool ideographs = (static_cast<unsigned char>(name[0]) & 0xF0U) == 0xE0;
    return plain && ideographs ? name : string();
}

// Whether `full` without two or more of its characters is `abbreviated`.
bool abbreviates(string_view abbreviated, string_view full) {
    const std::u32string some = text::code_points(abbreviated), all = text::code_points(full);
    if (some.size() + 2 > all.size() || 3 * some.size() < all.size()) return false;
    std::size_t n = 0;
    for (const char32_t c : all) n += n < some.size() && some[n] == c ? 1 : 0;
    return n == some.size();
}

// Forms shorten names, and sentences put words before them.
bool same_name(string_view a, string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    return text::contains(b, a) || (a.size() + 6 <= b.size() && abbreviates(a, b));
}

bool attested(codes::Attestation attestation) {
    return attestation == codes::Attestation::kOfficial ||
           attestation == codes::Attestation::kCorroborated ||
           attestation == codes::Attestation::kAttested;
}

// One character wrong, missing or too many.
bool is_near(string_view a, string_view b) {
    return recognise::edit_distance(text::code_points(a), text::code_points(b), 2) == 1;
}

class CodedItems {
  public:
    explicit CodedItems(const SourceDocument& source) {
        for (const Block& block : source.blocks) {
            if (!block.text.empty()) read_sentence(block);
            read_grid(block.grid);
            if (items_.size() > kMostItems) return;
        }
    }

    const std::vector<CodedItem>& items() const { return items_; }
    const std::vector<CodeColumn>& columns() const { return columns_; }

  private:
    // "小学教育（2050202）".
    void read_sentence(const Block& block) {
        if (block.text.find_first_of("0123456789") == string::npos) return;
        const string s = text::fold(block.text);
        for (std::size_t at = s.find('('); at != string::npos; at = s.find('(', at + 1)) {
            std::size_t end = at + 1;
            while (end < s.size() && is_digit(s[end])) ++end;
            if (!is_length(end - at - 1) || end >= s.size() || s[end] != ')') continue;
            std::size_t begin = at;
            while (begin >= 3 && at - begin < kLongestName && is_ideograph(s, begin - 3))
                begin -= 3;
            string name = name_of(string_view(s).substr(begin, at - begin));
            if (name.empty()) continue;
            const string code = s.substr(at + 1, end - at - 1);
            items_.push_back({code, code, std::move(name), &block.place, &block.place, -1});
        }
    }

    static bool is_ideograph(string_view s, std::size_t at) {
        const auto byte = static_cast<unsigned char>(s[at]);
        return byte >= 0xE4 && byte <= 0xE9;
    }

    void read_grid(const Grid& grid) {
        std::map<std::size_t, int> columns;  // of the grid → of ours
        for (const auto& row : grid.rows) {
            for (std::size_t c = 0; c < row.size();) c = read_cell(row, c, columns);
        }
    }

    // Returns the column to go on from.
    std::size_t read_cell(const std::vector<GridCell>& row, std::size_t c,
                          std::map<std::size_t, int>& columns) {
        const string& first = row[c].text;
        const std::size_t at = first.find_first_not_of(" \t");
        if (at == string::npos || !is_digit(first[at])) return c + 1;
        string code = string(text::trim(first)), name;
        std::size_t next = c + 1;
        if (all_digits(code)) {
            if (!is_length(code.size())) return next;
            string printed = code;
            // 类, 款 and 项 in columns of their own.
            while (code.size() < kItem && next < row.size() && next - c <= 2) {
                const string_view part = text::trim(row[next].text);
                if (part.size() != 2 || !all_digits(part)) break;
                code += part;
                ++next;
            }
            std::size_t n = next;
            while (n < row.size() && n - c <= 3 && text::trim(row[n].text).empty()) ++n;
            if (n >= row.size()) return next;
            name = name_of(row[n].text);
            add({code, std::move(printed), std::move(name), &row[c].place, &row[n].place}, c,
                columns);
            return n;
        }
        // "2013901 行政运行" in one cell.
        std::size_t digits = 0;
        while (digits < code.size() && is_digit(code[digits])) ++digits;
        name = name_of(string_view(code).substr(digits));
        if (!is_length(digits) || name.empty()) return next;
        code.resize(digits);
        add({code, code, std::move(name), &row[c].place, &row[c].place}, c, columns);
        return next;
    }

    void add(CodedItem item, std::size_t column, std::map<std::size_t, int>& columns) {
        if (item.name.empty() || !is_length(item.code.size())) return;
        const auto [known, is_new] = columns.emplace(column, static_cast<int>(columns_.size()));
        if (is_new) columns_.emplace_back();
        item.column = known->second;
        columns_[static_cast<std::size_t>(item.column)].items.push_back(items_.size());
        items_.push_back(std::move(item));
    }

    std::vector<CodedItem> items_;
    std::vector<CodeColumn> columns_;
};

class Codes {
  public:
    Codes(const CodedItems& read, const Disclosure& disclosure, const codes::Lists& codes)
        : items_(read.items()),
          columns_(read.columns()),
          codes_(codes),
          of_the_year_(disclosure.year == codes.year) {}

    std::vector<Finding> run() {
        if (items_.empty()) return {};
        choose_items();
        for (const std::size_t i : used_) {
            by_code_[items_[i].code].push_back(i);
            by_name_[items_[i].name].push_back(i);
        }
        for (const CodeColumn& column : columns_) check_column(column);
        for (const std::size_t i : used_) check_name(i);
        std::sort(found_.begin(), found_.end(),
                  [](const Found& a, const Found& b) { return a.item < b.item; });
        std::vector<Finding> out;
        for (Found& found : found_)
            if (out.size() < kMostFindings) out.push_back(std::move(found.finding));
        return out;
    }

  private:
    struct Found {
        std::size_t item = 0;
        Finding finding;
    };

    const codes::List* list_of(string_view code) const {
        switch (code.empty() ? '0' : code[0]) {
            case '1':
                return &codes_.revenue;
            case '2':
                return &codes_.functional;
            case '3':
                return &codes_.department_economic;
            case '5':
                return &codes_.government_economic;
            default:
                return nullptr;
        }
    }
    const codes::Entry* entry_of(string_view code) const {
        const codes::List* list = list_of(code);
        return list == nullptr ? nullptr : list->find(code);
    }

    // A column is one of codes where most of what stands in it is in a list, and what stands beside
    // it are their names, not those of projects.
    void choose_items() {
        usual_digit_.assign(columns_.size(), '\0');
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const auto& items = columns_[c].items;
            std::map<char, std::size_t> known;
            std::size_t named = 0, misnamed = 0;
            for (const std::size_t i : items) {
                const codes::Entry* entry = entry_of(items_[i].code);
                if (entry == nullptr) continue;
                ++known[items_[i].code[0]];
                ++(same_name(text::fold_label(entry->name), items_[i].name) ? named : misnamed);
            }
            if (named < misnamed) continue;
            for (const auto& [digit, count] : known)
                if (count >= 2 && 3 * count >= 2 * items.size()) usual_digit_[c] = digit;
        }
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const int column = items_[i].column;
            if (column < 0 ? entry_of(items_[i].code) != nullptr
                           : usual_digit_[static_cast<std::size_t>(column)] != '\0')
                used_.push_back(i);
        }
    }

    // ---- where a code stands

    bool stands_elsewhere(std::size_t i) const {
        const auto found = by_code_.find(items_[i].code);
        return found != by_code_.end() &&
               std::any_of(found->second.begin(), found->second.end(), [&](std::size_t other) {
                   return items_[other].column != items_[i].column &&
                          same_name(items_[other].name, items_[i].name);
               });
    }

    // Whether somebody else calls it so.
    bool innocent(std::size_t i) const {
        const codes::Entry* entry = entry_of(items_[i].code);
        const bool listed =
            entry != nullptr && same_name(text::fold_label(entry->name), items_[i].name);
        return listed || stands_elsewhere(i);
    }

    void check_column(const CodeColumn& column) {
        const auto& items = column.items;
        if (items.size() < kLeastRows) return;
        const char digit = usual_digit_[static_cast<std::size_t>(items_[items[0]].column)];
        if (digit == '\0') return;
        std::set<std::size_t> told;
        for (const std::size_t i : items) {
            if (items_[i].code[0] == digit) continue;
            report_place(i, {}, "");
            told.insert(i);
        }
        check_parents(items, told);
        check_order(items, told);
    }

    // The rows below items[p] that are deeper than it.
    std::size_t end_of_children(const std::vector<std::size_t>& items, std::size_t p) const {
        std::size_t end = p + 1;
        while (end < items.size() && items_[items[end]].code.size() > items_[items[p]].code.size())
            ++end;
        return end;
    }

    // The row above that is one level higher; items.size() where there is none.
    std::size_t parent_of(const std::vector<std::size_t>& items, std::size_t p) const {
        const std::size_t length = items_[items[p]].code.size();
        for (std::size_t i = p; i-- > 0;) {
            if (items_[items[i]].code.size() < length)
                return items_[items[i]].code.size() + 2 == length ? i : items.size();
        }
        return items.size();
    }

    bool fits(const std::vector<std::size_t>& items, std::size_t parent, std::size_t child) const {
        return items_[items[child]].code.starts_with(items_[items[parent]].code);
    }

    void check_parents(const std::vector<std::size_t>& items, std::set<std::size_t>& told) {
        std::size_t shown = 0, hidden = 0;
        std::vector<std::size_t> strangers;  // positions of those that do not fit their parent
        for (std::size_t p = 0; p < items.size(); ++p) {
            if (items_[items[p]].code.size() == kClass) continue;
            const std::size_t parent = parent_of(items, p);
            const bool fit = parent < items.size() && fits(items, parent, p);
            ++(fit ? shown : hidden);
            if (!fit && parent < items.size()) strangers.push_back(p);
        }
        // One wrong row can make strangers of all its children.
        std::map<std::size_t, std::vector<std::size_t>> by_parent;
        for (const std::size_t p : strangers) by_parent[parent_of(items, p)].push_back(p);
        if (shown < 2 * by_parent.size() || shown + hidden < 2) return;
        for (const auto& [parent, children] : by_parent) blame(items, parent, children, told);
    }

    void blame(const std::vector<std::size_t>& items, std::size_t parent,
               const std::vector<std::size_t>& children, std::set<std::size_t>& told) {
        const string& code = items_[items[parent]].code;
        const std::size_t end = end_of_children(items, parent);
        const string prefix = items_[items[children[0]]].code.substr(0, code.size());
        bool agree = true;
        for (std::size_t p = parent + 1; p < end; ++p)
            agree = agree && items_[items[p]].code.starts_with(prefix);
        if (!agree) {
            for (const std::size_t p : children) tell(items, p, code, told);
            return;
        }
        // All below agree against the row above them.
        const std::size_t above = parent_of(items, parent);
        const bool parent_fits = above >= items.size() || fits(items, above, parent);
        if (end - parent > 2 || !parent_fits) return tell(items, parent, prefix, told);
        const std::size_t child = children[0];
        const bool child_fits_above =
            above >= items.size() ||
            items_[items[child]].code.starts_with(items_[items[above]].code);
        if (!child_fits_above || innocent(items[parent])) return tell(items, child, code, told);
        if (innocent(items[child])) return tell(items, parent, prefix, told);
        tell(items, child, code, told, parent);
    }

    void tell(const std::vector<std::size_t>& items, std::size_t p, const string& begins,
              std::set<std::size_t>& told, std::optional<std::size_t> or_else = std::nullopt) {
        if (!told.insert(items[p]).second) return;
        report_place(items[p], or_else ? std::optional(items[*or_else]) : std::nullopt, begins);
    }

    // In rising order but for few, each of which one row can explain.
    void check_order(const std::vector<std::size_t>& items, std::set<std::size_t>& told) {
        std::vector<std::size_t> rows;
        for (const std::size_t i : items)
            if (told.count(i) == 0) rows.push_back(i);
        const auto code = [&](std::size_t p) -> const string& { return items_[rows[p]].code; };
        const auto wrong = [&](std::size_t p, std::size_t q) {
            return code(p) > code(q) ||
                   (code(p) == code(q) && !same_name(items_[rows[p]].name, items_[rows[q]].name));
        };
        std::vector<std::size_t> falls;
        for (std::size_t p = 0; p + 1 < rows.size(); ++p)
            if (wrong(p, p + 1)) falls.push_back(p);
        if (rows.size() <= kLeastRows || falls.size() > 1 + rows.size() / 10) return;
        for (const std::size_t p : falls) {
            const bool first = p == 0 || !wrong(p - 1, p + 1);
            const bool second = p + 2 >= rows.size() || !wrong(p, p + 2);
            const bool may_be_both = first && second;
            if (may_be_both && innocent(rows[p]) == innocent(rows[p + 1])) continue;
            if (first) report_place(rows[p], {}, "");
            if (second) report_place(rows[p + 1], {}, "");
        }
    }

    // ---- what a code is called

    // What the document, and the list, say of an item.
    struct Usage {
        std::size_t same = 0;                 // other places with this code and this name
        std::map<string, std::size_t> names;  // other names of the code, with their number
        std::map<string, std::size_t> codes;  // other codes of the name
    };

    Usage usage_of(std::size_t i) const {
        Usage out;
        const CodedItem& item = items_[i];
        for (const std::size_t other : by_code_.at(item.code)) {
            if (other == i) continue;
            if (same_name(items_[other].name, item.name))
                ++out.same;
            else
                ++out.names[items_[other].name];
        }
        for (const std::size_t other : by_name_.at(item.name)) {
            const CodedItem& twin = items_[other];
            if (twin.code.size() == item.code.size() && twin.code != item.code &&
                twin.code[0] == item.code[0])
                ++out.codes[twin.code];
        }
        return out;
    }

    bool in_column(int column, const string& code) const {
        const auto found = by_code_.find(code);
        return column >= 0 && found != by_code_.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](std::size_t i) { return items_[i].column == column; });
    }

    // An earlier item of the same code and that name.
    std::optional<std::size_t> item_before(std::size_t i, const string& name) const {
        for (const std::size_t other : by_code_.at(items_[i].code))
            if (other < i && items_[other].name == name) return other;
        return std::nullopt;
    }

    void check_name(std::size_t i) {
        if (reported_.count(i) > 0) return;
        const CodedItem& item = items_[i];
        const Usage usage = usage_of(i);
        if (usage.same > 0) return check_against_list(i, usage);
        // Two names of one code: the one that stands more often, or that the list confirms.
        const codes::Entry* entry = entry_of(item.code);
        const string listed = entry != nullptr ? text::fold_label(entry->name) : string();
        for (const auto& [name, count] : usage.names) {
            const bool confirmed = same_name(listed, name) && !listed.empty();
            const bool own = !listed.empty() && same_name(listed, item.name);
            const bool either = count == 1 && is_near(name, item.name) && item_before(i, name);
            if (own || (count < 2 && !confirmed && !either)) continue;
            report_name(i, name, item.code + " " + name);
            if (!confirmed && count == 1) add_alternative(*item_before(i, name));
            return;
        }
        // Two codes of one name: the one of the other tables, if it stands nowhere in this one.
        if (!(entry != nullptr && same_name(listed, item.name))) {
            for (const auto& [code, count] : usage.codes) {
                const codes::Entry* other = entry_of(code);
                const bool confirmed =
                    other != nullptr && same_name(text::fold_label(other->name), item.name);
                const bool parent_differs =
                    code.size() == kItem && code.substr(0, kGroup) != item.code.substr(0, kGroup);
                if ((count < 2 && !confirmed) || in_column(item.column, code) || parent_differs)
                    continue;
                return report_name(i, code, code + " " + item.name);
            }
        }
        check_against_list(i, usage);
    }

    // Only where the list's own row is attested.
    void check_against_list(std::size_t i, const Usage& usage) {
        const CodedItem& item = items_[i];
        const codes::Entry* entry = entry_of(item.code);
        const string listed = entry != nullptr ? text::fold_label(entry->name) : string();
        if (entry != nullptr && same_name(listed, item.name)) return;
        if (entry != nullptr && attested(entry->attestation)) {
            // A list of another year may call it otherwise, but hardly by one character.
            const bool slip = is_near(listed, item.name) && usage.same == 0;
            if (slip || (of_the_year_ && usage.same == 0))
                return report_name(i, entry->name, item.code + " " + entry->name);
        }
        if (usage.same > 0) return;
        const codes::List* list = list_of(item.code);
        if (list == nullptr) return;
        const codes::Entry* only = nullptr;
        for (const codes::Entry* other : list->named(item.name)) {
            if (other->code.size() != item.code.size()) continue;
            if (only != nullptr || !attested(other->attestation)) return;
            only = other;
        }
        const bool told_otherwise = entry != nullptr && !attested(entry->attestation);
        if (only == nullptr || told_otherwise) return;
        report_name(i, only->code, only->code + " " + only->name);
    }

    // ---- findings

    Finding& report(const char* rule, std::size_t i, const Place& place, const string& words) {
        reported_.insert(i);
        Finding finding = finding_at(rule, Severity::kWarning, place_at(place, words));
        finding.places[0].row = items_[i].code;
        finding.key = fingerprint({rule, items_[i].code, items_[i].name});
        found_.push_back({i, std::move(finding)});
        return found_.back().finding;
    }

    void report_name(std::size_t i, const string& differs, const string& usual) {
        const CodedItem& item = items_[i];
        const bool of_code = !differs.empty() && is_digit(differs[0]);
        Finding& finding = report("code-name-differs", i, of_code ? *item.place : *item.name_place,
                                  item.code + " " + item.name);
        finding.arguments["usual"] = usual;
        finding.suggestion = {usual};
        finding.places[0].text = of_code ? item.printed : item.name;
    }

    void report_place(std::size_t i, std::optional<std::size_t> or_else, const string& begins) {
        const CodedItem& item = items_[i];
        if (reported_.count(i) > 0 || innocent(i)) return;
        Finding& finding = report("code-out-of-place", i, *item.place, item.code + " " + item.name);
        if (!begins.empty()) {
            finding.message = "says.code-under-another-parent";
            finding.arguments["begins"] = begins;
        }
        if (or_else) add_alternative(*or_else);
    }

    // To the last finding.
    void add_alternative(std::size_t i) {
        FindingPlace other;
        other.place = *items_[i].place;
        other.row = items_[i].code;
        other.text = items_[i].printed;
        found_.back().finding.alternatives.push_back(std::move(other));
    }

    const std::vector<CodedItem>& items_;
    const std::vector<CodeColumn>& columns_;
    const codes::Lists& codes_;
    const bool of_the_year_;
    std::vector<char> usual_digit_;  // of each column; 0: no column of codes
    std::vector<std::size_t> used_;
    std::map<string, std::vector<std::size_t>> by_code_, by_name_;
    std::set<std::size_t> reported_;
    std::vector<Found> found_;
};

}  // namespace

std::vector<Finding> code_findings(const SourceDocument& source, const Disclosure& disclosure,
                                   const codes::Lists& codes) {
    const CodedItems items(source);
    return Codes(items, disclosure, codes).run();
}

}  // namespace mingzhang::check
