// A text whose tables have tabs or bars between cells → SourceDocument.
#pragma once

#include <string>

#include "base/result.h"
#include "model/source_document.h"

namespace mingzhang::read {

// A text with more of either is no disclosure; reading stops there.
inline constexpr std::size_t kMostCells = 300'000;
inline constexpr std::size_t kMostParagraphs = 200'000;

// As read_text, but too many cells or paragraphs are an error.
Result<SourceDocument> read_bounded_text(const std::string& text, const std::string& path);

}  // namespace mingzhang::read
