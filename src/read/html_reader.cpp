#include "read/html_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "read/block_builder.h"
#include "read/html_content.h"
#include "read/html_page.h"
#include "read/markup.h"
#include "read/story.h"
#include "read/text_reader.h"

namespace mingzhang::read {
namespace {

using std::string_view;

bool any_of(string_view name, std::initializer_list<string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_block(string_view name) {
    return any_of(name, {"p",       "div",        "section", "article", "header", "footer",
                         "main",    "ul",         "ol",      "dl",      "dt",     "dd",
                         "pre",     "blockquote", "form",    "center",  "figure", "figcaption",
                         "address", "fieldset",   "hr",      "body",    "html",   "nav",
                         "aside",   "li",         "legend",  "details", "summary"});
}

int heading_level(string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0'
                                                                                  : 0;
}

// A positive number at the beginning of "2", "600px"; -1 without one.
int leading_number(string_view s) {
    s = text::trim(s);
    int value = -1;
    for (const char c : s.substr(0, 6)) {
        if (c < '0' || c > '9') break;
        value = std::max(value, 0) * 10 + (c - '0');
    }
    return value;
}

// In pixels, from the attribute or the style; -1 where it is not stated.
int length_of(const xmlNode* element, const char* name) {
    const string_view own = html_attribute(element, name);
    if (!own.empty() && !own.ends_with('%')) return leading_number(own);
    const std::string style = ";" + folded_attribute(element, "style");
    const auto at = style.find(";" + std::string(name) + ":");
    if (at == std::string::npos) return -1;
    const std::string value = style.substr(at + std::strlen(name) + 2);
    const auto end = value.find_first_of(";%");
    return end != std::string::npos && value[end] == '%' ? -1 : leading_number(value);
}

// Beyond the ASCII and Latin letters, where words have spaces.
bool is_wide(string_view s, bool at_end) {
    if (s.empty()) return false;
    const auto byte = static_cast<unsigned char>(
        at_end ? s[s.size() - std::min<std::size_t>(3, s.size())] : s[0]);
    return byte >= 0xE2 && byte < 0xF0;
}

// The text of one block as it grows: white space collapses.
class LineText {
  public:
    void add(string_view s, bool preformatted) {
        if (preformatted) {
            settle_space(s);
            text_ += s;
            return;
        }
        while (!s.empty()) {
            std::size_t size = 0;
            while (size < s.size() && is_space(s[size])) {
                if (s[size] == '\n') broken_ = true;
                ++size;
            }
            if (size > 0) space_ = true;
            s.remove_prefix(size);
            size = 0;
            while (size < s.size() && !is_space(s[size])) ++size;
            if (size == 0) return;
            settle_space(s);
            text_ += s.substr(0, size);
            s.remove_prefix(size);
        }
    }

    void line_break() {
        text_ += '\n';
        space_ = broken_ = false;
    }

    bool blank() const { return text::trim(text_).empty(); }

    std::string take() {
        space_ = broken_ = false;
        return std::exchange(text_, {});
    }

  private:
    void settle_space(string_view next) {
        const bool between_chinese = broken_ && is_wide(text_, true) && is_wide(next, false);
        if (space_ && !text_.empty() && text_.back() != '\n' && !between_chinese) text_ += ' ';
        space_ = broken_ = false;
    }

    std::string text_;
    bool space_ = false;   // white space is due before what comes next
    bool broken_ = false;  // and it held a line break
};

// Where the cells of a table go.
struct TableGrid {
    static constexpr int kMostColumns = 16'384;

    StoryTable table;
    std::vector<int> busy_until;  // by column: the first row that is free
    std::vector<bool> hidden;     // columns

    int row() const { return static_cast<int>(table.rows.size()) - 1; }

    int free_column(int from) const {
        while (from < kMostColumns && !is_free(from)) ++from;
        return from;
    }
    bool is_free(int column) const {
        const auto c = static_cast<std::size_t>(column);
        return c >= busy_until.size() || busy_until[c] <= row();
    }
    void occupy(int column, int span, int rows) {
        const auto end = static_cast<std::size_t>(column + span);
        if (busy_until.size() < end) busy_until.resize(end, 0);
        const int until = row() + std::min(rows, 1 << 20);
        for (auto c = static_cast<std::size_t>(column); c < end; ++c)
            busy_until[c] = std::max(busy_until[c], until);
    }
};

class HtmlReader {
  public:
    HtmlReader(const HtmlPage& page, const std::string& path)
        : page_(page), content_(page), path_(path), out_(path, "html") {}

    Result<SourceDocument> read(const std::vector<std::string>& notes) {
        for (const std::string& note : notes) out_.remark({note, false, {}, {}});
        const xmlNode* root = root_of(page_);
        Story story;
        read_children(root, story);
        flush(story);
        add_title(root, story);
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
    // The title of the page, where no heading says what it is.
    void add_title(const xmlNode* root, Story& story) const {
        if (headings_ > 0 || story.empty()) return;
        for (const xmlNode* head = root->children; head != nullptr; head = head->next) {
            if (tag(head) != "head") continue;
            for (const xmlNode* node = head->children; node != nullptr; node = node->next) {
                if (tag(node) != "title" || node->children == nullptr ||
                    node->children->content == nullptr)
                    continue;
                LineText title;
                title.add(reinterpret_cast<const char*>(node->children->content), false);
                Story first;
                add_heading(first, title.take(), 1);
                for (StoryItem& item : story) first.push_back(std::move(item));
                story = std::move(first);
                return;
            }
        }
    }

    void add_counts(Story& story) const {
        const auto count = [&](const char* id, int seen) {
            if (seen > 0) add_remark(story, {id, false, {}, {{"count", std::to_string(seen)}}});
        };
        count("hidden-text", content_.hidden() - hidden_rows_);
        count("hidden-rows", hidden_rows_);
        count("hidden-columns", hidden_columns_);
    }

    void flush(Story& story) {
        std::string line = line_.take();
        if (text::trim(line).empty()) return;
        if (++texts_ > kMostParagraphs + kMostCells) too_many_ = true;
        if (level_ > 0) {
            ++headings_;
            add_heading(story, std::move(line), level_);
        } else {
            add_text(story, std::move(line));
        }
    }

    // Recursion is as deep as the page, which parse_html limits.
    void read_children(const xmlNode* element, Story& story) {
        int item = leading_number(html_attribute(element, "start"));
        if (item < 0) item = 1;
        for (const xmlNode* node = element->children; node != nullptr; node = node->next) {
            if (too_many_) return;
            if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
                if (node->content != nullptr)
                    line_.add(reinterpret_cast<const char*>(node->content), preformatted_);
            } else if (is_element(node)) {
                const bool numbered = tag(element) == "ol" && tag(node) == "li";
                read_element(node, story, numbered ? item++ : 0);
            }
        }
    }

    void read_element(const xmlNode* node, Story& story, int item) {
        const string_view name = tag(node);
        if (!content_.displayed(node) || content_.beside_content(node)) return;
        if (name == "br") {
            line_.line_break();
        } else if (name == "table") {
            flush(story);
            table(node, story);
        } else if (name == "img") {
            picture(node, story);
        } else if (any_of(name, {"iframe", "frame", "embed", "object"})) {
            frame(node, story);
        } else if (const int level = heading_level(name); level > 0) {
            flush(story);
            const int outer = std::exchange(level_, level);
            read_children(node, story);
            flush(story);
            level_ = outer;
        } else if (is_block(name)) {
            flush(story);
            const bool outer = std::exchange(preformatted_, preformatted_ || name == "pre");
            if (item > 0) line_.add(std::to_string(item) + ". ", true);
            read_children(node, story);
            flush(story);
            preformatted_ = outer;
        } else {
            if (name == "a") attachment(node, story);
            read_children(node, story);
        }
    }

    // ------------------------------------------------------------------- what is not text

    void attachment(const xmlNode* link, Story& story) const {
        const string_view address = html_attribute(link, "href");
        if (document_ending(address).empty()) return;
        std::string name;
        add_text_of(link, name);
        add_remark(story,
                   {"attachment", false, {}, {{"name", name}, {"target", shortened(address)}}});
    }

    static std::string shortened(string_view address) {
        constexpr std::size_t kLongest = 300;
        return std::string(address.substr(0, kLongest));
    }

    static void add_text_of(const xmlNode* element, std::string& out) {
        for (const xmlNode* node = element->children; node != nullptr; node = node->next) {
            if (node->type == XML_TEXT_NODE && node->content != nullptr && out.size() < 300) {
                out += reinterpret_cast<const char*>(node->content);
            } else if (is_element(node)) {
                add_text_of(node, out);
            }
        }
        out = visible(out);
    }

    void frame(const xmlNode* node, Story& story) {
        string_view target = html_attribute(node, "src");
        if (target.empty()) target = html_attribute(node, "data");
        const int height = length_of(node, "height"), width = length_of(node, "width");
        constexpr int kSmall = 50;
        if (target.empty() || target == "about:blank" || (height >= 0 && height < kSmall) ||
            (width >= 0 && width < kSmall))
            return;
        flush(story);
        add_remark(story, {"frame-not-read", true, {}, {{"target", shortened(target)}}});
    }

    void picture(const xmlNode* node, Story& story) {
        constexpr int kWidth = 300, kHeight = 100;  // pixels: the smallest a table is readable in
        const int width = length_of(node, "width"), height = length_of(node, "height");
        const bool small = (width >= 0 && width < kWidth) || (height >= 0 && height < kHeight);
        const bool known = width >= 0 || height >= 0;
        if (small || (!known && !stands_alone(node))) return;
        if (html_attribute(node, "src").empty()) return;
        const int outer = std::exchange(level_, 0);
        flush(story);
        level_ = outer;
        add_remark(story, {"picture-not-read", true, {}, {}});
        add_picture(story);
    }

    // Whether nothing but pictures is in its block: icons stand beside a text.
    bool stands_alone(const xmlNode* node) const {
        for (const xmlNode* up = node->parent; up != nullptr && is_element(up); up = up->parent) {
            const HtmlStats& stats = content_.stats(up);
            if (tag(up) == "a" && html_attribute(up, "href").size() > 1) return false;
            if (stats.text + stats.link_text > 0) return up != node->parent;
            if (is_block(tag(up)) || tag(up) == "td") return true;
        }
        return true;
    }

    // ----------------------------------------------------------------------------- tables

    void table(const xmlNode* node, Story& story) {
        LineText outer_line = std::exchange(line_, {});
        const int outer_level = std::exchange(level_, 0);
        TableGrid grid;
        read_columns(node, grid);
        // As displayed: the head first, the foot last.
        for (const char* part : {"thead", "", "tfoot"}) read_parts(node, part, grid, story);
        drop_hidden_columns(grid);
        line_ = std::move(outer_line);
        level_ = outer_level;
        add_table(story, std::move(grid.table));
    }

    static int span_of(const xmlNode* node, const char* name, int most) {
        return std::clamp(leading_number(html_attribute(node, name)), 1, most);
    }

    void read_columns(const xmlNode* node, TableGrid& grid) {
        for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
            if (tag(part) == "colgroup") read_columns(part, grid);
            if (tag(part) != "col") continue;
            const int span = span_of(part, "span", 1000);
            if (grid.hidden.size() > TableGrid::kMostColumns) return;
            grid.hidden.insert(grid.hidden.end(), static_cast<std::size_t>(span),
                               !content_.displayed(part));
        }
    }

    // The rows of <thead>, of <tfoot>, or ("") all others.
    void read_parts(const xmlNode* node, string_view wanted, TableGrid& grid, Story& story) {
        for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
            const string_view name = tag(part);
            const bool named = name == "thead" || name == "tfoot";
            if (named ? name != wanted : !wanted.empty()) continue;
            if (name == "tr") {
                row(part, grid);
            } else if (name == "caption") {
                read_children(part, story);
                flush(story);
            } else if (is_element(part) && content_.displayed(part)) {
                if (named || any_of(name, {"tbody", "form"})) {
                    grid.busy_until.clear();  // cells do not reach over the parts of a table
                    read_parts(part, "", grid, story);
                } else if (!any_of(name, {"col", "colgroup"})) {
                    read_element(part, story, 0);
                    flush(story);
                }
            }
        }
    }

