#include "publish/docx.h"

#include <fmt/format.h>

#include "publish/docx_body.h"
#include "publish/docx_styles.h"
#include "publish/docx_xml.h"
#include "publish/zip_archive.h"

namespace mingzhang::publish {
namespace {

constexpr const char* kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* kRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

// A part beside the main one: "styles", "word/styles.xml".
struct Part {
    std::string id, relation, type, file, bytes;
};

// The page number between dashes, outwards: right on odd pages, left on even ones.
std::string footer(const char* side) {
    pugi::xml_document document;
    Node p = add(add(document, "w:ftr", {{"xmlns:w", kWord}}), "w:p");
    Node properties = add(p, "w:pPr");
    add_value(properties, "w:pStyle", "Footer");
    add_value(properties, "w:jc", std::string(side));
    add_run(p, "— ");
    add_field(p, "PAGE", "1");
    add_run(p, " —");
    return serialised(document);
}

// The watermark as Word itself makes it, so that its command for watermarks finds it.
std::string header(const std::string& watermark, int number) {
    pugi::xml_document document;
    Node root = add(document, "w:hdr",
                    {{"xmlns:w", kWord},
                     {"xmlns:v", "urn:schemas-microsoft-com:vml"},
                     {"xmlns:o", "urn:schemas-microsoft-com:office:office"}});
    Node p = add(root, "w:p");
    add_value(add(p, "w:pPr"), "w:pStyle", "Header");
    Node picture = add(add(p, "w:r"), "w:pict");
    Node type = add(picture, "v:shapetype",
                    {{"id", "_x0000_t136"},
                     {"coordsize", "21600,21600"},
                     {"o:spt", "136"},
                     {"adj", "10800"},
                     {"path", "m@7,l@8,m@5,21600l@6,21600e"}});
    Node formulas = add(type, "v:formulas");
    for (const char* formula :
         {"sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3",
          "if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5",
          "mid @7 @8", "mid @6 @7", "sum @6 0 @5"})
        add(formulas, "v:f", {{"eqn", formula}});
    add(type, "v:path",
        {{"textpathok", "t"},
         {"o:connecttype", "custom"},
         {"o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800"},
         {"o:connectangles", "270,180,90,0"}});
    add(type, "v:textpath", {{"on", "t"}, {"fitshape", "t"}});
    Node shape =
        add(picture, "v:shape",
            {{"id", fmt::format("PowerPlusWaterMarkObject{}", number)},
             {"o:spid", fmt::format("_x0000_s{}", 2048 + number)},
             {"type", "#_x0000_t136"},
             {"alt", xml_text(watermark)},
             {"style",
              "position:absolute;margin-left:0;margin-top:0;width:400pt;height:133pt;rotation:315;"
              "z-index:-251658752;mso-position-horizontal:center;"
              "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
              "mso-position-vertical-relative:margin"},
             {"o:allowincell", "f"},
             {"fillcolor", "#d9d9d9"},
             {"stroked", "f"}});
    add(shape, "v:fill", {{"opacity", ".5"}});
    add(shape, "v:textpath",
        {{"style", "font-family:\"宋体\";font-size:1pt"}, {"string", xml_text(watermark)}});
    return serialised(document);
}

std::string core_properties(const Publication& publication) {
    pugi::xml_document document;
    Node root = add(
        document, "cp:coreProperties",
        {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
         {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
    const auto property = [&](const char* name, const std::string& value) {
        if (!value.empty())
            add(root, name).append_child(pugi::node_pcdata).set_value(xml_text(value).c_str());
    };
    property("dc:title", publication.title);
    property("dc:creator", publication.department);
    property("dc:language", "zh-CN");
    return serialised(document);
}

std::vector<Part> parts_beside(const Publication& publication, const DocxBody& body,
                               const std::vector<std::string>& pictures) {
    std::vector<Part> parts = {
        {"rIdStyles", "styles", "styles+xml", "styles.xml", docx_styles(body.table_sizes)},
        {"rIdFonts", "fontTable", "fontTable+xml", "fontTable.xml", docx_fonts()},
        {"rIdSettings", "settings", "settings+xml", "settings.xml", docx_settings()},
        {kFooterId, "footer", "footer+xml", "footer1.xml", footer("right")},
        {kEvenFooterId, "footer", "footer+xml", "footer2.xml", footer("left")}};
    if (!publication.watermark.empty()) {
        parts.push_back(
            {kHeaderId, "header", "header+xml", "header1.xml", header(publication.watermark, 1)});
        parts.push_back({kEvenHeaderId, "header", "header+xml", "header2.xml",
                         header(publication.watermark, 2)});
    }
    for (const std::size_t picture : body.pictures) {
        parts.push_back({picture_id(picture), "image", "",
                         fmt::format("media/chart{}.png", picture + 1), pictures[picture]});
    }
    return parts;
}

std::string content_types(const std::vector<Part>& parts) {
    pugi::xml_document document;
    Node root = add(document, "Types",
                    {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
    const auto extension = [&](const char* name, const char* type) {
        add(root, "Default", {{"Extension", name}, {"ContentType", type}});
    };
    const auto part = [&](const std::string& name, const std::string& type) {
        add(root, "Override", {{"PartName", name}, {"ContentType", type}});
    };
    extension("rels", "application/vnd.openxmlformats-package.relationships+xml");
    extension("xml", "application/xml");
    extension("png", "image/png");
    part("/word/document.xml", std::string(kWordType) + "document.main+xml");
    for (const Part& p : parts)
        if (!p.type.empty()) part("/word/" + p.file, kWordType + p.type);
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    return serialised(document);
}

class Relations {
  public:
    Relations()
        : root_(publish::add(
              document_, "Relationships",
              {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}})) {}
    void add(const std::string& id, const std::string& type, const std::string& target) {
        publish::add(root_, "Relationship", {{"Id", id}, {"Type", type}, {"Target", target}});
    }
    std::string write() const { return serialised(document_); }

  private:
    pugi::xml_document document_;
    Node root_;
};

std::string package_relations() {
    Relations relations;
    relations.add("rIdDocument", std::string(kRelation) + "officeDocument", "word/document.xml");
    relations.add("rIdCore",
                  "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                  "core-properties",
                  "docProps/core.xml");
    return relations.write();
}

std::string document_relations(const std::vector<Part>& parts) {
    Relations relations;
    for (const Part& part : parts) relations.add(part.id, kRelation + part.relation, part.file);
    return relations.write();
}

}  // namespace

Result<std::string> docx_of(const Publication& publication,
                            const std::vector<std::string>& chart_pictures) {
    DocxBody body = docx_body(publication, chart_pictures);
    std::vector<Part> parts = parts_beside(publication, body, chart_pictures);
    std::vector<ArchivePart> files = {{"[Content_Types].xml", content_types(parts)},
                                      {"_rels/.rels", package_relations()},
                                      {"docProps/core.xml", core_properties(publication)},
                                      {"word/document.xml", std::move(body.xml)},
                                      {"word/_rels/document.xml.rels", document_relations(parts)}};
    for (Part& part : parts) files.push_back({"word/" + part.file, std::move(part.bytes)});
    return zip_archive(files, publication.title);
}

}  // namespace mingzhang::publish
