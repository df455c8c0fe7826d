#include "recognise/recognise.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/text.h"
#include "recognise/calculations.h"
#include "recognise/captions.h"
#include "recognise/contents_page.h"
#include "recognise/declarations.h"
#include "recognise/declarations_funds.h"
#include "recognise/identity.h"
#include "recognise/infer.h"
#include "recognise/name_match.h"
#include "recognise/prose.h"
#include "recognise/prose_figures.h"
#include "recognise/settle.h"
#include "recognise/tables.h"

namespace mingzhang::recognise {
namespace {

constexpr std::string_view kEverywhere = "national";
constexpr std::size_t kLongestHeadingBytes = 120;
constexpr std::size_t kLongestTermBytes = 60;
constexpr std::size_t kLongestPassageBytes = 64u << 10;
// So many entries at the end of the contents page without a place in the document: it was cut.
constexpr std::size_t kMissingAtEnd = 2;

bool ends_sentence(std::string_view line) {
    const std::string folded = text::fold_label(line);
    return text::contains(folded, "。") || text::contains(folded, ";");
}

bool is_contents_line(const Block& block) { return text::contains(block.text, "\t"); }

// The text of the first cell right of the one that holds `label`.
const GridCell* value_beside(const Grid& grid, std::string_view label) {
    for (const auto& row : grid.rows) {
        if (row.size() > 1 && text::fold_label(row[0].text) == label) return &row[1];
    }
    return nullptr;
}

class Recogniser {
  public:
    Recogniser(const SourceDocument& source, const pack::Library& library,
               const codes::Lists& codes)
        : source_(source),
          library_(library),
          codes_(codes),
          headings_(library.lexicon),
          rows_(library.lexicon.rows) {}

    Result<Disclosure> run() {
        out_.path = source_.path;
        out_.files = source_.files;
        out_.remarks = source_.remarks;
        reserve_figures();
        sort_tables();
        read_identity(source_, tables_, library_.lexicon, out_);
        auto titles = choose_pack(source_, tables_, library_, out_);
        if (!titles) return tl::make_unexpected(titles.error());
        titles_ = std::move(*titles);
        if (titles_) use(titles_->pack());
        headings_.year = year();
        headings_.phase = is_accounts(out_.kind) ? pack::Phase::kAccounts : pack::Phase::kBudget;
        collect_units();
        for (const CaptionedTable& table : tables_) read_table_block(table);
        settle_readings(out_);
        add_claims(statements_, out_);
        for (std::size_t form : forms_) read_form(form);
        // The text names what the tables hold.
        prose_.emplace(library_.lexicon, codes_, pack_, out_, year());
        const ContentsPage contents = contents_page(source_);
        int file = 0;
        for (std::size_t b = 0; b < source_.blocks.size(); ++b) {
            const Block& block = source_.blocks[b];
            if (block.place.source != file) leave_file();
            file = block.place.source;
            if (block.kind == BlockKind::kTable) {
                finish_passage();
            } else if (is_contents_line(block)) {
                add_contents(block);
            } else if (contents.has(b)) {
                out_.contents.push_back({without_leader(block.text), "", block.place});
            } else {
                read_paragraph(block);
            }
        }
        finish_passage();
        settle_text(out_, library_.lexicon.trees);
        find_used_terms();
        if (!name_cut_off()) name_missing_tables();
        match_declarations();
        return std::move(out_);
    }

