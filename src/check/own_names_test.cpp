#include "check/own_names.h"

#include <gtest/gtest.h>

#include <string>

namespace mingzhang::check {
namespace {

std::string shown(std::string_view name) {
    const OwnPlace place = place_in_name(name);
    return std::string(place.province) + "|" + std::string(place.city) + "|" +
           std::string(place.county);
}

TEST(OwnNames, PlaceInName) {
    EXPECT_EQ(shown("江苏省人民检察院"), "江苏省||");
    EXPECT_EQ(shown("山西省某市某县民政局"), "山西省|某市|某县");
    EXPECT_EQ(shown("某市民政局"), "|某市|");
    EXPECT_EQ(shown("乙县社会工作部"), "||乙县");
    EXPECT_EQ(shown("中共上海市甲区委社会工作部"), "|上海市|甲区");
    EXPECT_EQ(shown("内蒙古自治区某盟某旗民政局"), "内蒙古自治区|某盟|某旗");
    EXPECT_EQ(shown("某市市场监督管理局"), "|某市|");
    for (const char* unknown :
         {"某大学", "民政局", "某局办公室", "县委社会工作部", "某经济开发区管委会",
          "某社区服务中心", "市场监督管理局", "城市管理局", ""}) {
        EXPECT_EQ(shown(unknown), "||") << unknown;
    }
}

}  // namespace
}  // namespace mingzhang::check
