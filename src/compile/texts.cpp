#include "compile/texts.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "compile/rates.h"

namespace mingzhang::compile {
namespace {

constexpr std::string_view kOpen = "{{", kClose = "}}";

struct Pair {
    std::string_view up, down;
};
constexpr Pair kDirections[] = {{"增加", "减少"}, {"增长", "下降"}, {"上升", "下降"},
                                {"提高", "降低"}, {"上涨", "下跌"}, {"上浮", "下浮"},
                                {"增", "减"},     {"升", "降"},     {"多", "少"}};

bool goes_up(std::string_view word) {
    return std::any_of(std::begin(kDirections), std::end(kDirections),
                       [&](const Pair& pair) { return pair.up == word; });
}

std::string toward(std::string_view word, bool up) {
    const std::string_view other = opposite(word);
    return std::string(goes_up(word) == up || other.empty() ? word : other);
}

// "{{share C / B | decimals=1}}" in its parts.
struct Field {
    std::string name;
    Coordinate of, base;
    std::vector<std::string> words;              // of the options
    std::map<std::string, std::string> options;  // those with "="
    bool understood = true;
};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::string_view word : text::split(text, ' ')) {
        if (!text::trim(word).empty()) words.push_back(text::trim(word));
    }
    return words;
}

Field parse_field(std::string_view inside) {
    Field field;
    const std::size_t bar = inside.find('|');
    if (bar != std::string_view::npos) {
        for (std::string_view word : words_of(inside.substr(bar + 1))) {
            const std::size_t equals = word.find('=');
            if (equals == std::string_view::npos) {
                field.words.emplace_back(word);
            } else {
                field.options.emplace(word.substr(0, equals), word.substr(equals + 1));
            }
        }
        inside = inside.substr(0, bar);
    }
    inside = text::trim(inside);
    const std::size_t space = std::min(inside.find(' '), inside.size());
    field.name = std::string(inside.substr(0, space));
    const std::string_view rest = text::trim(inside.substr(space));
    const std::size_t slash = rest.find(" / ");
    const auto of = parse_coordinate(rest.substr(0, slash));
    const auto base = slash == std::string_view::npos ? std::optional(Coordinate())
                                                      : parse_coordinate(rest.substr(slash + 3));
    field.understood = of.has_value() && base.has_value();
    if (of) field.of = *of;
    if (base) field.base = *base;
    return field;
}

class TextMaker {
  public:
    TextMaker(const BookText& text, const Source& source,
              const std::function<std::vector<PublishedBlock>()>& forms,
              std::vector<BookFinding>& findings)
        : text_(text), in_(source), forms_(forms), findings_(findings) {}

    std::vector<PublishedBlock> run() {
        for (std::string_view line : text::split(text_.text, '\n')) {
            ++line_;
            take(text::trim(line));
        }
        finish_kept();
        return std::move(out_);
    }

  private:
    void take(std::string_view line) {
        if (line.starts_with("|")) {
            kept_.push_back(cells_of(line));
            return;
        }
        finish_kept();
        if (line.empty() || take_alone(line)) return;
        std::size_t level = 0;
        while (level < line.size() && line[level] == '#') ++level;
        const bool heading = level > 0 && level < line.size() && line[level] == ' ';
        PublishedBlock& block = add(heading ? PublishedKind::kHeading : PublishedKind::kParagraph);
        block.text = filled(heading ? text::trim(line.substr(level)) : line);
        constexpr std::size_t kDeepest = 6;
        block.level = heading ? static_cast<int>(std::min(level, kDeepest)) : 0;
    }

    PublishedBlock& add(PublishedKind kind) {
        out_.emplace_back();
        out_.back().kind = kind;
        return out_.back();
    }

