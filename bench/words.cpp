// Alters words, figures and parts of real documents, one at a time, and counts what is newly
// reported.
//
//   mingzhang_bench_words [--misses KIND] [--kind KIND] [--seed N] [--placements N] [DOCUMENT…]
//
// --misses prints what was missed, and what was reported besides (stray).
//
// Places are found by plain patterns, not by what the program understood, wherever that is
// possible: what it overlooks is to count as missed. Without documents: ../shared/documents.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/text.h"
#include "workflow/check_file.h"
#include "workflow/in_order.h"

namespace mingzhang {
namespace {

namespace fs = std::filesystem;
using std::string;
using std::string_view;
using Random = std::mt19937_64;
// How often a finding's key stands at a line.
using Known = std::map<std::pair<string, int>, int>;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Original {
    string name;
    SourceDocument source;
    Disclosure disclosure;
    Known known;
};

// Bytes of a block's or a cell's text become others, or whole blocks go or come.
struct Alteration {
    const Original* document = nullptr;
    std::size_t block = 0, row = kNone, column = 0;
    std::size_t at = 0, length = 0;
    string with{};
    std::size_t blocks_removed = 0;
    bool block_inserted = false;  // after `block`
    // What was removed: a finding that holds one of these speaks of it.
    std::vector<string> names{};
};
using Alterations = std::vector<Alteration>;

struct Kind {
    const char* name;
    std::function<Alterations(const Original&, Random&)> list;
};

// --- places ---------------------------------------------------------------------------------

enum class Where { kProse, kCells, kAll };

// The text that an alteration changes.
template <class Document>
auto& text_at(Document& document, const Alteration& a) {
    auto& block = document.blocks[a.block];
    return a.row == kNone ? block.text : block.grid.rows[a.row][a.column].text;
}

const Place& place_of(const Alteration& a) {
    const Block& block = a.document->source.blocks[a.block];
    return a.row == kNone ? block.place : block.grid.rows[a.row][a.column].place;
}

void each_text(const Original& document, Where where,
               const std::function<void(const Alteration&, const string&)>& take) {
    Alteration a{&document};
    for (; a.block < document.source.blocks.size(); ++a.block) {
        const Block& block = document.source.blocks[a.block];
        a.row = kNone;
        if (where != Where::kCells && !block.text.empty()) take(a, block.text);
        if (where == Where::kProse) continue;
        for (a.row = 0; a.row < block.grid.rows.size(); ++a.row)
            for (a.column = 0; a.column < block.grid.rows[a.row].size(); ++a.column)
                take(a, block.grid.rows[a.row][a.column].text);
    }
}

// What stands in place of the words found; the same words: no alteration.
using Replace = std::function<string(const string&)>;

// Each match of the pattern: its first group is replaced.
Alterations matches(const Original& document, Where where, const string& pattern,
                    const Replace& replace) {
    RE2::Options options;
    options.set_never_nl(false);
    const RE2 compiled(pattern, options);
    if (!compiled.ok()) throw std::logic_error(pattern + ": " + compiled.error());
    Alterations out;
    each_text(document, where, [&](const Alteration& place, const string& text) {
        re2::StringPiece found[2];
        for (std::size_t at = 0; at < text.size();) {
            if (!compiled.Match(text, at, text.size(), RE2::UNANCHORED, found, 2)) break;
            Alteration a = place;
            a.at = static_cast<std::size_t>(found[1].data() - text.data());
            a.length = found[1].size();
            a.with = replace(text.substr(a.at, a.length));
            at = a.at + std::max<std::size_t>(a.length, 1);
            if (a.with != text.substr(a.at, a.length)) out.push_back(std::move(a));
        }
    });
    return out;
}

string old_text(const Alteration& a) {
    return text_at(a.document->source, a).substr(a.at, a.length);
}

// --- what is put there ----------------------------------------------------------------------

string pick(Random& random, const std::vector<string>& choices) {
    return choices[random() % choices.size()];
}
Replace one_of(Random& random, std::vector<string> choices) {
    return [&random, choices](const string&) { return pick(random, choices); };
}
Replace turned(std::vector<std::pair<string, string>> pairs) {
    return [pairs](const string& word) {
        for (const auto& [a, b] : pairs) {
            if (word == a) return b;
            if (word == b) return a;
        }
        return word;
    };
}

// Another first digit, so that no rounding hides the change.
string other_number(string text) {
    const auto at = text.find_first_of("123456789");
    if (at == string::npos) return "7" + text.substr(1);
    text[at] = text[at] >= '7' ? '3' : static_cast<char>(text[at] + 2);
    return text;
}

string digits(Random& random, int count) {
    string out;
    while (count-- > 0) out += static_cast<char>('0' + random() % 10);
    return out;
}
string with_luhn_digit(string number) {
    number += '0';
    while (!check::has_luhn_digit(number)) ++number.back();
    return number;
}
string id_number(Random& random) {
    const string number = fmt::format("140302{}{:02}{:02}{}", 1950 + random() % 55,
                                      1 + random() % 12, 1 + random() % 28, digits(random, 3));
    for (const char last : string_view("0123456789X"))
        if (check::is_id_number(number + last)) return number + last;
    return number;
}

// A character of the document's own that is none of the word's.
string other_character(const Original& document, Random& random, const std::u32string& word) {
    for (;;) {
        const Block& block = document.source.blocks[random() % document.source.blocks.size()];
        const std::u32string text = text::code_points(block.text);
        if (text.empty()) continue;
        const char32_t c = text[random() % text.size()];
        const bool ideograph = c >= 0x4E00 && c <= 0x9FFF;
        if (ideograph && word.find(c) == std::u32string::npos) return text::to_utf8({&c, 1});
    }
}

enum class Slip { kWrong, kMissing, kDoubled, kSwapped };

string slipped(const Original& document, Random& random, const string& word, Slip slip) {
    static const std::map<char32_t, string> kAlike = {
        {U'拨', "拔"}, {U'待', "侍"}, {U'机', "几"}, {U'费', "废"}, {U'购', "构"}, {U'结', "给"},
        {U'预', "予"}, {U'项', "顷"}, {U'基', "其"}, {U'采', "彩"}, {U'转', "传"}, {U'其', "基"}};
    std::u32string letters = text::code_points(word);
    const std::size_t at = random() % letters.size();
    if (slip == Slip::kMissing) letters.erase(at, 1);
    if (slip == Slip::kDoubled) letters.insert(at, 1, letters[at]);
    if (slip == Slip::kSwapped) {
        const std::size_t first = std::min(at, letters.size() - 2);
        std::swap(letters[first], letters[first + 1]);
    }
    if (slip == Slip::kWrong) {
        const auto alike = kAlike.find(letters[at]);
        const string other =
            alike != kAlike.end() ? alike->second : other_character(document, random, letters);
        letters.replace(at, 1, text::code_points(other));
    }
    return text::to_utf8(letters);
}

// --- kinds ----------------------------------------------------------------------------------

// A figure that is not nought.
constexpr const char* kFigure = R"((?:[1-9][0-9,]*(?:\.[0-9]+)?|0\.[0-9]*[1-9][0-9]*))";
constexpr const char* kItem =
    R"((?:[（(]项[)）]|[（(][0-9]{3,7}[)）]|[；：][\p{Han}、]{2,}支出)[”"]?(?:[，,]?[0-9]{4} ?年度?)?[^0-9。；;]{0,12}?)";
