// What the benchmarks of documents share.
#pragma once

#include <stdexcept>

#include "workflow/resources.h"

namespace mingzhang::bench {

template <class T>
T need(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
}

inline const workflow::Resources& resources() {
    static const workflow::Resources loaded =
        need(workflow::load_resources(need(workflow::find_data_directory())));
    return loaded;
}

}  // namespace mingzhang::bench
