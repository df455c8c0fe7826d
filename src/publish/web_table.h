// The <table> of a published table, with headings that screen readers can tell.
#pragma once

#include <string>

#include "model/publication.h"

namespace mingzhang::publish {

// `id` is the beginning of the ids in it; `label` the id of what names it where it has no title.
std::string web_table(const PublishedTable& table, const std::string& id, const std::string& label);

}  // namespace mingzhang::publish
