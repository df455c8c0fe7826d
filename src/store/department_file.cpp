#include "store/department_file.h"

#include "base/toml_reader.h"
#include "store/toml_fields.h"
#include "store/toml_text.h"
#include "store/words.h"

namespace mingzhang::store {

std::string department_toml(const Book& book) {
    TomlLines out;
    out.put_always("title", book.title);
    out.put_always("department", book.department);
    out.put_always("date", book.date);
    out.put_number("year", book.year);
    out.put_always("kind", kind_word(book.kind, Language::kIds));
    out.put_always("pack", book.pack);
    out.put_list("units", book.units);
    return out.str();
}

Result<void> read_department(const std::string& content, const std::string& file, Book& book,
                             FindingList& findings) {
    const auto table = parse_toml({file, content});
    if (!table) return tl::make_unexpected(table.error());
    TomlFields fields(file, findings);
    fields.known(*table, "", {"title", "department", "date", "year", "kind", "pack", "units"});
    book.title = fields.text(*table, "", "title");
    book.department = fields.text(*table, "", "department");
    book.date = fields.text(*table, "", "date");
    book.year = fields.number(*table, "year", 0, kLastYear, 0);
    book.pack = fields.text(*table, "", "pack");
    book.units = fields.texts(*table, "units");
    const std::string kind = fields.text(*table, "", "kind");
    if (kind.empty()) return {};
    if (const auto known = kind_named(kind)) {
        book.kind = *known;
    } else {
        fields.wrong("kind-unknown", *table->get("kind"), "kind",
                     {{"text", kind}, {"known", choices_for(kind, kind_words(Language::kIds))}});
    }
    return {};
}

}  // namespace mingzhang::store
