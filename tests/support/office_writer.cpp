#include "office_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "model/figure.h"
#include "read/sheet.h"
#include "read/zip_test.h"

namespace mingzhang::tests {
namespace {

using read::Parts;

constexpr auto kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr auto kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>";
constexpr auto kRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "{}</Relationships>";
constexpr auto kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string escaped(const std::string& s) {
    std::string out = text::replace_all(s, "&", "&amp;");
    out = text::replace_all(out, "<", "&lt;");
    out = text::replace_all(out, ">", "&gt;");
    return text::replace_all(out, "\"", "&quot;");
}

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kOffice, type,
                       target);
}

std::string part_type(const std::string& part, const std::string& type) {
    return fmt::format(
        "<Override PartName=\"/{}\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.{}+xml\"/>",
        part, type);
}

std::vector<std::string> lines_of(const std::string& s) {
    std::vector<std::string> lines;
    for (const auto line : text::split(s, '\n')) lines.emplace_back(line);
    return lines;
}

// ---------------------------------------------------------------------------------------- DOCX

// Of A4 paper set across, in twentieths of a point.
constexpr std::size_t kTextWidth = 14400;
constexpr auto kPaper =
    "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
    "<w:pgMar w:top=\"1200\" w:right=\"1200\" w:bottom=\"1200\" w:left=\"1200\"/></w:sectPr>";

std::string docx_paragraph(const std::string& text, int level) {
    std::string out = "<w:p>";
    if (level > 0) out += fmt::format("<w:pPr><w:pStyle w:val=\"h{}\"/></w:pPr>", level);
    out += "<w:r>";
    bool first = true;
    for (const auto piece : text::split(text, '\t')) {
        if (!first) out += "<w:tab/>";
        first = false;
        out += "<w:t xml:space=\"preserve\">" + escaped(std::string(piece)) + "</w:t>";
    }
    return out + "</w:r></w:p>";
}

// Which row and column a covered cell belongs to, as far as it continues a cell above.
bool continues_above(const Grid& grid, std::size_t row, std::size_t column, int* columns) {
    for (std::size_t r = row; r-- > 0;) {
        const GridCell& cell = grid.rows[r][column];
        if (cell.column_span == 0) continue;
        *columns = cell.column_span;
        return static_cast<std::size_t>(cell.row_span) > row - r;
    }
    return false;
}

std::string docx_cell(const GridCell& cell, bool continued, int columns) {
    std::string out = "<w:tc><w:tcPr>";
    if (columns > 1) out += fmt::format("<w:gridSpan w:val=\"{}\"/>", columns);
    if (continued) out += "<w:vMerge/>";
    if (!continued && cell.row_span > 1) out += "<w:vMerge w:val=\"restart\"/>";
    out += "</w:tcPr>";
    for (const std::string& line : lines_of(cell.text)) out += docx_paragraph(line, 0);
    return out + "</w:tc>";
}

std::string docx_table(const Grid& grid) {
    std::string out = "<w:tbl><w:tblPr><w:tblBorders>";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\"/>", side);
    out += "</w:tblBorders></w:tblPr><w:tblGrid>";
    const std::size_t width = kTextWidth / std::max<std::size_t>(1, grid.columns());
    for (std::size_t c = 0; c < grid.columns(); ++c)
        out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
    out += "</w:tblGrid>";
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        out += "<w:tr>";
        for (std::size_t c = 0; c < grid.rows[r].size();) {
            const GridCell& cell = grid.rows[r][c];
            int columns = cell.column_span;
            const bool continued = columns == 0 && continues_above(grid, r, c, &columns);
            columns = std::max(1, columns);
            out += docx_cell(cell, continued, columns);
            c += static_cast<std::size_t>(columns);
        }
        out += "</w:tr>";
    }
    return out + "</w:tbl>";
}

// ---------------------------------------------------------------------------------------- HTML

