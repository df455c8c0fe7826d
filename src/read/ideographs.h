// Fonts say of many a glyph that it is a radical or a compatibility form where the ideograph of
// everyday text is meant, because both look the same: ⽀ (U+2F40) for 支, ⻚ (U+2EDA) for 页.
#pragma once

namespace mingzhang::read {

// The unified ideograph that looks like `c`; `c` itself where there is none, and for everything
// that is no CJK radical (U+2E80..2FD5) and no compatibility ideograph (U+F900..FAD9).
char32_t usual_ideograph(char32_t c);

}  // namespace mingzhang::read
