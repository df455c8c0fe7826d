// A coordinate names a quantity of the hidden ledger (reconcile.md 2).
//
//   flow=expenditure fund=general kind=basic function=2013901 vintage=current
//
// A dimension that is not given stands at its root: all. Equal coordinates are one quantity.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingzhang {

enum class Dimension {
    kYear,         // "2026"; empty: the document's own year
    kPhase,        // budget (empty), adjusted, accounts; with its basis for last year's
    kFlow,         // income, expenditure, year_end, distribution, uses (the last three together)
    kScope,        // empty: the department; else a unit's name
    kFunction,     // 类/款/项 code
    kFund,         // fiscal (general, government_fund, state_capital), special_account, unit_funds
                   // (service, business, superior, affiliated, other)
    kKind,         // basic (personnel, public), project, remitted, business_cost, subsidy, reserve
    kEconomic,     // departmental economic code
    kGovEconomic,  // government economic code
    kVintage,      // current, carry_over, used_surplus
    kProject,      // project name, folded
    kSource,       // income classification code
    kMeasure,      // special measures: three_public and its parts, operating, procurement, …
    kNature        // empty: money; count, area
};
inline constexpr std::size_t kDimensions = 14;

std::string_view dimension_name(Dimension d);  // "flow"
std::optional<Dimension> dimension_named(std::string_view name);

class Coordinate {
  public:
    const std::string& at(Dimension d) const;  // empty at the root
    void set(Dimension d, std::string member);
    Coordinate with(Dimension d, std::string member) const {
        Coordinate c = *this;
        c.set(d, std::move(member));
        return c;
    }
    // Members of `other` that are set win over this one's.
    Coordinate merged(const Coordinate& other) const;
    // Whether the two agree in every dimension but these.
    bool agrees_outside(std::span<const Dimension> apart, const Coordinate& other) const;
    // The only dimension in which the two differ, or none when they differ in none or several.
    std::optional<Dimension> single_difference(const Coordinate& other) const;
    std::string to_string() const;  // "flow=expenditure kind=basic"; "" at the root

    auto operator<=>(const Coordinate&) const = default;

  private:
    friend struct CoordinateHash;
    using Member = std::pair<Dimension, std::string>;
    std::vector<Member> members_;  // by dimension; those at the root are left out
};

struct CoordinateHash {
    std::size_t operator()(const Coordinate& c) const;
};

// Dimensions whose members partition their parent by definition, whatever a place shows:
// vintage = current + carry_over, kind = basic + project, … Data of the lexicon.
class DimensionTrees {
  public:
    void add(Dimension d, std::string parent, std::vector<std::string> children);
    // A member that a document may not know of: where it shows it nowhere, it is nothing.
    void make_optional(Dimension d, std::string member) { optional_.emplace(d, std::move(member)); }
    bool is_optional(Dimension d, const std::string& member) const {
        return optional_.count({d, member}) > 0;
    }
    // Children of a member ("" is the root); empty for a leaf or an undefined tree.
    const std::vector<std::string>& children(Dimension d, const std::string& member) const;
    bool known(Dimension d, const std::string& member) const;

  private:
    // Of each dimension, by member.
    std::array<std::map<std::string, std::vector<std::string>>, kDimensions> children_;
    std::set<std::pair<Dimension, std::string>> optional_;
};

}  // namespace mingzhang