    // {{table T03}} and the like: a line of its own.
    bool take_alone(std::string_view line) {
        if (!line.starts_with(kOpen) || line.find(kClose) + kClose.size() != line.size())
            return false;
        const std::string_view inside =
            text::trim(line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size()));
        const std::size_t space = std::min(inside.find(' '), inside.size());
        const std::string_view name = inside.substr(0, space), rest = inside.substr(space);
        if (name == "cover") {
            add(PublishedKind::kCover);
        } else if (name == "contents") {
            add(PublishedKind::kContents).text = "目录";
        } else if (name == "page") {
            add(PublishedKind::kPageBreak);
        } else if (name == "forms") {
            for (PublishedBlock& block : forms_()) out_.push_back(std::move(block));
        } else if (name == "table") {
            add_table(text::trim(rest));
        } else if (name == "chart") {
            add_chart(rest);
        } else {
            return false;
        }
        return true;
    }

    void add_table(std::string_view id) {
        for (const pack::Table& table : in_.pack.tables) {
            if (table.id == id) {
                add(PublishedKind::kTable).table = table_of(table, in_);
                return;
            }
        }
        find("table-unknown", id);
        add(PublishedKind::kParagraph).text = "〔table " + std::string(id) + "〕";
    }

    // {{chart 标题 | flow=expenditure by=function}}
    void add_chart(std::string_view rest) {
        const std::size_t bar = rest.find('|');
        PublishedChart chart;
        chart.title = std::string(text::trim(rest.substr(0, bar)));
        Coordinate whole;
        std::optional<Dimension> by;
        bool understood = true;
        for (std::string_view word :
             words_of(bar == std::string_view::npos ? "" : rest.substr(bar + 1))) {
            if (word.starts_with("by=")) {
                by = dimension_named(word.substr(3));
            } else if (const auto part = parse_coordinate(word)) {
                whole = whole.merged(*part);
            } else {
                understood = false;
            }
        }
        if (!by || !understood) {
            find("chart-unknown", rest);
            add(PublishedKind::kParagraph).text = "〔chart " + std::string(text::trim(rest)) + "〕";
            return;
        }
        const Money all = in_.amounts.at(whole).value_or(Money());
        for (const auto& [member, label] : parts_by(*by, whole)) {
            const Money amount = in_.amounts.at(whole.with(*by, member)).value_or(Money());
            if (amount <= Money()) continue;
            const auto share = percent_of(amount, all, 2);
            chart.slices.push_back(
                {label, amount,
                 amount.print(Unit::kWanYuan, 2) + "万元" + (share ? "，" + *share + "%" : "")});
        }
        if (!chart.slices.empty()) add(PublishedKind::kChart).chart = std::move(chart);
    }

    std::vector<std::pair<std::string, std::string>> parts_by(Dimension by,
                                                              const Coordinate& whole) const {
        std::vector<std::pair<std::string, std::string>> parts;
        if (by == Dimension::kFunction) {
            for (const codes::Entry& entry : in_.codes.functional.entries()) {
                if (entry.level == 1) parts.emplace_back(entry.code, entry.name);
            }
            return parts;
        }
        for (const std::string& child : in_.lexicon.trees.children(by, whole.at(by)))
            parts.emplace_back(child, word_for(by, child));
        return parts;
    }

    std::string word_for(Dimension by, const std::string& member) const {
        const Coordinate at = Coordinate().with(by, member);
        for (const pack::RowWord& row : in_.lexicon.rows) {
            if (row.measures == at) return row.words.front();
        }
        return member;
    }

    static std::vector<std::string> cells_of(std::string_view line) {
        std::vector<std::string> cells;
        std::string cell;
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (line[i] == '\\' && i + 1 < line.size()) {
                cell += line[++i] == 'n' ? '\n' : line[i];
            } else if (line[i] == '|') {
                cells.emplace_back(text::trim(cell));
                cell.clear();
            } else {
                cell += line[i];
            }
        }
        // The bar at the end may be left out.
        if (!text::trim(cell).empty()) cells.emplace_back(text::trim(cell));
        return cells;
    }

    // Rows of a table that no pack describes.
    void finish_kept() {
        if (kept_.empty()) return;
        PublishedTable& table = add(PublishedKind::kTable).table;
        std::size_t columns = 0;
        for (const auto& row : kept_) columns = std::max(columns, row.size());
        table.id = "K" + std::to_string(++kept_tables_);
        table.widths.assign(columns, 1.0);
        table.header_rows = kept_.size() > 1 ? 1 : 0;
        table.form = true;
        for (auto& row : kept_) {
            auto& cells = table.rows.emplace_back(columns);
            for (std::size_t c = 0; c < row.size(); ++c) cells[c].text = std::move(row[c]);
        }
        if (table.header_rows == 1) {
            for (PublishedCell& cell : table.rows.front()) cell.role = CellRole::kHeading;
        }
        kept_.clear();
    }

    // A backslash takes the meaning from the mark behind it.
    std::string filled(std::string_view line) {
        constexpr std::string_view kMarks = "\\{#|";
        std::string out;
        for (std::size_t at = 0; at < line.size();) {
            if (line[at] == '\\' && at + 1 < line.size() &&
                kMarks.find(line[at + 1]) != std::string_view::npos) {
                out += line[at + 1];
                at += 2;
            } else if (line.substr(at).starts_with(kOpen)) {
                at = fill_field(line, at, out);
            } else {
                out += line[at++];
            }
        }
        return out;
    }

    // Behind the field that begins at `open`.
    std::size_t fill_field(std::string_view line, std::size_t open, std::string& out) {
        const std::size_t close = line.find(kClose, open);
        if (close == std::string_view::npos) {
            find("field-unknown", line.substr(open));
            out += line.substr(open);
            return line.size();
        }
        const std::string_view inside =
            line.substr(open + kOpen.size(), close - open - kOpen.size());
        if (const auto said = said_by(parse_field(inside))) {
            out += *said;
        } else {
            find("field-unknown", inside);
            out += "〔" + std::string(text::trim(inside)) + "〕";
        }
        return close + kClose.size();
    }

    std::optional<std::string> said_by(const Field& field) const {
        if (!field.understood) return std::nullopt;
        const bool bare = field.of == Coordinate() && field.words.empty();
        if (field.name == "year" && bare) return std::to_string(in_.book.year);
        if (field.name == "last-year" && bare) return std::to_string(in_.book.year - 1);
        if (field.name == "department" && bare) return in_.book.department;
        if (field.of == Coordinate() || !has_known_options(field)) return std::nullopt;
        const bool counts = !field.of.at(Dimension::kNature).empty();
        if (field.name == "amount" ? counts || !field.words.empty()
                                   : field.name == "count" && !counts) {
            return std::nullopt;
        }
        const auto of = in_.amounts.at(field.of);
        if (field.name == "amount") return of ? std::optional(printed(*of, field)) : std::nullopt;
        if (field.name == "count") return of ? std::optional(counted(*of)) : std::nullopt;
        if (field.base == Coordinate() || !has_directions(field)) return std::nullopt;
        const auto base = in_.amounts.at(field.base);
        if (!of || !base) return std::nullopt;
        const int decimals = decimals_of(field);
        if (field.name == "share") return percent_of(*of, *base, decimals);
        const Money change = *of - *base;
        const Money size = change < Money() ? -change : change;
        if (field.name == "difference") return printed(size, field);
        if (field.name == "growth") return percent_of(size, *base, decimals);
        if (field.name == "direction" && field.words.size() == 1) {
            return change == Money() ? "持平" : toward(field.words[0], change > Money());
        }
        if (field.name == "change" && field.words.size() >= 2) return phrase(field, change, *base);
        return std::nullopt;
    }

    // "比上年增加35.55万元，增长16.08%": what it is compared with, the word of the amount and that
    // of the rate; without the latter no rate.
    std::optional<std::string> phrase(const Field& field, Money change, Money base) const {
        std::string_view than = field.words[0];
        if (change == Money()) {
            for (std::string_view word : {"比", "较", "与"}) {
                if (than.starts_with(word)) than.remove_prefix(word.size());
            }
            return "与" + std::string(than) + "持平";
        }
        const bool up = change > Money();
        const Money size = up ? change : -change;
        std::string out =
            std::string(than) + toward(field.words[1], up) + printed(size, field) + unit_of(field);
        if (field.words.size() < 3) return out;
        const auto rate = percent_of(size, base, decimals_of(field, "rate"));
        return rate ? out + "，" + toward(field.words[2], up) + *rate + "%" : out;
    }

    // All words but what a change is compared with.
    static bool has_directions(const Field& field) {
        const std::size_t first = field.name == "change" ? 1 : 0;
        return std::all_of(
            field.words.begin() + static_cast<std::ptrdiff_t>(std::min(first, field.words.size())),
            field.words.end(), [](const std::string& word) { return !opposite(word).empty(); });
    }

    static bool has_known_options(const Field& field) {
        return std::all_of(field.options.begin(), field.options.end(), [](const auto& option) {
            if (option.first == "unit") return is_money(option.second);
            const bool decimals = option.first == "decimals" || option.first == "rate";
            return decimals && option.second.size() == 1 && option.second[0] >= '0' &&
                   option.second[0] <= '6';
        });
    }

    static bool is_money(const std::string& name) {
        Unit unit = Unit::kWanYuan;
        return parse_unit(text::fold_label(name), unit) && unit != Unit::kPercent &&
               unit != Unit::kPieces;
    }

    static std::string unit_of(const Field& field) {
        const auto unit = field.options.find("unit");
        return unit == field.options.end() ? "万元" : unit->second;
    }

    static int decimals_of(const Field& field, const char* option = "decimals") {
        const auto given = field.options.find(option);
        return given == field.options.end() ? 2 : given->second[0] - '0';
    }

    static std::string printed(Money amount, const Field& field) {
        Unit unit = Unit::kWanYuan;
        parse_unit(text::fold_label(unit_of(field)), unit);
        if (amount == Money()) return "0";
        return amount.print(unit, decimals_of(field));
    }

    // Counts are kept in hundredths.
    static std::string counted(Money count) {
        std::string out = count.print(Unit::kYuan, 2);
        while (out.ends_with('0')) out.pop_back();
        if (out.ends_with('.')) out.pop_back();
        return out;
    }

    void find(const char* rule, std::string_view what) {
        findings_.push_back({rule,
                             Severity::kError,
                             {"texts/" + text_.name + ".md", line_, ""},
                             {{"text", std::string(text::trim(what))}}});
    }

    const BookText& text_;
    const Source& in_;
    const std::function<std::vector<PublishedBlock>()>& forms_;
    std::vector<BookFinding>& findings_;
    std::vector<PublishedBlock> out_;
    std::vector<std::vector<std::string>> kept_;
    int line_ = 0, kept_tables_ = 0;
};

}  // namespace

std::optional<Coordinate> parse_coordinate(std::string_view text) {
    Coordinate at;
    for (std::string_view word : words_of(text)) {
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const auto d = dimension_named(word.substr(0, equals));
        if (!d) return std::nullopt;
        at.set(*d, std::string(word.substr(equals + 1)));
    }
    return at;
}

std::string_view opposite(std::string_view word) {
    for (const Pair& pair : kDirections) {
        if (pair.up == word) return pair.down;
        if (pair.down == word) return pair.up;
    }
    return {};
}

std::vector<PublishedBlock> blocks_of(const BookText& text, const Source& source,
                                      const std::function<std::vector<PublishedBlock>()>& forms,
                                      std::vector<BookFinding>& findings) {
    return TextMaker(text, source, forms, findings).run();
}

}  // namespace mingzhang::compile