constexpr const char* kReason = "(?:主要原因是|主要原因：|原因是|主要是|主要用于)[：:]?";

string in_figure(const char* before, const char* after) {
    return fmt::format("{}({}) ?{}", before, kFigure, after);
}

Alterations neighbours_copied(Alterations all) {
    Alterations out;
    for (std::size_t i = 1; i < all.size(); ++i) {
        all[i].with = old_text(all[i - 1]);
        if (all[i].with != old_text(all[i])) out.push_back(all[i]);
    }
    return out;
}

// Whether one reason may stand at both: they tell of one amount, or of no change.
bool may_share_reason(const Alteration& a, const Alteration& b) {
    const auto before = [](const Alteration& at) {
        const string& text = text_at(at.document->source, at);
        std::size_t from = at.at > 150 ? at.at - 150 : 0;
        while ((static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
        return text.substr(from, at.at - from);
    };
    const auto amount = [&](const Alteration& at) {
        static const RE2 last(R"(.*?([0-9][0-9,.]*) ?(?:万元|元|%|％)[^0-9]*$)");
        string found;
        RE2::FullMatch(before(at), last, &found);
        return found;
    };
    const auto level = [&](const Alteration& at) { return text::contains(before(at), "持平"); };
    return (amount(a) == amount(b) && !amount(a).empty()) || (level(a) && level(b));
}

constexpr const char* kChange = "(?:增加|减少|增长|下降|上升|降低)了?";

// The sentence around an alteration: what stands before it there, and behind it up to the end of
// the paragraph.
std::pair<string, string> beside(const Alteration& a) {
    const string& text = text_at(a.document->source, a);
    const std::size_t stop = text.rfind("。", a.at);
    const std::size_t begin = stop == string::npos ? 0 : stop + string_view("。").size();
    return {text.substr(begin, a.at - begin), text.substr(a.at + a.length)};
}

// Whether the reason that follows speaks of a change.
bool has_telling_reason(const string& behind) {
    static const RE2 reason(
        "^[^。]*。?[^。]{0,6}(?:原因|主要是|由于)[^。]*(?:增加|减少|新增|增长|下降|增资|提高|"
        "上调)");
    return RE2::PartialMatch(behind, reason);
}

int amounts_in(string text) {
    static const RE2 amount("[0-9] ?万元");
    return RE2::GlobalReplace(&text, amount, "");
}

// A rate with last year's amount, with the amount of the change, or with a reason: one that stands
// alone says the same after it was turned.
bool can_be_known(const Alteration& a) {
    static const RE2 is_rate(fmt::format("^了?{} ?[%％]", kFigure)), change("万元[，,]$");
    const auto [before, behind] = beside(a);
    return !RE2::PartialMatch(behind, is_rate) || RE2::PartialMatch(before, change) ||
           amounts_in(before) > 1 || has_telling_reason(behind);
}

Alterations directions_turned(const Original& document, Random&) {
    Alterations out =
        matches(document, Where::kProse,  // 稳增长 is the name of a policy
                fmt::format("(?:^|[^稳])(增加|减少|增长|下降|上升|降低)了?{}", kFigure),
                turned({{"增加", "减少"}, {"增长", "下降"}, {"上升", "降低"}}));
    std::erase_if(out, [](const Alteration& a) { return !can_be_known(a); });
    return out;
}

// Where nothing else tells of the change, level is as good: no other statement of it, no list of
// changes, no amount of last year and no reason.
Alterations levels_put(const Original& document, Random&) {
    Alterations out =
        matches(document, Where::kProse,
                fmt::format("({}{} ?万元(?:，{}[0-9.]+[%％])?)", kChange, kFigure, kChange),
                [](const string&) { return string("持平"); });
    static const RE2 number(fmt::format("({})", kFigure)),
        other(fmt::format("{}{} ?万元", kChange, kFigure)), parts("其中[：:]?$");
    std::erase_if(out, [&](const Alteration& a) {
        const auto [before, behind] = beside(a);
        string by;
        RE2::PartialMatch(old_text(a), number, &by);
        int told = 0;
        each_text(document, Where::kProse, [&](const Alteration&, const string& text) {
            told += text::contains(text, by) ? 1 : 0;
        });
        string all = before + behind;
        const bool listed = RE2::GlobalReplace(&all, other, "") > 1;
        return told < 2 && !listed && !RE2::PartialMatch(behind, parts) && amounts_in(before) < 2 &&
               !has_telling_reason(behind);
    });
    return out;
}

// The last name before its level: "行政运行" of "…（款）行政运行（项）938.99万元".
string item_name(const string& text) {
    static const RE2 name(R"(([\p{Han}、]{2,})(?:[（(]项[)）]|[（(][0-9]{3,7}[)）]|[0-9]))");
    string found;
    RE2::PartialMatch(text, name, &found);
    return found;
}

Alterations items_dropped(const Original& document, Random&) {
    Alterations out =
        matches(document, Where::kProse,
                R"([；：]([\p{Han}、]{2,}支出[0-9][0-9,.]*万元(?:，占[0-9.]+[%％])?；))",
                [](const string&) { return string(); });
    // One part of a whole, named alone, is true.
    static const RE2 share("占");
    std::erase_if(out, [](const Alteration& a) {
        string text = text_at(a.document->source, a);
        return RE2::GlobalReplace(&text, share, "") < 3;
    });
    for (Alteration& a : out) a.names = {item_name(old_text(a))};
    static const RE2 item(
        R"(^\s*[（(]?[0-9]+[)）]?[.、．]?\s*.*(?:（项[)）]|[（(][0-9]{7}[)）]).*[0-9]\s*万元[^\n]*[。；]$)");
    each_text(document, Where::kProse, [&](Alteration a, const string& text) {
        if (!RE2::FullMatch(text, item)) return;
        a.blocks_removed = 1;
        a.names = {item_name(text)};
        out.push_back(std::move(a));
    });
    // Where no table names it, only the sum can tell that something is gone.
    if (document.disclosure.tables.empty()) {
        for (Alteration& a : out) a.names.emplace_back("items-sum");
    }
    return out;
}

std::size_t block_of(const Original& document, const Place& place) {
    const auto& blocks = document.source.blocks;
    std::size_t i = 0;
    while (i + 1 < blocks.size() && blocks[i + 1].place.line <= place.line) ++i;
    return i;
}

std::size_t table_block(const Original& document, const DisclosureTable& table) {
    const auto& blocks = document.source.blocks;
    std::size_t i = block_of(document, table.place);
    while (i < blocks.size() && blocks[i].kind != BlockKind::kTable) ++i;
    return i;
}

Alterations empty_notes_removed(const Original& document, Random&) {
    Alterations out =
        matches(document, Where::kAll,
                R"((^[^\n]{0,200}(?:[本此该]?表(?:中)?(?:无数据|为空)|空表)[^\n]{0,40}))",
                [](const string&) { return string(); });
    for (Alteration& a : out) {
        for (const DisclosureTable& table : document.disclosure.tables)
            if (table.place.line <= place_of(a).line) a.names = {table.title, table.number};
        if (a.row == kNone) a.blocks_removed = 1;
    }
    return out;
}

bool has_figures(const Original& document, std::size_t table) {
    const auto& figures = document.disclosure.figures;
    return std::count_if(figures.begin(), figures.end(), [&](const Figure& f) {
               return f.table == static_cast<int>(table) && f.number.mantissa != 0;
           }) > 1;
}

Alterations tables_altered(
    const Original& document,
    const std::function<void(Alteration&, std::size_t title, const DisclosureTable&)>& alter) {
    Alterations out;
    const auto& tables = document.disclosure.tables;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        Alteration a{&document, table_block(document, tables[t])};
        if (a.block >= document.source.blocks.size() || !has_figures(document, t)) continue;
        a.names = {tables[t].title, tables[t].number, tables[t].id};
        alter(a, block_of(document, tables[t].place), tables[t]);
        out.push_back(std::move(a));
    }
    return out;
}

Alterations empty_notes_added(const Original& document, Random&) {
    return tables_altered(document, [](Alteration& a, std::size_t, const DisclosureTable&) {
        a.with = "注：本部门没有相关预算安排，故本表无数据。";
        a.block_inserted = true;
    });
}

Alterations tables_removed(const Original& document, Random&) {
    return tables_altered(document, [](Alteration& a, std::size_t title, const DisclosureTable&) {
        a.blocks_removed = a.block - title + 1;
        a.block = title;
    });
}

// From one place to the next: the last one goes to the end, so it is left out.
template <class Part, class Names>
Alterations parts_removed(const Original& document, const std::vector<Part>& parts, Names names) {
    Alterations out;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        Alteration a{&document, block_of(document, parts[i].place)};
        const std::size_t end = block_of(document, parts[i + 1].place);
        if (end <= a.block + 1) continue;  // a line of the contents, or a heading above others
        a.blocks_removed = end - a.block;
        a.names = names(parts[i]);
        out.push_back(std::move(a));
    }
    return out;
}

