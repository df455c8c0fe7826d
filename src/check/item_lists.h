// Where running text lists items of the functional classification with their amounts:
//
//   1.一般公共服务支出（类）商贸事务（款）行政运行（项）938.99万元，主要用于…
//   其中：教育支出434.99万元，占77.94%；科学技术支出2.72万元，占0.50%。
//
//   passages ──▶ ItemList ── ListedItem (code, name, amounts in the order of the text)
#pragma once

#include <string>
#include <vector>

#include "check/sentence_reading.h"
#include "model/figure.h"
#include "recognise/prose_items.h"

namespace mingzhang::check {

struct ListedAmount {
    TextRange range;  // with its unit
    std::string text;
    PrintedNumber number;
    Unit unit = Unit::kWanYuan;
    Interval interval;
};

struct ListedItem {
    const Passage* passage = nullptr;                // of its name
    TextRange range;                                 // its name, from the outermost on
    std::string name;                                // the last of it: "行政运行"
    std::vector<std::pair<int, std::string>> names;  // all with their levels, outermost first
    std::string code;                                // empty: nobody knows it, or there are several
    std::string above;  // the name of its 类 where that is a heading of the list
    // Amounts that stand behind the name, without those of changes.
    std::vector<ListedAmount> amounts;
    std::vector<const Passage*> amount_passages;  // of each
};

struct ItemList {
    int level = 0;  // of all: 1 类, 2 款, 3 项
    std::vector<ListedItem> items;
    // Amounts that stand before it under its heading: its total may be among them.
    std::vector<Interval> stated;
    bool open_ended = false;  // 等 stands behind the last
    std::size_t silent = 0;   // items among them that have no amount and are not listed
};

std::vector<ItemList> item_lists(const std::vector<SentenceReading::Read>& passages,
                                 const recognise::ItemNames& names);

// "一般公共服务支出" and "一般公共服务" are one class.
std::string class_name(std::string name);

// item-amount, item-missing, item-name, items-sum.
void find_wrong_items(SentenceReading& reading, const std::vector<ItemList>& lists);
// direction-differs, changes-sum, reason-against-change.
void find_wrong_directions(SentenceReading& reading, const std::vector<ItemList>& lists);

}  // namespace mingzhang::check
