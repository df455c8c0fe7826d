#include "publish/xlsx_library.h"

namespace mingzhang::publish {

Xlsx::Xlsx() : library(MINGZHANG_LIBXLSXWRITER) {}

const Xlsx& xlsx() {
    static const Xlsx loaded;
    return loaded;
}

}  // namespace mingzhang::publish
