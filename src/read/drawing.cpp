#include "read/drawing.h"

#include "read/sheet.h"

namespace mingzhang::read {
namespace {

constexpr long long kEmuPerCentimetre = 360'000;

void read_anchor(const Node& anchor, Drawing& out) {
    walk(anchor, [&](const Node& node) {
        const std::string_view name = local_name(node);
        if (name == "pic") out.picture = true;
        if (name == "graphicFrame") out.chart = true;
        if (name == "p") out.lines.emplace_back();
        if (name == "br" && !out.lines.empty()) out.lines.back() += '\n';
        if (name == "t" && !out.lines.empty()) out.lines.back() += node.child_value();
        return name != "Fallback";
    });
}

bool covers_many_cells(const Node& anchor) {
    const auto number = [&](const char* corner, const char* axis) {
        return integer(descendant(anchor, {corner, axis}).child_value(), 0);
    };
    return may_show_a_table_over(number("to", "col") - number("from", "col"),
                                 number("to", "row") - number("from", "row"));
}

}  // namespace

bool may_show_a_table(long long width, long long height) {
    return width >= 8 * kEmuPerCentimetre && height >= 3 * kEmuPerCentimetre;
}

bool may_show_a_table(const Node& extent) {
    return may_show_a_table(integer(attribute(extent, "cx"), 0),
                            integer(attribute(extent, "cy"), 0));
}

bool may_show_a_table_over(int columns, int rows) { return columns >= 4 && rows >= 6; }

std::vector<Drawing> sheet_drawings(const Node& sheet_drawing) {
    std::vector<Drawing> out;
    for (const Node& anchor : sheet_drawing.children()) {
        Drawing& drawing = out.emplace_back();
        read_anchor(anchor, drawing);
        const int row = integer(descendant(anchor, {"from", "row"}).child_value(), -1);
        const int column = integer(descendant(anchor, {"from", "col"}).child_value(), -1);
        if (row >= 0 && row < kMostSheetRows && column >= 0 && column < kMostSheetColumns)
            drawing.cell = cell_name(row + 1, column + 1);
        drawing.large_picture = drawing.picture && (may_show_a_table(child(anchor, "ext")) ||
                                                    covers_many_cells(anchor));
    }
    return out;
}

}  // namespace mingzhang::read
