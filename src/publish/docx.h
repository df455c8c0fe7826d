// A publication as a DOCX file for Word and WPS, with styles that can be edited there; page and
// type follow GB/T 9704-2012, the form of official documents.
//
//   Publication ─ docx_body ─▶ word/document.xml ┐
//                 docx_styles ▶ styles, fonts    ├─ zip_archive ─▶ bytes
//                               header, footer   ┘
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/publication.h"

namespace mingzhang::publish {

// The bytes of the file, the same for the same publication. `chart_pictures` are PNG files, one a
// chart in their order; a chart without one shows its slices as paragraphs. The contents name and
// link what there is; page numbers come when Word or WPS renews them. Fails where libzip is
// missing.
Result<std::string> docx_of(const Publication& publication,
                            const std::vector<std::string>& chart_pictures = {});

}  // namespace mingzhang::publish
