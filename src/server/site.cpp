#include "server/site.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "publish/html_assets.h"
#include "publish/html_report.h"
#include "server/pages.h"
#include "workflow/check_file.h"

namespace mingzhang::server {
namespace {

using Clock = std::chrono::steady_clock;

// What stands around the files of a form.
constexpr std::size_t kFrame = 1u << 20;

std::string policy(std::string_view style, std::string_view script) {
    return fmt::format(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
        style, script);
}

Response with_headers(Response response, std::string_view style, std::string_view script) {
    response.headers = {{"Content-Security-Policy", policy(style, script)},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Cache-Control", "no-store"},
                        // Not "no-referrer": with it browsers hide the origin of our own form.
                        {"Referrer-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Cross-Origin-Opener-Policy", "same-origin"}};
    return response;
}

Response own_page(int status, std::string body) {
    return with_headers({status, "text/html; charset=utf-8", std::move(body), {}},
                        page_style_hash(), page_script_hash());
}

Response report_page(std::string body) {
    return with_headers({200, "text/html; charset=utf-8", std::move(body), {}},
                        publish::html_style_hash(), publish::html_script_hash());
}

Response text(int status, std::string body) {
    return with_headers({status, "text/plain; charset=utf-8", std::move(body), {}},
                        page_style_hash(), page_script_hash());
}

bool is_get(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

read::PdfScanner scanner() {
    read::PdfScannerOptions options;
    options.files_per_child = 1;  // files of different people
    return read::PdfScanner(options);
}

}  // namespace

Site::Site(const workflow::Resources& resources, const publish::Catalogue& catalogue,
           SiteOptions options)
    : resources_(resources),
      catalogue_(catalogue),
      options_(std::move(options)),
      hosts_(options_.host),
      gate_(options_.checks_at_once, options_.checks_waiting),
      memory_(options_.uploads.memory) {}

Response Site::answer(const Request& request) try {
    if (!hosts_.allows(request.host)) return refused({403, {"serve.foreign-host", {}}});
    if (request.path == "/") {
        if (!is_get(request)) return refused({405, {"serve.wrong-method", {}}});
        return own_page(200, start_page(catalogue_, options_.uploads));
    }
    if (request.path == "/health") {
        return is_get(request) ? text(200, "ok\n") : refused({405, {"serve.wrong-method", {}}});
    }
    if (request.path != "/check") return refused({404, {"serve.not-found", {}}});
    if (request.method != "POST") return refused({405, {"serve.wrong-method", {}}});
    return check(request);
} catch (const std::exception&) {
    return refused({500, {"serve.internal", {}}});
}

Response Site::check(const Request& request) {
    if (!AllowedHosts::same_origin(request.origin, request.host)) {
        return refused({403, {"serve.foreign-origin", {}}});
    }
    if (!request.multipart || request.encoded) return refused({415, {"serve.no-form", {}}});
    if (request.length > options_.uploads.request + kFrame) {
        const std::string most = std::to_string(options_.uploads.request >> 20);
        return refused({413, {"serve.request-too-large", {{"most", most}}}});
    }
    Memory::Share share(memory_);
    auto uploads = read_uploads(request, options_.uploads, share);
    if (!uploads) return refused(uploads.error());
    const auto pass = gate_.enter(options_.patience);
    if (!pass) return refused({503, {"serve.busy", {}}});
    return report_of(*std::move(uploads));
}

Response Site::report_of(Uploads uploads) const {
    if (!uploads.together && uploads.files.size() > 1) {
        return report_page(reports_of(std::move(uploads)));
    }
    auto scan = scanner();
    const auto checked = workflow::check_together(std::move(uploads.files), resources_, scan,
                                                  Clock::now() + options_.longest);
    if (!checked) {
        const Error& error = checked.error();
        return own_page(422, error_page(catalogue_, reason_of(error), error.where));
    }
    return report_page(publish::html_report(checked->report, checked->source, catalogue_, "/"));
}

std::string Site::reports_of(Uploads uploads) const {
    publish::HtmlReports reports(catalogue_, "/");
    const auto end = Clock::now() + options_.longest;
    auto scan = scanner();
    for (workflow::NamedBytes& file : uploads.files) {
        const std::string name = file.name;
        std::vector<workflow::NamedBytes> one;
        one.push_back(std::move(file));
        const auto checked = workflow::check_together(std::move(one), resources_, scan, end);
        if (checked) {
            reports.add(checked->report, checked->source);
        } else {
            reports.add(name, reason_of(checked.error()));
        }
    }
    return reports.write();
}

std::string Site::reason_of(const Error& error) const {
    return publish::error_sentence(error, catalogue_);
}

Response Site::refused(const Refusal& refusal) const {
    return own_page(refusal.status, error_page(catalogue_, catalogue_.say(refusal.message), ""));
}

}  // namespace mingzhang::server