    void row(const xmlNode* node, TableGrid& grid) {
        if (!content_.displayed(node)) {
            if (content_.stats(node).text > 0) ++hidden_rows_;
            return;
        }
        grid.table.rows.emplace_back();
        int column = 0;
        cells(node, grid, column);
    }

    void cells(const xmlNode* row, TableGrid& grid, int& column) {
        for (const xmlNode* node = row->children; node != nullptr; node = node->next) {
            const string_view name = tag(node);
            if (!is_element(node) || !content_.displayed(node) || too_many_) continue;
            if (name == "td" || name == "th") {
                cell(node, grid, column);
            } else {
                cells(node, grid, column);
            }
        }
    }

    void cell(const xmlNode* node, TableGrid& grid, int& column) {
        constexpr int kMostColumnSpan = 1000, kMostRowSpan = 65'534;
        const int columns = span_of(node, "colspan", kMostColumnSpan);
        const int rows = leading_number(html_attribute(node, "rowspan")) == 0
                             ? kMostRowSpan
                             : span_of(node, "rowspan", kMostRowSpan);
        column = grid.free_column(column);
        if (column + columns > TableGrid::kMostColumns || ++cells_ > kMostCells) {
            too_many_ = too_many_ || cells_ > kMostCells;
            return;
        }
        grid.occupy(column, columns, rows);
        Story content;
        if (!content_.beside_content(node)) read_children(node, content);
        flush(content);
        StoryCell& added = grid.table.rows.back().emplace_back();
        added.column = column;
        added.column_span = columns;
        added.row_span = rows;
        added.bordered = content_.bordered(node);
        added.content = std::move(content);
        column += columns;
    }

