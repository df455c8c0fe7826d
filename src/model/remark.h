// What a reader had to do, or could not read, for the report to say.
#pragma once

#include <string>
#include <vector>

#include "base/place.h"
#include "model/finding.h"

namespace mingzhang {

struct Remark {
    std::string id;           // "scanned-page"
    bool unreadable = false;  // something stands there that is in no block: a finding
    Place place;
    Arguments arguments;

    bool operator==(const Remark&) const = default;
};

// The message "remark.scanned-page". Pages that could not be read have one for a page, one for
// several, and one where nobody knows the last.
Message message_of(const Remark& remark);

bool any_unreadable(const std::vector<Remark>& remarks);

// Those that are unreadable as findings "page-unreadable" and "part-unreadable": one for each
// message, with the places where it applies in order.
std::vector<Finding> findings_of(const std::vector<Remark>& remarks);

}  // namespace mingzhang
