// What stands around a grid: its title, number, unit, department and the note below it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/disclosure.h"
#include "model/source_document.h"
#include "pack/pack.h"

namespace mingzhang::recognise {

struct Caption {
    std::string title;
    std::string number;  // "预算公开表3"
    std::string department;
    std::optional<Unit> unit;
    Place place;  // of the title, else of the grid
    bool noted_empty = false;
    std::string note;  // that note as printed
    Place note_place;
};

// The caption of the table at blocks[index]: the short paragraphs right above it, back to the
// last table, and the note right below.
Caption read_caption(const SourceDocument& source, std::size_t index, const pack::Lexicon& lexicon);

// "部门名称：某部" with one of the labels → "某部"; empty where the line says nothing of the kind.
std::string labelled(std::string_view line, const std::vector<std::string>& labels);

}  // namespace mingzhang::recognise
