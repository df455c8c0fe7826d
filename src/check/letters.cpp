#include "check/letters.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::check {
namespace {

using std::u16string;
using std::u16string_view;

constexpr u16string_view kJoining = u"的和与及或之等在对为是以将把由从中";
constexpr u16string_view kTelling =
    u"本上下前后年月日季度类内外第一二三四五六七八九十百千万亿元大小多少高低新旧老初省市县区乡镇州"
    u"街村国"
    u"增减收支其有无不未已应可按于共各每某另该此";

constexpr char16_t kEdge = Letters::kEdge;

bool ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

}  // namespace

bool joins_words(char16_t c) { return kJoining.find(c) != u16string_view::npos; }
bool counts_or_compares(char16_t c) { return kTelling.find(c) != u16string_view::npos; }

void append_ideographs(std::string_view s, u16string& out) {
    for (std::size_t i = 0; i < s.size();) {
        const auto byte = [&](std::size_t k) {
            return static_cast<char32_t>(static_cast<unsigned char>(s[k]));
        };
        if (byte(i) < 0x80) {
            const bool space = s[i] == ' ' || (s[i] >= '\t' && s[i] <= '\r');
            if (!space && !out.empty() && out.back() > kEdge) out += u'\0';
            ++i;
            continue;
        }
        const std::size_t length = byte(i) >= 0xF0 ? 4 : byte(i) >= 0xE0 ? 3 : 2;
        if (i + length > s.size()) return;
        char32_t c = 0;
        if (length == 3)
            c = (byte(i) & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
        if (ideograph(c))
            out += static_cast<char16_t>(c);
        else if (c != 0x3000 && !out.empty() && out.back() > kEdge)
            out += u'\0';
        i += length;
    }
}

std::string to_utf8(u16string_view letters) {
    return text::to_utf8(std::u32string(letters.begin(), letters.end()));
}

const Letters::Part& Letters::part_at(std::size_t at) const {
    const auto after = std::upper_bound(parts.begin(), parts.end(), at,
                                        [](std::size_t i, const Part& p) { return i < p.begin; });
    return after == parts.begin() ? *after : *std::prev(after);
}

int Letters::times(u16string_view words, int most) const {
    int count = 0;
    for (std::size_t i = all.find(words); i != u16string::npos && count < most;
         i = all.find(words, i + 1))
        ++count;
    return count;
}

Letters letters_of(const SourceDocument& source) {
    Letters out;
    const auto read = [&](const std::string& text, const Place& place, bool cell) {
        if (text.empty()) return;
        out.parts.push_back({out.all.size(), text, &place, cell});
        append_ideographs(text, out.all);
        out.all += Letters::kEdge;
    };
    for (const Block& block : source.blocks) {
        read(block.text, block.place, false);
        for (const auto& row : block.grid.rows)
            for (const GridCell& cell : row) read(cell.text, cell.place, true);
    }
    return out;
}

}  // namespace mingzhang::check
