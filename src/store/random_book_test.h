// Books of random shape with texts that are hard to write, for tests that write one and read it.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/book.h"
#include "store/ledger_folder.h"
#include "store/project_file.h"
#include "store/words.h"

namespace mingzhang::store {

class RandomBook {
  public:
    // Without control characters, as in a file whose texts are not escaped.
    RandomBook(unsigned seed, bool controls) : random_(seed), controls_(controls) {}

    Book make() {
        Book book;
        book.title = text();
        book.department = text();
        book.date = text();
        book.year = 2000 + below(100);
        book.kind = static_cast<DocumentKind>(below(5));
        book.pack = text();
        for (int n = below(3); n > 0; --n) book.units.push_back(text() + "x");
        for (std::size_t i = 0; i < kLineFiles; ++i)
            book.lines[i] = lines(implied_by(static_cast<LineFile>(i)), false);
        for (int n = below(4); n > 0; --n) book.projects.push_back(project());
        for (int n = below(4), i = 0; i < n; ++i)
            book.texts.push_back({std::to_string(i * 7) + "-概况 '#", body()});
        return book;
    }

    std::string text() {
        static const std::vector<std::string> kParts = {
            "预算", "\"",    "\"\"\"", "\\",     "'", "'''",    "\n",    "\r\n",    ",",
            "😀",    " ",     "\t",     "{x}",    "#", "=",      "[[a]]", "\\u0041", "all",
            "全部", "1.2.3", "\u3000", "\u00A0", "é", "\u2028", "-"};
        static const std::vector<std::string> kControls = {"\x01", "\x1B", "\x7F", "\r",
                                                           std::string(1, '\0')};
        std::string out;
        for (int n = below(6); n > 0; --n) {
            const bool control = controls_ && below(8) == 0;
            out += pick(control ? kControls : kParts);
        }
        return out;
    }

  private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    const std::string& pick(const std::vector<std::string>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }
    bool odds(int n) { return below(n) == 0; }

    std::string plain() {  // of what is not escaped
        const bool controls = std::exchange(controls_, false);
        std::string out = text();
        controls_ = controls;
        return out;
    }

    std::string body() {
        std::string out;
        for (int n = below(5); n > 0; --n) out += plain() + "\n\n";
        return odds(4) ? "\uFEFF" + out : out;
    }

    Coordinate coordinate(Coordinate at, bool escaped) {
        for (std::size_t i = 0; i < kDimensions; ++i) {
            const auto d = static_cast<Dimension>(i);
            if (!odds(3)) continue;
            if (d == Dimension::kYear) {
                at.set(d, odds(2) ? "-1" : odds(2) ? "2025" : "");
            } else if (is_closed(d)) {
                at.set(d, odds(5) ? "" : pick(member_words(d, Language::kIds)));
            } else {
                // A member that is called as the root is written cannot be told from it.
                const std::string member = escaped ? text() : plain();
                if (member != "all" && member != "全部") at.set(d, member);
            }
        }
        return at;
    }

    std::vector<BookLine> lines(const Coordinate& implied, bool escaped) {
        std::vector<BookLine> out;
        for (int n = below(5); n > 0; --n) {
            BookLine line;
            line.at = coordinate(implied, escaped);
            const auto fen = static_cast<int64_t>(random_());
            line.amount = Money::fen(odds(9)   ? std::numeric_limits<int64_t>::min()
                                     : odds(5) ? -fen
                                               : fen % 100'000'000);
            line.open = odds(4);
            if (odds(3)) line.government = escaped ? text() : plain();
            out.push_back(line);
        }
        return out;
    }

    BookProject project() {
        BookProject out;
        out.name = text();
        out.scope = text();
        out.category = text();
        out.lines = lines(implied_by_project(out.name), true);
        for (int n = below(3); n > 0; --n)
            out.costs.push_back({text() + "x", text(), text(), text(), text()});
        out.sharing = text();
        out.share = below(5) - 1;
        if (odds(4)) return out;
        Declaration& d = out.declaration;
        d.title = "2026年" + text();
        d.heading = text();
        d.project = odds(2) ? "" : text();
        d.indicator_period = text();
        if (odds(2))
            d.date = std::chrono::year_month_day(std::chrono::year(2026), std::chrono::month(2),
                                                 std::chrono::day(28));
        for (int n = below(4); n > 0; --n) {
            DeclarationField& field = d.fields.emplace_back();
            field.id = text();
            field.label = text();
            field.text = text();
        }
        for (int n = below(3); n > 0; --n) {
            IndicatorLevel& level = d.levels.emplace_back();
            level.id = odds(2) ? "quantity" : text();
            level.label = text();
        }
        for (int n = below(4); n > 0; --n) {
            Indicator& indicator = d.indicators.emplace_back();
            indicator.first_level = text();
            indicator.first_label = text();
            indicator.second_level = odds(2) ? "quantity" : text();
            indicator.second_label = text();
            indicator.name = text();
            indicator.target.text = text();
            indicator.note = text();
        }
        complete_declaration(out);
        return out;
    }

    std::mt19937_64 random_;
    bool controls_;
};

// All that is kept of a book, as one text to compare.
inline std::string shown(const Book& book) {
    std::string out;
    const auto say = [&](const auto&... parts) { ((out += parts, out += '|'), ...) += '\n'; };
    const auto say_lines = [&](const std::vector<BookLine>& lines) {
        for (const BookLine& l : lines)
            say(l.at.to_string(), std::to_string(l.amount.in_fen()), l.open ? "open" : "",
                l.government);
    };
    say(book.title, book.department, book.date, std::to_string(book.year), kind_name(book.kind),
        book.pack);
    for (const std::string& unit : book.units) say("unit", unit);
    for (std::size_t i = 0; i < kLineFiles; ++i) {
        say(line_file_name(static_cast<LineFile>(i)));
        say_lines(book.lines[i]);
    }
    for (const BookProject& p : book.projects) {
        say("project", p.name, p.scope, p.category, p.sharing, std::to_string(p.share));
        say_lines(p.lines);
        for (const CostLine& c : p.costs) say("cost", c.item, c.quantity, c.unit, c.price, c.times);
        const Declaration& d = p.declaration;
        say("declaration", d.project, d.title, d.heading, d.indicator_period, date_text(d.date));
        for (const DeclarationField& f : d.fields) say("field", f.id, f.label, f.text);
        for (const IndicatorLevel& l : d.levels)
            say("level", l.id, l.label, std::to_string(l.indicators));
        for (const Indicator& i : d.indicators)
            say("indicator", i.first_level, i.first_label, i.second_level, i.second_label, i.name,
                i.target.text, i.note);
    }
    for (const BookText& t : book.texts) say("text", t.name, t.text);
    return out;
}

// "basic.csv:3 amount: amount-unreadable (text=x)"
inline std::vector<std::string> shown(const std::vector<BookFinding>& findings) {
    std::vector<std::string> out;
    for (const BookFinding& f : findings) {
        std::string line = f.place.file;
        if (f.place.line > 0) line += ":" + std::to_string(f.place.line);
        if (!f.place.field.empty()) line += " " + f.place.field;
        line += ": " + f.rule;
        for (const auto& [name, value] : f.arguments) line += " " + name + "=" + value;
        out.push_back(line);
    }
    return out;
}

}  // namespace mingzhang::store