// With what titles it: the titles of a form are its own, not the form's before it.
Alterations forms_removed(const Original& document, Random&) {
    struct Part {
        Place place;
        string project;
    };
    std::vector<Part> parts;
    for (const Declaration& form : document.disclosure.declarations) {
        const bool headed = !form.heading.empty(), titled = !form.title.empty();
        parts.push_back({headed   ? form.heading_place
                         : titled ? form.title_place
                                  : form.place,
                         form.project});
    }
    return parts_removed(document, parts, [](const Part& part) {
        return std::vector{part.project, string("declarations-missing")};
    });
}

// How often the document says the year.
std::size_t times_said(const Original& document, const string& year) {
    return matches(document, Where::kAll, "(" + year + ") ?年",
                   [](const string&) { return string(); })
        .size();
}

// A year in the block of each table title and section, where the document says it once more.
Alterations years_of_titles(const Original& document, Random& random) {
    std::set<int> lines;
    for (const DisclosureTable& table : document.disclosure.tables) lines.insert(table.place.line);
    for (const Section& section : document.disclosure.sections) lines.insert(section.place.line);
    Alterations out = matches(document, Where::kProse, "(20[0-9]{2}) ?年", [&](const string& year) {
        return std::to_string(std::stoi(year) + (random() % 2 == 0 ? 1 : -1));
    });
    std::map<string, std::size_t> said;
    std::erase_if(out, [&](const Alteration& a) {
        if (lines.count(place_of(a).line) == 0) return true;
        const auto [times, is_new] = said.emplace(old_text(a), 0);
        if (is_new) times->second = times_said(document, old_text(a));
        return times->second < 2;
    });
    return out;
}

