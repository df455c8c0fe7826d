#include "read/docx_reader.h"

#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "read/block_builder.h"
#include "read/docx_numbering.h"
#include "read/docx_styles.h"
#include "read/drawing.h"
#include "read/story.h"
#include "read/text_reader.h"
#include "read/xml.h"

namespace mingzhang::read {
namespace {

using std::string_view;

constexpr int kDeepest = 40;        // tables and text boxes in each other
constexpr int kDeepestInline = 32;  // hyperlinks, content controls, … in each other
constexpr int kMostGridSpan = 1000;

bool any_of(string_view name, std::initializer_list<string_view> names) {
    for (const string_view n : names)
        if (n == name) return true;
    return false;
}

// Elements that only wrap what they hold.
bool is_wrapper(string_view name) {
    return any_of(name, {"sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink",
                         "fldSimple", "dir", "bdo"});
}

// The one of the alternatives that is displayed.
Node chosen(const Node& alternate) {
    const Node choice = child(alternate, "Choice");
    return choice ? choice : child(alternate, "Fallback");
}

// A few signs of symbol fonts that stand for a box or a tick.
string_view symbol(string_view code) {
    if (any_of(code, {"F0FE", "F052", "F053"})) return "☑";
    if (any_of(code, {"F0A8", "F06F", "F0A3", "F071"})) return "□";
    if (any_of(code, {"F0FC", "F050"})) return "√";
    return {};
}

// "415.3pt", "12cm" in the style of an old shape, in EMU; 0 where it is not stated.
long long length_of(string_view style, string_view name) {
    for (const string_view part : text::split(style, ';')) {
        const string_view trimmed = text::trim(part);
        if (!trimmed.starts_with(name) || trimmed.size() <= name.size() ||
            trimmed[name.size()] != ':')
            continue;
        const string_view value = trimmed.substr(name.size() + 1);
        const auto end = value.find_first_not_of("0123456789");
        const long long number = integer(value.substr(0, end), 0);
        const string_view unit =
            value.substr(std::min(value.size(), value.find_first_not_of("0123456789.")));
        if (unit.starts_with("in")) return number * 914'400;
        if (unit.starts_with("cm")) return number * 360'000;
        if (unit.starts_with("mm")) return number * 36'000;
        return number * 12'700;
    }
    return 0;
}

class DocxReader {
  public:
    DocxReader(Package package, const std::string& path, bool anchored)
        : package_(std::move(package)), path_(path), out_(path, "docx"), anchored_(anchored) {}

    std::string main_part() { return package_.main_part("word/document.xml"); }

    Result<SourceDocument> read() {
        const std::string part = main_part();
        const auto xml = parse(part);
        if (!xml) return tl::make_unexpected(xml.error());
        const auto relations = package_.relationships(part);
        const auto styles = related(relations, "styles");
        if (styles) styles_ = DocxStyles(styles->root());
        const auto numbering = related(relations, "numbering");
        if (numbering) numbering_ = DocxNumbering(numbering->root());
        Story story;
        read_blocks(child((*xml)->root(), "body"), story, 0);
        anchored_ = false;  // notes stand in other parts
        for (const char* kind : {"footnotes", "endnotes"})
            if (const auto notes = related(relations, kind)) read_notes(notes->root(), story);
        add_counts(story);
        add_story(story, out_);
        if (too_many_) {
            return fail(path_,
                        "The file holds too many table cells or paragraphs: this is no "
                        "disclosure");
        }
        return out_.finish();
    }

  private:
    Result<std::unique_ptr<Xml>> parse(const std::string& part) {
        auto bytes = package_.read(part);
        if (!bytes) return tl::make_unexpected(bytes.error());
        return parse_xml(*std::move(bytes), path_, part);
    }

    // A part that the document can be read without.
    std::unique_ptr<Xml> related(const std::map<std::string, Relationship>& relations,
                                 string_view type) {
        for (const auto& [id, relation] : relations) {
            if (relation.type != type || relation.external || !package_.has(relation.target))
                continue;
            auto xml = parse(relation.target);
            if (xml) return *std::move(xml);
        }
        return nullptr;
    }

    void read_notes(const Node& notes, Story& story) {
        for (const Node& note : notes.children()) {
            const string_view type = attribute(note, "type");
            if (type.empty() || type == "normal") read_blocks(note, story, 0);
        }
    }

    void add_counts(Story& story) const {
        const auto count = [&](const char* id, int seen) {
            if (seen > 0) add_remark(story, {id, false, {}, {{"count", std::to_string(seen)}}});
        };
        count("tracked-changes", changes_);
        count("hidden-text", hidden_);
    }

