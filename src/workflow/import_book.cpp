#include "workflow/import_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "compile/amounts.h"
#include "workflow/import_texts.h"

namespace mingzhang::workflow {
namespace {

class Importer {
  public:
    Importer(const CheckedFile& checked, const Resources& resources)
        : checked_(checked),
          disclosure_(checked.report.disclosure),
          lexicon_(resources.library.lexicon),
          pack_(resources.library.packs.find(disclosure_.pack)) {}

    Result<ImportedBook> run() {
        if (pack_ == nullptr) {
            return fail(disclosure_.path, "there is no pack for this document's place and year",
                        "write one (packs/README.md), or import a document that has one");
        }
        out_.explanation = explain(disclosure_, lexicon_);
        if (out_.explanation.amounts.empty()) {
            return fail(disclosure_.path, "no ledger was found that explains this document",
                        "run mingzhang check on it");
        }
        name_document();
        collect_names();
        add_lines();
        add_declarations();
        add_stated();
        add_texts();
        return std::move(out_);
    }

  private:
    Book& book() { return out_.book; }

    void name_document() {
        book().title = title_of(checked_.source, lexicon_);
        book().department = disclosure_.department;
        book().year = disclosure_.year != 0 ? disclosure_.year : pack_->year;
        book().kind = disclosure_.kind;
        book().pack = disclosure_.pack;
        if (book().title.empty()) book().title = std::to_string(book().year) + "年度部门预算公开";
    }

    // Projects and units as they are printed, by their folded names.
    void collect_names() {
        for (const Figure& figure : disclosure_.figures) {
            if (figure.table < 0 || !figure.coordinate) continue;
            const std::string& project = figure.coordinate->at(Dimension::kProject);
            const std::string& unit = figure.coordinate->at(Dimension::kScope);
            if (!project.empty()) {
                if (text::fold_label(figure.row_label) != project) continue;
                if (projects_.emplace(project, figure.row_label).second) order_.push_back(project);
            } else if (!unit.empty() && text::fold_label(figure.row_label) == unit &&
                       units_.emplace(unit, figure.row_label).second) {
                book().units.push_back(figure.row_label);
            }
        }
        for (const EconomicPairing& pairing : disclosure_.economic_pairings)
            government_.emplace(pairing.department_code, pairing.government_name);
    }

    static std::string printed(const std::map<std::string, std::string>& names,
                               const std::string& folded) {
        const auto known = names.find(folded);
        return known == names.end() ? folded : known->second;
    }

    void add_lines() {
        for (const std::string& name : order_) project(name);
        for (const ExplainedLine& found : out_.explanation.lines) {
            BookLine line{found.at, Money::fen(found.amount), found.open, {}, {}};
            switch (found.view) {
                case compile::View::kFunctions:
                    book().of(LineFile::kFunctions).push_back(std::move(line));
                    break;
                case compile::View::kIncomeFunctions:
                    if (!out_.explanation.income_follows)
                        book().of(LineFile::kFunctions).push_back(std::move(line));
                    break;
                case compile::View::kIncome:
                    book().of(LineFile::kIncome).push_back(std::move(line));
                    break;
                case compile::View::kBasic:
                    line.government = printed(government_, line.at.at(Dimension::kEconomic));
                    if (line.government == line.at.at(Dimension::kEconomic))
                        line.government.clear();
                    book().of(LineFile::kBasic).push_back(std::move(line));
                    break;
                case compile::View::kProjects:
                    add_project_line(std::move(line));
            }
        }
        std::erase_if(book().projects, [](const BookProject& p) { return p.name.empty(); });
    }

    BookProject& project(const std::string& folded) {
        const auto [known, is_new] = project_at_.emplace(folded, book().projects.size());
        if (is_new) {
            book().projects.emplace_back();
            book().projects.back().name = printed(projects_, folded);
        }
        return book().projects[known->second];
    }

    void add_project_line(BookLine line) {
        BookProject& own = project(line.at.at(Dimension::kProject));
        const std::string& unit = line.at.at(Dimension::kScope);
        if (own.scope.empty()) own.scope = printed(units_, unit);
        own.lines.push_back(std::move(line));
    }

