#include "workflow/build_book.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "compile/compile.h"
#include "publish/docx.h"
#include "publish/open_data.h"
#include "publish/pdf.h"
#include "publish/web_page.h"
#include "publish/workbook.h"

namespace mingzhang::workflow {
namespace {

constexpr int kChartPixels = 1200;
constexpr std::string_view kFormats[] = {"docx", "pdf", "xlsx", "html", "data"};

class Builder {
  public:
    Builder(const Book& book, const BuildOptions& options, const Resources& resources,
            read::PdfScanner& scanner)
        : book_(book), options_(options), resources_(resources), scanner_(scanner) {}

    Result<Build> run() {
        const pack::Library& library = resources_.library;
        if (const auto all = library.packs.all(library.lexicon); !all)
            return tl::make_unexpected(all.error());
        const pack::Pack* pack = library.packs.find(book_.pack);
        if (pack == nullptr) {
            return fail("department.toml", "there is no pack \"" + book_.pack + "\"",
                        "name one of the folder packs");
        }
        compile::Compiled compiled =
            compile::compile(book_, *pack, library.lexicon, resources_.codes);
        publication_ = std::move(compiled.publication);
        publication_.watermark = options_.watermark;
        out_.findings = std::move(compiled.findings);
        for (PublishedFormat format : options_.formats) {
            if (const auto made = make(format); !made) return tl::make_unexpected(made.error());
        }
        return std::move(out_);
    }

  private:
    Result<void> make(PublishedFormat format) {
        if (format == PublishedFormat::kData) {
            for (publish::PublishedFile& file : publish::open_data_of(publication_))
                out_.files.push_back({"data/" + file.name, std::move(file.bytes)});
            return {};
        }
        auto bytes = bytes_of(format);
        if (!bytes) return tl::make_unexpected(bytes.error());
        BuiltFile file{"disclosure." + std::string(format_name(format)), *std::move(bytes)};
        auto checked =
            check_together(std::vector{NamedBytes{file.name, file.bytes}}, resources_, scanner_);
        if (!checked) return tl::make_unexpected(checked.error());
        hold_against_ledger(*checked, book_, resources_);
        file.checked = *std::move(checked);
        out_.files.push_back(std::move(file));
        return {};
    }

    Result<std::string> bytes_of(PublishedFormat format) {
        switch (format) {
            case PublishedFormat::kDocx:
                return with_charts(
                    [](const PublishedChart& chart) {
                        return publish::chart_png(chart, kChartPixels);
                    },
                    publish::docx_of);
            case PublishedFormat::kPdf:
                return publish::pdf_of(publication_);
            case PublishedFormat::kXlsx:
                return publish::xlsx_of(publication_);
            case PublishedFormat::kHtml:
            case PublishedFormat::kData:
                break;
        }
        return with_charts(publish::chart_svg, [](const Publication& p, const auto& charts) {
            return Result<std::string>(publish::html_of(p, charts));
        });
    }

    template <class Draw, class Set>
    Result<std::string> with_charts(Draw draw, Set set) const {
        std::vector<std::string> charts;
        for (const PublishedBlock& block : publication_.blocks) {
            if (block.kind != PublishedKind::kChart) continue;
            auto chart = draw(block.chart);
            if (!chart) return chart;
            charts.push_back(*std::move(chart));
        }
        return set(publication_, charts);
    }

    const Book& book_;
    const BuildOptions& options_;
    const Resources& resources_;
    read::PdfScanner& scanner_;
    Publication publication_;
    Build out_;
};

bool is_error(Severity severity) { return severity == Severity::kError; }

}  // namespace

std::string_view format_name(PublishedFormat format) {
    return kFormats[static_cast<std::size_t>(format)];
}

std::optional<PublishedFormat> format_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kFormats); ++i) {
        if (kFormats[i] == name) return static_cast<PublishedFormat>(i);
    }
    return std::nullopt;
}

bool Build::has_errors() const {
    const bool in_book = std::any_of(findings.begin(), findings.end(),
                                     [](const BookFinding& f) { return is_error(f.severity); });
    return in_book || std::any_of(files.begin(), files.end(), [](const BuiltFile& file) {
               if (!file.checked) return false;
               const auto& found = file.checked->report.findings;
               return std::any_of(found.begin(), found.end(),
                                  [](const Finding& f) { return is_error(f.severity); });
           });
}

Result<Build> build_book(const Book& book, const BuildOptions& options, const Resources& resources,
                         read::PdfScanner& scanner) {
    return Builder(book, options, resources, scanner).run();
}

Result<void> write_build(const Build& build, const std::string& directory) {
    namespace fs = std::filesystem;
    for (const BuiltFile& file : build.files) {
        const fs::path path = fs::path(directory) / file.name;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (error) return fail(path.parent_path().string(), "cannot be made: " + error.message());
        if (const auto written = replace_file(path.string(), file.bytes); !written) return written;
    }
    return {};
}

}  // namespace mingzhang::workflow