    // ---------------------------------------------------------------------------- blocks

    void read_blocks(const Node& parent, Story& story, int depth) {
        if (depth > kDeepest) {
            add_remark(story, {"too-deep", true, {}, {}});
            return;
        }
        for (const Node& node : parent.children()) {
            if (too_many_) return;
            const string_view name = local_name(node);
            if (name == "p") {
                paragraph(node, story, depth);
            } else if (name == "tbl") {
                table(node, story, depth);
            } else if (name == "sdt") {
                read_blocks(child(node, "sdtContent"), story, depth + 1);
            } else if (name == "AlternateContent") {
                read_blocks(chosen(node), story, depth + 1);
            } else if (is_wrapper(name)) {
                read_blocks(node, story, depth + 1);
            } else if (any_of(name, {"del", "moveFrom"})) {
                ++changes_;
            } else if (name == "altChunk") {
                add_remark(story, {"embedded-document", true, {}, {}});
            } else if (any_of(name, {"oMathPara", "oMath"})) {
                add_text(story, formula(node));
            }
        }
        if (!carried_.empty()) add_text(story, std::exchange(carried_, {}));
    }

    void paragraph(const Node& p, Story& story, int depth) {
        const Node properties = child(p, "pPr");
        const std::string style(attribute(child(properties, "pStyle"), "val"));
        const Node mark = child(properties, "rPr");
        std::string before = std::exchange(carried_, {});
        std::string outer = std::exchange(text_, {});
        Story outer_after = std::exchange(after_, {});
        const bool outer_style_hidden = std::exchange(style_hidden_, styles_.hidden(style));
        const long long outer_at = std::exchange(at_, in_box_ ? at_ : p.offset_debug());
        read_inline(p, depth, 0);
        settle_fields();
        style_hidden_ = outer_style_hidden;
        std::string own = std::exchange(text_, std::move(outer));
        Story after = std::exchange(after_, std::move(outer_after));
        if (!text::trim(own).empty()) own.insert(0, number_of(properties, style));
        own.insert(0, before);
        if (child(mark, "del") || child(mark, "moveFrom")) {
            ++changes_;
            carried_ = std::move(own);
        } else {
            add_paragraph(properties, style, std::move(own), story);
        }
        at_ = outer_at;
        for (StoryItem& item : after) story.push_back(std::move(item));
    }

    void add_paragraph(const Node& properties, const std::string& style, std::string own,
                       Story& story) {
        if (text::trim(own).empty()) return;
        if (++texts_ > kMostParagraphs + kMostCells) too_many_ = true;
        const int level = outline_level(properties).value_or(styles_.outline(style));
        if (level > 0) {
            add_heading(story, std::move(own), level);
        } else {
            add_text(story, std::move(own));
        }
        if (anchored_ && at_ >= 0) story.back().anchor = std::to_string(at_);
    }

    std::string number_of(const Node& properties, const std::string& style) {
        if (const auto own = number_reference(properties)) return numbering_.next(*own, style);
        std::string from;
        const NumberReference reference = styles_.numbering(style, &from);
        return reference.number == 0 ? std::string{} : numbering_.next(reference, from);
    }

    // ---------------------------------------------------------------------------- tables

    struct Rows {
        StoryTable table;
        std::map<int, std::pair<std::size_t, std::size_t>> merging;  // by column: row, cell
    };

    void table(const Node& tbl, Story& story, int depth) {
        Rows rows;
        read_rows(tbl, rows, depth, 0);
        add_table(story, std::move(rows.table));
    }

    void read_rows(const Node& parent, Rows& rows, int depth, int wrapped) {
        if (wrapped > kDeepestInline) return;
        for (const Node& node : parent.children()) {
            const string_view name = local_name(node);
            if (name == "tr") {
                row(node, rows, depth);
            } else if (name == "sdt") {
                read_rows(child(node, "sdtContent"), rows, depth, wrapped + 1);
            } else if (name == "AlternateContent") {
                read_rows(chosen(node), rows, depth, wrapped + 1);
            } else if (is_wrapper(name)) {
                read_rows(node, rows, depth, wrapped + 1);
            }
        }
    }

    void row(const Node& tr, Rows& rows, int depth) {
        const Node properties = child(tr, "trPr");
        if (child(properties, "del")) {
            ++changes_;
            return;
        }
        if (const Node hidden = child(properties, "hidden"); hidden && flag(hidden, "val", true)) {
            ++hidden_;
            return;
        }
        rows.table.rows.emplace_back();
        std::map<int, std::pair<std::size_t, std::size_t>> merging;
        int column = std::clamp(integer(attribute(child(properties, "gridBefore"), "val"), 0), 0,
                                kMostGridSpan);
        read_cells(tr, rows, merging, column, depth, 0);
        rows.merging = std::move(merging);
    }

