// A page as it will be drawn. Points; y runs downwards from the upper edge of the paper.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/publication.h"
#include "typeset/words.h"

namespace mingzhang::typeset {

inline constexpr double kMillimetre = 72 / 25.4;

struct TextMark {
    SharedWords words;
    Line line;
    double x = 0, y = 0;  // its beginning on the baseline
    Setting setting;
};
struct RuleMark {
    double x = 0, y = 0, width = 0, height = 0;
};
// The logical structure (tagged PDF), or a link.
struct OpenMark {
    const char* tag;
    std::string attributes;  // as Cairo reads them
    std::string entries;     // of its dictionary in the file, see structure.h
};
struct CloseMark {
    const char* tag;
};
// Where links and bookmarks of that name lead.
struct TargetMark {
    std::string name;
    double y = 0;
};
struct ChartMark {
    const PublishedChart* chart = nullptr;
    double x = 0, y = 0, width = 0, scale = 1;
};
using Mark = std::variant<TextMark, RuleMark, OpenMark, CloseMark, TargetMark, ChartMark>;

struct Sheet {
    bool landscape = false;
    bool numbered = true;
    std::vector<Mark> marks;

    template <class M>
    void add(M mark) {
        marks.emplace_back(std::in_place_type<M>, std::move(mark));
    }
    double paper_width() const { return (landscape ? 297 : 210) * kMillimetre; }
    double paper_height() const { return (landscape ? 210 : 297) * kMillimetre; }
    // The type area: 156 × 225 mm, 28 mm from the left and 37 mm from the upper edge; turned by a
    // quarter for a landscape page.
    double left() const { return (landscape ? 35 : 28) * kMillimetre; }
    double top() const { return (landscape ? 28 : 37) * kMillimetre; }
    double width() const { return (landscape ? 225 : 156) * kMillimetre; }
    double height() const { return (landscape ? 156 : 225) * kMillimetre; }
    double bottom() const { return top() + height(); }
};

// Where a line of that size stands in a strip of that height, from its upper edge.
inline double baseline(double height, double size) { return (height - size) / 2 + 0.87 * size; }

}  // namespace mingzhang::typeset
