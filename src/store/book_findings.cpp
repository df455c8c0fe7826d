#include "store/book_findings.h"

#include <charconv>
#include <string_view>

namespace mingzhang::store {
namespace {

// A message quotes words of the ledger, not pages of it.
constexpr std::size_t kLongestQuote = 240;

void shorten(std::string& text) {
    if (text.size() <= kLongestQuote) return;
    std::size_t end = kLongestQuote;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += "…";
}

}  // namespace

void FindingList::add(std::string rule, BookPlace place,
                      std::map<std::string, std::string> arguments, Severity severity) {
    if (findings_.size() >= kMost) {
        ++more_;
        return;
    }
    for (auto& [name, value] : arguments) shorten(value);
    shorten(place.field);
    findings_.push_back({std::move(rule), severity, std::move(place), std::move(arguments)});
}

std::vector<BookFinding> FindingList::take() {
    if (more_ > 0) {
        BookFinding more;
        more.rule = "more-mistakes";
        more.arguments.emplace("count", std::to_string(more_));
        findings_.push_back(std::move(more));
        more_ = 0;
    }
    return std::exchange(findings_, {});
}

int line_of_error(const Error& error, const std::string& file) {
    std::string_view rest = error.where;
    if (!rest.starts_with(file + ":")) return 0;
    rest.remove_prefix(file.size() + 1);
    int line = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), line);
    return line;
}

}  // namespace mingzhang::store
