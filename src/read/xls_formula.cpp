#include "read/xls_formula.h"

#include <algorithm>
#include <array>
#include <optional>

#include "read/xls_records.h"

namespace mingzhang::read {
namespace {

using std::string_view;

// Tokens of MS-XLS 2.5.198.25; those from kFirstClassed on have three forms.
constexpr unsigned kAdd = 0x03, kPower = 0x07, kConcat = 0x08, kUnaryPlus = 0x12, kPercent = 0x14,
                   kParentheses = 0x15, kString = 0x17, kAttribute = 0x19, kInteger = 0x1E,
                   kNumber = 0x1F, kFirstClassed = 0x20, kFunction = 0x21, kVariableFunction = 0x22;

// Of the functions that budgets use: MS-XLS 2.5.198.17.
constexpr std::array kNumbers{0,   4,   5,   6,   7,   24,  25,  27, 39,
                              169, 183, 212, 213, 228, 344, 345, 346};
constexpr std::array kTexts{13,  14,  30,  31,  48,  111, 112, 113, 114, 115, 116, 118,
                            119, 120, 130, 162, 214, 215, 219, 336, 352, 353, 354};

template <class List>
bool among(const List& list, int value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

FormulaKind kind_of_function(int function) {
    if (among(kNumbers, function)) return FormulaKind::kNumber;
    return among(kTexts, function) ? FormulaKind::kText : FormulaKind::kAny;
}

unsigned unclassed(unsigned token) {
    return token < kFirstClassed ? token : kFirstClassed | (token & 0x1F);
}

// The bytes after a token; nothing for one that is not known.
std::optional<std::size_t> size_after(unsigned token, string_view rest) {
    if (token >= kAdd && token <= 0x16) return 0;
    switch (token) {
        case kString:
            return 2 + xls_number(rest, 0, 1) * ((xls_number(rest, 1, 1) & 1) != 0 ? 2 : 1);
        case kAttribute: {
            constexpr unsigned kChoose = 0x04;
            const bool choose = (xls_number(rest, 0, 1) & kChoose) != 0;
            return 3 + (choose ? (xls_number(rest, 1, 2) + 1) * 2 : 0);
        }
        case 0x1C:
        case 0x1D:
            return 1;
        case kInteger:
        case kFunction:
        case 0x29:
            return 2;
        case kVariableFunction:
            return 3;
        case 0x01:
        case 0x02:
        case 0x23:
        case 0x24:
        case 0x2A:
        case 0x2C:
            return 4;
        case 0x26:
        case 0x27:
        case 0x28:
        case 0x39:
        case 0x3A:
        case 0x3C:
            return 6;
        case 0x20:
            return 7;
        case kNumber:
        case 0x25:
        case 0x2B:
        case 0x2D:
            return 8;
        case 0x3B:
        case 0x3D:
            return 10;
        default:
            return std::nullopt;
    }
}

// Nothing for what leaves the value as it is.
std::optional<FormulaKind> kind_of(unsigned token, string_view rest) {
    constexpr unsigned kSum = 0x10, kSpace = 0x40;
    if ((token >= kAdd && token <= kPower) || (token >= kUnaryPlus && token <= kPercent) ||
        token == kInteger || token == kNumber)
        return FormulaKind::kNumber;
    if (token == kConcat || token == kString) return FormulaKind::kText;
    if (token == kParentheses) return std::nullopt;
    if (token == kFunction) return kind_of_function(xls_field(rest, 0));
    if (token == kVariableFunction) return kind_of_function(xls_field(rest, 1));
    if (token == kAttribute) {
        const auto options = xls_number(rest, 0, 1);
        if ((options & kSum) != 0) return FormulaKind::kNumber;
        if ((options & kSpace) != 0 || options == 1) return std::nullopt;  // 1: always calculated
    }
    return FormulaKind::kAny;
}

}  // namespace

FormulaKind formula_kind(string_view tokens) {
    FormulaKind kind = FormulaKind::kAny;
    while (!tokens.empty()) {
        const unsigned token = unclassed(static_cast<unsigned char>(tokens.front()));
        tokens.remove_prefix(1);
        const auto size = size_after(token, tokens);
        if (!size || *size > tokens.size()) return FormulaKind::kAny;
        kind = kind_of(token, tokens).value_or(kind);
        tokens.remove_prefix(*size);
    }
    return kind;
}

}  // namespace mingzhang::read
