// Where words of a document stand on the pages it was read from.
#pragma once

#include <string_view>
#include <vector>

#include "base/place.h"
#include "read/page.h"

namespace mingzhang::marked {

struct PageWords {
    int page = 0;            // 1-based
    std::vector<Box> lines;  // one box for each line of the words
};

// The bytes [begin, end) of `around`, the text of a block or cell at `place`; all of it where
// begin == end. Where the words cannot be told from others: the text of the whole block or cell on
// that page, else its box. Without lines where the place has no box.
PageWords find_words(const std::vector<read::Page>& pages, const Place& place,
                     std::string_view around, std::size_t begin, std::size_t end);

}  // namespace mingzhang::marked