    using Merging = std::map<int, std::pair<std::size_t, std::size_t>>;

    void read_cells(const Node& parent, Rows& rows, Merging& merging, int& column, int depth,
                    int wrapped) {
        if (wrapped > kDeepestInline) return;
        for (const Node& node : parent.children()) {
            const string_view name = local_name(node);
            if (name == "tc") {
                cell(node, rows, merging, column, depth);
            } else if (name == "sdt") {
                read_cells(child(node, "sdtContent"), rows, merging, column, depth, wrapped + 1);
            } else if (name == "AlternateContent") {
                read_cells(chosen(node), rows, merging, column, depth, wrapped + 1);
            } else if (is_wrapper(name)) {
                read_cells(node, rows, merging, column, depth, wrapped + 1);
            }
        }
    }

    // Whether a cell goes on with the one above or to its left: "continue", also when not said.
    static bool continues(const Node& merge) {
        return merge && attribute(merge, "val") != "restart";
    }

    void cell(const Node& tc, Rows& rows, Merging& merging, int& column, int depth) {
        if (++cells_ > kMostCells) too_many_ = true;
        if (too_many_) return;
        const Node properties = child(tc, "tcPr");
        const int span = std::clamp(integer(attribute(child(properties, "gridSpan"), "val"), 1), 1,
                                    kMostGridSpan);
        auto& row = rows.table.rows.back();
        const int at = column;
        column += span;
        if (continues(child(properties, "hMerge")) && !row.empty()) {
            row.back().column_span += span;
            return;
        }
        const Node vertical = child(properties, "vMerge");
        const auto above = rows.merging.find(at);
        if (continues(vertical) && above != rows.merging.end()) {
            const auto [r, c] = above->second;
            ++rows.table.rows[r][c].row_span;
            merging.insert(*above);
            return;
        }
        StoryCell& added = row.emplace_back();
        added.column = at;
        added.column_span = span;
        if (vertical) merging.emplace(at, std::pair(rows.table.rows.size() - 1, row.size() - 1));
        Story content;
        read_blocks(tc, content, depth + 1);
        rows.table.rows.back().back().content = std::move(content);
    }

    // ------------------------------------------------------------------------------ text

    // What stands in a paragraph goes to text_, what it anchors to after_.
    void read_inline(const Node& parent, int depth, int wrapped) {
        if (wrapped > kDeepestInline) {
            add_remark(after_, {"too-deep", true, {}, {}});
            return;
        }
        for (const Node& node : parent.children()) {
            const string_view name = local_name(node);
            if (name == "r") {
                run(node, depth, wrapped);
            } else if (name == "sdt") {
                read_inline(child(node, "sdtContent"), depth, wrapped + 1);
            } else if (name == "AlternateContent") {
                read_inline(chosen(node), depth, wrapped + 1);
            } else if (is_wrapper(name)) {
                if (any_of(name, {"ins", "moveTo"})) ++changes_;
                read_inline(node, depth, wrapped + 1);
            } else if (any_of(name, {"del", "moveFrom"})) {
                ++changes_;
            } else if (any_of(name, {"oMath", "oMathPara"})) {
                text_ += formula(node);
            }
        }
    }

    void run(const Node& r, int depth, int wrapped) {
        const Node properties = child(r, "rPr");
        const std::string style(attribute(child(properties, "rStyle"), "val"));
        const bool by_style = style.empty() ? style_hidden_ : styles_.hidden(style);
        const bool outer_hidden =
            std::exchange(hiding_, hidden_text(properties).value_or(by_style));
        run_content(r, depth, wrapped);
        hiding_ = outer_hidden;
    }

    void run_content(const Node& r, int depth, int wrapped) {
        if (wrapped > kDeepestInline) return;
        for (const Node& node : r.children()) {
            const string_view name = local_name(node);
            if (name == "t") {
                show(node.child_value());
            } else if (any_of(name, {"tab", "ptab"})) {
                show("\t");
            } else if (any_of(name, {"br", "cr"})) {
                show("\n");
            } else if (name == "noBreakHyphen") {
                show("-");
            } else if (name == "sym") {
                show(symbol(attribute(node, "char")));
            } else if (name == "fldChar") {
                field(attribute(node, "fldCharType"));
            } else if (name == "ruby") {
                read_inline(child(node, "rubyBase"), depth, wrapped + 1);
            } else if (name == "AlternateContent") {
                run_content(chosen(node), depth, wrapped + 1);
            } else if (any_of(name, {"drawing", "pict", "object"})) {
                if (!hiding_) graphics(node, depth);
            }
        }
    }

