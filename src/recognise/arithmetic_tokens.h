// The words of a calculation: numbers with their units, operators, total words, separators.
// Years, dates, document numbers, ordinals and titles in 《》 are words like any other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "recognise/arithmetic_fraction.h"

namespace mingzhang::recognise::arithmetic {

enum class TokenKind {
    kWord,
    kNumber,
    kRatio,     // 3:3:4, 12元:9元:9元
    kOperator,  // * / + -
    kOpen,
    kClose,
    kEquals,
    kTotal,     // 共计, 合计, 共需, …
    kNeeds,     // 需, 需要: may close a product, but proves nothing against it
    kEach,      // 每人, 每个乡镇, 人均
    kPrice,     // 单价, 标准: the next number is a price
    kCaution,   // 其中, 比上年, 自筹, …: the amounts around are no plain list
    kOpenList,  // 等 before a separator: the list goes on
    kOrdinal,   // 1. （1） ① 一是
    kComma,     // ， ；
    kListMark,  // 、
    kSpace,
    kStop  // 。 line break
};

// What is counted or priced: "个" and the words behind it, 乡镇.
struct Thing {
    std::string measure;  // 名, 位 → 人; 个月 → 月; 天 → 日
    std::string noun;

    bool operator==(const Thing&) const = default;
};
// Whether a price "per" one is multiplied by a count of the other.
bool same_thing(const Thing& per, const Thing& counted);

// Why a calculation cannot be told.
inline constexpr std::string_view kPartsNamed = "parts-named";
inline constexpr std::string_view kUnclear = "structure-unclear";
inline constexpr std::string_view kApproximate = "approximate";
inline constexpr std::string_view kUnitsUnclear = "units-unclear";
inline constexpr std::string_view kTooLarge = "too-large";
inline constexpr std::string_view kPartsDiffer = "parts-differ";

enum class Of { kNothing, kMoney, kCount, kPercent };

struct Number {
    PrintedNumber printed;
    std::size_t digits_end = 0;  // without its unit
    Of of = Of::kNothing;
    int64_t unit = 1;          // in yuan, or in pieces (3万册)
    std::string unit_name;     // "万元", "万"; of money only
    Thing thing;               // of a count
    std::vector<Thing> per;    // 元/人/月
    bool standard = false;     // 3200元的标准
    bool approximate = false;  // 约, 余, 不少于
};

enum class TotalWord { kSum, kNeed };  // 合计 adds up what stands before; 共需 may begin anew

struct Token {
    TokenKind kind = TokenKind::kWord;
    std::size_t begin = 0, end = 0;  // bytes of the folded text
    Number number;                   // of kNumber
    std::vector<Token> parts;        // of kRatio: its numbers
    char mark = 0;                   // of kOperator; of kOrdinal: its shape
    TotalWord total = TotalWord::kSum;
    Thing each;               // of kEach
    std::string_view reason;  // of kCaution
};

// At most kMostTokens; the rest of the text is left out.
inline constexpr std::size_t kMostTokens = 20000;
std::vector<Token> tokens_of(const text::Folded& folded, std::string_view source);

}  // namespace mingzhang::recognise::arithmetic
