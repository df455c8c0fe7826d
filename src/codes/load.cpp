#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "codes/attestation.h"
#include "codes/code_form.h"
#include "codes/codes.h"

namespace mingzhang::codes {
namespace {

using std::string_view;
using Fields = std::vector<string_view>;

constexpr std::size_t kMostBytes = 16u << 20;

Result<std::string> read_csv(const std::string& path) {
    auto bytes = read_file(path, kMostBytes);
    if (!bytes) return bytes;
    return text::decode(*std::move(bytes), path);
}

// Rows of a file with a fixed header, checked for their number of fields.
class Rows {
  public:
    Rows(string_view text, const std::string& path, string_view header)
        : reader_(text, path, ','), header_(header) {}

    Result<bool> next(Fields& fields) {
        if (!started_) {
            if (auto begun = read_header(fields); !begun) return begun;
        }
        auto more = reader_.next(fields);
        if (more && *more && fields.size() != columns_) {
            return reader_.error(fmt::format("The row has {} fields instead of {}: {}",
                                             fields.size(), columns_, header_));
        }
        return more;
    }

    const CsvReader& reader() const { return reader_; }

  private:
    Result<bool> read_header(Fields& fields) {
        started_ = true;
        auto more = reader_.next(fields);
        if (!more) return more;
        if (fmt::format("{}", fmt::join(fields, ",")) != header_) {
            return reader_.error(fmt::format("The first line is not \"{}\"", header_));
        }
        columns_ = fields.size();
        return more;
    }

    CsvReader reader_;
    string_view header_;
    std::size_t columns_ = 0;
    bool started_ = false;
};

Result<Attestation> read_status(string_view status, const CsvReader& at) {
    const auto attestation = attestation_named(status);
    if (!attestation) {
        return at.error(fmt::format("Unknown status \"{}\"", status),
                        "known are " + attestation_names());
    }
    return *attestation;
}

// code,name,level,parent,status
Result<Entry> read_entry(const Fields& fields, const CsvReader& at) {
    const string_view code = fields[0], name = fields[1], level = fields[2], parent = fields[3];
    const int known_level = level_of(code);
    if (known_level == 0) {
        return at.error(fmt::format("\"{}\" is no code", code), "3, 5, 7 or 9 digits are one");
    }
    if (text::trim(name).empty()) return at.error(fmt::format("Code {} has no name", code));
    if (level.size() != 1 || level.front() - '0' != known_level) {
        return at.error(
            fmt::format("Code {} is of level {}, not \"{}\"", code, known_level, level));
    }
    if (parent != parent_of(code)) {
        return at.error(
            fmt::format("The parent of {} is \"{}\", not \"{}\"", code, parent_of(code), parent));
    }
    const auto attestation = read_status(fields[4], at);
    if (!attestation) return tl::make_unexpected(attestation.error());
    return Entry{std::string(code), std::string(name), known_level, std::string(parent),
                 *attestation};
}

struct Line {
    Entry entry;
    int number = 0;
};

// In code order whatever the order of the file.
Result<List> list_of(std::vector<Line> lines, const std::string& path) {
    const auto before = [](const Line& a, const Line& b) { return a.entry.code < b.entry.code; };
    if (!std::is_sorted(lines.begin(), lines.end(), before))
        std::stable_sort(lines.begin(), lines.end(), before);
    List list;
    list.reserve(lines.size());
    for (Line& line : lines) {
        if (!list.entries().empty() && list.entries().back().code == line.entry.code) {
            return fail(fmt::format("{}:{}", path, line.number),
                        fmt::format("Code {} stands here twice", line.entry.code));
        }
        list.add(std::move(line.entry));
    }
    return list;
}

Result<List> load_list(const std::string& path) {
    const auto text = read_csv(path);
    if (!text) return tl::make_unexpected(text.error());
    Rows rows(*text, path, "code,name,level,parent,status");
    std::vector<Line> lines;
    lines.reserve(static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n')));
    Fields fields;
    while (true) {
        const auto more = rows.next(fields);
        if (!more) return tl::make_unexpected(more.error());
        if (!*more) return list_of(std::move(lines), path);
        auto entry = read_entry(fields, rows.reader());
        if (!entry) return tl::make_unexpected(entry.error());
        lines.push_back({*std::move(entry), rows.reader().line()});
    }
}

bool is_unit_kind(string_view kind) { return kind == "admin" || kind == "inst" || kind == "any"; }

// dept_code,gov_code,unit_kind,status
Result<EconomicPair> read_pair(const Fields& fields, const Lists& lists, const CsvReader& at) {
    if (!lists.department_economic.find(fields[0])) {
        return at.error(fmt::format("No departmental economic code \"{}\"", fields[0]));
    }
    if (!lists.government_economic.find(fields[1])) {
        return at.error(fmt::format("No government economic code \"{}\"", fields[1]));
    }
    if (!is_unit_kind(fields[2])) {
        return at.error(fmt::format("Unknown kind of unit \"{}\"", fields[2]),
                        "known are admin, inst, any");
    }
    const auto attestation = read_status(fields[3], at);
    if (!attestation) return tl::make_unexpected(attestation.error());
    return EconomicPair{std::string(fields[0]), std::string(fields[1]), std::string(fields[2]),
                        *attestation};
}

Result<std::vector<EconomicPair>> load_mapping(const std::string& path, const Lists& lists) {
    const auto text = read_csv(path);
    if (!text) return tl::make_unexpected(text.error());
    Rows rows(*text, path, "dept_code,gov_code,unit_kind,status");
    std::vector<EconomicPair> pairs;
    Fields fields;
    while (true) {
        const auto more = rows.next(fields);
        if (!more) return tl::make_unexpected(more.error());
        if (!*more) return pairs;
        auto pair = read_pair(fields, lists, rows.reader());
        if (!pair) return tl::make_unexpected(pair.error());
        pairs.push_back(*std::move(pair));
    }
}

}  // namespace

Result<Lists> load(const std::string& directory, int year) {
    Lists lists;
    lists.year = year;
    const std::string folder = fmt::format("{}/{}/", directory, year);
    const std::array<std::pair<const char*, List*>, 4> files{{
        {"functional.csv", &lists.functional},
        {"dept_economic.csv", &lists.department_economic},
        {"gov_economic.csv", &lists.government_economic},
        {"revenue.csv", &lists.revenue},
    }};
    for (const auto& [name, list] : files) {
        auto loaded = load_list(folder + name);
        if (!loaded) return tl::make_unexpected(loaded.error());
        *list = *std::move(loaded);
    }
    auto mapping = load_mapping(folder + "economic_mapping.csv", lists);
    if (!mapping) return tl::make_unexpected(mapping.error());
    lists.economic_mapping = *std::move(mapping);
    return lists;
}

std::string to_csv(const List& list) {
    std::string out = "code,name,level,parent,status\n";
    for (const Entry& e : list.entries()) {
        out += fmt::format("{},{},{},{},{}\n", e.code, csv_field(e.name), e.level, e.parent,
                           attestation_name(e.attestation));
    }
    return out;
}

}  // namespace mingzhang::codes
