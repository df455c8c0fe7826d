#include "check/beside.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.h"
#include "check/change_statements.h"
#include "check/findings.h"
#include "check/passages.h"

namespace mingzhang::check {
namespace {

constexpr const char* kLastYear = "-1";

std::string own_phase(const Disclosure& disclosure) {
    return is_accounts(disclosure.kind) ? "accounts" : "budget";
}

// The names of years and phases are relative to their document.
class Renaming {
  public:
    Renaming(const Disclosure& own, const Disclosure& other)
        : own_year_(own.year),
          other_year_(other.year),
          own_phase_(own_phase(own)),
          other_phase_(own_phase(other)) {}

    Coordinate operator()(const Coordinate& at) const {
        Coordinate out = at;
        const int year = year_of(at.at(Dimension::kYear));
        out.set(Dimension::kYear, year == own_year_       ? ""
                                  : year == own_year_ - 1 ? kLastYear
                                                          : std::to_string(year));
        const std::string& printed = at.at(Dimension::kPhase);
        const std::string& phase = printed.empty() ? other_phase_ : printed;
        out.set(Dimension::kPhase, phase == own_phase_ ? "" : phase);
        return out;
    }

  private:
    int year_of(const std::string& name) const {
        if (name.empty()) return other_year_;
        return name == kLastYear ? other_year_ - 1 : std::atoi(name.c_str());
    }

    int own_year_, other_year_;
    std::string own_phase_, other_phase_;
};

// Words and amounts of a sentence, its years left out.
std::string without_years(std::string_view s) {
    const auto digit = [&](std::size_t i) {
        return i < s.size() && std::isdigit(static_cast<unsigned char>(s[i])) != 0;
    };
    std::string out;
    for (std::size_t i = 0; i < s.size();) {
        const bool year = s.substr(i, 2) == "20" && digit(i + 2) && digit(i + 3) && !digit(i + 4) &&
                          (i == 0 || !digit(i - 1)) && s.substr(i + 4, 1) != ".";
        if (!year) out += s[i];
        i += year ? 4 : 1;
    }
    return out;
}

// Sentences that state a change which is not nothing, by their words without years.
template <class Take>
void each_change(const SourceDocument& source, const pack::Lexicon& lexicon, Take take) {
    const ChangeWords words(lexicon);
    for (const Passage& passage : passages_of(source)) {
        std::set<std::size_t> told;
        for (const Change& change : words.changes(passage)) {
            const std::size_t sentence = passage.sentence_of(change.word.begin);
            if (change.quantity.zero || !told.insert(sentence).second) continue;
            const TextRange range = passage.sentences[sentence];
            take(passage, range, without_years(range.in(passage.text)));
        }
    }
}

}  // namespace

Disclosure joined_with(const Disclosure& own, const Disclosure& other) {
    Disclosure joined = own;
    if (joined.files.empty()) joined.files = {{own.path, 0}};
    const auto source = static_cast<int>(joined.files.size());
    joined.files.push_back({other.path, 0});
    const Renaming renamed(own, other);
    const auto tables = static_cast<int>(own.tables.size());
    for (DisclosureTable table : other.tables) {
        table.place.line = line_in_file(table.place, other.files);
        table.place.source = source;
        joined.tables.push_back(std::move(table));
    }
    std::vector<int> moved(other.figures.size(), -1);
    for (std::size_t i = 0; i < other.figures.size(); ++i) {
        if (other.figures[i].table < 0) continue;
        Figure figure = other.figures[i];
        figure.table += tables;
        figure.place.line = line_in_file(figure.place, other.files);
        figure.place.source = source;
        if (figure.coordinate) figure.coordinate = renamed(*figure.coordinate);
        moved[i] = static_cast<int>(joined.figures.size());
        joined.figures.push_back(std::move(figure));
    }
    const auto index = [&](int figure) { return moved[static_cast<std::size_t>(figure)]; };
    for (Sum sum : other.sums) {
        sum.parent = index(sum.parent);
        std::transform(sum.children.begin(), sum.children.end(), sum.children.begin(), index);
        const bool whole =
            sum.parent >= 0 && std::count(sum.children.begin(), sum.children.end(), -1) == 0;
        if (whole) joined.sums.push_back(std::move(sum));
    }
    joined.open_dimensions.insert(other.open_dimensions.begin(), other.open_dimensions.end());
    return joined;
}

std::vector<Finding> unchanged_sentences(const SourceDocument& own, const SourceDocument& other,
                                         const pack::Lexicon& lexicon) {
    std::set<std::string> told;
    each_change(other, lexicon, [&](const Passage&, TextRange, std::string words) {
        told.insert(std::move(words));
    });
    std::vector<Finding> out;
    each_change(
        own, lexicon, [&](const Passage& passage, TextRange range, const std::string& words) {
            if (told.count(words) == 0) return;
            out.push_back(
                finding_at("sentence-of-last-year", Severity::kWarning, place_of(passage, range)));
        });
    return out;
}

std::optional<Finding> other_department(const Disclosure& own, const Disclosure& other) {
    const auto name = [](const Disclosure& d) { return text::fold_label(d.department); };
    if (own.department.empty() || other.department.empty() || name(own) == name(other))
        return std::nullopt;
    const Place start = own.tables.empty() ? Place{} : own.tables.front().place;
    Finding finding =
        finding_at("other-department-beside", Severity::kHint, place_at(start, own.department));
    finding.arguments["department"] = own.department;
    finding.arguments["other"] = other.department;
    return finding;
}

}  // namespace mingzhang::check
