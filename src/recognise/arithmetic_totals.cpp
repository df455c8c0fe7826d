#include "recognise/arithmetic_totals.h"

#include <algorithm>

#include "base/text.h"
#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise::arithmetic {
namespace {

bool is_wording(TokenKind kind) {
    return kind == TokenKind::kWord || kind == TokenKind::kPrice || kind == TokenKind::kNeeds ||
           kind == TokenKind::kEach || kind == TokenKind::kOpenList;
}

// Without the years, neutral words and colons at its beginning; empty where nothing is left.
std::string_view without_neutral(std::string_view s) {
    for (bool again = true; again && !s.empty();) {
        again = false;
        while (!s.empty() && ((s.front() >= '0' && s.front() <= '9') || s.front() == ':')) {
            s.remove_prefix(1);
        }
        for (std::string_view word : kNeutralBeforeTotal) {
            if (s.starts_with(word)) {
                s.remove_prefix(word.size());
                again = true;
            }
        }
    }
    return s;
}

}  // namespace

TotalPhrase total_phrase(std::span<const Token> tokens, std::size_t total,
                         std::string_view folded) {
    std::size_t i = total;
    while (i > 0 && is_wording(tokens[i - 1].kind)) --i;
    const std::string_view words =
        folded.substr(tokens[i].begin, tokens[total].begin - tokens[i].begin);
    TotalPhrase out;
    std::size_t separator = i;
    while (separator > 0 && tokens[separator - 1].kind == TokenKind::kSpace) --separator;
    out.begins_clause = without_neutral(words).empty();
    out.begins_sentence =
        out.begins_clause && (separator == 0 || tokens[separator - 1].kind == TokenKind::kStop ||
                              tokens[separator - 1].kind == TokenKind::kOrdinal);
    out.of_everything = std::any_of(std::begin(kAllBeforeTotal), std::end(kAllBeforeTotal),
                                    [&](auto word) { return text::contains(words, word); });
    if (!out.begins_clause) out.subject = words.substr(0, words.find(':'));
    return out;
}

bool heads(const Section& section, std::string_view subject, std::string_view folded) {
    constexpr std::size_t kHeadingBytes = 90;
    if (subject.empty()) return false;
    const auto limit = static_cast<std::size_t>(subject.data() - folded.data());
    if (limit <= section.begin) return false;
    const std::size_t size = std::min(kHeadingBytes, limit - section.begin);
    return text::contains(folded.substr(section.begin, size), subject);
}

std::size_t stated_number(std::span<const Token> tokens, std::size_t total) {
    constexpr std::size_t kMostBytes = 60;
    for (std::size_t i = total + 1; i < tokens.size(); ++i) {
        const TokenKind kind = tokens[i].kind;
        if (tokens[i].begin - tokens[total].end > kMostBytes) break;
        if (kind == TokenKind::kNumber) return i;
        if (kind != TokenKind::kWord && kind != TokenKind::kSpace && kind != TokenKind::kNeeds) {
            break;
        }
    }
    return tokens.size();
}

}  // namespace mingzhang::recognise::arithmetic