    void show(string_view shown) {
        if (codes_ > 0) return;
        if (hiding_) {
            if (!text::trim(shown).empty()) ++hidden_;
            return;
        }
        text_ += shown;
    }

    // fields_ says of each open field whether its result has begun; codes_ counts those of which
    // it has not.
    void field(string_view step) {
        if (step == "begin") {
            fields_.push_back(false);
            ++codes_;
        } else if (step == "separate" && !fields_.empty() && !fields_.back()) {
            fields_.back() = true;
            --codes_;
        } else if (step == "end" && !fields_.empty()) {
            if (!fields_.back()) --codes_;
            fields_.pop_back();
        }
    }

    // A field code does not go on in the next paragraph: a lost end must not hide the rest.
    void settle_fields() {
        for (std::size_t i = 0; i < fields_.size(); ++i) fields_[i] = true;
        codes_ = 0;
    }

    // "x=1+2" without its two-dimensional form.
    static std::string formula(const Node& math) {
        std::string out;
        walk(math, [&](const Node& node) {
            if (is(node, "t")) out += node.child_value();
            return true;
        });
        return out;
    }

    // ---------------------------------------------------------------------------- graphics

    void graphics(const Node& graphic, int depth) {
        bool picture = false, chart = false, object = false;
        std::string kind;
        bool large = false;
        std::vector<Node> boxes;
        walk(graphic, [&](const Node& node) {
            const string_view name = local_name(node);
            if (name == "txbxContent") {
                boxes.push_back(node);
                return false;
            }
            if (any_of(name, {"extent", "ext"})) large = large || may_show_a_table(node);
            if (any_of(name, {"shape", "rect"})) {
                const string_view style = attribute(node, "style");
                large = large ||
                        may_show_a_table(length_of(style, "width"), length_of(style, "height"));
            }
            if (any_of(name, {"pic", "imagedata", "blip"})) picture = true;
            if (any_of(name, {"chart", "relIds"})) chart = true;
            if (name == "OLEObject") {
                object = true;
                kind = attribute(node, "ProgID");
            }
            return name != "Fallback" || !child(node.parent(), "Choice");
        });
        for (const Node& box : boxes) {
            Story boxed;
            const bool outer_box = std::exchange(in_box_, true);
            read_blocks(box, boxed, depth + 1);
            in_box_ = outer_box;
            for (StoryItem& item : boxed) after_.push_back(std::move(item));
        }
        if (object) {
            add_remark(after_, {"embedded-object", true, {}, {{"kind", kind}}});
        } else if (chart) {
            add_remark(after_, {"chart-not-read", false, {}, {}});
        } else if (picture && large) {
            add_remark(after_, {"picture-not-read", true, {}, {}});
        }
        if (object || chart || picture) add_picture(after_);
    }

    Package package_;
    const std::string& path_;
    BlockBuilder out_;
    DocxStyles styles_;
    DocxNumbering numbering_;

    std::string text_;     // of the paragraph so far
    Story after_;          // what follows it
    std::string carried_;  // of a paragraph whose end was deleted
    bool hiding_ = false;
    bool style_hidden_ = false;
    std::vector<bool> fields_;
    int codes_ = 0;

    bool anchored_;
    bool in_box_ = false;
    long long at_ = -1;  // of the paragraph that is being read, or holds the text box

    int changes_ = 0;
    int hidden_ = 0;
    std::size_t cells_ = 0;
    std::size_t texts_ = 0;  // paragraphs, those of cells too
    bool too_many_ = false;
};

}  // namespace

Result<SourceDocument> read_docx(Package package, const std::string& path) {
    return DocxReader(std::move(package), path, false).read();
}

Result<AnchoredDocx> read_docx_anchored(Package package, const std::string& path) {
    DocxReader reader(std::move(package), path, true);
    AnchoredDocx out;
    out.part = reader.main_part();
    auto document = reader.read();
    if (!document) return tl::make_unexpected(document.error());
    out.document = *std::move(document);
    const auto take = [&](Place& place) {
        const std::string anchor = std::exchange(place.cell, {});
        out.anchors.push_back(anchor.empty() ? -1 : std::atoll(anchor.c_str()));
    };
    for (Block& block : out.document.blocks) {
        if (block.kind != BlockKind::kTable) {
            take(block.place);
            continue;
        }
        block.place.cell.clear();
        for (auto& row : block.grid.rows)
            for (GridCell& cell : row) take(cell.place);
    }
    return out;
}

}  // namespace mingzhang::read