  private:
    // Growing a list of figures by moving them costs more than reading them.
    void reserve_figures() {
        std::size_t cells = 0;
        for (const Block& block : source_.blocks) {
            for (const auto& row : block.grid.rows) cells += row.size();
        }
        out_.figures.reserve(std::min<std::size_t>(cells + source_.blocks.size(), 100'000));
    }

    // Forms apart from tables.
    void sort_tables() {
        for (std::size_t b = 0; b < source_.blocks.size(); ++b) {
            if (source_.blocks[b].kind != BlockKind::kTable) continue;
            if (is_form(b)) {
                forms_.insert(b);
            } else {
                tables_.push_back({b, read_caption(source_, b, library_.lexicon)});
            }
        }
    }

    bool is_form(std::size_t b) const {
        if (value_beside(source_.blocks[b].grid, "项目名称") == nullptr) return false;
        for (std::size_t back = 1; back <= std::min<std::size_t>(b, 4); ++back) {
            const Block& block = source_.blocks[b - back];
            if (block.kind == BlockKind::kTable || !in_file_of(b, block)) break;
            for (const std::string& title : library_.lexicon.declaration_titles) {
                if (text::contains(text::fold_label(block.text), text::fold_label(title))) {
                    return true;
                }
            }
        }
        return false;
    }

    bool in_file_of(std::size_t b, const Block& block) const {
        return block.place.source == source_.blocks[b].place.source;
    }

    // The blocks of its file before blocks[b].
    std::span<const Block> before(std::size_t b) const {
        std::size_t first = b;
        while (first > 0 && in_file_of(b, source_.blocks[first - 1])) --first;
        return std::span(source_.blocks).subspan(first, b - first);
    }

    void use(const pack::Pack& pack) {
        pack_ = &pack;
        out_.pack = pack.id;
        // The national form is used everywhere.
        if (pack.jurisdiction != kEverywhere) out_.jurisdiction = pack.jurisdiction;
        if (out_.kind == DocumentKind::kOther) out_.kind = pack.kind;
        if (!out_.unit) out_.unit = pack.unit;
    }

    int year() const { return out_.year != 0 ? out_.year : pack_ != nullptr ? pack_->year : 2000; }

    // The usual last place of the document's tables in that unit: the decimals most of their
    // numbers have. The first column holds codes and names.
    int usual_decimals(Unit unit) {
        if (const auto known = usual_decimals_.find(unit); known != usual_decimals_.end()) {
            return known->second;
        }
        std::map<int, int> counts;
        for (const CaptionedTable& table : tables_) {
            if (table.caption.unit.value_or(unit) != unit) continue;
            for (const auto& row : source_.blocks[table.block].grid.rows) {
                for (std::size_t c = 1; c < row.size(); ++c) {
                    const PrintedNumber number = parse_number(row[c].text);
                    if (number.form == NumberForm::kNumber && number.mantissa != 0) {
                        ++counts[number.decimals];
                    }
                }
            }
        }
        int usual = pack_ == nullptr ? 2 : pack_->decimals, most = 0;
        for (const auto& [decimals, n] : counts) {
            if (n > most) {
                most = n;
                usual = decimals;
            }
        }
        return usual_decimals_[unit] = usual;
    }

    void collect_units() {
        if (!out_.department.empty()) units_.push_back(text::fold_label(out_.department));
        for (const CaptionedTable& table : tables_) {
            const pack::Table* known = pack_table(table);
            if (known == nullptr) continue;
            const Grid& grid = source_.blocks[table.block].grid;
            for (std::string& unit :
                 units_listed(grid, *known, read_header(grid, *known, headings_))) {
                units_.push_back(std::move(unit));
            }
        }
    }

    const pack::Table* pack_table(const CaptionedTable& table) const {
        return titles_ ? titles_->table(table.caption.title, out_.department) : nullptr;
    }

    void add_contents(const Block& block) {
        const std::size_t tab = block.text.rfind('\t');
        out_.contents.push_back({std::string(text::trim(block.text.substr(0, tab))),
                                 std::string(text::trim(block.text.substr(tab + 1))), block.place});
    }

    void read_paragraph(const Block& block) {
        if (enter_section(block)) return;
        if (section_ != nullptr && section_->glossary) read_glossary_term(block);
        const bool heading =
            bare_label(block.text).ordinal && block.text.size() < kLongestHeadingBytes;
        if (heading || !passage_.open() || passage_.text.size() > kLongestPassageBytes) {
            finish_passage();
        }
        passage_.add(block.text, block.place);
        if (heading && !ends_sentence(block.text)) finish_passage();
    }

    // "一、基本支出：指…"
    void read_glossary_term(const Block& block) {
        const BareLabel label = bare_label(block.text);
        const std::size_t colon = label.text.find(':');
        if (!label.ordinal || colon == std::string::npos || colon > kLongestTermBytes) return;
        out_.glossary.push_back({label.text.substr(0, colon), block.place, false});
    }

    void find_used_terms() {
        if (out_.glossary.empty()) return;
        const int first = out_.glossary.front().place.line, last = out_.glossary.back().place.line;
        std::string body;
        for (const Block& block : source_.blocks) {
            if (block.place.line >= first && block.place.line <= last) continue;
            body += block.text;
            for (const auto& row : block.grid.rows) {
                for (const GridCell& cell : row) body += cell.text;
            }
        }
        const std::string folded = text::fold_label(body);
        for (GlossaryTerm& term : out_.glossary) {
            term.used = text::contains(folded, core_of_term(term.term));
        }
    }

    // "基本支出预算" explains 基本支出, "高等教育(2050205)" the item.
    static std::string_view core_of_term(std::string_view term) {
        if (term.ends_with(")")) term = term.substr(0, term.find('('));
        constexpr std::string_view kBudget = "预算";
        if (term.ends_with(kBudget) && term.size() > 3 * kBudget.size() / 2) {
            term.remove_suffix(kBudget.size());
        }
        return term;
    }

    bool enter_section(const Block& block) {
        if (!titles_ || block.text.size() > kLongestHeadingBytes) return false;
        const pack::Section* section = titles_->section(block.text);
        if (section == nullptr) return false;
        finish_passage();
        section_ = section;
        out_.sections.push_back({std::string(text::trim(block.text)), section->level, block.place});
        return true;
    }

    void leave_file() {
        finish_passage();
        section_ = nullptr;
    }

    void finish_passage() {
        if (passage_.text.size() > kLongestPassageBytes) {
            add_prose(passage_.text, passage_.places[0].second, "too-long");
        } else if (!passage_.text.empty()) {
            prose_->read(passage_, section_, out_);
        }
        passage_ = {};
    }

    void add_prose(std::string_view source, const Place& place, const char* reason) {
        for (Figure& figure : prose_figures(source)) {
            figure.place = place;
            figure.uncovered = reason;
            out_.figures.push_back(std::move(figure));
        }
    }

    void read_form(std::size_t b) {
        const Block& block = source_.blocks[b];
        auto declaration = read_declaration(block.grid, before(b));
        if (!declaration) return;
        const DeclarationField* overview = declaration->field("overview");
        for (const auto& row : block.grid.rows) {
            for (const GridCell& cell : row) {
                const char* reason = is_target(*declaration, cell) ? "indicator" : "form-not-read";
                const StatedTotal total = read_calculations(cell.text, cell.place, reason, out_);
                if (overview != nullptr && overview->place == cell.place &&
                    overview->text == text::trim(cell.text)) {
                    declaration->amount = total.amount;
                    declaration->restated_amount = total.restated;
                }
            }
        }
        const Unit unit = out_.unit.value_or(Unit::kWanYuan);
        read_form_funds(*declaration, unit, usual_decimals(unit), out_);
        out_.declarations.push_back(std::move(*declaration));
    }

    static bool is_target(const Declaration& declaration, const GridCell& cell) {
        return std::any_of(declaration.indicators.begin(), declaration.indicators.end(),
                           [&](const Indicator& i) {
                               return i.place.line == cell.place.line && i.target.text == cell.text;
                           });
    }

    void read_table_block(const CaptionedTable& found) {
        const Grid& grid = source_.blocks[found.block].grid;
        DisclosureTable table;
        table.title = found.caption.title;
        table.number = found.caption.number;
        table.place = found.caption.place;
        table.noted_empty = found.caption.noted_empty;
        table.note = found.caption.note;
        table.note_place = found.caption.note_place;
        table.unit_inferred = !found.caption.unit.has_value();
        table.unit = found.caption.unit.value_or(out_.unit.value_or(Unit::kWanYuan));
        const pack::Table* known = pack_table(found);
        if (known != nullptr && seen_.count(known->id) > 0) known = nullptr;
        HeaderReading header;
        if (known != nullptr) {
            header = read_header(grid, *known, headings_);
            bind_unknown_amounts(grid, *known, header);
        }
        if (known != nullptr && header.matched >= 2) {
            seen_.insert(known->id);
            table.id = known->id;
            return read_as(found, std::move(table), *known, header, nullptr);
        }
        const std::string id = fmt::format("{}{:02}", titles_ ? "X" : "T", ++inferred_);
        const auto inferred =
            infer_table(grid, table.title, id, {library_.lexicon, headings_, rows_, codes_});
        if (inferred) {
            table.id = id;
            table.inferred = true;
            if (!titles_) {
                out_.open_dimensions.insert(inferred->open_dimensions.begin(),
                                            inferred->open_dimensions.end());
            }
            return read_as(found, std::move(table), inferred->table, inferred->header,
                           &inferred->paths);
        }
        --inferred_;
        table.id = "U" + std::to_string(++unrecognised_);
        table.reason = known == nullptr ? "title-unknown" : "header-unknown";
        out_.tables.push_back(std::move(table));
        keep_unread(grid);
    }

    void read_as(const CaptionedTable& found, DisclosureTable table, const pack::Table& known,
                 const HeaderReading& header, const std::vector<HeadingPath>* inferred) {
        table.status = TableStatus::kRecognised;
        out_.tables.push_back(std::move(table));
        read_table({source_.blocks[found.block].grid, known, header, library_.lexicon, rows_,
                    codes_, units_, static_cast<int>(out_.tables.size() - 1),
                    usual_decimals(out_.tables.back().unit), headings_, inferred},
                   out_, statements_);
    }

    // Numbers of a table that was not understood: counted, uncovered.
    void keep_unread(const Grid& grid) {
        const int index = static_cast<int>(out_.tables.size() - 1);
        const DisclosureTable& table = out_.tables.back();
        for (const auto& row : grid.rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                auto figure = unread_figure(row[c], table.unit);
                const bool code = c == 0 && figure && figure->number.decimals == 0;
                if (!figure || code) continue;
                figure->table = index;
                figure->column = static_cast<int>(c);
                figure->row_key = figure->row_label = std::string(text::trim(row[0].text));
                figure->uncovered = "table-unrecognised";
                out_.figures.push_back(*std::move(figure));
            }
        }
    }

    // "表三2026年预算支出总表....." as it would stand in the document.
    static std::string contents_label(const ContentsEntry& entry) {
        std::string label = without_years(entry.title);
        label.erase(
            std::find_if(label.rbegin(), label.rend(), [](char c) { return c != '.'; }).base(),
            label.end());
        return label;
    }

    bool stands_in_body(const std::string& label) const {
        return std::any_of(source_.blocks.begin(), source_.blocks.end(), [&](const Block& block) {
            if (block.kind == BlockKind::kTable || is_contents_line(block)) return false;
            if (block.text.empty() || block.text.size() > kLongestHeadingBytes) return false;
            const std::string here = without_years(block.text);
            // A contents page may put the number of a table before its title.
            return here.size() >= 6 && (here == label || (label.ends_with(here)));
        });
    }

    // The contents page promises an end that the file does not have.
    bool name_cut_off() {
        std::size_t missing = 0;
        while (missing < std::min<std::size_t>(out_.contents.size(), 50) &&
               !out_.contents[out_.contents.size() - 1 - missing].page.empty() &&
               !stands_in_body(contents_label(out_.contents[out_.contents.size() - 1 - missing]))) {
            ++missing;
        }
        if (missing < kMissingAtEnd || missing == out_.contents.size()) return false;
        Finding finding;
        finding.rule = "document-cut-off";
        finding.severity = Severity::kError;
        finding.blocks_publication = true;
        finding.arguments["title"] = out_.contents[out_.contents.size() - missing].title;
        finding.arguments["count"] = std::to_string(missing);
        const Block& last = source_.blocks.back();
        Place place = last.place;
        if (last.kind == BlockKind::kTable && !last.grid.rows.back().empty()) {
            place = last.grid.rows.back().front().place;
        }
        finding.places.push_back({place, "", "", "", "", "", ""});
        out_.findings.push_back(std::move(finding));
        return true;
    }

    // A table of the pack that was not found is missed where the one before it stands. The text
    // alone misses none.
    void name_missing_tables() {
        if (pack_ == nullptr || tables_.empty()) return;
        Place where;
        bool beside_missing = false;
        for (const pack::Table& wanted : pack_->tables) {
            const auto found =
                std::find_if(out_.tables.begin(), out_.tables.end(),
                             [&](const DisclosureTable& t) { return t.id == wanted.id; });
            if (found != out_.tables.end()) {
                where = found->place;
                beside_missing = false;
                continue;
            }
            const std::string title = pack::fill(wanted.titles.front(), year());
            FindingPlace at{where, wanted.id, "", "", "", title, ""};
            if (at.place.line == 0) at.place.line = 1;
            if (beside_missing) {  // a part that is gone is one cause
                out_.findings.back().places.push_back(std::move(at));
                continue;
            }
            Finding finding;
            finding.rule = "table-missing";
            finding.severity = Severity::kWarning;
            finding.arguments["title"] = title;
            finding.places.push_back(std::move(at));
            out_.findings.push_back(std::move(finding));
            beside_missing = true;
        }
    }

    // The amount of a form and that of its project's row are one quantity.
    void match_declarations() {
        find_missing_blocks(out_.declarations);
        std::vector<std::string> listed, declared;
        std::vector<int> rows;  // a figure of each listed project
        for (std::size_t i = 0; i < out_.figures.size(); ++i) {
            const Figure& figure = out_.figures[i];
            if (figure.table < 0 || !figure.coordinate ||
                figure.coordinate->at(Dimension::kProject).empty() ||
                !figure.coordinate->at(Dimension::kFund).empty()) {
                continue;
            }
            listed.push_back(figure.row_label);
            rows.push_back(static_cast<int>(i));
        }
        for (const Declaration& declaration : out_.declarations)
            declared.push_back(declaration.project);
        const std::vector<NameMatch> matches = match_names(declared, listed);
        for (std::size_t d = 0; d < matches.size(); ++d) {
            if (matches[d])
                bind_declaration(out_.declarations[d], matches[d], rows[matches[d].index]);
        }
    }

    void bind_declaration(Declaration& declaration, const NameMatch& match, int row) {
        declaration.matched = true;
        declaration.listed_figure = row;
        if (!match.differences.empty() && match.kind == MatchKind::kNear) {
            declaration.own_difference = match.differences[0].left_context;
            declaration.listed_difference = match.differences[0].right_context;
        }
        for (const auto& stated : {declaration.amount, declaration.restated_amount}) {
            if (!stated) continue;
            Figure& amount = out_.figures[static_cast<std::size_t>(*stated)];
            amount.coordinate = out_.figures[static_cast<std::size_t>(row)].coordinate;
            amount.uncovered.clear();
        }
    }

    const SourceDocument& source_;
    const pack::Library& library_;
    const codes::Lists& codes_;
    HeadingWords headings_;
    const RowWords rows_;
    std::optional<Titles> titles_;
    const pack::Pack* pack_ = nullptr;
    std::vector<CaptionedTable> tables_;
    std::set<std::size_t> forms_;
    std::vector<std::string> units_;
    std::set<std::string> seen_;
    std::map<Unit, int> usual_decimals_;
    std::vector<TableStatement> statements_;
    int unrecognised_ = 0, inferred_ = 0;
    std::optional<ProseReader> prose_;
    const pack::Section* section_ = nullptr;
    Passage passage_;
    Disclosure out_;
};

}  // namespace

Result<Disclosure> recognise(const SourceDocument& source, const pack::Library& library,
                             const codes::Lists& codes) {
    return Recogniser(source, library, codes).run();
}

}  // namespace mingzhang::recognise
