#include "pdfscan/doubles.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace mingzhang::pdfscan {
namespace {

using read::Glyph;

// Shares of the font's size: as far as this, two are at one place; nearer than that, exactly.
// (The narrowest glyphs that stand side by side, "ll", are a fifth of it apart.)
constexpr float kNear = 0.1f, kSame = 0.005f;
// Points. Glyphs at one place are in the same or in neighbouring cells of a grid as wide.
constexpr float kCell = 4;
// In a chain of the table; longer ones only come up where something is wrong.
constexpr int kMostTried = 64;

float distance(const Glyph& a, const Glyph& b) {
    return std::max(std::abs(a.box.left - b.box.left), std::abs(a.box.top - b.box.top));
}

bool is_double(const Glyph& a, const Glyph& b) {
    return a.code == b.code && a.turned == b.turned &&
           std::abs(a.size - b.size) <= 0.02f * a.size &&
           distance(a, b) <= std::min(kNear * a.size, kCell / 2);
}

class Places {
  public:
    explicit Places(std::vector<Glyph>& glyphs)
        : glyphs_(glyphs),
          heads_(std::bit_ceil(2 * glyphs.size() + 1), kNone),
          next_(glyphs.size(), kNone) {}

    // The glyph among those kept that this one doubles, or nullptr.
    Glyph* double_of(const Glyph& glyph) {
        const int x = cell(glyph.box.left - kCell / 2), y = cell(glyph.box.top - kCell / 2);
        for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
            int tried = 0;
            for (uint32_t i = heads_[bucket(glyph.code, x + dx, y + dy)];
                 i != kNone && tried < kMostTried; i = next_[i], ++tried)
                if (is_double(glyphs_[i], glyph)) return &glyphs_[i];
        }
        return nullptr;
    }

    void keep(uint32_t index) {
        const Glyph& glyph = glyphs_[index];
        uint32_t& head = heads_[bucket(glyph.code, cell(glyph.box.left), cell(glyph.box.top))];
        next_[index] = head;
        head = index;
    }

  private:
    static constexpr uint32_t kNone = UINT32_MAX;

    static int cell(float v) { return static_cast<int>(std::floor(v / kCell)); }

    std::size_t bucket(char32_t code, int x, int y) const {
        uint64_t h = code;
        h = h * 0x9E3779B97F4A7C15u + static_cast<uint32_t>(x);
        h = h * 0x9E3779B97F4A7C15u + static_cast<uint32_t>(y);
        h *= 0x9E3779B97F4A7C15u;
        return (h >> 32) & (heads_.size() - 1);
    }

    std::vector<Glyph>& glyphs_;
    std::vector<uint32_t> heads_, next_;
};

}  // namespace

void unite_doubles(std::vector<Glyph>& glyphs) {
    Places places(glyphs);
    std::size_t kept = 0;
    for (const Glyph& glyph : glyphs) {
        if (Glyph* first = places.double_of(glyph)) {
            const bool both_seen = !first->invisible && !glyph.invisible;
            first->bold |=
                glyph.bold || (both_seen && distance(*first, glyph) > kSame * glyph.size);
            first->invisible &= glyph.invisible;
        } else {
            glyphs[kept] = glyph;
            places.keep(static_cast<uint32_t>(kept++));
        }
    }
    glyphs.resize(kept);
}

}  // namespace mingzhang::pdfscan
