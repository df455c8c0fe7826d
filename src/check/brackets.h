// brackets-unbalanced (warning): 《》（）〔〕【】“” where one has no partner in its paragraph or
// cell, or in the next one where a page breaks it. "1）" and "一）" count something, but at the
// beginning of a paragraph where nearly all others are "（1）" or "（一）". A kind that
// most of the document's paragraphs with it do not balance cannot be told: the reader may have
// lost them.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/source_document.h"

namespace mingzhang::check {

// One finding a paragraph and kind, in the order of the document; at most 100.
std::vector<Finding> unbalanced_brackets(const SourceDocument& source);

}  // namespace mingzhang::check
