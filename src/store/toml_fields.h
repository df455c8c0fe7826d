// TOML read as far as it can be: a mistake is a finding, and what it concerns is left out.
#pragma once

#include <toml++/toml.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/book_findings.h"

namespace mingzhang::store {

class TomlFields {
  public:
    TomlFields(std::string file, FindingList& findings)
        : file_(std::move(file)), findings_(findings) {}

    const std::string& file() const { return file_; }
    BookPlace place(const toml::node& node, std::string field = {}) const;
    void wrong(std::string_view rule, const toml::node& node, std::string field,
               std::map<std::string, std::string> arguments = {});

    // Complains of keys that are none of these. `in` is what stands before a field's name in its
    // place: "declaration.".
    void known(const toml::table& table, std::string_view in,
               std::initializer_list<std::string_view> keys);
    // Empty where there is none, or another value.
    std::string text(const toml::table& table, std::string_view in, std::string_view key);
    std::vector<std::string> texts(const toml::table& table, std::string_view key);
    // `otherwise` where there is none or it is not in the range.
    int number(const toml::table& table, std::string_view key, int least, int most, int otherwise);
    const toml::table* table(const toml::table& in, std::string_view key);
    // Each table of an array of tables.
    void tables(const toml::table& table, std::string_view in, std::string_view key,
                const std::function<void(const toml::table&)>& read);

  private:
    std::string file_;
    FindingList& findings_;
};

}  // namespace mingzhang::store
