// TOML as a person writes it: keys in the order of writing, long texts over several lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::store {

// A string that TOML reads as `text`, whatever UTF-8 it holds: over several lines where it has
// line breaks.
std::string toml_string(std::string_view text);

// Lines `key = …`; those of empty texts are left out.
class TomlLines {
  public:
    void table(std::string_view header);  // "[[amount]]", after an empty line
    void put(std::string_view key, std::string_view text);
    void put_always(std::string_view key, std::string_view text);
    void put_number(std::string_view key, long long number);
    void put_list(std::string_view key, const std::vector<std::string>& texts);
    const std::string& str() const { return out_; }

  private:
    std::string out_;
};

}  // namespace mingzhang::store
