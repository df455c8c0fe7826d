// A declaration of a project as the form that is published.
#pragma once

#include "model/book.h"
#include "model/publication.h"

namespace mingzhang::compile {

// Its title, then the table: a row a field, then the indicators by level.
std::vector<PublishedBlock> form_of(const BookProject& project, std::size_t number,
                                    const std::string& department);

}  // namespace mingzhang::compile
