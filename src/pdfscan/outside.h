// What poppler would fetch from outside a document while it reads one.
//
// This program has two functions that poppler finds before those of the libraries it was linked
// with:
//  - fopen: the tables of poppler-data (which characters a Chinese font that is not embedded
//    means) come from memory, so that the jail need not let any file be opened;
//  - cmsOpenProfileFromMem: no colour profile is ever valid. Colours do not matter here, and
//    preparing to convert them takes longer than reading the page.
#pragma once

#include <cstddef>

namespace mingzhang::pdfscan {

// Maps the tables into memory; from then on fopen gives them. Returns how many there are.
std::size_t keep_poppler_data();

}  // namespace mingzhang::pdfscan
