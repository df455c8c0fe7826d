#include "check/form_rules.h"

#include <gmock/gmock.h>

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kProjects[] = {"党建工作经费", "志愿服务经费", "社区治理补助",
                                     "宣传活动经费"};

// A table that lists `listed`, and forms that are matched to its rows of the same name.
Disclosure disclosure(const std::vector<std::string>& listed,
                      const std::vector<std::string>& forms) {
    Disclosure out;
    out.tables.emplace_back();
    for (const std::string& project : listed) {
        Figure figure;
        figure.table = 0;
        figure.row_label = project;
        figure.coordinate.emplace();
        figure.coordinate->set(Dimension::kProject, project);
        figure.place.line = static_cast<int>(out.figures.size()) + 1;
        out.figures.push_back(std::move(figure));
    }
    for (const std::string& project : forms) {
        Declaration form;
        form.project = project;
        form.title = project + "绩效目标表";
        for (std::size_t i = 0; i < listed.size(); ++i)
            if (listed[i] == project) form.matched = true, form.listed_figure = static_cast<int>(i);
        out.declarations.push_back(std::move(form));
    }
    return out;
}

// "rule: words"
std::vector<std::string> found(const Disclosure& of) {
    std::vector<std::string> out;
    for (const Finding& f : form_findings(of)) out.push_back(f.rule + ": " + f.places[0].text);
    return out;
}

std::vector<std::string> all() { return {std::begin(kProjects), std::end(kProjects)}; }

TEST(Forms, AreThoseOfTheProjects) {
    EXPECT_THAT(found(disclosure(all(), all())), IsEmpty());
    auto listed = all();
    listed.push_back("防汛物资储备");
    EXPECT_THAT(found(disclosure(listed, all())),
                ElementsAre("project-without-form: 防汛物资储备"));
    EXPECT_THAT(projects_without_form(disclosure(listed, all())), ElementsAre(4));
    auto forms = all();
    forms.push_back("防汛物资储备");
    EXPECT_THAT(found(disclosure(all(), forms)), ElementsAre("form-without-project: 防汛物资储备"));
    forms.back() = "防讯物质储备";
    EXPECT_THAT(
        found(disclosure(listed, forms)),
        ElementsAre("form-without-project: 防讯物质储备", "project-without-form: 防汛物资储备"));
    forms.back() = "防讯物资储备";
    EXPECT_THAT(found(disclosure(listed, forms)),
                ElementsAre("project-name-differs: 防讯物资储备"));
    // Where many have none, only some are published.
    EXPECT_THAT(found(disclosure(all(), {kProjects[0], kProjects[1]})), IsEmpty());
}

TEST(Forms, WhatTheirTitlesName) {
    Disclosure out = disclosure(all(), all());
    out.declarations[1].title = "绿化养护绩效目标表";
    EXPECT_THAT(found(out), ElementsAre("form-title-differs: 绿化养护绩效目标表"));
    // Title and heading agree: the form's own field stands alone.
    for (Declaration& form : out.declarations) form.heading = "（一）" + form.project;
    out.declarations[1].heading = "（二）绿化养护";
    EXPECT_THAT(found(out), ElementsAre("form-title-differs: 志愿服务经费"));
    for (Declaration& form : out.declarations) form.title = "项目支出绩效目标表", form.heading = "";
    EXPECT_THAT(found(out), IsEmpty());
}

}  // namespace
}  // namespace mingzhang::check
