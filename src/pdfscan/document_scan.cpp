#include "pdfscan/document_scan.h"

#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>

#include "pdfscan/outside.h"

namespace mingzhang::pdfscan {
namespace {

// Of poppler about what is being read. It has one callback for all of its documents.
unsigned complaints = 0;

constexpr const char* kTooLong = "it takes too long to read";
// More pages than any file can hold.
constexpr int kMostCounted = 1'000'000;

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

using read::FileEnd;

FileEnd end_of(int error_code) {
    return error_code == errEncrypted ? FileEnd::kEncrypted : FileEnd::kDamaged;
}

class Scan {
  public:
    Scan(PDFDoc& document, bool repaired, const ScanLimits& limits, const PageSink& sink)
        : document_(document),
          repaired_(repaired),
          limits_(limits),
          sink_(sink),
          device_(limits.page, [this] { return out_of_time(); }) {}

    ScanResult run() {
        const int pages = std::clamp(document_.getNumPages(), 0, kMostCounted);
        sink_.document(pages, repaired_);
        for (int number = 1; number <= pages; ++number) {
            if (number > limits_.pages) return limit("it has too many pages");
            if (const char* reached = read_page(number)) return limit(reached);
        }
        return {};
    }

  private:
    static ScanResult limit(const char* which) { return {FileEnd::kLimit, which, false}; }

    bool out_of_time() const { return processor_seconds() - started_ > limits_.seconds; }

    static bool is_page_size(const Page& page) {
        const auto is_side = [](double side) {
            return std::isfinite(side) && side > 0 && side <= double{read::kLongestSide};
        };
        return is_side(page.getCropWidth()) && is_side(page.getCropHeight());
    }

    // The limit of the whole document that is reached, if any.
    const char* read_page(int number) {
        Page* page = document_.getPage(number);
        if (!page || !page->isOk() || !is_page_size(*page)) {
            sink_.unread(number);
            return nullptr;
        }
        complaints = 0;
        draw(*page);
        const read::Page& read = device_.page();
        device_.set_damaged(complaints > 0);
        if (out_of_time()) return kTooLong;
        if (aborted_ || device_.overfull()) {
            sink_.unread(number);
            return nullptr;
        }
        glyphs_ += read.glyphs.size();
        boxes_ += read.lines.size() + read.areas.size() + read.images.size();
        if (glyphs_ > limits_.glyphs) return "it has too many characters";
        if (boxes_ > limits_.boxes) return "it has too many lines";
        sink_.page(read);
        return nullptr;
    }

    void draw(Page& page) {
        aborted_ = false;
        std::unique_ptr<Gfx> gfx(page.createGfx(&device_, 72, 72, 0, false, true, -1, -1, -1, -1,
                                                false, &Scan::should_abort, this));
        device_.drawn_by(gfx.get());
        try {
            page.display(gfx.get());
            draw_annotations(page, *gfx);
        } catch (const GivenUp&) {
            static_cast<void>(gfx.release());
            throw;
        }
        device_.drawn_by(nullptr);
    }

    // Fields, stamps and remarks that bring their appearance along. For others poppler would make
    // one up (AnnotWidget::draw and its like), and look for fonts outside the file.
    void draw_annotations(Page& page, Gfx& gfx) {
        if (page.getAnnotsObject().isNull()) return;
        for (Annot* annotation : page.getAnnots()->getAnnots()) {
            if (should_abort(this)) return;
            annotation->Annot::draw(&gfx, false);
        }
    }

    static bool should_abort(void* self) {
        auto& scan = *static_cast<Scan*>(self);
        scan.aborted_ = scan.aborted_ || scan.device_.overfull() ||
                        (++scan.checks_ % 64 == 0 && scan.out_of_time());
        return scan.aborted_;
    }

    PDFDoc& document_;
    const bool repaired_;
    const ScanLimits& limits_;
    const PageSink& sink_;
    PageDevice device_;
    const double started_ = processor_seconds();
    std::size_t glyphs_ = 0, boxes_ = 0;
    unsigned checks_ = 0;
    bool aborted_ = false;
};

}  // namespace

void prepare_poppler() {
    // Memory is not given back between pages: asking for it again costs more than reading them.
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    keep_poppler_data();
    globalParams = std::make_unique<GlobalParams>();
    setErrorCallback([](ErrorCategory category, Goffset, const char*) {
        const bool matters =
            category == errSyntaxError || category == errIO || category == errInternal;
        complaints += matters;
    });
}

ScanResult scan_document(std::string_view bytes, const ScanLimits& limits, const PageSink& sink) {
    bool repaired = false;
    auto document = std::make_unique<PDFDoc>(
        new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)),
        std::nullopt, std::nullopt, nullptr, [&repaired] { repaired = true; });
    if (!document->isOk()) return {end_of(document->getErrorCode()), "", false};
    try {
        return Scan(*document, repaired, limits, sink).run();
    } catch (const GivenUp&) {
        static_cast<void>(document.release());
        return {FileEnd::kLimit, kTooLong, true};
    }
}

}  // namespace mingzhang::pdfscan
