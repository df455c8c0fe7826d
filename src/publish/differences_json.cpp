#include "publish/differences_json.h"

#include <nlohmann/json.hpp>

namespace mingzhang::publish {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json side_of(const ComparedSide& side) {
    return {{"path", side.path},
            {"ledger", side.ledger},
            {"title", or_null(side.title)},
            {"department", side.department},
            {"year", side.year == 0 ? Json() : Json(side.year)},
            {"kind", std::string(kind_name(side.kind))},
            {"read_whole", side.read_whole}};
}

Json name_of(const std::vector<NamePart>& name) {
    Json out = Json::array();
    for (const NamePart& part : name) {
        out.push_back({{"dimension", std::string(dimension_name(part.dimension))},
                       {"member", part.member},
                       {"name", or_null(part.name)}});
    }
    return out;
}

Json words_of(const std::vector<WordRun>& words) {
    Json out = Json::array();
    for (const WordRun& run : words)
        out.push_back({{"same", run.same}, {"before", run.before}, {"after", run.after}});
    return out;
}

// What is not there is null; a blank that is there is "".
Json value_of(const std::string& text, bool there) { return there ? Json(text) : Json(); }

Json change_of(const Change& change) {
    return {{"kind", std::string(change_name(change.kind))},
            {"what", change.what},
            {"name", name_of(change.name)},
            {"label", or_null(change.label)},
            {"before", value_of(change.before, change.kind != ChangeKind::kAdded)},
            {"after", value_of(change.after, change.kind != ChangeKind::kRemoved)},
            {"unit", or_null(change.unit)},
            {"difference", or_null(change.difference)},
            {"percent", or_null(change.percent)},
            {"may_be_equal", change.may_be_equal},
            {"words", words_of(change.words)}};
}

Json changes_of(const std::vector<Change>& changes) {
    Json out = Json::array();
    for (const Change& change : changes) out.push_back(change_of(change));
    return out;
}

Json causes_of(const std::vector<Cause>& causes) {
    Json out = Json::array();
    for (const Cause& cause : causes) {
        out.push_back({{"total", change_of(cause.total)},
                       {"parts", changes_of(cause.parts)},
                       {"others", cause.others},
                       {"rest", or_null(cause.rest)}});
    }
    return out;
}

Json sections_of(const std::vector<ComparedSection>& sections) {
    Json out = Json::array();
    for (const ComparedSection& section : sections) {
        out.push_back({{"id", section.id},
                       {"title", or_null(section.title)},
                       {"title_before", or_null(section.title_before)},
                       {"kind", std::string(change_name(section.kind))},
                       {"changes", changes_of(section.changes)}});
    }
    return out;
}

}  // namespace

std::string differences_json(const Differences& differences) {
    const Json json = {{"before", side_of(differences.before)},
                       {"after", side_of(differences.after)},
                       {"equal", differences.equal()},
                       {"totals", changes_of(differences.totals)},
                       {"causes", causes_of(differences.causes)},
                       {"sections", sections_of(differences.sections)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mingzhang::publish