    void add_declarations() {
        for (const Declaration& form : disclosure_.declarations) {
            std::string name = text::fold_label(form.project);
            if (form.listed_figure) {
                const auto& listed =
                    disclosure_.figures[static_cast<std::size_t>(*form.listed_figure)];
                name = listed.coordinate->at(Dimension::kProject);
            }
            BookProject& own = project(name);
            if (own.name.empty()) own.name = form.project;
            own.declaration = form;
            // Figures are the document's that was read.
            own.declaration.amount = own.declaration.restated_amount = std::nullopt;
            own.declaration.listed_figure = std::nullopt;
            if (own.declaration.title.empty()) own.declaration.title = "项目绩效目标申报表";
        }
    }

    // What the lines do not tell: finest first, so that wholes follow from their parts.
    void add_stated() {
        std::set<Coordinate> spoken;
        for (const Figure& figure : disclosure_.figures) {
            if (figure.table < 0 && figure.coordinate) spoken.insert(*figure.coordinate);
        }
        std::vector<std::pair<Coordinate, int64_t>> finest(out_.explanation.amounts.begin(),
                                                           out_.explanation.amounts.end());
        std::stable_sort(finest.begin(), finest.end(), [](const auto& a, const auto& b) {
            return depth(a.first) > depth(b.first);
        });
        for (const auto& [at, amount] : finest) {
            const auto known = compile::Amounts(book(), lexicon_.trees).at(at);
            if (known ? known->in_fen() == amount : amount == 0 && spoken.count(at) == 0) continue;
            book().of(file_of(at, amount)).push_back({at, Money::fen(amount), false, {}, {}});
        }
        for (auto& lines : book().lines) put_in_order(lines);
    }

    // As the document names them.
    void put_in_order(std::vector<BookLine>& lines) const {
        std::map<Coordinate, std::size_t> first;
        for (const Figure& figure : disclosure_.figures) {
            if (figure.coordinate) first.emplace(*figure.coordinate, first.size());
        }
        const auto rank = [&](const BookLine& line) {
            const auto known = first.find(line.at);
            return known == first.end() ? first.size() : known->second;
        };
        std::stable_sort(lines.begin(), lines.end(),
                         [&](const BookLine& a, const BookLine& b) { return rank(a) < rank(b); });
    }

    static std::size_t depth(const Coordinate& at) { return at.to_string().size(); }

    LineFile file_of(const Coordinate& at, int64_t amount) const {
        if (!at.at(Dimension::kYear).empty()) return LineFile::kLastYear;
        const std::string& measure = at.at(Dimension::kMeasure);
        // A nothing that is said is a line like others.
        if (amount == 0 && measure.empty() && at.at(Dimension::kNature).empty()) {
            return at.at(Dimension::kFlow) == "income" ? LineFile::kIncome : LineFile::kOther;
        }
        const auto& parts = lexicon_.trees.children(Dimension::kMeasure, "procurement");
        const bool procured =
            measure == "procurement" || std::count(parts.begin(), parts.end(), measure) > 0;
        return procured ? LineFile::kProcurement : LineFile::kMeasures;
    }

    void add_texts() {
        const compile::Amounts amounts(book(), lexicon_.trees);
        book().texts = texts_of(checked_.source, disclosure_, lexicon_, pack_,
                                [&](const Coordinate& at) { return amounts.at(at).has_value(); });
    }

    const CheckedFile& checked_;
    const Disclosure& disclosure_;
    const pack::Lexicon& lexicon_;
    const pack::Pack* pack_;
    std::map<std::string, std::string> projects_, units_, government_;
    std::vector<std::string> order_;
    std::map<std::string, std::size_t> project_at_;
    ImportedBook out_;
};

}  // namespace

Result<ImportedBook> import_book(const CheckedFile& checked, const Resources& resources) {
    return Importer(checked, resources).run();
}

}  // namespace mingzhang::workflow
