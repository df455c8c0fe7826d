// Texts of a book, and what stands in them for what its lines say.
//
//   # 第三部分 情况说明            a heading; ## one below it
//   {{cover}} {{contents}}         alone on a line
//   {{table T03}} {{forms}}        a table of the pack; the declarations
//   {{chart 支出结构 | flow=expenditure by=function}}
//   {{amount C}}                   a number in 万元; C is a coordinate, "flow=income fund=general"
//   {{amount C | unit=元 decimals=2}}
//   {{count C}}                    of projects, units, vehicles
//   {{share C / B}}                per cent of B, without the sign
//   {{difference C / B}} {{growth C / B}}   without the sign: the direction says it
//   {{direction C / B | 增加}}     that word or its opposite
//   {{change C / B | 比上年 增加 增长}}   the whole phrase with amount and rate; where equal
//   与上年持平
//   {{change … | 比上年 增加 增长 rate=1}}   another number of decimals of the rate
//   | a | b |                      a row of a table that is kept as it was
//   \{ \# \| \\                     the mark itself
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compile/tables.h"

namespace mingzhang::compile {

// A coordinate as Coordinate::to_string prints it; none where a dimension is unknown.
std::optional<Coordinate> parse_coordinate(std::string_view text);

// Blocks of one text, findings of what stands in it and means nothing. `forms` gives the
// declarations.
std::vector<PublishedBlock> blocks_of(const BookText& text, const Source& source,
                                      const std::function<std::vector<PublishedBlock>()>& forms,
                                      std::vector<BookFinding>& findings);

// The opposite of a word of direction: 增加 ↔ 减少; empty where it is none.
std::string_view opposite(std::string_view word);

}  // namespace mingzhang::compile