Alterations targets(const Original& document, const char* pattern, const Replace& replace) {
    std::set<int> lines;
    for (const Declaration& form : document.disclosure.declarations)
        for (const Indicator& indicator : form.indicators) lines.insert(indicator.place.line);
    Alterations out = matches(document, Where::kCells, pattern, replace);
    std::erase_if(out, [&](const Alteration& a) { return lines.count(place_of(a).line) == 0; });
    return out;
}

// Cells beside a code: "2013901 | 行政运行".
Alterations coded_rows(const Original& document, bool code, const Replace& replace) {
    static const RE2 is_code("[23][0-9]{2}(?:[0-9]{2}){0,2}");
    Alterations out = matches(document, Where::kCells,
                              code ? "^([0-9]{3,7})$" : R"(^\s*([\p{Han}、]{4,})$)", replace);
    std::erase_if(out, [&](const Alteration& a) {
        const auto& row = document.source.blocks[a.block].grid.rows[a.row];
        const std::size_t last = code ? a.column + 1 : a.column;
        if (last == 0 || last >= row.size()) return true;
        const bool named = RE2::FullMatch(row[last].text, R"(\s*[\p{Han}、]{3,})");
        return !named || !RE2::FullMatch(row[last - 1].text, is_code);
    });
    return out;
}

Alterations project_names(const Original& document, Random& random) {
    Alterations out;
    for (const Declaration& form : document.disclosure.declarations) {
        const DeclarationField* field = form.field("project");
        if (field == nullptr || text::code_points(field->text).size() < 4) continue;
        int stands = 0;  // what nothing else names cannot be known to be wrong
        const string name = text::fold_label(field->text);
        each_text(document, Where::kAll, [&](const Alteration&, const string& text) {
            stands += text::contains(text::fold_label(text), name) ? 1 : 0;
        });
        if (stands < 2) continue;
        each_text(document, Where::kCells, [&](Alteration a, const string& text) {
            const bool here = place_of(a).line == field->place.line && text == field->text;
            if (!here) return;
            a.length = text.size();
            a.with = slipped(document, random, text, Slip::kWrong);
            out.push_back(std::move(a));
        });
    }
    return out;
}

