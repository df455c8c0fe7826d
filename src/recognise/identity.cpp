#include "recognise/identity.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "recognise/words.h"

namespace mingzhang::recognise {
namespace {

constexpr std::size_t kCoverBlocks = 40;
constexpr std::size_t kMostCoverLines = 3;
constexpr std::size_t kLongestCoverLine = 120;  // bytes

// Years written as 20xx年 in a text.
std::vector<int> years_in(std::string_view source) {
    const std::string s = text::fold(source);
    std::vector<int> years;
    for (std::size_t i = 0; i + 4 < s.size(); ++i) {
        if (s[i] != '2' || s[i + 1] != '0' ||
            (i > 0 && std::isdigit(static_cast<unsigned char>(s[i - 1])))) {
            continue;
        }
        const std::string_view rest = std::string_view(s).substr(i + 4);
        if (std::isdigit(static_cast<unsigned char>(s[i + 2])) &&
            std::isdigit(static_cast<unsigned char>(s[i + 3])) &&
            (text::starts_with(rest, "年") || text::starts_with(rest, " 年"))) {
            years.push_back(std::atoi(s.substr(i, 4).c_str()));
        }
    }
    return years;
}

// Indices of the first blocks of each file.
std::vector<std::size_t> first_blocks(const SourceDocument& source) {
    std::vector<std::size_t> first;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < source.blocks.size(); ++i) {
        if (source.blocks[i].place.source != source.blocks[begin].place.source) begin = i;
        if (i - begin < kCoverBlocks) first.push_back(i);
    }
    return first;
}

template <class T>
T most_frequent(const std::map<T, int>& counts, T none) {
    int most = 0;
    for (const auto& [value, n] : counts) {
        if (n > most) {
            most = n;
            none = value;
        }
    }
    return none;
}

// The name before the year or the kind on a cover, which may break it into lines: "某市某局" /
// "2024年度" / "部门决算". `kind` is the block of the kind's words.
std::string name_on_cover(const SourceDocument& source, std::size_t kind, std::string_view word) {
    std::string cover;
    std::size_t first = kind;
    while (first > 0 && kind - first < kMostCoverLines &&
           source.blocks[first - 1].kind != BlockKind::kTable &&
           source.blocks[first - 1].place.source == source.blocks[kind].place.source &&
           source.blocks[first - 1].text.size() < kLongestCoverLine) {
        --first;
    }
    for (std::size_t i = first; i <= kind; ++i) cover += text::fold_label(source.blocks[i].text);
    std::string name = cover.substr(0, cover.find(text::fold_label(word)));
    if (const std::size_t year = name.find("20"); year != std::string::npos) name.resize(year);
    for (std::string_view mark : {"。", ":", ";", "目录", "第"}) {
        if (text::contains(name, mark)) return {};
    }
    return name;
}

// Who publishes, from the first pages: "预算单位：某局", else the name on the cover.
std::string department_on_cover(const SourceDocument& source, std::optional<std::size_t> kind,
                                const std::string& word, const pack::Lexicon& lexicon) {
    for (std::size_t i : first_blocks(source)) {
        const Block& block = source.blocks[i];
        if (block.kind == BlockKind::kTable || block.text.size() > kLongestCoverLine) continue;
        std::string name = labelled(block.text, lexicon.department_labels);
        if (!name.empty()) return name;
    }
    return kind ? name_on_cover(source, *kind, word) : std::string();
}

// What names the place: the first pages, the department.
std::string place_text(const SourceDocument& source, const Disclosure& disclosure) {
    std::string text = disclosure.department;
    for (std::size_t i : first_blocks(source)) {
        text += source.blocks[i].text + "\n";
    }
    return text;
}

}  // namespace

void read_identity(const SourceDocument& source, const std::vector<CaptionedTable>& tables,
                   const pack::Lexicon& lexicon, Disclosure& disclosure) {
    std::map<int, int> years;
    std::map<std::string, int> departments;
    std::map<Unit, int> units;
    for (const CaptionedTable& table : tables) {
        for (int year : years_in(table.caption.title)) ++years[year];
        if (!table.caption.department.empty()) ++departments[table.caption.department];
        if (table.caption.unit) ++units[*table.caption.unit];
    }
    bool kind_found = false;
    std::optional<std::size_t> kind_at;
    std::string kind_word;
    for (std::size_t i : first_blocks(source)) {
        const Block& block = source.blocks[i];
        if (kind_found || block.kind == BlockKind::kTable) continue;
        const std::string label = text::fold_label(block.text);
        for (const pack::KindWords& kind : lexicon.kinds) {
            for (const std::string& word : kind.words) {
                if (kind_found || !text::contains(label, text::fold_label(word))) continue;
                disclosure.kind = kind.kind;
                kind_found = true;
                kind_at = i;
                kind_word = word;
                // The cover's year weighs more than any table's.
                for (int year : years_in(block.text)) years[year] += 1000;
            }
        }
    }
    disclosure.year = most_frequent(years, 0);
    disclosure.department = most_frequent(departments, std::string());
    if (disclosure.department.empty()) {
        disclosure.department = department_on_cover(source, kind_at, kind_word, lexicon);
    }
    for (const auto& [unit, n] : units) {
        if (!disclosure.unit || n > units[*disclosure.unit]) disclosure.unit = unit;
    }
}

