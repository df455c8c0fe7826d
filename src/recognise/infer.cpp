#include "recognise/infer.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "model/figure.h"
#include "recognise/rows.h"

namespace mingzhang::recognise {
namespace {

using pack::ColumnRole;
using pack::RowKind;

class Inference {
  public:
    Inference(const Grid& grid, const std::string& title, const std::string& id,
              const InferContext& context)
        : grid_(grid), context_(context) {
        out_.table.id = id;
        out_.table.titles = {title};
        title_measures_ = title_measures(title, context.lexicon);
    }

    std::optional<InferredTable> run() {
        out_.header.rows = std::min(first_row_with_number(grid_), kMostHeaderRows);
        out_.paths = heading_paths(grid_, out_.header.rows);
        out_.header.columns.resize(out_.paths.size());
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            content_.push_back(content_of(grid_, out_.header.rows, c));
            bind_column(c);
        }
        if (!has_amounts()) return std::nullopt;
        find_names();
        const bool outline = find_outline();
        split_panels();
        if (!means_something()) return std::nullopt;
        for (std::size_t p = 0; p < out_.table.panels.size(); ++p) describe_panel(p);
        if (outline) out_.table.panels[0].rows = RowKind::kOutline;
        return std::move(out_);
    }

  private:
    ColumnBinding& binding(std::size_t c) { return out_.header.columns[c]; }

    void bind_column(std::size_t c) {
        ColumnBinding& column = binding(c);
        const HeadingPath& path = out_.paths[c];
        const ColumnContent& content = content_[c];
        if (!path.empty()) column.label = path.back();
        if (read_by_lexicon(path, context_.headings, column)) {
            if (column.role == ColumnRole::kAmount && content.texts > content.numbers) {
                column.role = ColumnRole::kText;
            }
            known_.insert(c);
            return;
        }
        column = {-1, 0, ColumnRole::kText, {}, column.label, {}};
        if (c > 0 && content.mostly_numbers() && read_as_relation(path, context_.headings, column))
            return;
        if (path.empty() || !content.mostly_numbers() || is_rate(path.back())) return;
        if (content.codes == content.numbers && c == 0) {
            column.role = ColumnRole::kCode;
            return;
        }
        column.role = ColumnRole::kAmount;
        column.measures.set(Dimension::kMeasure, private_column(out_.table.id, c));
    }

    bool has_amounts() const {
        return std::any_of(
            out_.header.columns.begin(), out_.header.columns.end(),
            [](const ColumnBinding& column) { return column.role == ColumnRole::kAmount; });
    }

    // A column of words left of amounts names the rows, whatever its heading.
    void find_names() {
        bool named = false;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            ColumnBinding& column = binding(c);
            if (column.role == ColumnRole::kAmount) {
                named = false;
                continue;
            }
            if (column.role == ColumnRole::kName) named = true;
            const bool amounts_follow =
                c + 1 < out_.paths.size() && binding(c + 1).role == ColumnRole::kAmount;
            if (column.role == ColumnRole::kText && amounts_follow && !named &&
                known_.count(c) == 0 && content_[c].texts > 0) {
                column.role = ColumnRole::kName;
            }
        }
    }

    // Three or more columns of words, then amounts: the words are levels.
    bool find_outline() {
        std::size_t c = 0;
        std::vector<std::size_t> words;
        while (c < out_.paths.size() && binding(c).role != ColumnRole::kAmount) {
            if (binding(c).role == ColumnRole::kCode) return false;
            if (content_[c].texts > 0 && binding(c).role != ColumnRole::kSequence) {
                words.push_back(c);
            }
            ++c;
        }
        if (words.size() < 3) return false;
        while (c < out_.paths.size()) {
            if (binding(c).role == ColumnRole::kName || binding(c).role == ColumnRole::kCode) {
                return false;
            }
            ++c;
        }
        for (std::size_t column : words) binding(column).role = ColumnRole::kName;
        return true;
    }

