#include "workflow/import_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "compile/texts.h"
#include "recognise/captions.h"
#include "recognise/words.h"

namespace mingzhang::workflow {
namespace {

constexpr std::size_t kLongestHeading = 120, kLongestTitle = 100, kLongestThan = 60;
constexpr int kUsualDecimals = 2;

// A paragraph as text::fold_label gives it, and where each of its bytes came from.
struct FoldedParagraph {
    std::string text;
    std::vector<std::size_t> origin;  // one more than bytes

    explicit FoldedParagraph(std::string_view source) {
        for (std::size_t at = 0; at < source.size();) {
            std::size_t next = at + 1;
            while (next < source.size() &&
                   (static_cast<unsigned char>(source[next]) & 0xC0) == 0x80)
                ++next;
            const std::string piece = text::fold_label(source.substr(at, next - at));
            text += piece;
            origin.insert(origin.end(), piece.size(), at);
            at = next;
        }
        origin.push_back(source.size());
    }
};

struct Replacement {
    std::size_t begin = 0, end = 0;  // in the folded paragraph
    std::string field;
};

// The fields of one paragraph's figures.
class ParagraphFields {
  public:
    ParagraphFields(const FoldedParagraph& paragraph, const Disclosure& disclosure,
                    const std::map<int, const Claim*>& claims,
                    const std::function<bool(const Coordinate&)>& known)
        : text_(paragraph.text), disclosure_(disclosure), claims_(claims), known_(known) {}

    std::vector<Replacement> run(const std::vector<int>& figures) {
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const auto claim = claims_.find(figures[i]);
            if (claim == claims_.end()) {
                take_amount(figures[i]);
            } else if (!known_(claim->second->of) || !known_(claim->second->base) ||
                       claim->second->of == claim->second->base) {
                continue;
            } else if (claim->second->kind == ClaimKind::kShare) {
                put(figures[i], "share " + of_base(*claim->second) + decimals_of(figures[i], 2));
            } else if (take_phrase(figures, i)) {
                ++i;
            } else {
                take_change(figures[i], *claim->second);
            }
        }
        return std::move(out_);
    }

  private:
    const Figure& figure(int index) const {
        return disclosure_.figures[static_cast<std::size_t>(index)];
    }
    std::size_t begin(int index) const { return static_cast<std::size_t>(figure(index).begin); }
    std::size_t end(int index) const { return begin(index) + figure(index).text.size(); }

    static std::string of_base(const Claim& claim) {
        return claim.of.to_string() + " / " + claim.base.to_string();
    }

    // What the field must say of how the number is printed.
    std::string decimals_of(int index, int usual) const {
        const PrintedNumber& printed = figure(index).number;
        return printed.decimals == usual || printed.mantissa == 0
                   ? ""
                   : fmt::format(" | decimals={}", printed.decimals);
    }

    std::string unit_of(int index) const {
        const Figure& f = figure(index);
        std::string options;
        if (f.unit != Unit::kWanYuan) options += " unit=" + std::string(unit_name(f.unit));
        // Text leaves out zeros at the end.
        const int decimals = f.unit == Unit::kWanYuan ? std::max(f.number.decimals, kUsualDecimals)
                                                      : f.number.decimals;
        if (decimals != kUsualDecimals) options += fmt::format(" decimals={}", decimals);
        return options;
    }

    std::string rate_of(int index) const {
        const int decimals = figure(index).number.decimals;
        return decimals == kUsualDecimals ? "" : fmt::format(" rate={}", decimals);
    }

    void put(int index, const std::string& field) {
        out_.push_back({begin(index), end(index), "{{" + field + "}}"});
    }

    void take_amount(int index) {
        const Figure& f = figure(index);
        if (!f.coordinate || !known_(*f.coordinate)) return;
        if (f.kind == FigureKind::kCount) return put(index, "count " + f.coordinate->to_string());
        if (f.kind != FigureKind::kAmount) return;
        const std::string options = unit_of(index);
        put(index, "amount " + f.coordinate->to_string() + (options.empty() ? "" : " |" + options));
    }

    std::optional<std::size_t> word_before(int index, const std::string& word) const {
        const std::size_t at = begin(index);
        if (word.empty() || at < word.size() || text_.compare(at - word.size(), word.size(), word))
            return std::nullopt;
        return at - word.size();
    }

    void take_change(int index, const Claim& claim) {
        if (const auto at = word_before(index, claim.word)) {
            out_.push_back(
                {*at, begin(index), "{{direction " + of_base(claim) + " | " + claim.word + "}}"});
        }
        const bool rate = claim.kind == ClaimKind::kGrowth;
        const std::string options = rate ? decimals_of(index, 2) : unit_of(index);
        put(index, (rate ? "growth " : "difference ") + of_base(claim) +
                       (options.empty() || rate ? options : " |" + options));
    }

