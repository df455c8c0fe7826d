#include "model/source_document.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mingzhang {
namespace {

template <class Visit>
void each_place(SourceDocument& document, Visit visit) {
    for (Block& block : document.blocks) {
        visit(block.place);
        for (auto& row : block.grid.rows) {
            for (GridCell& cell : row) visit(cell.place);
        }
    }
    for (Remark& remark : document.remarks) visit(remark.place);
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

std::size_t Grid::columns() const {
    std::size_t most = 0;
    for (const auto& row : rows) most = std::max(most, row.size());
    return most;
}

const GridCell* Grid::at(std::size_t row, std::size_t column) const {
    if (row >= rows.size() || column >= rows[row].size()) return nullptr;
    return &rows[row][column];
}

SourceDocument joined(std::vector<SourceDocument> documents) {
    if (documents.size() == 1) return std::move(documents.front());
    SourceDocument whole;
    int last = 0;
    for (SourceDocument& document : documents) {
        const int source = static_cast<int>(whole.files.size()), before = last;
        each_place(document, [&](Place& place) {
            place.source = source;
            if (place.line > 0) place.line += before;
            last = std::max(last, place.line);
        });
        whole.files.push_back({std::move(document.path), before});
        append(whole.blocks, document.blocks);
        append(whole.remarks, document.remarks);
        if (source == 0) whole.format = std::move(document.format);
    }
    if (!whole.files.empty()) whole.path = whole.files.front().path;
    return whole;
}

int line_in_file(const Place& place, const std::vector<SourceFile>& files) {
    const auto source = static_cast<std::size_t>(place.source);
    if (place.line == 0 || source >= files.size()) return place.line;
    return place.line - files[source].lines_before;
}

}  // namespace mingzhang
