#include "recognise/name_match.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;

constexpr size_t kCharactersAnEdit = 8;
constexpr size_t kMostEdits = 3;
constexpr size_t kMostCharacters = 200;  // of a name that is compared character by character
constexpr size_t kMostComparisons = 50'000;

// Characters that tell one project from another wherever they stand.
constexpr std::u32string_view kDeciding = U"〇零一二三四五六七八九十百省市县区乡镇村东西南北上下";

bool decides(char32_t c) {
    const bool letter = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    return letter || (c >= U'0' && c <= U'9') || c == U'(' || c == U')' ||
           kDeciding.find(c) != std::u32string_view::npos;
}

// Without white space, quotes and the shapes of brackets.
std::u32string folded(std::string_view name) {
    std::u32string out = text::code_points(text::fold_label(name));
    std::erase_if(out, [](char32_t c) {
        return c == U'"' || c == U'\'' || c == U'《' || c == U'》' || c == U'〈' || c == U'〉';
    });
    return out;
}

struct Parts {
    std::u32string_view stem;
    std::vector<std::u32string_view> groups;  // bracket groups behind it, last first
};

// Where the bracket group that ends `name` opens.
std::optional<size_t> opening_of_last(std::u32string_view name) {
    if (name.empty() || name.back() != U')') return std::nullopt;
    size_t depth = 0;
    for (size_t i = name.size(); i-- > 0;) {
        if (name[i] == U')') ++depth;
        if (name[i] == U'(' && --depth == 0) return i;
    }
    return std::nullopt;
}

Parts parts_of(std::u32string_view name) {
    Parts out{name, {}};
    while (const auto opening = opening_of_last(out.stem)) {
        if (*opening == 0) break;
        out.groups.push_back(out.stem.substr(*opening));
        out.stem = out.stem.substr(0, *opening);
    }
    return out;
}

// A run of characters that differ: a[a_begin, a_end) against b[b_begin, b_end).
struct Run {
    size_t a_begin, a_end, b_begin, b_end;
};

// The table of distances between all beginnings of two short texts.
class Alignment {
  public:
    Alignment(std::u32string_view a, std::u32string_view b)
        : a_(a), b_(b), width_(b.size() + 1), costs_((a.size() + 1) * width_) {
        for (size_t i = 0; i <= a.size(); ++i) {
            for (size_t j = 0; j <= b.size(); ++j) costs_[i * width_ + j] = cost_of(i, j);
        }
    }