    // A column of codes or names right of amounts opens the next panel.
    void split_panels() {
        bool amounts = false;
        int panel = -1;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            ColumnBinding& column = binding(c);
            const bool labels =
                column.role == ColumnRole::kCode || column.role == ColumnRole::kName;
            if (panel < 0 || (labels && amounts)) {
                ++panel;
                amounts = false;
                out_.table.panels.emplace_back();
            }
            if (column.role == ColumnRole::kAmount) amounts = true;
            if (column.role != ColumnRole::kText) column.panel = panel;
        }
        // A panel without amounts belongs to the one before.
        if (!amounts && panel > 0) {
            out_.table.panels.pop_back();
            for (ColumnBinding& column : out_.header.columns) {
                if (column.panel == panel) column.panel = -1;
            }
        }
    }

    bool means_something() const {
        if (title_measures_ != Coordinate{}) return true;
        return std::any_of(known_.begin(), known_.end(), [&](std::size_t c) {
            return out_.header.columns[c].role == ColumnRole::kAmount &&
                   out_.header.columns[c].measures != Coordinate{};
        });
    }

    void describe_panel(std::size_t p) {
        pack::Panel& panel = out_.table.panels[p];
        panel.measures = title_measures_;
        bool told = tells_what(title_measures_), unknown = false;
        std::set<std::string> flows;
        std::set<Dimension> split;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            const ColumnBinding& column = binding(c);
            if (column.panel != static_cast<int>(p) || column.role != ColumnRole::kAmount) continue;
            ++out_.header.matched;
            if (known_.count(c) == 0) {
                // 其中： is part of a column that is there.
                const bool part_only =
                    !out_.paths[c].empty() && bare_label(out_.paths[c].back()).part_only;
                unknown = unknown || (content_[c].nonzero && !part_only);
                continue;
            }
            told = told || tells_what(column.measures);
            flows.insert(column.measures.at(Dimension::kFlow));
            for (Dimension d : {Dimension::kFund, Dimension::kKind, Dimension::kVintage}) {
                if (!column.measures.at(d).empty()) split.insert(d);
            }
        }
        keep_apart(p);
        if (flows.size() == 1 && !flows.begin()->empty()) {
            panel.measures.set(Dimension::kFlow, *flows.begin());
        }
        if (unknown) out_.open_dimensions.insert(split.begin(), split.end());
        if (!told) {
            panel.measures.set(Dimension::kMeasure, "?" + out_.table.id + "/" + std::to_string(p));
        }
        panel.rows = kind_of_rows(p);
    }

    // Columns that say nothing of what they measure, or the same as another, are not bound.
    void keep_apart(std::size_t p) {
        std::map<std::string, std::vector<std::size_t>> alike;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            const ColumnBinding& column = binding(c);
            if (column.panel != static_cast<int>(p) || column.role != ColumnRole::kAmount) continue;
            const Coordinate at = title_measures_.merged(column.measures);
            alike[tells_what(at) ? at.to_string() : std::string()].push_back(c);
        }
        for (const auto& [at, columns] : alike) {
            if (!at.empty() && columns.size() == 1) continue;
            for (std::size_t c : columns) {
                if (alike.size() == 1 && columns.size() == 1) break;  // the panel is, as a whole
                binding(c).measures.set(Dimension::kMeasure, private_column(out_.table.id, c));
            }
        }
    }

    static bool tells_what(const Coordinate& at) {
        return !at.at(Dimension::kFlow).empty() || !at.at(Dimension::kMeasure).empty();
    }

    // By what stands in the columns of codes and names.
    RowKind kind_of_rows(std::size_t p) {
        std::map<RowKind, int> votes;
        if (is_grouped(p)) return RowKind::kGroups;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            const ColumnBinding& column = binding(c);
            if (column.panel != static_cast<int>(p)) continue;
            if (column.role == ColumnRole::kCode) vote_codes(c, votes);
            if (column.role == ColumnRole::kName) vote_names(c, votes);
        }
        RowKind best = text::contains(out_.table.titles[0], "项目") &&
                               title_measures_.at(Dimension::kKind) == "project"
                           ? RowKind::kProjects
                           : RowKind::kWords;
        int most = 1;
        for (const auto& [kind, n] : votes) {
            if (n > most) {
                most = n;
                best = kind;
            }
        }
        return best;
    }

    // A second column of names in which 小计 stands again and again.
    bool is_grouped(std::size_t p) const {
        int names = 0, subtotals = 0;
        for (std::size_t c = 0; c < out_.paths.size(); ++c) {
            const ColumnBinding& column = out_.header.columns[c];
            if (column.panel != static_cast<int>(p) || column.role != ColumnRole::kName) continue;
            if (++names != 2) continue;
            for (std::size_t r = out_.header.rows; r < grid_.rows.size(); ++r) {
                const GridCell* cell = grid_.at(r, c);
                if (cell != nullptr && text::fold_label(cell->text) == "小计") ++subtotals;
            }
        }
        return names >= 2 && subtotals >= 2;
    }

    void vote_codes(std::size_t column, std::map<RowKind, int>& votes) const {
        for (std::size_t r = out_.header.rows; r < grid_.rows.size(); ++r) {
            const GridCell* cell = grid_.at(r, column);
            if (cell == nullptr) continue;
            const std::string code = text::fold_label(cell->text);
            if (!is_code(code)) continue;
            if (code[0] == '2') votes[RowKind::kFunctionCodes] += 3;
            if (code[0] == '3') votes[RowKind::kEconomicCodes] += 3;
            if (code[0] == '5') votes[RowKind::kGovEconomicCodes] += 3;
            if (code[0] == '1') votes[RowKind::kIncomeCodes] += 3;
        }
    }

    void vote_names(std::size_t column, std::map<RowKind, int>& votes) const {
        for (std::size_t r = out_.header.rows; r < grid_.rows.size(); ++r) {
            const GridCell* cell = grid_.at(r, column);
            if (cell == nullptr) continue;
            const std::string name = bare_label(cell->text).text;
            if (name.empty()) continue;
            if (names_class(context_.codes.functional, name)) ++votes[RowKind::kFunctionNames];
            if (!context_.codes.department_economic.named(name).empty()) {
                ++votes[RowKind::kEconomicNames];
            }
            if (context_.rows.find(name) != nullptr) ++votes[RowKind::kWords];
        }
    }

    static bool names_class(const codes::List& list, const std::string& name) {
        const auto entries = list.named(name);
        return std::any_of(entries.begin(), entries.end(),
                           [](const codes::Entry* entry) { return entry->level == 1; });
    }

    const Grid& grid_;
    const InferContext& context_;
    InferredTable out_;
    Coordinate title_measures_;
    std::vector<ColumnContent> content_;
    std::set<std::size_t> known_;  // columns whose headings are all known
};

}  // namespace

Coordinate title_measures(const std::string& title, const pack::Lexicon& lexicon) {
    const std::string folded = text::fold_label(title);
    Coordinate at;
    std::set<std::string> special;  // measures named
    for (std::size_t i = 0; i < folded.size();) {
        const pack::ProseWord* found = nullptr;
        std::size_t length = 0;
        for (const pack::ProseWord& entry : lexicon.titles) {
            for (const std::string& word : entry.words) {
                if (word.size() > length && folded.compare(i, word.size(), word) == 0) {
                    found = &entry;
                    length = word.size();
                }
            }
        }
        if (found == nullptr) {
            ++i;
            continue;
        }
        at = at.merged(found->measures);
        const std::string& measure = found->measures.at(Dimension::kMeasure);
        if (!measure.empty()) special.insert(measure);
        i += length;
    }
    // A title of two special measures is that of neither; with one, the flow goes without saying.
    if (special.size() > 1) at.set(Dimension::kMeasure, "");
    if (!special.empty()) at.set(Dimension::kFlow, "");
    return at;
}

std::optional<InferredTable> infer_table(const Grid& grid, const std::string& title,
                                         const std::string& id, const InferContext& context) {
    return Inference(grid, title, id, context).run();
}

}  // namespace mingzhang::recognise
