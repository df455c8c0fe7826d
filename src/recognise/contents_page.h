// The contents page of a document, where its lines bear no page numbers.
#pragma once

#include <cstddef>
#include <string>

#include "model/source_document.h"

namespace mingzhang::recognise {

// Indices of blocks, `first` up to but without `last`; equal: there is none.
struct ContentsPage {
    std::size_t first = 0, last = 0;
    bool has(std::size_t block) const { return first <= block && block < last; }
};

// The lines behind 目录 that are numbered or stand again further on, up to where one of them comes
// again or a line is none.
ContentsPage contents_page(const SourceDocument& source);

// "一、收入预算" of "一、收入预算……………3".
std::string without_leader(std::string_view line);

}  // namespace mingzhang::recognise
