// The ordinals that number a document's parts, chapters and items, and the gaps in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/source_document.h"

namespace mingzhang::check {

// 第一部分 · 一、 · （一） · 1. or 1、 · （1）
enum class OrdinalLevel { kPart, kChapter, kSection, kItem, kSubitem };

struct Ordinal {
    OrdinalLevel level = OrdinalLevel::kChapter;
    int value = 0;        // 1 to 99
    std::string written;  // folded, "(十二)"
    bool operator==(const Ordinal& o) const { return level == o.level && value == o.value; }
};

// The ordinal that begins `line`; none where it begins with a number of another kind.
std::optional<Ordinal> ordinal_of(std::string_view line);
// As it is printed: "第三部分", "三、", "（三）", "3.", "（3）".
std::string printed(OrdinalLevel level, int value);

struct OrdinalFault {
    enum class Kind { kSkipped, kRepeated };
    Kind kind = Kind::kSkipped;
    std::size_t block = 0;  // where `found` stands
    Ordinal found;
    std::vector<Ordinal> missing;  // of kSkipped
};

// In the order of the blocks. A gap is one where at most two ordinals of a sequence are left out,
// and none of them stands anywhere between; a sequence may not begin with its second where a third
// follows, nor the parts or chapters of a document that has no first of them.
std::vector<OrdinalFault> ordinal_faults(const SourceDocument& source);

}  // namespace mingzhang::check