    // From the beginning to the end.
    std::vector<Run> runs() const {
        std::vector<Run> out;
        size_t i = a_.size(), j = b_.size();
        while (i > 0 || j > 0) {
            const Run step = step_to(i, j);
            i = step.a_begin;
            j = step.b_begin;
            if (is_equal(step)) continue;
            if (!out.empty() && out.back().a_begin == step.a_end &&
                out.back().b_begin == step.b_end) {
                out.back().a_begin = i;
                out.back().b_begin = j;
            } else {
                out.push_back(step);
            }
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

  private:
    size_t at(size_t i, size_t j) const { return costs_[i * width_ + j]; }

    size_t cost_of(size_t i, size_t j) const {
        if (i == 0) return j;
        if (j == 0) return i;
        const size_t changed = at(i - 1, j - 1) + (a_[i - 1] == b_[j - 1] ? 0 : 1);
        return std::min({changed, at(i - 1, j) + 1, at(i, j - 1) + 1});
    }

    bool is_equal(const Run& step) const {
        return step.a_end > step.a_begin && step.b_end > step.b_begin &&
               a_[step.a_begin] == b_[step.b_begin];
    }

    // The last step of a shortest way to (i, j): one character of one side or of both.
    Run step_to(size_t i, size_t j) const {
        if (i > 0 && j > 0) {
            const size_t change = a_[i - 1] == b_[j - 1] ? 0 : 1;
            if (at(i, j) == at(i - 1, j - 1) + change) return {i - 1, i, j - 1, j};
        }
        if (i > 0 && at(i, j) == at(i - 1, j) + 1) return {i - 1, i, j, j};
        return {i, i, j - 1, j};
    }

    std::u32string_view a_, b_;
    size_t width_;
    std::vector<size_t> costs_;
};

bool only_unimportant_differs(std::u32string_view a, std::u32string_view b) {
    for (const Run& run : Alignment(a, b).runs()) {
        const auto left = a.substr(run.a_begin, run.a_end - run.a_begin);
        const auto right = b.substr(run.b_begin, run.b_end - run.b_begin);
        if (std::any_of(left.begin(), left.end(), decides)) return false;
        if (std::any_of(right.begin(), right.end(), decides)) return false;
    }
    return true;
}

// One edit in eight characters of the shorter text.
bool part_is_near(std::u32string_view a, std::u32string_view b) {
    const size_t allowed = std::min(kMostEdits, std::min(a.size(), b.size()) / kCharactersAnEdit);
    return edit_distance(a, b, allowed) <= allowed;
}

bool may_be_near(std::u32string_view a, std::u32string_view b) {
    const Parts left = parts_of(a), right = parts_of(b);
    if (left.groups.size() != right.groups.size()) return false;
    for (size_t i = 0; i < left.groups.size(); ++i) {
        if (!part_is_near(left.groups[i], right.groups[i])) return false;
    }
    return part_is_near(left.stem, right.stem) && only_unimportant_differs(a, b);
}

std::vector<NameDifference> differences(std::string_view left, std::string_view right) {
    const std::u32string a = text::code_points(text::trim(left));
    const std::u32string b = text::code_points(text::trim(right));
    if (std::max(a.size(), b.size()) > kMostCharacters) return {};
    std::vector<NameDifference> out;
    for (const Run& run : Alignment(a, b).runs()) {
        const auto piece = [](const std::u32string& s, size_t begin, size_t end) {
            return text::to_utf8(std::u32string_view(s).substr(begin, end - begin));
        };
        out.push_back({piece(a, run.a_begin, run.a_end), piece(b, run.b_begin, run.b_end),
                       piece(a, run.a_begin - std::min<size_t>(run.a_begin, 1), run.a_end),
                       piece(b, run.b_begin - std::min<size_t>(run.b_begin, 1), run.b_end)});
    }
    return out;
}

// Those between folded texts, so that brackets and quotes are not among them.
std::vector<NameDifference> near_differences(const std::u32string& a, const std::u32string& b) {
    return differences(text::to_utf8(a), text::to_utf8(b));
}

class Candidates {
  public:
    explicit Candidates(const std::vector<std::string>& names) : names_(names) {
        for (size_t i = 0; i < names.size(); ++i) {
            folded_.push_back(folded(names[i]));
            by_folded_[text::to_utf8(folded_.back())].push_back(i);
        }
    }

    // Exact or folded, among those `taken` leaves.
    NameMatch same(std::string_view name, const std::vector<bool>& taken) const {
        const auto found = by_folded_.find(text::to_utf8(folded(name)));
        if (found == by_folded_.end() || found->first.empty()) return {};
        NameMatch match;
        for (size_t i : found->second) {
            if (taken[i]) continue;
            if (text::trim(names_[i]) == text::trim(name)) return {MatchKind::kExact, i, 0, {}};
            if (!match) match = {MatchKind::kFolded, i, 0, {}};
        }
        if (match) match.differences = differences(name, names_[match.index]);
        return match;
    }

    // Among all, whether taken or not: a name whose nearest is taken has no match.
    NameMatch near(std::string_view name, size_t& comparisons) const {
        const std::u32string wanted = folded(name);
        if (wanted.size() < kCharactersAnEdit || wanted.size() > kMostCharacters) return {};
        constexpr size_t kLimit = 2 * kMostEdits + 1;
        size_t best = kLimit + 1, second = kLimit + 1, index = 0;
        for (size_t i = 0; i < folded_.size(); ++i) {
            if (folded_[i].size() > kMostCharacters) continue;
            if (comparisons++ >= kMostComparisons) return {};
            const size_t distance = edit_distance(wanted, folded_[i], kLimit);
            if (distance < best) {
                second = best;
                best = distance;
                index = i;
            } else {
                second = std::min(second, distance);
            }
        }
        if (best == 0 || best > kMostEdits || second <= 2 * best) return {};
        if (!may_be_near(wanted, folded_[index])) return {};
        return {MatchKind::kNear, index, best, near_differences(wanted, folded_[index])};
    }

    size_t size() const { return names_.size(); }

  private:
    const std::vector<std::string>& names_;
    std::vector<std::u32string> folded_;
    std::unordered_map<std::string, std::vector<size_t>> by_folded_;
};

}  // namespace

size_t edit_distance(std::u32string_view a, std::u32string_view b, size_t limit) {
    const size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
    // Only cells within `limit` of the diagonal can matter; those beside them count as too far.
    const size_t too_far = limit + 1;
    std::vector<size_t> row(b.size() + 2, too_far), above(b.size() + 2, too_far);
    for (size_t j = 0; j <= std::min(limit, b.size()); ++j) above[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        const size_t begin = i > limit ? i - limit : 1;
        const size_t end = std::min(b.size(), i + std::min(limit, b.size()));
        row[begin - 1] = begin == 1 ? std::min(i, too_far) : too_far;
        size_t least = row[begin - 1];
        for (size_t j = begin; j <= end; ++j) {
            const size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1, too_far});
            least = std::min(least, row[j]);
        }
        if (least == too_far) return too_far;
        row[end + 1] = too_far;
        std::swap(row, above);
    }
    return std::min(above[b.size()], too_far);
}

NameMatch best_match(std::string_view name, const std::vector<std::string>& candidates) {
    return match_names({std::string(name)}, candidates).front();
}

std::vector<NameMatch> match_names(const std::vector<std::string>& names,
                                   const std::vector<std::string>& candidates) {
    const Candidates all(candidates);
    std::vector<NameMatch> matches(names.size());
    std::vector<bool> taken(all.size());
    const auto take = [&](MatchKind kind) {
        for (size_t i = 0; i < names.size(); ++i) {
            if (matches[i]) continue;
            NameMatch match = all.same(names[i], taken);
            if (match.kind != kind) continue;
            taken[match.index] = true;
            matches[i] = std::move(match);
        }
    };
    take(MatchKind::kExact);
    take(MatchKind::kFolded);

    size_t comparisons = 0;
    std::vector<NameMatch> near(names.size());
    for (size_t i = 0; i < names.size(); ++i) {
        if (!matches[i]) near[i] = all.near(names[i], comparisons);
    }
    for (size_t edits = 1; edits <= kMostEdits; ++edits) {
        for (size_t i = 0; i < names.size(); ++i) {
            if (!near[i] || near[i].edits != edits || taken[near[i].index]) continue;
            taken[near[i].index] = true;
            matches[i] = std::move(near[i]);
        }
    }
    return matches;
}

}  // namespace mingzhang::recognise
