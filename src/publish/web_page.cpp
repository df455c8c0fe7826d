#include "publish/web_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "publish/html_page.h"
#include "publish/table_shape.h"
#include "publish/web_page_style.h"
#include "publish/web_table.h"

namespace mingzhang::publish {
namespace {

constexpr int kDeepestInContents = 3;
constexpr int kDeepestTag = 6;  // <h6>

bool is_id(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return !text.empty() && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

// From its tag on: what stands before it in a file of its own has no place in a page.
std::string_view svg_element(std::string_view svg) {
    const auto at = svg.find("<svg");
    return at == std::string_view::npos ? std::string_view() : svg.substr(at);
}

struct Entry {
    int level = 0;
    std::string id, text;
};

class PageWriter {
  public:
    PageWriter(const Publication& publication, const std::vector<std::string>& svgs)
        : publication_(publication),
          svgs_(svgs),
          landscape_(landscape_blocks(publication.blocks)),
          ids_(publication.blocks.size()) {
        name_blocks();
    }

    std::string write() {
        head();
        top();
        for (const PublishedBlock& b : publication_.blocks)
            if (b.kind == PublishedKind::kContents && !entries_.empty()) {
                contents(b.text);
                break;
            }
        add("<main id=\"content\" tabindex=\"-1\">\n");
        for (std::size_t i = 0; i < publication_.blocks.size(); ++i) block(i);
        add("</main>\n<footer><p><a href=\"#top\">回到开头</a></p></footer>\n</body>\n</html>\n");
        return std::move(out_);
    }

  private:
    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    // ---- names and contents

    void name_blocks() {
        int headings = 0, tables = 0, under = 0;
        std::set<std::string> taken = {"top", "content", "contents"};
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            const PublishedBlock& b = publication_.blocks[i];
            if (b.kind == PublishedKind::kHeading && !b.text.empty()) {
                ids_[i] = fmt::format("s-{}", ++headings);
                under = std::clamp(b.level, 1, kDeepestInContents + 1);
                if (under <= kDeepestInContents) entries_.push_back({under, ids_[i], b.text});
            } else if (b.kind == PublishedKind::kTable && !b.table.rows.empty()) {
                ++tables;
                const bool own = is_id(b.table.id) && taken.insert(b.table.id).second;
                ids_[i] = own ? b.table.id : fmt::format("t-{}", tables);
                if (b.table.title.empty()) continue;
                const std::string number = b.table.number.empty() ? "" : b.table.number + " ";
                entries_.push_back({under + 1, ids_[i], number + b.table.title});
            }
        }
    }

    void contents(const std::string& title) {
        add("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n",
            title.empty() ? "目录" : escaped(title));
        std::vector<int> open;
        for (const Entry& entry : entries_) {
            while (open.size() > 1 && open.back() > entry.level) close(open);
            if (open.empty() || open.back() < entry.level) {
                add("\n<ol>\n");
                open.push_back(entry.level);
            } else {
                add("</li>\n");
            }
            add("<li><a href=\"#{}\">{}</a>", entry.id, escaped(entry.text));
        }
        while (!open.empty()) close(open);
        add("\n</nav>\n");
    }

    void close(std::vector<int>& open) {
        add("</li>\n</ol>");
        open.pop_back();
    }

    // ---- the frame

    void head() {
        const std::string title = publication_.department.empty()
                                      ? publication_.title
                                      : publication_.department + " " + publication_.title;
        add("<!doctype html>\n<html lang=\"zh-CN\" id=\"top\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
            "<div class=\"skip-nav\"><a href=\"#content\">跳到正文</a></div>\n",
            escaped(title), web_page_style());
    }

    void top() {
        const auto line = [&](const char* name, const std::string& text) {
            if (!text.empty()) add("<p class=\"{}\">{}</p>\n", name, escaped(text));
        };
        add("<header>\n");
        line("mark", publication_.watermark);
        line("department", publication_.department);
        add("<h1>{}</h1>\n", escaped(publication_.title));
        line("date", publication_.date);
        add("</header>\n");
        if (publication_.watermark.empty()) return;
        add("<svg class=\"watermark\" viewBox=\"0 0 100 100\" aria-hidden=\"true\"><text x=\"50\" "
            "y=\"50\" font-size=\"28\" text-anchor=\"middle\" dominant-baseline=\"central\" "
            "transform=\"rotate(-45 50 50)\">{}</text></svg>\n",
            escaped(publication_.watermark));
    }

    // ---- blocks

    // Of the block at hand, for paper: " class=\"… wide new-page\"".
    std::string classes(std::string names, std::size_t i) {
        if (landscape_[i]) names += " wide";
        if (breaks_) names += " new-page";
        breaks_ = false;
        if (names.empty()) return names;
        return fmt::format(" class=\"{}\"", names.front() == ' ' ? names.substr(1) : names);
    }

    void block(std::size_t i) {
        const PublishedBlock& block = publication_.blocks[i];
        switch (block.kind) {
            case PublishedKind::kCover:
            case PublishedKind::kContents:
                return;
            case PublishedKind::kHeading:
                return heading(block, i);
            case PublishedKind::kParagraph:
                if (block.text.empty()) return;
                return add("<p{}>{}</p>\n", classes(block.caption ? "caption" : "", i),
                           with_breaks(block.text));
            case PublishedKind::kTable:
                return table(block.table, i);
            case PublishedKind::kChart:
                return chart(block.chart, i);
            case PublishedKind::kPageBreak:
                breaks_ = true;
                return;
        }
    }

    // The title is the only <h1>; no level is left out below it.
    void heading(const PublishedBlock& block, std::size_t i) {
        if (block.text.empty()) return;
        depth_ = std::clamp(block.level + 1, 2, std::min(depth_ + 1, kDeepestTag));
        last_heading_ = ids_[i];
        add("<h{0} id=\"{1}\"{2}>{3}</h{0}>\n", depth_, ids_[i], classes("", i),
            with_breaks(block.text));
    }

    void table(const PublishedTable& table, std::size_t i) {
        if (table.rows.empty()) return;
        add("<div id=\"{}\"{}>\n{}", ids_[i],
            classes(table.form ? "published form" : "published", i),
            web_table(table, ids_[i], last_heading_));
        for (const std::string& note : table.notes)
            add("<p class=\"note\">{}</p>\n", with_breaks(note));
        add("</div>\n");
    }

    void chart(const PublishedChart& chart, std::size_t i) {
        const std::size_t number = charts_++;
        const std::string_view svg =
            number < svgs_.size() ? svg_element(svgs_[number]) : std::string_view();
        add("<figure{}>\n", classes("", i));
        if (!svg.empty())
            add("<div role=\"img\" aria-label=\"{}\">{}</div>\n", description(chart), svg);
        if (!chart.title.empty()) add("<figcaption>{}</figcaption>\n", escaped(chart.title));
        if (svg.empty()) slices(chart);
        add("</figure>\n");
        if (svg.empty() || chart.slices.empty()) return;
        add("<details><summary>图表数据</summary>\n");
        slices(chart);
        add("</details>\n");
    }

    static std::string description(const PublishedChart& chart) {
        std::string out = chart.title;
        for (const Slice& slice : chart.slices)
            out += (out.empty() ? "" : "；") + slice.label + "：" + slice.text;
        return escaped(out);
    }

    void slices(const PublishedChart& chart) {
        if (chart.slices.empty()) return;
        add("<table>\n<tbody>\n");
        for (const Slice& slice : chart.slices)
            add("<tr><th scope=\"row\">{}</th><td><data value=\"{}\">{}</data></td></tr>\n",
                escaped(slice.label), slice.amount.print(Unit::kYuan, 2), escaped(slice.text));
        add("</tbody>\n</table>\n");
    }

    const Publication& publication_;
    const std::vector<std::string>& svgs_;
    std::vector<bool> landscape_;
    std::vector<std::string> ids_;  // of the blocks that have one
    std::vector<Entry> entries_;
    std::string last_heading_;
    int depth_ = 1;  // of the last heading's tag
    bool breaks_ = false;
    std::size_t charts_ = 0;
    std::string out_;
};

}  // namespace

std::string html_of(const Publication& publication, const std::vector<std::string>& chart_svgs) {
    return PageWriter(publication, chart_svgs).write();
}

}  // namespace mingzhang::publish
