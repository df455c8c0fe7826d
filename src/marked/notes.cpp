#include "marked/notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "publish/report_summary.h"

namespace mingzhang::marked {
namespace {

using publish::Catalogue;
using publish::Part;
using publish::Piece;
using publish::PlaceRef;

constexpr std::size_t kMostPlacesNamed = 6;
constexpr std::size_t kLongestLine = 2'000;  // bytes

// Where publish lets the places of findings stand, in the reports that show the document.
struct Spot {
    const Piece* piece = nullptr;
    std::size_t begin = 0, end = 0;
};

std::string key_of_box(const Place& place) {
    const Box& b = place.box;
    return fmt::format("{} {} {} {} {}", publish::place_key(place), b.left, b.top, b.right,
                       b.bottom);
}

std::string line_of(std::string_view text) {
    if (text.size() <= kLongestLine) return publish::printable(text);
    while ((static_cast<unsigned char>(text[text.size() - 1]) & 0xC0) == 0x80 ||
           text.size() > kLongestLine)
        text.remove_suffix(1);
    return publish::printable(text.substr(0, text.size() - 1)) + "…";
}

bool holds(const std::vector<FindingPlace>& places, const FindingPlace& wanted) {
    return std::any_of(places.begin(), places.end(), [&](const FindingPlace& p) {
        return p.place == wanted.place && p.text == wanted.text && p.row == wanted.row &&
               p.column == wanted.column;
    });
}

class Writer {
  public:
    Writer(const CheckReport& report, const SourceDocument& document, int source,
           const Catalogue& catalogue)
        : report_(report),
          source_(source),
          catalogue_(catalogue),
          pieces_(publish::mark(report, document)) {
        for (const Piece& piece : pieces_) {
            if (piece.place->source == source) numbers_.emplace(&piece, numbers_.size());
            by_box_.try_emplace(key_of_box(*piece.place), &piece);
            for (const PlaceRef& ref : piece.refs) spots_[key(ref)] = {&piece, 0, 0};
            for (const publish::Mark& mark : piece.marks)
                for (const PlaceRef& ref : mark.refs)
                    spots_[key(ref)] = {&piece, mark.begin, mark.end};
        }
    }

    std::vector<Note> run() {
        for (std::size_t f = 0; f < report_.findings.size(); ++f) add(f);
        return std::move(notes_);
    }

  private:
    static std::pair<int, int> key(const PlaceRef& ref) { return {ref.finding, ref.place}; }

    void add(std::size_t f) {
        const Finding& finding = report_.findings[f];
        int number = 0;
        for (const FindingPlace& at : finding.places) {
            const bool suspect = holds(finding.alternatives, at);
            add(f, at, number,
                number == 0 ? Part::kAtFault
                : suspect   ? Part::kAlternative
                            : Part::kInvolved);
            ++number;
        }
        for (const FindingPlace& at : finding.alternatives) {
            if (!holds(finding.places, at)) add(f, at, number, Part::kAlternative);
            ++number;
        }
    }

    void add(std::size_t f, const FindingPlace& at, int number, Part part) {
        if (at.place.source != source_ || notes_.size() >= kMostNotes) return;
        const Finding& finding = report_.findings[f];
        Note note;
        note.severity = finding.severity;
        note.waived = finding.waived.has_value();
        note.part = part;
        note.title = title(finding);
        note.text = text(finding, part);
        const Spot spot = spot_of(at, {static_cast<int>(f), number});
        note.place = at.place;
        if (spot.piece) {
            note.place = *spot.piece->place;
            note.around = spot.piece->text;
            note.begin = spot.begin;
            note.end = spot.end;
            note.piece = numbers_.at(spot.piece);
        }
        notes_.push_back(std::move(note));
    }

    // Several cells of a row share what publish knows a place by; a box tells them apart.
    Spot spot_of(const FindingPlace& at, std::pair<int, int> ref) const {
        const auto found = spots_.find(ref);
        const Spot shown = found == spots_.end() ? Spot{} : found->second;
        if (shown.piece && shown.piece->place->source == source_ &&
            shown.piece->place->page == at.place.page &&
            (at.place.box.empty() || shown.piece->place->box == at.place.box))
            return shown;
        const auto own = by_box_.find(key_of_box(at.place));
        if (own != by_box_.end() && !at.place.box.empty()) {
            const std::size_t begin =
                at.text.empty() ? std::string_view::npos : own->second->text.find(at.text);
            if (begin == std::string_view::npos) return {own->second, 0, 0};
            return {own->second, begin, begin + at.text.size()};
        }
        return {};
    }

    std::string title(const Finding& finding) const {
        return publish::printable(
            catalogue_.say(finding.waived ? "mark.title-waived" : "mark.title",
                           {{"id", finding.id},
                            {"severity", std::string(severity_name(finding.severity))},
                            {"rule", finding.rule}}));
    }

    std::string text(const Finding& finding, Part part) const {
        std::vector<std::string> lines = {publish::finding_message(finding, catalogue_)};
        if (finding.waived) lines.push_back(publish::waiver_line(*finding.waived, catalogue_));
        for (std::string& line : publish::proof_lines(finding, catalogue_))
            lines.push_back(std::move(line));
        lines.push_back(publish::advice(finding, catalogue_));
        if (part != Part::kAtFault) {
            lines.push_back(
                catalogue_.say(part == Part::kAlternative ? "mark.alternative" : "mark.involved",
                               {{"place", where(finding.places.front())}}));
        } else {
            lines.push_back(others(finding));
        }
        std::string out;
        for (const std::string& line : lines)
            if (!line.empty()) out += line_of(line) + "\n";
        return out;
    }

    // The other places, for the note at the first.
    std::string others(const Finding& finding) const {
        std::vector<std::string> places;
        bool more = false;
        for (const auto* list : {&finding.places, &finding.alternatives}) {
            for (const FindingPlace& at : *list) {
                if (&at == &finding.places.front()) continue;
                if (list == &finding.alternatives && holds(finding.places, at)) continue;
                more = places.size() >= kMostPlacesNamed;
                if (!more) places.push_back(where(at));
            }
        }
        if (places.empty()) return {};
        return catalogue_.say(
            "mark.also",
            {{"places",
              fmt::format("{}{}", fmt::join(places, catalogue_.say("report.list-separator")),
                          more ? "…" : "")}});
    }

    std::string where(const FindingPlace& at) const {
        std::string line = publish::place_line(at, report_.disclosure.files, catalogue_);
        return at.text.empty() ? line : line + " " + at.text;
    }

    const CheckReport& report_;
    const int source_;
    const Catalogue& catalogue_;
    const std::vector<Piece> pieces_;
    std::map<std::pair<int, int>, Spot> spots_;
    std::unordered_map<std::string, const Piece*> by_box_;
    std::unordered_map<const Piece*, std::size_t> numbers_;  // of the file
    std::vector<Note> notes_;
};

}  // namespace

std::vector<Note> notes_of(const CheckReport& report, const SourceDocument& document, int source,
                           const Catalogue& catalogue) {
    return Writer(report, document, source, catalogue).run();
}

}  // namespace mingzhang::marked
