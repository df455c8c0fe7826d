// The automatic numbers of a DOCX: "一、", "（二）", "3."; they stand in no text of the file.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "read/docx_styles.h"
#include "read/xml.h"

namespace mingzhang::read {

// 3 in a format of OOXML: "decimal" → "3", "chineseCounting" → "三", "upperRoman" → "III";
// decimal for an unknown one, empty for "none" and "bullet".
std::string number_text(std::string_view format, int value);

class DocxNumbering {
  public:
    DocxNumbering() = default;
    explicit DocxNumbering(const Node& numbering);

    // The number of the next paragraph with this reference, with the space before its text; empty
    // for bullets. `style` is where the reference comes from, empty for the paragraph itself.
    std::string next(NumberReference reference, const std::string& style);

  private:
    static constexpr std::size_t kLevels = 9;

    struct Level {
        std::string format = "decimal";
        std::string text;
        std::string style;
        int start = 1;
        int restart = -1;  // after which level it begins anew; -1: any above, 0: never
        bool decimal_only = false;
        bool tight = false;  // nothing between number and text
    };
    using Levels = std::array<Level, kLevels>;
    struct Number {
        int abstract = -1;
        std::array<std::optional<int>, kLevels> starts;
        std::map<std::size_t, Level> levels;  // replaced ones
        bool used = false;
    };

    static Level read_level(const Node& level);
    const Level& level_of(const Number& number, std::size_t level) const;
    std::string text_of(const Number& number, std::size_t level) const;

    std::map<int, Levels> abstracts_;
    std::map<int, Number> numbers_;
    std::map<int, std::array<int, kLevels>> counters_;  // by abstract; -1: not begun
};

}  // namespace mingzhang::read
