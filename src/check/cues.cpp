#include "check/cues.h"

#include <algorithm>

namespace mingzhang::check {

void Cues::add_word(std::string word, int rule) {
    if (word.size() < kLeastBytes) return add_always(rule);
    const uint16_t start = start_of(word, 0);
    starts_.set(start);
    words_[start].push_back({std::move(word), rule});
}

void Cues::add_digits(std::size_t least, int rule) { digits_.push_back({least, rule}); }

void Cues::in(std::string_view text, std::vector<int>& rules) const {
    rules = always_;
    std::size_t run = 0, longest_run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        run = text[i] >= '0' && text[i] <= '9' ? run + 1 : 0;
        longest_run = std::max(longest_run, run);
        if (i + 1 == text.size() || !starts_[start_of(text, i)]) continue;
        for (const Word& word : words_.at(start_of(text, i))) {
            if (text.substr(i).starts_with(word.text)) rules.push_back(word.rule);
        }
    }
    for (const Digits& digits : digits_) {
        if (longest_run >= digits.least) rules.push_back(digits.rule);
    }
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
}

}  // namespace mingzhang::check
