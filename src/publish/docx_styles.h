// The parts of a DOCX file that hold no text of the document: its styles, fonts and settings. Page
// and styles follow GB/T 9704-2012, the form of official documents.
#pragma once

#include <array>
#include <set>
#include <string>

namespace mingzhang::publish {

// Twips, 1/20 pt. A4; the type area is 156 x 225 mm.
struct DocxPage {
    int width, height;
    int top, right, bottom, left;

    int text_width() const { return width - left - right; }
};
inline constexpr DocxPage kUpright = {11'906, 16'838, 2098, 1474, 1984, 1588};
inline constexpr DocxPage kLandscape = {16'838, 11'906, 1588, 1418, 1474, 1418};
inline constexpr int kFooterDistance = 1270;  // its number stands 7 mm below the type area

// The sizes of text in tables, in half points, the usual one first: 五号 小五 六号 小六 七号.
inline constexpr std::array kTableSizes = {21, 18, 15, 13, 11};

// What a table style is for; each has one style a size.
enum class TableStyle { kText, kAmount, kHeading };
std::string table_style(TableStyle style, int half_points);  // "TableText18"

// `sizes` of tables that the document uses.
std::string docx_styles(const std::set<int>& sizes);
std::string docx_fonts();
std::string docx_settings();

}  // namespace mingzhang::publish
