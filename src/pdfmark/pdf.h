// What is needed of libqpdf, through its C interface: its C++ headers are not written for C++20.
#pragma once

#include <qpdf/qpdf-c.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mingzhang::pdfmark {

struct PdfError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// An object of a Pdf, valid as long as that is. What is asked of an object of another type is null.
class Object {
  public:
    Object(qpdf_data pdf, qpdf_oh handle) : pdf_(pdf), handle_(handle) {}

    bool is_array() const { return qpdf_oh_is_array(pdf_, handle_); }
    bool is_dictionary() const { return qpdf_oh_is_dictionary(pdf_, handle_); }
    int items() const { return is_array() ? qpdf_oh_get_array_n_items(pdf_, handle_) : 0; }
    Object item(int i) const { return {pdf_, qpdf_oh_get_array_item(pdf_, handle_, i)}; }
    Object key(const char* name) const {
        return {pdf_, qpdf_oh_get_key_if_dict(pdf_, handle_, name)};
    }
    std::optional<double> number() const {
        double value = 0;
        if (!qpdf_oh_get_value_as_number(pdf_, handle_, &value)) return std::nullopt;
        return value;
    }

    // "/Name", "12 0 R"
    std::string written() const { return qpdf_oh_unparse(pdf_, handle_); }
    // Of a string, as UTF-8.
    std::string text() const {
        std::size_t size = 0;
        const char* utf8 = qpdf_oh_get_binary_utf8_value(pdf_, handle_, &size);
        return {utf8, size};
    }

    void set(const char* name, const Object& value) {
        qpdf_oh_replace_key(pdf_, handle_, name, value.handle_);
    }
    void set_text(const char* name, const std::string& utf8) {
        set(name, {pdf_, qpdf_oh_new_binary_unicode_string(pdf_, utf8.data(), utf8.size())});
    }
    void append(const Object& value) { qpdf_oh_append_item(pdf_, handle_, value.handle_); }

  private:
    friend class Pdf;
    qpdf_data pdf_;
    qpdf_oh handle_;
};

// A file that is read, changed and written. The bytes must stay while it lives.
class Pdf {
  public:
    // Throws PdfError for what cannot be read.
    explicit Pdf(std::string_view bytes);
    ~Pdf() { qpdf_cleanup(&pdf_); }
    Pdf(const Pdf&) = delete;
    Pdf& operator=(const Pdf&) = delete;

    int pages() const { return pages_; }
    Object page(int number) const;  // 1-based
    // From its written form, "<</Type/Annot>>": direct, or as an object of its own.
    Object parsed(const std::string& written) const;
    Object own(const Object& object) const;
    Object stream(const std::string& entries, std::string_view data) const;

    // The bytes of the changed file. What was encrypted stays so. Throws PdfError.
    std::string write();

  private:
    void check(QPDF_ERROR_CODE code) const;

    qpdf_data pdf_;
    int pages_ = 0;
};

}  // namespace mingzhang::pdfmark
