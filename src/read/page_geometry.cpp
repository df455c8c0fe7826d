#include "read/page_geometry.h"

namespace mingzhang::read {

std::vector<float> clusters(std::vector<float> positions, float width) {
    std::sort(positions.begin(), positions.end());
    std::vector<float> means;
    for (std::size_t i = 0; i < positions.size();) {
        const float first = positions[i];
        double sum = 0;
        std::size_t n = 0;
        for (; i < positions.size() && positions[i] - first <= width; ++i, ++n) sum += positions[i];
        means.push_back(static_cast<float>(sum / static_cast<double>(n)));
    }
    return means;
}

int nearest(const std::vector<float>& positions, float at) {
    if (positions.empty()) return -1;
    const auto above = std::lower_bound(positions.begin(), positions.end(), at);
    const auto index = static_cast<int>(above - positions.begin());
    if (above == positions.end()) return index - 1;
    if (above == positions.begin()) return 0;
    return at - *(above - 1) < *above - at ? index - 1 : index;
}

int slot(const std::vector<float>& edges, float at) {
    if (edges.size() < 2 || at < edges.front() || at > edges.back()) return -1;
    const auto above = std::upper_bound(edges.begin(), edges.end(), at);
    const auto index = static_cast<int>(above - edges.begin()) - 1;
    return std::min(index, static_cast<int>(edges.size()) - 2);
}

}  // namespace mingzhang::read