std::string html_table(const Grid& grid) {
    std::string out = "<table border=\"1\">\n";
    for (const auto& row : grid.rows) {
        out += "<tr>";
        for (const GridCell& cell : row) {
            if (cell.column_span == 0) continue;
            out += "<td";
            if (cell.column_span > 1) out += fmt::format(" colspan=\"{}\"", cell.column_span);
            if (cell.row_span > 1) out += fmt::format(" rowspan=\"{}\"", cell.row_span);
            out += ">" + text::replace_all(escaped(cell.text), "\n", "<br>") + "</td>";
        }
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

// ---------------------------------------------------------------------------------------- XLSX

struct NumberCell {
    std::string value;
    std::string format;
};

// "2,000.50" → 2000.50 with "#,##0.00"; nothing where a format would print something else.
bool number_cell(const std::string& text, NumberCell* out) {
    const PrintedNumber number = parse_number(text);
    if (number.form != NumberForm::kNumber || number.percent) return false;
    const bool grouped = text::contains(text, ",");
    out->value = fmt::format("{}E-{}", number.mantissa, number.decimals);
    out->format = grouped ? "#,##0" : "0";
    if (number.decimals > 0)
        out->format += "." + std::string(static_cast<std::size_t>(number.decimals), '0');
    const auto decimal = read::parse_decimal(out->value);
    return decimal && read::NumberFormat(out->format).display(*decimal) == text;
}

class WorkbookWriter {
  public:
    std::string write(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            if (block.kind == BlockKind::kHeading && block.level == 1) {
                names_.push_back(block.text);
                rows_.emplace_back();
                merged_.emplace_back();
                row_ = 0;
                continue;
            }
            if (rows_.empty()) begin("Sheet1");
            if (block.kind == BlockKind::kTable) {
                add_table(block.grid);
            } else {
                ++row_;
                rows_.back() += fmt::format("<row r=\"{}\">{}</row>", row_, cell(block.text, 1, 0));
            }
        }
        return read::zip_of(parts());
    }

  private:
    void begin(const std::string& name) {
        names_.push_back(name);
        rows_.emplace_back();
        merged_.emplace_back();
        row_ = 0;
    }

    std::string cell(const std::string& text, int column, int border) {
        const std::string name = read::cell_name(row_, column);
        NumberCell number;
        if (text.empty()) return fmt::format("<c r=\"{}\" s=\"{}\"/>", name, border);
        if (border > 0 && number_cell(text, &number)) {
            return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", name, style_of(number.format),
                               number.value);
        }
        return fmt::format(
            "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            name, border, escaped(text));
    }

    std::size_t style_of(const std::string& format) {
        const auto found = std::find(formats_.begin(), formats_.end(), format);
        const auto index = static_cast<std::size_t>(found - formats_.begin());
        if (found == formats_.end()) formats_.push_back(format);
        return index + 2;
    }

    void add_table(const Grid& grid) {
        for (const auto& row : grid.rows) {
            ++row_;
            rows_.back() += fmt::format("<row r=\"{}\">", row_);
            for (std::size_t c = 0; c < row.size(); ++c) {
                const int column = static_cast<int>(c) + 1;
                rows_.back() += cell(row[c].text, column, 1);
                if (row[c].column_span * row[c].row_span > 1) merge(row[c], column);
            }
            rows_.back() += "</row>";
        }
    }

    void merge(const GridCell& cell, int column) {
        merged_.back() +=
            fmt::format("<mergeCell ref=\"{}:{}\"/>", read::cell_name(row_, column),
                        read::cell_name(row_ + cell.row_span - 1, column + cell.column_span - 1));
    }

    std::string styles() const {
        std::string formats, cells;
        for (std::size_t i = 0; i < formats_.size(); ++i) {
            formats += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 200 + i,
                                   escaped(formats_[i]));
            cells += fmt::format(
                "<xf numFmtId=\"{}\" fontId=\"0\" fillId=\"0\" borderId=\"1\" "
                "xfId=\"0\" applyNumberFormat=\"1\"/>",
                200 + i);
        }
        const auto side = [](const char* name) {
            return fmt::format("<{} style=\"thin\"/>", name);
        };
        return fmt::format(
            "{}<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{}"
            "<fonts count=\"1\"><font><sz val=\"11\"/></font></fonts>"
            "<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>"
            "<borders count=\"2\"><border/><border>{}{}{}{}</border></borders>"
            "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs>"
            "<xf borderId=\"0\"/><xf borderId=\"1\"/>{}</cellXfs></styleSheet>",
            kXml, formats.empty() ? "" : "<numFmts>" + formats + "</numFmts>", side("left"),
            side("right"), side("top"), side("bottom"), cells);
    }

    Parts parts() const {
        Parts out;
        std::string sheets, relations, types;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const std::string n = std::to_string(i + 1);
            const std::string part = "xl/worksheets/sheet" + n + ".xml";
            sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"s{}\"/>",
                                  escaped(names_[i]), n, n);
            relations += relation("s" + n, "worksheet", "worksheets/sheet" + n + ".xml");
            types += part_type(part, "spreadsheetml.worksheet");
            out[part] = fmt::format(
                "{}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                "<cols><col min=\"1\" max=\"20\" width=\"34\" customWidth=\"1\"/></cols>"
                "<sheetData>{}</sheetData>{}"
                "<pageSetup paperSize=\"9\" orientation=\"landscape\" "
                "fitToHeight=\"0\"/></worksheet>",
                kXml, rows_[i],
                merged_[i].empty() ? "" : "<mergeCells>" + merged_[i] + "</mergeCells>");
        }
        relations += relation("styles", "styles", "styles.xml");
        types += part_type("xl/workbook.xml", "spreadsheetml.sheet.main") +
                 part_type("xl/styles.xml", "spreadsheetml.styles");
        out["xl/workbook.xml"] = fmt::format(
            "{}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            "xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
            kXml, kOffice, sheets);
        out["xl/styles.xml"] = styles();
        out["xl/_rels/workbook.xml.rels"] = kXml + fmt::format(kRelations, relations);
        out["_rels/.rels"] =
            kXml + fmt::format(kRelations, relation("r", "officeDocument", "xl/workbook.xml"));
        out["[Content_Types].xml"] = kXml + fmt::format(kTypes, types);
        return out;
    }

    std::vector<std::string> names_;
    std::vector<std::string> rows_;
    std::vector<std::string> merged_;
    std::vector<std::string> formats_;
    int row_ = 0;
};

