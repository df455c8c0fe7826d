// The pages of a publication as a PDF file.
#pragma once

#include <string>

#include "model/publication.h"

namespace mingzhang::typeset {

struct Pdf {
    std::string bytes;  // empty where it could not be made
    std::string what;   // then why
};

Pdf pdf_of(const Publication& publication);

}  // namespace mingzhang::typeset
