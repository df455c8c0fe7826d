#include "model/remark.h"

#include <algorithm>

namespace mingzhang {
namespace {

Finding finding_of(const Remark& remark, Message message) {
    Finding finding;
    finding.rule = remark.place.page > 0 ? "page-unreadable" : "part-unreadable";
    finding.severity = Severity::kWarning;
    finding.message = std::move(message.id);
    finding.arguments = std::move(message.arguments);
    finding.key = fingerprint({finding.rule, finding.message, std::to_string(remark.place.page),
                               remark.place.sheet, remark.place.cell});
    return finding;
}

}  // namespace

Message message_of(const Remark& remark) {
    Message message{"remark." + remark.id, remark.arguments};
    if (remark.id != "pages-not-read") return message;
    const auto first = remark.arguments.find("first"), last = remark.arguments.find("last");
    if (first == remark.arguments.end() || last == remark.arguments.end()) return message;
    if (last->second.empty()) {
        message.id = "remark.pages-not-read-from";
        message.arguments.erase("last");
    } else if (first->second == last->second) {
        message.id = "remark.page-not-read";
        message.arguments.erase("last");
    }
    return message;
}

bool any_unreadable(const std::vector<Remark>& remarks) {
    return std::any_of(remarks.begin(), remarks.end(),
                       [](const Remark& remark) { return remark.unreadable; });
}

std::vector<Finding> findings_of(const std::vector<Remark>& remarks) {
    std::vector<Finding> findings;
    for (const Remark& remark : remarks) {
        if (!remark.unreadable) continue;
        Finding fresh = finding_of(remark, message_of(remark));
        auto same = std::find_if(findings.begin(), findings.end(), [&](const Finding& known) {
            return known.rule == fresh.rule && known.message == fresh.message &&
                   known.arguments == fresh.arguments;
        });
        if (same == findings.end()) same = findings.insert(same, std::move(fresh));
        FindingPlace place;
        place.place = remark.place;
        same->places.push_back(std::move(place));
    }
    return findings;
}

}  // namespace mingzhang