Titles::Titles(const pack::Pack& pack) : pack_(&pack) {
    const auto key = [](const std::string& pattern) {
        return without_years(pack::fill(pattern, 2000));
    };
    for (const pack::Table& table : pack.tables) {
        for (const std::string& title : table.titles) tables_.emplace(key(title), &table);
    }
    for (const pack::Section& section : pack.sections) {
        for (const std::string& title : section.titles) sections_.emplace(key(title), &section);
    }
}

const pack::Table* Titles::table(std::string_view title, std::string_view department) const {
    std::string key = without_years(title);
    auto hit = tables_.find(key);
    const std::string name = without_years(department);
    if (hit == tables_.end() && !name.empty() && text::starts_with(key, name)) {
        hit = tables_.find(key.substr(name.size()));
    }
    return hit == tables_.end() ? nullptr : hit->second;
}

const pack::Section* Titles::section(std::string_view title) const {
    const auto hit = sections_.find(without_years(title));
    return hit == sections_.end() ? nullptr : hit->second;
}

namespace {

constexpr std::size_t kLongestTitle = 120;  // bytes
// Fewer titles of sections are found in documents of other forms too.
constexpr std::size_t kFewestSections = 4;

// A pack of the place itself before one of every place, then the kind, then the year.
int distance_of(const pack::Pack& pack, const Disclosure& disclosure) {
    return (pack.any_place ? 1000 : 0) + (pack.kind == disclosure.kind ? 0 : 100) +
           std::abs(pack.year - disclosure.year);
}

std::size_t sections_found(const Titles& titles, const SourceDocument& source) {
    std::set<const pack::Section*> found;
    for (const Block& block : source.blocks) {
        if (block.kind == BlockKind::kTable || block.text.size() > kLongestTitle) continue;
        if (const auto* known = titles.section(block.text)) found.insert(known);
    }
    return found.size();
}

// The text without its tables has the form of one place and kind only where its sections show it.
std::optional<Titles> choose_by_sections(const SourceDocument& source,
                                         const std::vector<const pack::Pack*>& packs,
                                         const Disclosure& disclosure) {
    std::optional<Titles> best;
    std::size_t most = 0;
    bool plain = false;
    for (const pack::Pack* candidate : packs) {
        const pack::Pack& pack = *candidate;
        if (pack.kind != disclosure.kind) continue;
        Titles titles(pack);
        const std::size_t found = sections_found(titles, source);
        if (found < kFewestSections || 2 * found < pack.sections.size() || found < most) continue;
        const bool more = !best || found > most;
        const bool rival = !more && pack.jurisdiction != best->pack().jurisdiction &&
                           pack.any_place == best->pack().any_place;
        if (rival) plain = false;
        if (!more && distance_of(pack, disclosure) >= distance_of(best->pack(), disclosure)) {
            continue;
        }
        if (more) plain = true;
        best.emplace(std::move(titles));
        most = found;
    }
    return plain ? best : std::nullopt;
}

}  // namespace

Result<std::optional<Titles>> choose_pack(const SourceDocument& source,
                                          const std::vector<CaptionedTable>& tables,
                                          const pack::Library& library,
                                          const Disclosure& disclosure) {
    const auto packs =
        library.packs.named_in(place_text(source, disclosure), disclosure.kind, library.lexicon);
    if (!packs) return tl::make_unexpected(packs.error());
    if (tables.empty()) return choose_by_sections(source, *packs, disclosure);
    std::optional<Titles> best;
    std::size_t best_found = 0;
    int best_distance = 0;
    for (const pack::Pack* candidate : *packs) {
        const pack::Pack& pack = *candidate;
        Titles titles(pack);
        std::set<const pack::Table*> found;
        for (const CaptionedTable& table : tables) {
            if (const pack::Table* t = titles.table(table.caption.title, disclosure.department))
                found.insert(t);
        }
        if (pack.tables.empty() || 2 * found.size() < pack.tables.size()) continue;
        const int distance = distance_of(pack, disclosure);
        if (!best || found.size() > best_found ||
            (found.size() == best_found && distance < best_distance)) {
            best.emplace(std::move(titles));
            best_found = found.size();
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace mingzhang::recognise