// What is left may be right: "公务接待、", "人员费", "本支出".
bool is_right_without(const string& word) {
    static const std::set<string> kRight = {
        "公务接待",         "人员费",       "公用费",           "因出国",     "本支出",
        "社会保障就业支出", "商品服务支出", "对个人家庭的补助", "公务车购置", "公务车运行",
        "机关运行费",       "公用车购置",   "公用车运行",       "用经费",     "其收入"};
    return kRight.count(word) > 0;
}

// All texts of a document.
const string& words_of(const Original& document) {
    static std::map<string, string> known;
    string& words = known[document.name];
    if (words.empty())
        each_text(document, Where::kAll,
                  [&](const Alteration&, const string& text) { words += text + "\n"; });
    return words;
}

// Whether the character that was put there makes a word of the document's own with the one beside
// it: 行政拨款, 党政拨款. Then the slip is one, but nothing shows it.
bool makes_a_word(const Original& document, const string& word, const string& out) {
    const std::u32string before = text::code_points(word), after = text::code_points(out);
    if (before.size() != after.size()) return false;
    const string& all = words_of(document);
    for (std::size_t i = 0; i + 1 < after.size(); ++i) {
        const bool made = after[i] != before[i] || after[i + 1] != before[i + 1];
        if (made && text::contains(all, text::to_utf8(after.substr(i, 2)))) return true;
    }
    return false;
}

Kind term_slip(const char* name, Slip slip) {
    return {
        name, [slip](const Original& document, Random& random) {
            return matches(
                document, Where::kAll,
                "(财政拨款|公务接待费|机关运行经费|一般公共预算|政府性基金预算|国有资本经营预算|"
                "政府采购|"
                "公务用车购置|公务用车运行|因公出国|基本支出|项目支出|人员经费|公用经费|上年结转|"
                "财政专户管理资金|一般公共服务支出|社会保障和就业支出|卫生健康支出|住房保障支出|"
                "住房公积金|机关事业单位基本养老保险缴费|职业年金|商品和服务支出|工资福利支出|"
                "对个人和家庭的补助|绩效目标|名词解释|单位资金|事业收入|经营收入|其他收入)",
                [&](const string& word) {
                    const string out = slipped(document, random, word, slip);
                    const bool right = is_right_without(out) ||
                                       (slip == Slip::kWrong && makes_a_word(document, word, out));
                    return right ? word : out;
                });
        }};
}

// Of changes in figures. What goes on with its parts (其中), counts reasons off (一是), or gives
// the reason of both halves of a sentence behind the second, still tells.
Alterations reasons_removed(const Original& document, Random&) {
    Alterations out = matches(
        document, Where::kProse,
        R"((?:增|减|升|降)[^。；]*?[0-9][^。；]*?((?:[，,。]\s*)(?:主要原因是|主要原因：|原因是|主要是)[^。；]+)[。；])",
        [](const string&) { return string(); });
    static const RE2 told_on(R"([。；]\s*(?:其中|一是)|；.*(?:原因|主要是).*)");
    // Where most changes have no reason, one more without says nothing.
    const Alterations changes =
        matches(document, Where::kProse,
                R"((?:比|较|同比)[^。；]{0,30}?(增加|减少|增长|下降|降低)了?[0-9])",
                [](const string&) { return string(); });
    if (2 * out.size() < changes.size()) return {};
    std::erase_if(out, [](const Alteration& a) {
        const string& text = text_at(a.document->source, a);
        const re2::StringPiece rest(text.data() + a.at + a.length, text.size() - a.at - a.length);
        return told_on.Match(rest, 0, rest.size(), RE2::ANCHOR_START, nullptr, 0);
    });
    return out;
}

// A kind that replaces what a pattern finds.
template <class MakeReplace>
Kind pattern_kind(const char* name, Where where, string pattern, MakeReplace make) {
    return {name, [=](const Original& document, Random& random) {
                return matches(document, where, pattern, make(random));
            }};
}
auto fixed(Replace replace) {
    return [replace](Random&) { return replace; };
}
auto chosen(std::vector<string> choices) {
    return [choices](Random& random) { return one_of(random, choices); };
}
auto doubled() {
    return fixed([](const string& s) { return s + s; });
}
// Behind the last sentence of a paragraph.
template <class Make>
Kind appended(const char* name, std::vector<string> before, Make make) {
    return pattern_kind(name, Where::kProse, R"([\p{Han}]{12,}(。)$)", [=](Random& random) {
        return [=, &random](const string&) {
            return "，" + pick(random, before) + make(random) + "。";
        };
    });
}