    // "比上年增加35.55万元，增长16.08%" as one field, so that it can say 与上年持平.
    bool take_phrase(const std::vector<int>& figures, std::size_t i) {
        if (i + 1 >= figures.size()) return false;
        const int amount = figures[i], rate = figures[i + 1];
        const auto second = claims_.find(rate);
        if (second == claims_.end()) return false;
        const Claim &change = *claims_.at(amount), &growth = *second->second;
        if (change.kind != ClaimKind::kDifference || growth.kind != ClaimKind::kGrowth ||
            change.of != growth.of || change.base != growth.base) {
            return false;
        }
        const auto word = word_before(amount, change.word), other = word_before(rate, growth.word);
        if (!word || !other || compile::opposite(change.word).empty() ||
            compile::opposite(growth.word).empty()) {
            return false;
        }
        const std::string unit(unit_name(figure(amount).unit));
        const std::string_view between =
            std::string_view(text_).substr(end(amount), *other - end(amount));
        if (between != unit + "," || text_.compare(end(rate), 1, "%") != 0) return false;
        const auto than = comparison_before(*word);
        if (!than) return false;
        out_.push_back({*than, end(rate) + 1,
                        "{{change " + of_base(change) + " | " + text_.substr(*than, *word - *than) +
                            " " + change.word + " " + growth.word + unit_of(amount) +
                            rate_of(rate) + "}}"});
        return true;
    }

    // "比上年", "较2025年预算数" right before `at`.
    std::optional<std::size_t> comparison_before(std::size_t at) const {
        const std::string_view before = std::string_view(text_).substr(0, at);
        std::size_t clause = 0;
        for (std::string_view mark : {",", "。", ";", ":", "("}) {
            const std::size_t found = before.rfind(mark);
            if (found != std::string_view::npos) clause = std::max(clause, found + mark.size());
        }
        for (std::string_view word : {"比", "较", "与"}) {
            const std::size_t found = before.rfind(word);
            if (found == std::string_view::npos || found < clause || at - found > kLongestThan)
                continue;
            const std::string_view than = before.substr(found + word.size());
            if (than.starts_with("上年") || than.starts_with("去年") || than.starts_with("20"))
                return found;
        }
        return std::nullopt;
    }

    const std::string& text_;
    const Disclosure& disclosure_;
    const std::map<int, const Claim*>& claims_;
    const std::function<bool(const Coordinate&)>& known_;
    std::vector<Replacement> out_;
};

std::string with_fields(std::string_view source, const FoldedParagraph& folded,
                        std::vector<Replacement> fields) {
    std::sort(fields.begin(), fields.end(),
              [](const Replacement& a, const Replacement& b) { return a.begin < b.begin; });
    std::string out;
    std::size_t at = 0;
    for (const Replacement& field : fields) {
        const std::size_t begin = folded.origin[field.begin], end = folded.origin[field.end];
        if (begin < at) continue;
        out += source.substr(at, begin - at);
        out += field.field;
        at = end;
    }
    return out + std::string(source.substr(at));
}

class TextImport {
  public:
    TextImport(const SourceDocument& source, const Disclosure& disclosure,
               const pack::Lexicon& lexicon, const pack::Pack* pack,
               const std::function<bool(const Coordinate&)>& known)
        : source_(source), disclosure_(disclosure), lexicon_(lexicon), pack_(pack), known_(known) {
        for (const Claim& claim : disclosure.claims) {
            if (claim.figure >= 0) claims_.emplace(claim.figure, &claim);
        }
        for (std::size_t i = 0; i < disclosure.figures.size(); ++i) {
            const Figure& figure = disclosure.figures[i];
            if (figure.begin >= 0) figures_[figure.place.line].push_back(static_cast<int>(i));
        }
        for (const Section& section : disclosure.sections)
            sections_[section.place.line] = section.level;
        for (const ContentsEntry& entry : disclosure.contents) contents_.insert(entry.place.line);
        for (const Declaration& form : disclosure.declarations) forms_.insert(form.place.line);
    }

    std::vector<BookText> run() {
        mark_captions();
        add_line("{{cover}}");
        std::size_t b = first_of_body();
        if (!contents_.empty()) add_line("{{contents}}");
        for (; b < source_.blocks.size(); ++b) take(b);
        finish();
        return std::move(out_);
    }

  private:
    const Block& block(std::size_t b) const { return source_.blocks[b]; }

    // Behind the cover and the contents page.
    std::size_t first_of_body() const {
        std::size_t first = 0;
        for (std::size_t b = 0; b < source_.blocks.size(); ++b) {
            if (block(b).kind == BlockKind::kTable) break;
            if (contents_.count(block(b).place.line) > 0) first = b + 1;
            if (sections_.count(block(b).place.line) > 0) return std::max(first, b);
        }
        return first;
    }

