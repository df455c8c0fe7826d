#include "compile/split.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/ledger.h"

namespace mingzhang::compile {
namespace {

using Members = std::vector<std::string>;

struct ViewOf {
    View view;
    Coordinate region;
    Dimension named;               // without a member of it shown there is no such view
    std::vector<Dimension> apart;  // what else tells its lines apart
};

std::vector<ViewOf> all_views() {
    using D = Dimension;
    const Coordinate spent = Coordinate().with(D::kFlow, "expenditure");
    const Coordinate income = Coordinate().with(D::kFlow, "income");
    return {
        {View::kFunctions, spent, D::kFunction, {D::kKind, D::kFund, D::kVintage}},
        {View::kBasic,
         spent.with(D::kKind, "basic"),
         D::kEconomic,
         {D::kKind, D::kFund, D::kVintage}},
        {View::kProjects,
         spent.with(D::kKind, "project"),
         D::kProject,
         {D::kFund, D::kVintage, D::kScope}},
        {View::kIncome, income, D::kSource, {D::kFund, D::kVintage}},
        {View::kIncomeFunctions, income, D::kFunction, {D::kFund, D::kVintage}},
    };
}

bool is_code(Dimension d) {
    return d == Dimension::kFunction || d == Dimension::kEconomic || d == Dimension::kSource;
}

class Splitter {
  public:
    Splitter(const std::vector<KnownQuantity>& quantities, const DimensionTrees& trees, bool rest)
        : quantities_(quantities), trees_(trees), rest_(rest) {}

    Split run() {
        for (const ViewOf& view : all_views()) {
            if (!add(view)) return {};
        }
        return std::move(out_);
    }

  private:
    using Quantities = std::vector<const KnownQuantity*>;

    bool add(const ViewOf& view) {
        Quantities own, naming;
        for (const KnownQuantity& quantity : quantities_) {
            if (!belongs(view, quantity.at)) continue;
            own.push_back(&quantity);
            if (!quantity.at.at(view.named).empty()) naming.push_back(&quantity);
        }
        if (own.empty() || (naming.empty() && view.view != View::kIncome)) return true;
        std::vector<Coordinate> lines = {view.region};
        for (Dimension d : view.apart) {
            if (d == Dimension::kScope) continue;  // a project's is known
            lines = product(
                lines, d,
                tree_leaves(shown(d, naming.empty() ? own : naming), d, view.region.at(d), 0));
        }
        drop_empty(lines, own);
        lines = named_lines(view, lines, naming);
        if (lines.size() > kMostSplitLines) return false;
        drop_empty(lines, own);
        const std::size_t first = out_.lines.size();
        for (Coordinate& at : lines) out_.lines.push_back({view.view, std::move(at)});
        covered_.clear();
        for (const KnownQuantity* quantity : own) add_sum(*quantity, view.named, first);
        return true;
    }

    // Whether the quantity is a line of the view, or the sum of some.
    bool belongs(const ViewOf& view, const Coordinate& at) const {
        for (std::size_t i = 0; i < kDimensions; ++i) {
            const auto d = static_cast<Dimension>(i);
            if (at.at(d) == view.region.at(d) || d == view.named) continue;
            if (std::count(view.apart.begin(), view.apart.end(), d) == 0) return false;
        }
        return lies_below(at, view.region, trees_);
    }

    static std::set<std::string> shown(Dimension d, const Quantities& quantities) {
        std::set<std::string> members;
        for (const KnownQuantity* quantity : quantities) members.insert(quantity->at.at(d));
        members.erase("");
        return members;
    }

    static std::vector<Coordinate> product(const std::vector<Coordinate>& lines, Dimension d,
                                           const Members& members) {
        std::vector<Coordinate> all;
        for (const Coordinate& at : lines) {
            for (const std::string& member : members) all.push_back(at.with(d, member));
        }
        return all;
    }

    // What the document shows as nothing has no lines below it.
    void drop_empty(std::vector<Coordinate>& lines, const Quantities& own) const {
        for (const KnownQuantity* quantity : own) {
            if (!quantity->zero) continue;
            std::erase_if(
                lines, [&](const Coordinate& at) { return lies_below(at, quantity->at, trees_); });
        }
    }