std::vector<Kind> all_kinds() {
    const auto nothing = fixed([](const string&) { return string(); });
    const auto number = fixed(other_number);
    return {
        {"direction-turned", directions_turned},
        pattern_kind("item-amount", Where::kProse, in_figure(kItem, "万"), number),
        {"item-dropped", items_dropped},
        {"item-amount-of-neighbour",
         [](const Original& d, Random&) {
             return neighbours_copied(matches(d, Where::kProse, in_figure(kItem, "万"),
                                              [](const string&) { return string(); }));
         }},
        {"empty-note-removed", empty_notes_removed},
        {"empty-note-added", empty_notes_added},
        {"year-in-title", years_of_titles},
        {"year-in-sentence",
         [](const Original& d, Random&) {
             // Which year's projects were evaluated ("2024年度项目1个") nothing else tells.
             const int year = d.disclosure.year;
             Alterations all = matches(
                 d, Where::kProse,
                 fmt::format(
                     R"((?:^|[。；\s])\s*(?:\p{{Han}}{{0,12}})({}) ?年度?[^0-9。；]{{2,40}}{} ?(?:万元|%|个))",
                     year, kFigure),
                 [&](const string&) { return std::to_string(year - 1); });
             std::erase_if(all, [](const Alteration& a) {
                 const string& text = text_at(a.document->source, a);
                 return text.compare(a.at + 4, string_view("年度项目").size(), "年度项目") == 0;
             });
             return all;
         }},
        {"reason-of-neighbour",
         [](const Original& d, Random&) {
             const Alterations all =
                 matches(d, Where::kProse, string(kReason) + R"(([^。；]{12,})[。；])",
                         [](const string&) { return string(); });
             Alterations out;
             for (std::size_t i = 1; i < all.size(); ++i) {
                 Alteration a = all[i];
                 a.with = old_text(all[i - 1]);
                 if (a.with != old_text(a) && !may_share_reason(a, all[i - 1])) out.push_back(a);
             }
             return out;
         }},
        {"reason-removed", reasons_removed},
        pattern_kind("placeholder", Where::kProse, in_figure("", "(?:万元|%|辆|个|人)"),
                     chosen({"XX", "××", "待填写", "xx", "【填写】"})),
        pattern_kind("number-blank", Where::kProse,
                     in_figure(R"([\p{Han}])", "(?:万元|%|％|辆|平方米)"),
                     chosen({"", "    ", "__", " "})),
        appended("id-number", {"身份证号", "公民身份号码：", "（甲某）", "申领人甲某"}, id_number),
        appended("mobile-number", {"联系电话：1", "手机1", "联系人：甲某，电话1"},
                 [](Random& r) { return "3" + digits(r, 9); }),
        appended("bank-card", {"账号", "银行卡号：", "开户行甲银行，卡号"},
                 [](Random& r) { return with_luhn_digit("622202" + digits(r, 12)); }),
        {"form-removed", forms_removed},
        {"target-unit-lost",
         [](const Original& d, Random&) {
             // "1. 产出指标" is a level, not a target.
             Alterations out = targets(d, R"(^[≥≤=＝><]?\s*[0-9.,]+\s*([%％\p{Han}/]+)$)",
                                       [](const string&) { return string(); });
             std::erase_if(out, [](const Alteration& a) { return old_text(a).ends_with("指标"); });
             return out;
         }},
        {"target-direction",
         [](const Original& d, Random&) {
             // "at least so many" is how a quantity of output should be bounded.
             std::set<int> quantities;
             for (const Declaration& form : d.disclosure.declarations)
                 for (const Indicator& i : form.indicators)
                     if (i.second_level == "quantity") quantities.insert(i.place.line);
             Alterations out = targets(d, "^(≥|≤)", turned({{"≥", "≤"}}));
             std::erase_if(out, [&](const Alteration& a) {
                 return old_text(a) == "≤" && quantities.count(place_of(a).line) > 0;
             });
             return out;
         }},
        pattern_kind("doubled-word", Where::kProse,
                     "(增加|减少|增长|万元|主要|其中|用于|支出|收入|预算|安排|经费|单位|部门)",
                     doubled()),
        pattern_kind("doubled-punctuation", Where::kProse,
                     R"([\p{Han}0-9]([，。；、：])[\p{Han}0-9])",
                     [](Random& random) {
                         return [&random](const string& s) {
                             return random() % 2 == 0 || s == "。" ? s + s : s + "。";
                         };
                     }),
        term_slip("term-character-wrong", Slip::kWrong),
        term_slip("term-character-missing", Slip::kMissing),
        term_slip("term-character-doubled", Slip::kDoubled),
        term_slip("term-characters-swapped", Slip::kSwapped),
        {"item-name-in-table",
         [](const Original& d, Random& random) {
             return coded_rows(d, false, [&](const string& name) {
                 return slipped(d, random, name, Slip::kWrong);
             });
         }},
        {"item-code-in-table",
         [](const Original& d, Random& random) {
             return coded_rows(d, true, [&](string code) {
                 char& digit = code[random() % code.size()];
                 digit = static_cast<char>('0' +
                                           (digit - '0' + 1 + static_cast<int>(random() % 9)) % 10);
                 return code;
             });
         }},
        {"table-removed", tables_removed},
        {"section-removed",
         [](const Original& d, Random&) {
             // The contents page may name it without its year.
             return parts_removed(d, d.disclosure.sections, [](const Section& section) {
                 string bare = section.title;
                 RE2::Replace(&bare, "^20[0-9]{2}年", "");
                 return std::vector{section.title, bare};
             });
         }},
        pattern_kind("bracket-lost", Where::kProse, "([《》（）〔〕“”])", nothing),
        pattern_kind("percent-lost", Where::kProse, "[0-9]([%％])", nothing),
        {"level-put", levels_put},
        {"project-name-in-form", project_names},
        pattern_kind("impossible-date", Where::kAll, "([0-9]{1,2}月[0-9]{1,2}日)",
                     chosen({"2月30日", "11月31日", "13月1日", "6月31日"})),
        pattern_kind(
            "document-number-bracket", Where::kAll, R"(\p{Han}(〔20[0-9]{2}〕)[0-9]+号)",
            [](Random& random) {
                return [&random](const string& s) {
                    const string year = s.substr(3, 4);
                    return pick(random, {"[" + year + "]", "(" + year + ")", "【" + year + "】"});
                };
            }),
    };
}

