// What a match of a rule must hold: words, or a run of digits. One pass over a text tells which
// rules may have a match in it; most texts have no cue of any.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mingzhang::check {

class Cues {
  public:
    static constexpr std::size_t kLeastBytes = 2;  // of a word

    void add_word(std::string word, int rule);
    void add_digits(std::size_t least, int rule);
    // A rule without cues: it may match any text.
    void add_always(int rule) { always_.push_back(rule); }

    // The rules whose cue stands in the text, and those without one; rising.
    void in(std::string_view text, std::vector<int>& rules) const;

  private:
    struct Word {
        std::string text;
        int rule = 0;
    };
    struct Digits {
        std::size_t least = 0;
        int rule = 0;
    };
    static uint16_t start_of(std::string_view text, std::size_t at) {
        return static_cast<uint16_t>(static_cast<unsigned char>(text[at]) << 8 |
                                     static_cast<unsigned char>(text[at + 1]));
    }

    std::bitset<1 << 16> starts_;  // the first two bytes of all words
    std::unordered_map<uint16_t, std::vector<Word>> words_;
    std::vector<Digits> digits_;
    std::vector<int> always_;
};

}  // namespace mingzhang::check
