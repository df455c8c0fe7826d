// Blocks → files of each office format, for tests that want the same document in several formats.
//
//   const std::vector<Block> blocks{heading("一、概况", 1), paragraph("某局负责某事。"),
//                                   table({{"项目{2x1}", "金额{1x2}", "<"},
//                                          {"<", "基本", "项目"},
//                                          {"甲", "1.00", "2,000.50"}})};
//   read_document(write_file(folder + "/a.docx", docx_of(blocks)))
#pragma once

#include <string>
#include <vector>

#include "model/source_document.h"

namespace mingzhang::tests {

Block heading(std::string text, int level);
Block paragraph(std::string text);
// Cells as "text" or "text{rows x columns}" for spans; "<" is covered.
Block table(const std::vector<std::vector<std::string>>& rows);

// The bytes of a file of that format. Headings keep their level, tables their spans.
std::string docx_of(const std::vector<Block>& blocks);
std::string html_of(const std::vector<Block>& blocks);
// A sheet cannot say what is a heading: every heading of level 1 begins a sheet of that name (31
// characters at most, none of []:*?/\), others are texts of a cell. Cells that print a number are
// numbers with a format that displays them the same. Tables are ruled.
std::string xlsx_of(const std::vector<Block>& blocks);
// Tables as lines with tabs, spans lost.
std::string text_of(const std::vector<Block>& blocks);

// Returns the path.
std::string write_file(const std::string& path, const std::string& bytes);

// The blocks without their places, one line each; for a sheet headings and paragraphs are alike,
// so `levels` leaves the marks of headings out.
std::string shown(const std::vector<Block>& blocks, bool levels = true);

}  // namespace mingzhang::tests
