#include "pdfmark/pdf.h"

namespace mingzhang::pdfmark {

Pdf::Pdf(std::string_view bytes) : pdf_(qpdf_init()) {
    try {
        qpdf_silence_errors(pdf_);
        qpdf_set_suppress_warnings(pdf_, QPDF_TRUE);
        check(qpdf_read_memory(pdf_, "file", bytes.data(), bytes.size(), nullptr));
        pages_ = qpdf_get_num_pages(pdf_);
        if (pages_ < 0) check(QPDF_ERRORS);
    } catch (...) {
        qpdf_cleanup(&pdf_);
        throw;
    }
}

void Pdf::check(QPDF_ERROR_CODE code) const {
    if ((code & QPDF_ERRORS) == 0) return;
    const char* why =
        qpdf_has_error(pdf_) ? qpdf_get_error_message_detail(pdf_, qpdf_get_error(pdf_)) : nullptr;
    throw PdfError(why ? why : "libqpdf cannot read it");
}

Object Pdf::page(int number) const {
    return {pdf_, qpdf_get_page_n(pdf_, static_cast<std::size_t>(number - 1))};
}

Object Pdf::parsed(const std::string& written) const {
    return {pdf_, qpdf_oh_parse(pdf_, written.c_str())};
}

Object Pdf::own(const Object& object) const {
    return {pdf_, qpdf_make_indirect_object(pdf_, object.handle_)};
}

Object Pdf::stream(const std::string& entries, std::string_view data) const {
    const Object null{pdf_, qpdf_oh_new_null(pdf_)};
    const Object out{pdf_, qpdf_oh_new_stream(pdf_)};
    qpdf_oh_replace_stream_data(pdf_, out.handle_,
                                reinterpret_cast<const unsigned char*>(data.data()), data.size(),
                                null.handle_, null.handle_);
    Object dictionary{pdf_, qpdf_oh_get_dict(pdf_, out.handle_)};
    const Object wanted = parsed(entries);
    qpdf_oh_begin_dict_key_iter(pdf_, wanted.handle_);
    while (qpdf_oh_dict_more_keys(pdf_)) {
        const std::string key = qpdf_oh_dict_next_key(pdf_);
        dictionary.set(key.c_str(), wanted.key(key.c_str()));
    }
    return out;
}

std::string Pdf::write() {
    check(qpdf_init_write_memory(pdf_));
    qpdf_set_stream_data_mode(pdf_, qpdf_s_preserve);
    qpdf_set_object_stream_mode(pdf_, qpdf_o_preserve);
    qpdf_set_preserve_encryption(pdf_, QPDF_TRUE);
    if (!qpdf_is_encrypted(pdf_)) qpdf_set_deterministic_ID(pdf_, QPDF_TRUE);
    check(qpdf_write(pdf_));
    return {reinterpret_cast<const char*>(qpdf_get_buffer(pdf_)), qpdf_get_buffer_length(pdf_)};
}

}  // namespace mingzhang::pdfmark
