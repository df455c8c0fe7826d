#include "pdfmark/annotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "pdfmark/page_frame.h"
#include "pdfmark/pdf.h"

namespace mingzhang::pdfmark {
namespace {

constexpr float kSign = 12;  // the side of a sign
constexpr float kSignStep = kSign + 2;
constexpr float kPopupWidth = 220, kPopupHeight = 120, kPopupStep = 26;
constexpr float kSamePage = 1;    // points that its sides may differ
constexpr float kSameBox = 0.6f;  // of the area of both together: one hides the other
constexpr int kMostAnnotations = 200'000;

float area(const Box& b) { return b.empty() ? 0 : (b.right - b.left) * (b.bottom - b.top); }

Box united(const std::vector<Box>& boxes) {
    Box out = boxes.front();
    for (const Box& b : boxes) {
        out = {std::min(out.left, b.left), std::min(out.top, b.top), std::max(out.right, b.right),
               std::max(out.bottom, b.bottom)};
    }
    return out;
}

bool hide_each_other(const Box& a, const Box& b) {
    const Box both{std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
                   std::min(a.bottom, b.bottom)};
    const float common = area(both);
    return common > kSameBox * (area(a) + area(b) - common);
}

std::string numbers(const std::vector<Point>& points) {
    std::string out;
    for (const Point& p : points) out += fmt::format("{:.3f} {:.3f} ", p.x, p.y);
    return out;
}

std::string colour_of(const PageNote& note) {
    return fmt::format("{:.3f} {:.3f} {:.3f}", note.colour[0], note.colour[1], note.colour[2]);
}

// "x y width height re"
std::string rectangle(const Rectangle& r) {
    return fmt::format("{:.3f} {:.3f} {:.3f} {:.3f} re ", r.low.x, r.low.y, r.high.x - r.low.x,
                       r.high.y - r.low.y);
}

// Places in the margin of a page, each for one sign.
class Margin {
  public:
    explicit Margin(const PageFrame& frame) : frame_(frame) {}

    // Beside `top` or below, else in a further column.
    Box take(float top) {
        const int rows = std::max(1, static_cast<int>(frame_.height / kSignStep));
        int row = std::clamp(static_cast<int>(top / kSignStep), 0, rows - 1), column = 0;
        while (!taken_.insert({column, row}).second) {
            if (++row < rows) continue;
            row = 0;
            ++column;
        }
        const float right = frame_.width - 2 - static_cast<float>(column) * kSignStep;
        const float y = static_cast<float>(row) * kSignStep;
        return {right - kSign, y, right, y + kSign};
    }

  private:
    const PageFrame& frame_;
    std::set<std::pair<int, int>> taken_;
};

class PageWriter {
  public:
    PageWriter(const Pdf& pdf, const Object& page, const PageFrame& frame)
        : pdf_(pdf), page_(page), annotations_(pdf.parsed("[]")), frame_(frame), margin_(frame) {}

    void add(std::vector<const PageNote*> notes) {
        std::vector<std::pair<const PageNote*, Box>> highlights;
        std::vector<std::pair<const PageNote*, float>> signs;
        for (const PageNote* note : notes) {
            const Box box = note->boxes.empty() ? Box{} : united(note->boxes);
            const bool hidden =
                std::any_of(highlights.begin(), highlights.end(),
                            [&](const auto& other) { return hide_each_other(box, other.second); });
            if (box.empty() || hidden) {
                signs.emplace_back(note, box.top);
            } else {
                highlights.emplace_back(note, box);
            }
        }
        // The smaller one lies on top.
        std::stable_sort(highlights.begin(), highlights.end(), [](const auto& a, const auto& b) {
            return area(a.second) > area(b.second);
        });
        keep_present();
        for (const auto& [note, box] : highlights) highlight(*note, box);
        for (const auto& [note, top] : signs) sign(*note, top);
        page_.set("/Annots", annotations_);
    }

  private:
    void keep_present() {
        const Object before = page_.key("/Annots");
        const int count = std::min(before.items(), kMostAnnotations);
        for (int i = 0; i < count; ++i) annotations_.append(before.item(i));
    }

