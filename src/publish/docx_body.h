// The main part of a DOCX file: blocks, sections, contents, pictures.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

// The ids by which the main part names others of the package.
inline constexpr const char* kHeaderId = "rIdHeader";
inline constexpr const char* kEvenHeaderId = "rIdHeaderEven";
inline constexpr const char* kFooterId = "rIdFooter";
inline constexpr const char* kEvenFooterId = "rIdFooterEven";
std::string picture_id(std::size_t picture);  // "rIdPicture1" of the first

struct DocxBody {
    std::string xml;
    std::set<int> table_sizes;          // half points of the table styles it uses
    std::vector<std::size_t> pictures;  // those of `chart_pictures` that it shows
};

// Where there is no picture for a chart, or one that is no PNG, its slices stand as paragraphs.
DocxBody docx_body(const Publication& publication, const std::vector<std::string>& chart_pictures);

}  // namespace mingzhang::publish
