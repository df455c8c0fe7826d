// The words of reports: message ids of the model become sentences here, and nowhere else.
//
//   messages/<language>.toml    [proof]
//                               most = "{sum} is at most {bound}, …"    id: proof.most
//
// {name} is replaced by the argument of that name as it is. {@name} says the argument, which
// is the last part of a message id whose first part is the argument's name ("row-unknown" for
// {@reason}), or a whole id ("relation.operating-equals-public"), or words as they are.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/finding.h"

namespace mingzhang::publish {

class Catalogue {
  public:
    using Templates = std::map<std::string, std::string, std::less<>>;

    Catalogue(std::string language, Templates templates)
        : language_(std::move(language)), templates_(std::move(templates)) {}

    const std::string& language() const { return language_; }
    const Templates& templates() const { return templates_; }
    bool has(std::string_view id) const { return templates_.find(id) != templates_.end(); }

    // Never fails. Where the catalogue lacks the id, or the message an argument, the id and the
    // arguments are shown as they are: "new-rule (text=215.51, unit=万元)".
    std::string say(const Message& message) const;
    std::string say(std::string_view id, Arguments arguments = {}) const;

  private:
    std::string language_;
    Templates templates_;
};

// What could not be done, and what to do, in the words of the catalogue as far as it has them
// ("error.the-file-is-empty"), else in those of the error. Without the place.
std::string error_sentence(const Error& error, const Catalogue& catalogue);

// The placeholders of a template, {@name} with its '@'.
std::set<std::string> placeholders(std::string_view text);

// Fails on a language without a catalogue (the hint names those there are), and with
// file:line:column on anything but tables of texts.
Result<Catalogue> load_catalogue(const std::string& directory, const std::string& language);

}  // namespace mingzhang::publish
