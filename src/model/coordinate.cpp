#include "model/coordinate.h"

#include <algorithm>

namespace mingzhang {
namespace {

constexpr std::array<std::string_view, kDimensions> kNames{
    "year",     "phase",        "flow",    "scope",   "function", "fund",   "kind",
    "economic", "gov_economic", "vintage", "project", "source",   "measure", "nature"};

}  // namespace

std::string_view dimension_name(Dimension d) { return kNames[static_cast<std::size_t>(d)]; }

std::optional<Dimension> dimension_named(std::string_view name) {
    const auto* found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Dimension>(found - kNames.begin());
}

Coordinate Coordinate::merged(const Coordinate& other) const {
    Coordinate out = *this;
    for (std::size_t i = 0; i < kDimensions; ++i)
        if (!other.members_[i].empty()) out.members_[i] = other.members_[i];
    return out;
}

std::optional<Dimension> Coordinate::single_difference(const Coordinate& other) const {
    std::optional<Dimension> found;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        if (members_[i] == other.members_[i]) continue;
        if (found) return std::nullopt;
        found = static_cast<Dimension>(i);
    }
    return found;
}

std::string Coordinate::to_string() const {
    std::string out;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        if (members_[i].empty()) continue;
        if (!out.empty()) out.push_back(' ');
        out.append(kNames[i]).append("=").append(members_[i]);
    }
    return out;
}

std::size_t CoordinateHash::operator()(const Coordinate& c) const {
    std::size_t hash = 0;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const std::string& member = c.at(static_cast<Dimension>(i));
        if (member.empty()) continue;
        const std::size_t next = std::hash<std::string>{}(member) + i;
        hash ^= next + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    }
    return hash;
}

void DimensionTrees::add(Dimension d, std::string parent, std::vector<std::string> children) {
    children_[{d, std::move(parent)}] = std::move(children);
}

const std::vector<std::string>& DimensionTrees::children(Dimension d,
                                                         const std::string& member) const {
    static const std::vector<std::string> none;
    const auto found = children_.find({d, member});
    return found == children_.end() ? none : found->second;
}

bool DimensionTrees::known(Dimension d, const std::string& member) const {
    if (member.empty()) return true;
    for (auto it = children_.lower_bound({d, std::string()});
         it != children_.end() && it->first.first == d; ++it) {
        const auto& children = it->second;
        if (it->first.second == member ||
            std::find(children.begin(), children.end(), member) != children.end())
            return true;
    }
    return false;
}

}  // namespace mingzhang