// --- altering and checking ------------------------------------------------------------------

SourceDocument altered(const Alteration& a) {
    SourceDocument copy = a.document->source;
    const auto block = copy.blocks.begin() + static_cast<std::ptrdiff_t>(a.block);
    if (a.block_inserted) {
        Block added;
        added.text = a.with;
        added.place = block->place;
        if (!block->grid.rows.empty() && !block->grid.rows.back().empty())
            added.place = block->grid.rows.back().back().place;
        copy.blocks.insert(block + 1, std::move(added));
    } else if (a.blocks_removed > 0) {
        copy.blocks.erase(block, block + static_cast<std::ptrdiff_t>(a.blocks_removed));
    } else {
        text_at(copy, a).replace(a.at, a.length, a.with);
    }
    return copy;
}

// Every place that is at fault: those behind the first of a finding with a proof only prove it.
std::vector<const Place*> places_at_fault(const Finding& finding) {
    std::vector<const Place*> out;
    for (const FindingPlace& p : finding.places)
        if (out.empty() || finding.proof.empty()) out.push_back(&p.place);
    for (const FindingPlace& p : finding.alternatives) out.push_back(&p.place);
    return out;
}

bool speaks_of(const Finding& finding, const std::vector<string>& names) {
    string words = finding.rule;
    const auto add = [&](const string& s) { words += '\n' + text::fold_label(s); };
    for (const auto& [name, value] : finding.arguments) add(value);
    for (const string& s : finding.suggestion) add(s);
    for (const FindingPlace& p : finding.places)
        add(p.text), add(p.row_label), add(p.table_title), add(p.table);
    return std::any_of(names.begin(), names.end(), [&](const string& name) {
        return !name.empty() && words.find(text::fold_label(name)) != string::npos;
    });
}

// What is gone has no line: the ordinal behind the hole tells of it.
bool is_gap(const Finding& finding, const Alteration& a) {
    const auto& blocks = a.document->source.blocks;
    const std::size_t behind = a.block + a.blocks_removed;
    return a.blocks_removed > 0 && finding.rule == "ordinal-skipped" && behind < blocks.size() &&
           finding.places[0].place.line == blocks[behind].place.line;
}

struct Outcome {
    bool caught = false, elsewhere = false;
    int stray = 0;
    string rules;  // of what is new, with lines
};

Result<workflow::CheckedFile> checked_copy(const Alteration& a,
                                           const workflow::Resources& resources) try {
    return workflow::check_source(altered(a), resources);
} catch (const std::exception& error) {
    fmt::print(stderr, "an internal check failed: {}\n", error.what());
    return fail(a.document->name, error.what());
}

Outcome outcome_of(const Alteration& a, const workflow::Resources& resources) {
    Outcome out;
    const auto checked = checked_copy(a, resources);
    if (!checked) return out;
    const int line = place_of(a).line;
    Known seen;
    for (const Finding& finding : checked->report.findings) {
        bool fresh = false, here = false, beside = false;
        for (const Place* place : places_at_fault(finding)) {
            const std::pair at{finding.key, place->line};
            const auto before = a.document->known.find(at);
            if (++seen[at] <= (before == a.document->known.end() ? 0 : before->second)) continue;
            fresh = true;
            here = here || place->line == line;
        }
        if (!fresh) continue;
        for (const FindingPlace& p : finding.places) beside = beside || p.place.line == line;
        here = (here && a.blocks_removed == 0) || speaks_of(finding, a.names) || is_gap(finding, a);
        out.caught = out.caught || here;
        out.elsewhere = true;
        const bool serious = finding.severity <= Severity::kWarning;
        out.stray += serious && !here && !beside ? 1 : 0;
        out.rules += fmt::format(" {}@{}", finding.rule, finding.places[0].place.line);
    }
    out.elsewhere = out.elsewhere && !out.caught;
    return out;
}

string clipped(string s, std::size_t most) {
    std::replace(s.begin(), s.end(), '\n', ' ');
    std::u32string letters = text::code_points(s);
    if (letters.size() > most) letters = letters.substr(0, most) + U"…";
    return text::to_utf8(letters);
}