// "text{2x1}" → spans 2, 1.
GridCell cell_of(const std::string& source) {
    GridCell cell;
    cell.text = source;
    if (source == "<") {
        cell.text.clear();
        cell.column_span = cell.row_span = 0;
    }
    const auto open = source.rfind('{');
    if (open != std::string::npos && source.ends_with('}')) {
        const auto by = source.find('x', open);
        cell.row_span = std::stoi(source.substr(open + 1, by - open - 1));
        cell.column_span = std::stoi(source.substr(by + 1));
        cell.text = source.substr(0, open);
    }
    return cell;
}

}  // namespace

Block heading(std::string text, int level) {
    Block block;
    block.kind = BlockKind::kHeading;
    block.text = std::move(text);
    block.level = level;
    return block;
}

Block paragraph(std::string text) {
    Block block;
    block.text = std::move(text);
    return block;
}

Block table(const std::vector<std::vector<std::string>>& rows) {
    Block block;
    block.kind = BlockKind::kTable;
    block.grid.spans_known = true;
    for (const auto& row : rows) {
        auto& cells = block.grid.rows.emplace_back();
        for (const std::string& cell : row) cells.push_back(cell_of(cell));
    }
    return block;
}

std::string docx_of(const std::vector<Block>& blocks) {
    std::string body;
    for (const Block& block : blocks)
        body += block.kind == BlockKind::kTable ? docx_table(block.grid)
                                                : docx_paragraph(block.text, block.level);
    std::string styles;
    for (int level = 1; level <= 9; ++level)
        styles += fmt::format(
            "<w:style w:type=\"paragraph\" w:styleId=\"h{0}\"><w:name w:val=\"heading {0}\"/>"
            "<w:pPr><w:outlineLvl w:val=\"{1}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{2}\"/></w:rPr>"
            "</w:style>",
            level, level - 1, std::max(22, 40 - 4 * level));
    const auto word = [](const char* name, const std::string& content) {
        return fmt::format(
            "{0}<w:{1} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
            "{2}</w:{1}>",
            kXml, name, content);
    };
    Parts parts;
    parts["word/document.xml"] = word("document", "<w:body>" + body + kPaper + "</w:body>");
    parts["word/styles.xml"] = word("styles", styles);
    parts["word/_rels/document.xml.rels"] =
        kXml + fmt::format(kRelations, relation("s", "styles", "styles.xml"));
    parts["_rels/.rels"] =
        kXml + fmt::format(kRelations, relation("r", "officeDocument", "word/document.xml"));
    parts["[Content_Types].xml"] =
        kXml +
        fmt::format(kTypes, part_type("word/document.xml", "wordprocessingml.document.main") +
                                part_type("word/styles.xml", "wordprocessingml.styles"));
    return read::zip_of(parts);
}

std::string html_of(const std::vector<Block>& blocks) {
    std::string out = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n";
    for (const Block& block : blocks) {
        const std::string text = escaped(block.text);
        if (block.kind == BlockKind::kTable) {
            out += html_table(block.grid);
        } else if (block.kind == BlockKind::kHeading) {
            out += fmt::format("<h{0}>{1}</h{0}>\n", block.level, text);
        } else if (text::contains(text, "\t")) {
            out += "<pre>" + text + "</pre>\n";
        } else {
            out += "<p>" + text + "</p>\n";
        }
    }
    return out + "</body></html>\n";
}

std::string xlsx_of(const std::vector<Block>& blocks) { return WorkbookWriter().write(blocks); }

std::string text_of(const std::vector<Block>& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        if (block.kind != BlockKind::kTable) out += block.text + "\n";
        for (const auto& row : block.grid.rows) {
            for (std::size_t c = 0; c < row.size(); ++c)
                out += (c > 0 ? "\t" : "") + text::replace_all(row[c].text, "\n", "");
            out += "\n";
        }
    }
    return out;
}

std::string write_file(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string shown(const std::vector<Block>& blocks, bool levels) {
    std::string out;
    for (const Block& block : blocks) {
        if (block.kind == BlockKind::kPicture) out += "(picture)";
        if (levels) out += std::string(static_cast<std::size_t>(block.level), '#');
        if (block.kind != BlockKind::kTable) {
            out += block.text + "\n";
            continue;
        }
        for (const auto& row : block.grid.rows) {
            for (const GridCell& cell : row)
                out += fmt::format("|{}{{{}x{}}}", text::replace_all(cell.text, "\n", "/"),
                                   cell.row_span, cell.column_span);
            out += "\n";
        }
    }
    return out;
}

}  // namespace mingzhang::tests