    // Titles, units and notes are printed with their tables.
    void mark_captions() {
        for (std::size_t b = 0; b < source_.blocks.size(); ++b) {
            if (block(b).kind != BlockKind::kTable) continue;
            const recognise::Caption caption = recognise::read_caption(source_, b, lexicon_);
            if (!caption.note.empty()) dropped_.insert(caption.note_place.line);
            const std::string title = text::fold_label(caption.title);
            const std::string number = text::fold_label(caption.number);
            for (std::size_t above = b; above-- > 0;) {
                if (block(above).kind == BlockKind::kTable) break;
                const std::string here = text::fold_label(block(above).text);
                const bool own = here.empty() || here == title || here == number ||
                                 is_form_title(here) || is_label(block(above).text);
                if (!own) break;
                dropped_.insert(block(above).place.line);
            }
            tables_[b] = caption.place;
        }
    }

    bool is_form_title(const std::string& folded) const {
        return std::any_of(lexicon_.declaration_titles.begin(), lexicon_.declaration_titles.end(),
                           [&](const std::string& title) {
                               return folded.size() < kLongestTitle &&
                                      folded.ends_with(text::fold_label(title));
                           });
    }

    bool is_label(const std::string& line) const {
        if (line.size() > kLongestTitle) return false;
        if (!recognise::labelled(line, lexicon_.unit_labels).empty() ||
            !recognise::labelled(line, lexicon_.department_labels).empty()) {
            return true;
        }
        const std::string folded = text::fold_label(line);
        return folded.starts_with("主管部门(公章)");
    }

    void take(std::size_t b) {
        const Block& here = block(b);
        const int line = here.place.line;
        if (here.kind == BlockKind::kTable) return take_table(b);
        if (here.kind == BlockKind::kPicture || dropped_.count(line) > 0 ||
            contents_.count(line) > 0) {
            return;
        }
        const std::string text(text::trim(here.text));
        if (text.empty()) return;
        if (const int level = heading_level(here); level > 0) {
            if (level == 1) finish();
            if (level == 1) name_ = text;
            return add_line(std::string(static_cast<std::size_t>(level), '#') + " " + text);
        }
        if (const pack::Chart* chart = chart_of(text)) return add_chart(text, *chart);
        if (cut_off_ && !recognise::bare_label(here.text).ordinal) {
            text_ += paragraph(here);
        } else {
            add_line(paragraph(here));
        }
        cut_off_ = is_cut_off(text);
    }

    const pack::Chart* chart_of(const std::string& line) const {
        if (pack_ == nullptr || line.size() > kLongestHeading) return nullptr;
        const std::string folded = text::fold_label(line);
        for (const pack::Chart& chart : pack_->charts) {
            for (const std::string& title : chart.titles) {
                if (text::fold_label(pack::fill(title, disclosure_.year)) == folded) return &chart;
            }
        }
        return nullptr;
    }

    void add_chart(const std::string& title, const pack::Chart& chart) {
        add_line("{{chart " + title + " | " + chart.measures.to_string() +
                 " by=" + std::string(dimension_name(chart.by)) + "}}");
    }

    // A page ended in the middle of a sentence.
    static bool is_cut_off(std::string_view paragraph) {
        constexpr std::size_t kShortest = 90;
        if (paragraph.size() < kShortest) return false;
        return std::none_of(std::begin(kEnds), std::end(kEnds),
                            [&](std::string_view end) { return paragraph.ends_with(end); });
    }
    static constexpr std::string_view kEnds[] = {"。", "：", ":", "；", ";", "！", "？",
                                                 "）", ")",  "”", "》", "…", "."};

    int heading_level(const Block& here) const {
        if (const auto known = sections_.find(here.place.line); known != sections_.end())
            return known->second;
        if (here.text.size() > kLongestHeading) return 0;
        const std::string folded = text::fold_label(here.text);
        for (std::string_view end : {"。", ";", ":", ","}) {
            if (folded.ends_with(end)) return 0;
        }
        if (folded.starts_with("第") && text::contains(folded.substr(0, 15), "部分")) return 1;
        const int depth = recognise::bare_label(here.text).depth;
        return depth == 1 || depth == 2 ? depth + 1 : 0;
    }

    // What would be a field, a heading or a table of its own is kept as text.
    static std::string escaped(std::string text) {
        text = text::replace_all(std::move(text), "\\", "\\\\");
        text = text::replace_all(std::move(text), "{{", "\\{\\{");
        if (text.starts_with("#") || text.starts_with("|")) text.insert(0, "\\");
        for (char& c : text) {
            if (c == '\n' || c == '\r') c = ' ';
        }
        return text;
    }