    void drop_hidden_columns(TableGrid& grid) {
        if (std::find(grid.hidden.begin(), grid.hidden.end(), true) == grid.hidden.end()) return;
        std::vector<int> before(static_cast<std::size_t>(grid.table.columns()) + 1);
        for (std::size_t c = 0; c < before.size(); ++c)
            before[c] =
                c == 0 ? 0
                       : before[c - 1] + (c - 1 < grid.hidden.size() && grid.hidden[c - 1] ? 0 : 1);
        std::vector<bool> filled(before.size(), false);
        for (auto& row : grid.table.rows) {
            std::vector<StoryCell> kept;
            for (StoryCell& cell : row) {
                const auto from = static_cast<std::size_t>(cell.column);
                const auto to = static_cast<std::size_t>(cell.column + cell.column_span);
                cell.column = before[from];
                cell.column_span = before[to] - before[from];
                if (cell.column_span > 0) {
                    kept.push_back(std::move(cell));
                } else if (!cell.content.empty()) {
                    filled[from] = true;
                }
            }
            row = std::move(kept);
        }
        hidden_columns_ += static_cast<int>(std::count(filled.begin(), filled.end(), true));
    }

    const HtmlPage& page_;
    HtmlContent content_;
    const std::string& path_;
    BlockBuilder out_;
    LineText line_;
    int level_ = 0;
    bool preformatted_ = false;
    int headings_ = 0;
    int hidden_rows_ = 0;
    int hidden_columns_ = 0;
    std::size_t cells_ = 0;
    std::size_t texts_ = 0;  // paragraphs, those of cells too
    bool too_many_ = false;
};

// The first tag of the file, declarations and comments aside; in small letters.
std::string first_tag(string_view s) {
    while (true) {
        s = text::trim(s);
        string_view end;
        if (s.starts_with("<!--")) end = "-->";
        if (s.starts_with("<?")) end = "?>";
        if (end.empty()) break;
        const auto at = s.find(end);
        if (at == string_view::npos) return {};
        s.remove_prefix(at + end.size());
    }
    std::string out;
    for (const char c : s.substr(0, 10)) {
        if (out.size() > 1 && (is_space(c) || c == '>')) break;
        out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
    }
    return out;
}

}  // namespace

bool begins_like_html(string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string tag = first_tag(bytes.substr(0, 4096));
    return any_of(tag,
                  {"<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<title"});
}

Result<SourceDocument> read_html(std::string bytes, const std::string& path) {
    std::vector<std::string> notes;
    const auto text = decode_html(std::move(bytes), path, &notes);
    if (!text) return tl::make_unexpected(text.error());
    const auto page = parse_html(*text, path);
    if (!page) return tl::make_unexpected(page.error());
    return HtmlReader(*page, path).read(notes);
}

}  // namespace mingzhang::read