    // Lines by name, as deep as the document names what is of this kind, fund and vintage.
    std::vector<Coordinate> named_lines(const ViewOf& view, const std::vector<Coordinate>& lines,
                                        const Quantities& naming) const {
        std::vector<Coordinate> all;
        for (const Coordinate& at : lines) {
            std::map<std::string, std::set<std::string>> names;  // with the units they are shown in
            for (const KnownQuantity* quantity : naming) {
                Coordinate whole = quantity->at.with(view.named, "");
                whole.set(Dimension::kScope, "");
                if (lies_below(at, whole, trees_)) {
                    names[quantity->at.at(view.named)].insert(quantity->at.at(Dimension::kScope));
                }
            }
            for (const std::string& name : leaves_of(names, view.named)) {
                const auto units = names.find(name);
                if (units == names.end()) {
                    all.push_back(at);
                    continue;
                }
                for (const std::string& unit : units->second)
                    all.push_back(at.with(view.named, name).with(Dimension::kScope, unit));
            }
        }
        return all;
    }

    // Codes that are no other's beginning; projects.
    Members leaves_of(const std::map<std::string, std::set<std::string>>& names,
                      Dimension d) const {
        Members out;
        for (auto name = names.begin(); name != names.end(); ++name) {
            const auto next = std::next(name);
            const bool inner =
                is_code(d) && next != names.end() && next->first.starts_with(name->first);
            if (!inner || rest_) out.push_back(name->first);
        }
        if (rest_ || names.empty()) out.emplace_back();
        return out;
    }

    bool any_shown_below(const std::set<std::string>& shown, Dimension d, const std::string& member,
                         int depth) const {
        constexpr int kDeepest = 16;
        const auto& children = trees_.children(d, member);
        return depth < kDeepest &&
               std::any_of(children.begin(), children.end(), [&](const std::string& child) {
                   return shown.count(child) > 0 || any_shown_below(shown, d, child, depth + 1);
               });
    }

    // The tree as deep as the document tells it apart: where one part is shown, all are there.
    Members tree_leaves(const std::set<std::string>& shown, Dimension d, const std::string& member,
                        int depth) const {
        if (!any_shown_below(shown, d, member, depth)) return {member};
        Members out;
        for (const std::string& child : trees_.children(d, member)) {
            if (trees_.is_optional(d, child) && shown.count(child) == 0 &&
                !any_shown_below(shown, d, child, depth)) {
                continue;
            }
            for (std::string& leaf : tree_leaves(shown, d, child, depth + 1))
                out.push_back(std::move(leaf));
        }
        if (rest_) out.push_back(member);
        return out;
    }

    // Only where each of the lines lies in the quantity or outside it.
    void add_sum(const KnownQuantity& quantity, Dimension named, std::size_t first) {
        SplitSum sum{static_cast<int>(&quantity - quantities_.data()), {}};
        for (std::size_t i = first; i < out_.lines.size(); ++i) {
            const Coordinate& line = out_.lines[i].at;
            if (apart(named, line.at(named), quantity.at.at(named))) continue;
            if (lies_below(line, quantity.at, trees_)) {
                sum.lines.push_back(static_cast<int>(i));
            } else if (overlap(line, quantity.at, first)) {
                return;
            }
        }
        out_.sums.push_back(std::move(sum));
    }

    // Two names of which none takes in the other.
    static bool apart(Dimension d, const std::string& a, const std::string& b) {
        if (a.empty() || b.empty() || a == b) return false;
        return !is_code(d) || !(a.starts_with(b) || b.starts_with(a));
    }

    // A line that is told apart less deeply may be of the quantity in part.
    bool overlap(const Coordinate& line, const Coordinate& at, std::size_t first) {
        Coordinate narrowed = line;
        for (std::size_t i = 0; i < kDimensions; ++i) {
            const auto d = static_cast<Dimension>(i);
            const Coordinate own = Coordinate().with(d, line.at(d));
            const Coordinate other = Coordinate().with(d, at.at(d));
            if (lies_below(other, own, trees_) && !covered(d, at.at(d), first))
                narrowed.set(d, at.at(d));
        }
        return lies_below(narrowed, at, trees_);
    }

    // Whether lines of the view tell that member apart: then a line above it is the rest.
    bool covered(Dimension d, const std::string& member, std::size_t first) {
        const auto [known, is_new] = covered_.try_emplace({d, member}, false);
        const Coordinate at = Coordinate().with(d, member);
        for (std::size_t i = first; is_new && i < out_.lines.size() && !known->second; ++i) {
            known->second = lies_below(Coordinate().with(d, out_.lines[i].at.at(d)), at, trees_);
        }
        return known->second;
    }

    const std::vector<KnownQuantity>& quantities_;
    const DimensionTrees& trees_;
    const bool rest_;
    std::map<std::pair<Dimension, std::string>, bool> covered_;
    Split out_;
};

}  // namespace

Split split(const std::vector<KnownQuantity>& quantities, const DimensionTrees& trees, bool rest) {
    return Splitter(quantities, trees, rest).run();
}

}  // namespace mingzhang::compile