void print_miss(const Alteration& a, const Outcome& outcome) {
    const string& text = text_at(a.document->source, a);
    std::size_t from = a.at > 60 ? a.at - 60 : 0;
    while ((static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
    const string what =
        a.blocks_removed > 0 ? fmt::format("{} blocks removed", a.blocks_removed)
        : a.block_inserted   ? "inserted"
                           : fmt::format("{} -> {}", clipped(old_text(a), 30), clipped(a.with, 30));
    const char* how = outcome.caught ? "stray" : outcome.elsewhere ? "elsewhere" : "missed";
    fmt::print("  {} {} line {} page {}: {} | {}{}\n", how, a.document->name, place_of(a).line,
               place_of(a).page, what, clipped(text.substr(from), 70),
               outcome.rules.empty() ? "" : " |" + clipped(outcome.rules, 200));
}

struct Options {
    string misses, kind;
    uint64_t seed = 1;
    std::size_t placements = 200;
    std::vector<string> documents;
};

class Bench {
  public:
    Bench(const Options& options, const workflow::Resources& resources)
        : options_(options), resources_(resources) {}

    bool read() {
        read::PdfScanner scanner;
        for (const string& path : options_.documents) {
            auto checked = workflow::check_file(path, resources_, scanner);
            if (!checked) {
                fmt::print(stderr, "left out: {}\n", checked.error().to_string());
                continue;
            }
            Original original{fs::path(path).stem().string(),
                              std::move(checked->source),
                              std::move(checked->report.disclosure),
                              {}};
            for (const Finding& finding : checked->report.findings)
                for (const Place* place : places_at_fault(finding))
                    ++original.known[{finding.key, place->line}];
            originals_.push_back(std::move(original));
        }
        return !originals_.empty();
    }

    void run() const {
        fmt::print("{:<26}{:>8}{:>8}{:>8}{:>7}{:>11}{:>8}{:>7}\n", "alteration", "places",
                   "altered", "caught", "%", "elsewhere", "missed", "stray");
        for (const Kind& kind : all_kinds()) {
            if (options_.kind.empty() || options_.kind == kind.name) run_kind(kind);
        }
    }

  private:
    void run_kind(const Kind& kind) const {
        Random random(options_.seed);
        Alterations all;
        for (const Original& original : originals_) {
            Alterations some = kind.list(original, random);
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        const std::size_t places = all.size();
        std::shuffle(all.begin(), all.end(), random);
        all.resize(std::min(all.size(), options_.placements));
        std::size_t caught = 0, elsewhere = 0;
        int stray = 0;
        std::vector<std::pair<std::size_t, Outcome>> misses;
        const auto work = [&] {
            return [&](std::size_t i) { return outcome_of(all[i], resources_); };
        };
        workflow::in_order(all.size(), std::thread::hardware_concurrency(), work,
                           [&](std::size_t i, Outcome outcome) {
                               caught += outcome.caught ? 1 : 0;
                               elsewhere += outcome.elsewhere ? 1 : 0;
                               stray += outcome.stray;
                               if (!outcome.caught || outcome.stray > 0)
                                   misses.emplace_back(i, std::move(outcome));
                           });
        const double share =
            all.empty() ? 0 : 100.0 * static_cast<double>(caught) / static_cast<double>(all.size());
        fmt::print("{:<26}{:>8}{:>8}{:>8}{:>7.1f}{:>11}{:>8}{:>7}\n", kind.name, places, all.size(),
                   caught, share, elsewhere, all.size() - caught - elsewhere, stray);
        if (options_.misses == kind.name || options_.misses == "all")
            for (const auto& [i, outcome] : misses) print_miss(all[i], outcome);
        std::fflush(stdout);
    }

    const Options& options_;
    const workflow::Resources& resources_;
    std::vector<Original> originals_;
};

int run(Options options) {
    const string folder = "../shared/documents";
    if (options.documents.empty() && fs::is_directory(folder)) {
        for (const auto& entry : fs::directory_iterator(folder))
            options.documents.push_back(entry.path().string());
        std::sort(options.documents.begin(), options.documents.end());
    }
    if (options.documents.empty())
        return fmt::print("skipped: there is no {}, and no document was named\n", folder), 0;
    const auto directory = workflow::find_data_directory();
    const auto resources =
        directory ? workflow::load_resources(*directory)
                  : Result<workflow::Resources>(tl::make_unexpected(directory.error()));
    if (!resources) return fmt::print(stderr, "{}\n", resources.error().to_string()), 2;
    Bench bench(options, *resources);
    if (!bench.read()) return fmt::print(stderr, "no document could be checked\n"), 2;
    bench.run();
    return 0;
}

}  // namespace
}  // namespace mingzhang

int main(int argc, char** argv) {
    mingzhang::Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const bool valued = argument.starts_with("--");
        if (valued && i + 1 >= argc) return fmt::print(stderr, "{} needs a value\n", argument), 2;
        if (argument == "--misses")
            options.misses = argv[++i];
        else if (argument == "--kind")
            options.kind = argv[++i];
        else if (argument == "--seed")
            options.seed = std::stoull(argv[++i]);
        else if (argument == "--placements")
            options.placements = std::stoull(argv[++i]);
        else if (valued)
            return fmt::print(stderr, "unknown option {}\n", argument), 2;
        else
            options.documents.push_back(argument);
    }
    return mingzhang::run(std::move(options));
}