    void highlight(const PageNote& note, const Box& box) {
        std::vector<Point> corners;
        std::string drawn = "/Multiply gs " + colour_of(note) + " rg ";
        for (const Box& line : note.boxes) {
            for (const Point& corner : frame_.corners(line)) corners.push_back(corner);
            drawn += rectangle(frame_.rectangle(line));
        }
        add(note, box, drawn + "f", "/Subtype/Highlight/QuadPoints[" + numbers(corners) + "]",
            "/ExtGState<</Multiply<</Type/ExtGState/BM/Multiply>>>>");
    }

    // A page with three lines of writing.
    void sign(const PageNote& note, float top) {
        const Box box = margin_.take(top);
        std::string drawn =
            colour_of(note) + " rg 0.35 G 0.5 w " + rectangle(frame_.rectangle(box)) + "B 0.35 g ";
        for (int i = 1; i <= 3; ++i) {
            const float y = box.top + static_cast<float>(i) * kSign / 4;
            drawn += rectangle(frame_.rectangle({box.left + 2, y - 0.4f, box.right - 2, y + 0.4f}));
        }
        add(note, box, drawn + "f", "/Subtype/Text/Name/Comment", "");
    }

    // `drawn` within the box, with these resources.
    void add(const PageNote& note, const Box& box, const std::string& drawn,
             const std::string& entries, const std::string& resources) {
        const std::string rect = "[" + numbers_of(box) + "]";
        Object annotation = pdf_.own(pdf_.parsed(
            fmt::format("<</Type/Annot{}/Rect{}/F 4/C[{}]/T(mingzhang)/NM(mingzhang-{}-{})>>",
                        entries, rect, colour_of(note), note.page, annotations_.items())));
        annotation.set("/P", page_);
        annotation.set_text("/Subj", note.title);
        annotation.set_text("/Contents", note.title + "\n" + note.text);
        Object appearances = pdf_.parsed("<<>>");
        appearances.set("/N", pdf_.stream(fmt::format("<</Type/XObject/Subtype/Form/BBox{}"
                                                      "/Resources<<{}>>>>",
                                                      rect, resources),
                                          drawn));
        annotation.set("/AP", appearances);
        Object popup =
            pdf_.own(pdf_.parsed(fmt::format("<</Type/Annot/Subtype/Popup/Rect[{}]/Open false>>",
                                             numbers_of(popup_beside(box.top)))));
        popup.set("/Parent", annotation);
        annotation.set("/Popup", popup);
        annotations_.append(annotation);
        annotations_.append(popup);
    }

    // Popups open at the right edge, each a little lower than the one before.
    Box popup_beside(float top) {
        const float room = std::max(0.0f, frame_.height - kPopupHeight);
        const float y = std::min(std::max(top, next_popup_), room);
        next_popup_ = y + kPopupStep > room ? 0 : y + kPopupStep;
        return {frame_.width - kPopupWidth, y, frame_.width, y + kPopupHeight};
    }

    std::string numbers_of(const Box& box) const {
        const Rectangle r = frame_.rectangle(box);
        return numbers({r.low, r.high});
    }

    const Pdf& pdf_;
    Object page_, annotations_;
    const PageFrame& frame_;
    Margin margin_;
    float next_popup_ = 0;
};

bool is_page_of(const PageFrame& frame, const PageNote& note) {
    return std::fabs(frame.width - note.width) <= kSamePage &&
           std::fabs(frame.height - note.height) <= kSamePage;
}

}  // namespace

Annotated annotate(std::string_view bytes, const std::vector<PageNote>& notes) {
    Pdf pdf(bytes);
    std::map<int, std::vector<const PageNote*>> by_page;
    for (const PageNote& note : notes) by_page[note.page].push_back(&note);
    Annotated out;
    for (auto& [number, on_page] : by_page) {
        if (number < 1 || number > pdf.pages()) {
            out.unplaced += on_page.size();
            continue;
        }
        const Object page = pdf.page(number);
        const PageFrame frame = frame_of(page);
        out.unplaced +=
            std::erase_if(on_page, [&](const PageNote* note) { return !is_page_of(frame, *note); });
        if (!on_page.empty()) PageWriter(pdf, page, frame).add(on_page);
    }
    out.bytes = pdf.write();
    return out;
}

}  // namespace mingzhang::pdfmark