    std::string paragraph(const Block& here) const {
        const std::string source = escaped(std::string(text::trim(here.text)));
        const auto figures = figures_.find(here.place.line);
        if (figures == figures_.end()) return source;
        const FoldedParagraph folded(source);
        std::vector<Replacement> fields = ParagraphFields(folded, disclosure_, claims_, known_)
                                              .run(standing_in(folded, figures->second));
        return with_fields(source, folded, std::move(fields));
    }

    // Figures that stand where they are said to.
    std::vector<int> standing_in(const FoldedParagraph& folded,
                                 const std::vector<int>& figures) const {
        std::vector<int> found;
        for (int index : figures) {
            const Figure& figure = disclosure_.figures[static_cast<std::size_t>(index)];
            const auto begin = static_cast<std::size_t>(figure.begin);
            if (begin + figure.text.size() <= folded.text.size() &&
                folded.text.compare(begin, figure.text.size(), figure.text) == 0) {
                found.push_back(index);
            }
        }
        return found;
    }

    void take_table(std::size_t b) {
        const Grid& grid = block(b).grid;
        if (is_form(grid)) {
            if (!forms_placed_) add_line("{{forms}}");
            forms_placed_ = true;
            return;
        }
        const Place& place = tables_.at(b);
        for (const DisclosureTable& table : disclosure_.tables) {
            const bool known = table.status == TableStatus::kRecognised && !table.inferred;
            if (known && table.place == place) return add_line("{{table " + table.id + "}}");
        }
        keep(grid);
    }

    bool is_form(const Grid& grid) const {
        return std::any_of(grid.rows.begin(), grid.rows.end(), [&](const auto& row) {
            return !row.empty() && forms_.count(row.front().place.line) > 0;
        });
    }

    void keep(const Grid& grid) {
        std::string rows;
        for (const auto& row : grid.rows) {
            rows += "|";
            for (const GridCell& cell : row) {
                std::string text = text::replace_all(cell.text, "\\", "\\\\");
                text = text::replace_all(std::move(text), "|", "\\|");
                rows += " " + text::replace_all(std::move(text), "\n", "\\n") + " |";
            }
            rows += "\n";
        }
        if (!rows.empty()) rows.pop_back();
        add_line(rows);
    }

    void add_line(const std::string& line) {
        cut_off_ = false;
        text_ += (text_.empty() ? "" : "\n\n") + line;
    }

    void finish() {
        if (text_.empty()) return;
        out_.push_back({fmt::format("{}-{}", out_.size(), file_name()), text_ + "\n"});
        text_.clear();
    }

    // Of its heading, what a file can be called.
    std::string file_name() const {
        std::string name;
        const std::string folded = text::fold_label(name_);
        std::size_t begin = folded.find("部分");
        begin = begin == std::string::npos ? 0 : begin + std::string_view("部分").size();
        for (std::size_t at = begin; at < folded.size() && name.size() < 36;) {
            std::size_t next = at + 1;
            while (next < folded.size() &&
                   (static_cast<unsigned char>(folded[next]) & 0xC0) == 0x80)
                ++next;
            const bool plain = next - at > 1 || (folded[at] >= '0' && folded[at] <= '9');
            if (plain) name += folded.substr(at, next - at);
            at = next;
        }
        return name.empty() ? "封面" : name;
    }

    const SourceDocument& source_;
    const Disclosure& disclosure_;
    const pack::Lexicon& lexicon_;
    const pack::Pack* pack_;
    const std::function<bool(const Coordinate&)>& known_;
    std::map<int, const Claim*> claims_;
    std::map<int, std::vector<int>> figures_;   // by line
    std::map<int, int> sections_;               // level by line
    std::set<int> contents_, forms_, dropped_;  // lines
    std::map<std::size_t, Place> tables_;
    bool forms_placed_ = false, cut_off_ = false;
    std::string name_, text_;
    std::vector<BookText> out_;
};

}  // namespace

std::vector<BookText> texts_of(const SourceDocument& source, const Disclosure& disclosure,
                               const pack::Lexicon& lexicon, const pack::Pack* pack,
                               const std::function<bool(const Coordinate&)>& known) {
    return TextImport(source, disclosure, lexicon, pack, known).run();
}

std::string title_of(const SourceDocument& source, const pack::Lexicon& lexicon) {
    constexpr std::size_t kCover = 12;
    for (std::size_t b = 0; b < std::min(kCover, source.blocks.size()); ++b) {
        const Block& block = source.blocks[b];
        if (block.kind == BlockKind::kTable) break;
        if (block.text.size() > kLongestTitle) continue;
        const std::string folded = text::fold_label(block.text);
        for (const pack::KindWords& kind : lexicon.kinds) {
            for (const std::string& word : kind.words) {
                if (text::contains(folded, text::fold_label(word)))
                    return std::string(text::trim(block.text));
            }
        }
    }
    return {};
}

}  // namespace mingzhang::workflow
