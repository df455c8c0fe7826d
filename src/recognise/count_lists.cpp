#include "recognise/count_lists.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

using std::string_view;

constexpr std::size_t kLongestPartBytes = 60;
constexpr std::size_t kSortBytes = 6;  // two characters

struct Part {
    string_view name;
    std::size_t count = 0;  // index of its count
};

string_view measure_word(string_view text, const CountAt& count) {
    const string_view whole = text.substr(count.begin, count.end - count.begin);
    const std::size_t digits = whole.find_first_not_of("0123456789.,");
    return digits == string_view::npos ? string_view() : whole.substr(digits);
}

// Where the first part begins behind "其中", 0 where no list follows.
std::size_t list_after(string_view text, std::size_t at) {
    at += text::any_at(text.substr(at), {",", "。", ";", "("});
    const std::size_t n = text::any_at(text.substr(at), {"其中"});
    if (n == 0) return 0;
    at += n;
    return at + text::any_at(text.substr(at), {":", ","});
}

bool names_a_part(string_view name) {
    return name.size() > kSortBytes && name.size() <= kLongestPartBytes &&
           !text::contains_any(name, {",", "。", ";", ":", "、", "其中"}) &&
           name.find_first_of("0123456789%") == string_view::npos;
}

std::vector<Part> parts_after(string_view text, const std::vector<CountAt>& counts,
                              std::size_t whole, std::size_t at, std::size_t& end) {
    std::vector<Part> parts;
    for (std::size_t i = whole + 1; i < counts.size() && counts[i].begin > at; ++i) {
        const string_view name = text.substr(at, counts[i].begin - at);
        const bool alike = measure_word(text, counts[i]) == measure_word(text, counts[whole]);
        if (!alike || !names_a_part(name)) break;
        parts.push_back({name, i});
        end = counts[i].end;
        const std::size_t separator = text::any_at(text.substr(end), {"、", ",", ";"});
        if (separator == 0) break;
        at = end + separator;
    }
    return parts;
}

bool is_complete(const std::vector<Part>& parts) {
    if (parts.size() < 2) return false;
    const auto sort_of = [](const Part& part) {
        return part.name.substr(part.name.size() - kSortBytes);
    };
    const auto takes_in_others = [](const Part& part) {
        return text::any_at(part.name, {"其他", "其它"}) > 0;
    };
    if (!takes_in_others(parts.back())) return false;
    if (std::count_if(parts.begin(), parts.end(), takes_in_others) != 1) return false;
    return std::all_of(parts.begin(), parts.end(),
                       [&](const Part& part) { return sort_of(part) == sort_of(parts.back()); });
}

}  // namespace

void add_count_sums(string_view text, const std::vector<CountAt>& counts, Disclosure& out) {
    for (std::size_t whole = 0; whole + 2 < counts.size(); ++whole) {
        const std::size_t begin = list_after(text, counts[whole].end);
        if (begin == 0) continue;
        std::size_t end = 0;
        const std::vector<Part> parts = parts_after(text, counts, whole, begin, end);
        const string_view rest = text.substr(end);
        const bool ends = rest.empty() || text::any_at(rest, {"。", ";", ",", "(", ")"}) > 0;
        if (!ends || !is_complete(parts)) continue;
        Sum sum{counts[whole].figure, {}, "counts-listed"};
        for (const Part& part : parts) sum.children.push_back(counts[part.count].figure);
        out.sums.push_back(std::move(sum));
    }
}

}  // namespace mingzhang::recognise
