// A publication as open data (docs/open-data.md).
//
//   lines.csv         the ledger: a line a row, a dimension a column, exact amounts in yuan
//   tables/T03.csv    each table: an amount a row, as printed and exact
//   document.json     the whole document: headings, paragraphs, tables, declarations
//   datapackage.json  what is in them: a Fiscal Data Package
#pragma once

#include <string>
#include <vector>

#include "model/publication.h"

namespace mingzhang::publish {

struct PublishedFile {
    std::string name;  // a relative path with slashes: letters, digits, '-', '_', '.'
    std::string bytes;
};

// In the order of the picture, datapackage.json last. The same publication gives the same bytes.
std::vector<PublishedFile> open_data_of(const Publication& publication);

}  // namespace mingzhang::publish
