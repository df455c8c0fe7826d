// Random departments and the documents they print: for property tests and benchmarks.
//
//   seed ──random_ledger──▶ Ledger ──print_document(pack, unit)──▶ a text as a reader meets it
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "codes/codes.h"
#include "model/ledger.h"
#include "pack/pack.h"

namespace mingzhang::tests {

struct Department {
    std::string name;
    std::vector<std::string> units;
    Ledger ledger;
};

struct DepartmentSize {
    int units = 2;
    int functions = 6;
    int projects = 6;  // a unit
};

// A department whose every relation holds exactly: income = expenditure in each fund, vintage and
// function, operating expenses = public funds, contributions = their economic items.
Department random_department(std::mt19937_64& random, const codes::Lists& codes,
                             const DepartmentSize& size = {});

struct PrintOptions {
    Unit unit = Unit::kWanYuan;
    int decimals = 2;
    bool shuffle_tables = false;
    bool shuffle_rows = false;  // rows by code only: elsewhere their order says what they are
};

// The pack's tables of the department as tab-separated text, conventionally rounded, an exact
// zero blank.
std::string print_document(const Department& department, const pack::Pack& pack,
                           const codes::Lists& codes, const DimensionTrees& trees,
                           const PrintOptions& options, std::mt19937_64& random);

}  // namespace mingzhang::tests
