#include "model/coordinate.h"

#include <algorithm>
#include <array>

namespace mingzhang {
namespace {

constexpr std::array<std::string_view, kDimensions> kNames{
    "year",     "phase",        "flow",    "scope",   "function", "fund",    "kind",
    "economic", "gov_economic", "vintage", "project", "source",   "measure", "nature"};

}  // namespace

std::string_view dimension_name(Dimension d) { return kNames[static_cast<std::size_t>(d)]; }

std::optional<Dimension> dimension_named(std::string_view name) {
    const auto* found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Dimension>(found - kNames.begin());
}

const std::string& Coordinate::at(Dimension d) const {
    static const std::string kRoot;
    for (const Member& member : members_) {
        if (member.first == d) return member.second;
    }
    return kRoot;
}

void Coordinate::set(Dimension d, std::string member) {
    const auto at =
        std::lower_bound(members_.begin(), members_.end(), d,
                         [](const Member& m, Dimension value) { return m.first < value; });
    const bool present = at != members_.end() && at->first == d;
    if (member.empty()) {
        if (present) members_.erase(at);
    } else if (present) {
        at->second = std::move(member);
    } else {
        members_.emplace(at, d, std::move(member));
    }
}

Coordinate Coordinate::merged(const Coordinate& other) const {
    Coordinate out;
    out.members_.reserve(members_.size() + other.members_.size());
    auto mine = members_.begin();
    for (const Member& member : other.members_) {
        while (mine != members_.end() && mine->first < member.first)
            out.members_.push_back(*mine++);
        if (mine != members_.end() && mine->first == member.first) ++mine;
        out.members_.push_back(member);
    }
    out.members_.insert(out.members_.end(), mine, members_.end());
    return out;
}

bool Coordinate::agrees_outside(std::span<const Dimension> apart, const Coordinate& other) const {
    const auto counts = [&](const Member& member) {
        return std::find(apart.begin(), apart.end(), member.first) == apart.end();
    };
    auto mine = members_.begin(), theirs = other.members_.begin();
    while (true) {
        mine = std::find_if(mine, members_.end(), counts);
        theirs = std::find_if(theirs, other.members_.end(), counts);
        if (mine == members_.end() || theirs == other.members_.end())
            return mine == members_.end() && theirs == other.members_.end();
        if (*mine++ != *theirs++) return false;
    }
}

std::optional<Dimension> Coordinate::single_difference(const Coordinate& other) const {
    std::optional<Dimension> found;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        if (at(d) == other.at(d)) continue;
        if (found) return std::nullopt;
        found = d;
    }
    return found;
}

std::string Coordinate::to_string() const {
    std::string out;
    for (const Member& member : members_) {
        if (!out.empty()) out.push_back(' ');
        out.append(dimension_name(member.first)).append("=").append(member.second);
    }
    return out;
}

std::size_t CoordinateHash::operator()(const Coordinate& c) const {
    std::size_t hash = 0;
    for (const Coordinate::Member& member : c.members_) {
        const std::size_t next =
            std::hash<std::string>{}(member.second) + static_cast<std::size_t>(member.first);
        hash ^= next + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    }
    return hash;
}

void DimensionTrees::add(Dimension d, std::string parent, std::vector<std::string> children) {
    children_[static_cast<std::size_t>(d)][std::move(parent)] = std::move(children);
}

const std::vector<std::string>& DimensionTrees::children(Dimension d,
                                                         const std::string& member) const {
    static const std::vector<std::string> none;
    const auto& tree = children_[static_cast<std::size_t>(d)];
    const auto found = tree.find(member);
    return found == tree.end() ? none : found->second;
}

bool DimensionTrees::known(Dimension d, const std::string& member) const {
    if (member.empty()) return true;
    const auto& tree = children_[static_cast<std::size_t>(d)];
    return std::any_of(tree.begin(), tree.end(), [&](const auto& node) {
        const auto& [parent, children] = node;
        return parent == member ||
               std::find(children.begin(), children.end(), member) != children.end();
    });
}

}  // namespace mingzhang
