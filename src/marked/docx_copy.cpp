#include "marked/docx_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "marked/xml_places.h"
#include "read/docx_reader.h"
#include "read/package.h"
#include "read/package_copy.h"
#include "read/xml.h"

namespace mingzhang::marked {
namespace {

using read::Package;
using std::string_view;

constexpr const char* kTypes = "[Content_Types].xml";
constexpr const char* kCommentsType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
constexpr const char* kUsualNames = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* kUsualRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
constexpr const char* kStrictRelation =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";

std::string escaped(string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string rels_of(const std::string& part) {
    const auto slash = part.rfind('/');
    const std::size_t folder = slash == std::string::npos ? 0 : slash + 1;
    return part.substr(0, folder) + "_rels/" + part.substr(folder) + ".rels";
}

// "w" of the root "w:document".
std::string prefix_of_root(const read::Node& root) {
    const string_view name = root.name();
    const auto colon = name.find(':');
    return colon == string_view::npos ? std::string() : std::string(name.substr(0, colon));
}

// The comments with `prefix`, numbered from `first`.
std::string comments(const std::vector<const Note*>& notes, const std::string& prefix, int first) {
    std::string out;
    for (const Note* note : notes) {
        out += fmt::format(
            "<{0}:comment {0}:id=\"{1}\" {0}:author=\"mingzhang\" "
            "{0}:initials=\"mz\">",
            prefix, first++);
        const std::string said = note->title + "\n" + note->text;
        for (const string_view line : text::split(said, '\n')) {
            if (line.empty()) continue;
            out += fmt::format(
                "<{0}:p><{0}:r><{0}:t xml:space=\"preserve\">{1}</{0}:t></{0}:r>"
                "</{0}:p>",
                prefix, escaped(line));
        }
        out += fmt::format("</{}:comment>", prefix);
    }
    return out;
}

// A file that is being marked: its parts as they were, and those that change.
class Docx {
  public:
    Docx(Package package, std::string where, std::string part)
        : package_(std::move(package)), where_(std::move(where)), part_(std::move(part)) {}

    // The number of comments that found a place; the paragraphs are parallel to the notes.
    Result<std::size_t> add(const std::vector<const Note*>& notes,
                            const std::vector<long long>& paragraphs) {
        auto document = package_.read(part_);
        if (!document) return tl::make_unexpected(document.error());
        const auto xml = read::parse_xml(*document, where_, part_);
        if (!xml) return tl::make_unexpected(xml.error());
        prefix_ = prefix_of_root((*xml)->root());
        if (prefix_.empty()) return unusual();
        namespace_ = (*xml)->root().attribute(("xmlns:" + prefix_).c_str()).as_string(kUsualNames);
        const auto found = paragraphs_of(*document, paragraphs);
        if (!found) return unusual();
        if (auto done = open_comments(); !done) return tl::make_unexpected(done.error());
        std::vector<Insertion> insertions;
        std::vector<const Note*> placed;
        for (std::size_t i = 0; i < notes.size(); ++i) {
            const auto at = found->find(paragraphs[i]);
            if (at == found->end()) continue;
            mark(at->second, first_ + static_cast<int>(placed.size()), insertions);
            placed.push_back(notes[i]);
        }
        parts_[part_] = with_insertions(*document, std::move(insertions));
        add_to_comments(placed);
        return placed.size();
    }

    const std::map<std::string, std::string>& parts() const { return parts_; }

  private:
    tl::unexpected<Error> unusual() const {
        return fail(where_, "The XML of this DOCX file is written in a way that cannot be marked",
                    "open it in Word or LibreOffice and save it again");
    }

    void mark(const ParagraphPlace& paragraph, int id, std::vector<Insertion>& out) const {
        out.push_back(
            {paragraph.begin, fmt::format("<{0}:commentRangeStart {0}:id=\"{1}\"/>", prefix_, id)});
        out.push_back({paragraph.end, fmt::format("<{0}:commentRangeEnd {0}:id=\"{1}\"/><{0}:r>"
                                                  "<{0}:commentReference {0}:id=\"{1}\"/></{0}:r>",
                                                  prefix_, id)});
    }

    // Finds the part of the comments, or makes it.
    Result<void> open_comments() {
        for (const auto& [id, relation] : package_.relationships(part_)) {
            if (relation.type != "comments" || relation.external || !package_.has(relation.target))
                continue;
            comments_part_ = relation.target;
            auto bytes = package_.read(comments_part_);
            if (!bytes) return tl::make_unexpected(bytes.error());
            const auto xml = read::parse_xml(*bytes, where_, comments_part_);
            if (!xml) return tl::make_unexpected(xml.error());
            comments_prefix_ = prefix_of_root((*xml)->root());
            if (comments_prefix_.empty()) return unusual();
            for (const read::Node& comment : (*xml)->root().children())
                first_ = std::max(first_, read::integer(read::attribute(comment, "id"), -1) + 1);
            comments_ = *std::move(bytes);
            return {};
        }
        return make_comments();
    }

    Result<void> make_comments() {
        const auto slash = part_.rfind('/');
        const std::string folder = slash == std::string::npos ? "" : part_.substr(0, slash + 1);
        std::string name = "comments.xml";
        for (int i = 2; package_.has(folder + name); ++i) name = fmt::format("comments{}.xml", i);
        comments_part_ = folder + name;
        comments_prefix_ = prefix_;
        comments_ = fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            "<{0}:comments xmlns:{0}=\"{1}\"></{0}:comments>",
            prefix_, escaped(namespace_));
        auto types = package_.read(kTypes);
        if (!types) return tl::make_unexpected(types.error());
        const std::string entry = fmt::format("Override PartName=\"/{}\" ContentType=\"{}\"/>",
                                              escaped(comments_part_), kCommentsType);
        if (!add_to_root(*types, entry)) return unusual();
        parts_[kTypes] = *std::move(types);
        return relate(name);
    }

    Result<void> relate(const std::string& target) {
        const std::string name = rels_of(part_);
        std::string bytes =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            "</Relationships>";
        if (package_.has(name)) {
            auto read = package_.read(name);
            if (!read) return tl::make_unexpected(read.error());
            bytes = *std::move(read);
        }
        const auto taken = package_.relationships(part_);
        std::string id = "rIdMingzhang";
        for (int i = 2; taken.contains(id); ++i) id = fmt::format("rIdMingzhang{}", i);
        const bool strict = namespace_.starts_with("http://purl.oclc.org/");
        const std::string entry =
            fmt::format("Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>", id,
                        strict ? kStrictRelation : kUsualRelation, target);
        if (!add_to_root(bytes, entry)) return unusual();
        parts_[name] = std::move(bytes);
        return {};
    }

    void add_to_comments(const std::vector<const Note*>& notes) {
        const std::string added = comments(notes, comments_prefix_, first_);
        insert_before_end(comments_, added);
        parts_[comments_part_] = comments_;
    }

    Package package_;
    const std::string where_, part_;
    std::string prefix_, namespace_;
    std::string comments_part_, comments_, comments_prefix_;
    int first_ = 0;  // the number of the first new comment
    std::map<std::string, std::string> parts_;
};

// Of each note the paragraph it stands in, else the nearest before, else the first.
std::vector<long long> paragraphs_for(const std::vector<const Note*>& notes,
                                      const std::vector<long long>& anchors) {
    const auto known = [](long long at) { return at >= 0; };
    const auto first = std::find_if(anchors.begin(), anchors.end(), known);
    std::vector<long long> out;
    for (const Note* note : notes) {
        const std::size_t piece = std::min(note->piece, anchors.size());
        auto at = anchors.begin() + static_cast<std::ptrdiff_t>(piece);
        if (at == anchors.end() || !known(*at)) {
            while (at != anchors.begin() && !known(*--at)) {
            }
        }
        const bool found = at != anchors.end() && known(*at);
        out.push_back(found ? *at : first == anchors.end() ? -1 : *first);
    }
    return out;
}

}  // namespace

Result<MarkedCopy> docx_copy(const std::string& bytes, const std::vector<Note>& notes,
                             const std::string& where) {
    auto package = Package::open(bytes, where);
    if (!package) return tl::make_unexpected(package.error());
    const auto anchored = read::read_docx_anchored(*std::move(package), where);
    if (!anchored) return tl::make_unexpected(anchored.error());
    std::vector<const Note*> all;
    for (const Note& note : notes) all.push_back(&note);
    auto again = Package::open(bytes, where);
    if (!again) return tl::make_unexpected(again.error());
    MarkedCopy copy{bytes, ".docx", 0, 0};
    if (all.empty()) return copy;
    Docx docx(*std::move(again), where, anchored->part);
    const auto placed = docx.add(all, paragraphs_for(all, anchored->anchors));
    if (!placed) return tl::make_unexpected(placed.error());
    auto written = read::with_parts(bytes, docx.parts(), where);
    if (!written) return tl::make_unexpected(written.error());
    copy.bytes = *std::move(written);
    copy.notes = *placed;
    copy.unplaced = all.size() - *placed;
    return copy;
}

}  // namespace mingzhang::marked
