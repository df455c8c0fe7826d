// A book as one workbook, to fill in and to pass on. Its words are Chinese (words.h).
//
//   部门                    a row a key: 标题, 部门, 年度, …; 所属单位 once for each unit
//   收入 基本支出 其他支出 功能分布 专项指标 政府采购 上年    the lines, as in the folder's CSV
//   files 项目                    a row a project, with the head of its declaration 项目金额
//   成本测算 绩效目标 指标层级 绩效指标    a row an amount, a cost line, …, by project 文本 a row a
//   line of a text
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/book_folder.h"

namespace mingzhang::store {

// The cells of a sheet as they are displayed: row 1 is rows[0]. Rows may be ragged.
struct SheetText {
    std::string name;
    std::vector<std::vector<std::string>> rows;
};

// The sheets of a book. Of an empty book they have what is to be filled in.
std::vector<SheetText> sheets_of(const Book& book);

// The bytes of an XLSX file: columns are explained in notes, and closed ones are lists to choose
// from. Fails where a cell cannot hold a text (longer than 32,767 characters, control characters),
// on an unknown member, and where libxlsxwriter cannot be loaded.
Result<std::string> workbook_of(const Book& book);

// Reads what workbook_of() wrote, and what people made of it: sheets, columns and rows in any
// order. What reading a workbook loses (white space around a cell's text, blank lines in it) is
// lost. Fails where there is no sheet 部门; all else that is wrong is a
// finding, with sheet and row.
Result<ReadBook> book_of_workbook(const std::vector<SheetText>& sheets);

}  // namespace mingzhang::store
