#include "store/toml_fields.h"

#include <algorithm>

#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;

std::string joined(string_view in, string_view key) { return std::string(in).append(key); }

}  // namespace

BookPlace TomlFields::place(const toml::node& node, std::string field) const {
    return {file_, static_cast<int>(node.source().begin.line), std::move(field)};
}

void TomlFields::wrong(string_view rule, const toml::node& node, std::string field,
                       std::map<std::string, std::string> arguments) {
    findings_.add(std::string(rule), place(node, std::move(field)), std::move(arguments));
}

void TomlFields::known(const toml::table& table, string_view in,
                       std::initializer_list<string_view> keys) {
    for (const auto& [key, value] : table) {
        if (std::count(keys.begin(), keys.end(), key.str()) > 0) continue;
        wrong("key-unknown", value, joined(in, key.str()),
              {{"text", std::string(key.str())},
               {"known", choices_for(key.str(), {keys.begin(), keys.end()})}});
    }
}

std::string TomlFields::text(const toml::table& table, string_view in, string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    if (const auto* string = node->as_string()) return string->get();
    wrong("value-unreadable", *node, joined(in, key), {{"expected", "value.text"}});
    return {};
}

std::vector<std::string> TomlFields::texts(const toml::table& table, string_view key) {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (node == nullptr) return out;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        wrong("value-unreadable", *node, std::string(key), {{"expected", "value.texts"}});
        return out;
    }
    for (const toml::node& element : *array) {
        if (const auto* string = element.as_string()) {
            out.push_back(string->get());
        } else {
            wrong("value-unreadable", element, std::string(key), {{"expected", "value.text"}});
        }
    }
    return out;
}

int TomlFields::number(const toml::table& table, string_view key, int least, int most,
                       int otherwise) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return otherwise;
    const auto* number = node->as_integer();
    if (number != nullptr && number->get() >= least && number->get() <= most)
        return static_cast<int>(number->get());
    wrong("value-unreadable", *node, std::string(key), {{"expected", "value.number"}});
    return otherwise;
}

const toml::table* TomlFields::table(const toml::table& in, string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table())
        wrong("value-unreadable", *node, std::string(key), {{"expected", "value.table"}});
    return node->as_table();
}

void TomlFields::tables(const toml::table& table, string_view in, string_view key,
                        const std::function<void(const toml::table&)>& read) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        wrong("value-unreadable", *node, joined(in, key), {{"expected", "value.tables"}});
        return;
    }
    for (const toml::node& element : *array) {
        if (const toml::table* one = element.as_table()) {
            read(*one);
        } else {
            wrong("value-unreadable", element, joined(in, key), {{"expected", "value.table"}});
        }
    }
}

}  // namespace mingzhang::store
