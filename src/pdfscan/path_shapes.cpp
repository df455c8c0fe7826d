#include "pdfscan/path_shapes.h"

#include <GfxState.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace mingzhang::pdfscan {
namespace {

// How far a piece may lean and still be drawn straight: points, and rise over run.
constexpr double kMostDrift = 0.05;
constexpr double kMostSlope = 0.01;
// A filled shape thinner than this is seen as a line.
constexpr double kThickestLine = 4;

struct Point {
    double x = 0, y = 0;
};

Point transformed(const double* m, double x, double y) {
    return {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]};
}

bool is_level(double along, double across) {
    return std::abs(across) <= kMostDrift + kMostSlope * std::abs(along);
}

// How far a pen reaches to each side.
Point reach_of(const double* m, double width) {
    return {width / 2 * std::hypot(m[0], m[2]), width / 2 * std::hypot(m[1], m[3])};
}

class Stroke {
  public:
    Stroke(const double* transform, const Pen& pen)
        : transform_(transform), pen_(pen), reach_(reach_of(transform, pen.width)) {}

    void add(const GfxSubpath& subpath) {
        Point last = point(subpath, 0);
        for (int i = 1; i < subpath.getNumPoints(); ++i) {
            if (subpath.getCurve(i)) {
                ++shapes_.others;
                i += 2;
                if (i < subpath.getNumPoints()) last = point(subpath, i);
                continue;
            }
            const Point next = point(subpath, i);
            add_piece(last, next);
            last = next;
        }
    }

    Shapes take() { return std::move(shapes_); }

  private:
    Point point(const GfxSubpath& subpath, int i) const {
        return transformed(transform_, subpath.getX(i), subpath.getY(i));
    }

    void add_piece(const Point& a, const Point& b) {
        const double x = std::abs(b.x - a.x), y = std::abs(b.y - a.y);
        if (x == 0 && y == 0) {
            // Only a dot is seen, and only with a pen that has ends.
            if (pen_.cap != 0) add_box(a, b, reach_.x, reach_.y);
        } else if (is_level(x, y) && x >= y) {
            add_box(a, b, pen_.cap == 2 ? reach_.x : 0, reach_.y);
        } else if (is_level(y, x)) {
            add_box(a, b, reach_.x, pen_.cap == 2 ? reach_.y : 0);
        } else {
            ++shapes_.others;
        }
    }

    void add_box(const Point& a, const Point& b, double wide, double high) {
        shapes_.boxes.push_back({std::min(a.x, b.x) - wide, std::min(a.y, b.y) - high,
                                 std::max(a.x, b.x) + wide, std::max(a.y, b.y) + high});
    }

    const double* transform_;
    Pen pen_;
    Point reach_;
    Shapes shapes_;
};

// A subpath without curves: its corners, without those that change nothing.
struct Polygon {
    std::vector<Point> corners;
    Rectangle bounds;
    double area = 0;  // signed by the direction it runs in
};

Rectangle bounds_of(const std::vector<Point>& points) {
    Rectangle r{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& p : points) {
        r = {std::min(r.left, p.x), std::min(r.top, p.y), std::max(r.right, p.x),
             std::max(r.bottom, p.y)};
    }
    return r;
}

double area_of(const std::vector<Point>& points) {
    double twice = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point &a = points[i], &b = points[(i + 1) % points.size()];
        twice +=
            (a.x - points[0].x) * (b.y - points[0].y) - (b.x - points[0].x) * (a.y - points[0].y);
    }
    return twice / 2;
}

std::optional<Polygon> polygon_of(const GfxSubpath& subpath, const double* transform) {
    Polygon polygon;
    for (int i = 0; i < subpath.getNumPoints(); ++i) {
        if (subpath.getCurve(i)) return std::nullopt;
        polygon.corners.push_back(transformed(transform, subpath.getX(i), subpath.getY(i)));
    }
    if (polygon.corners.empty()) return std::nullopt;
    polygon.bounds = bounds_of(polygon.corners);
    polygon.area = area_of(polygon.corners);
    return polygon;
}

double width_of(const Rectangle& r) { return r.right - r.left; }
double height_of(const Rectangle& r) { return r.bottom - r.top; }

// Whether the polygon fills its bounds: a rectangle does, whatever further points its sides have.
bool is_box(const Polygon& polygon) {
    const double whole = width_of(polygon.bounds) * height_of(polygon.bounds);
    const double filled = std::abs(polygon.area);
    const bool thin = std::min(width_of(polygon.bounds), height_of(polygon.bounds)) < kThickestLine;
    return filled >= (thin ? 0.6 : 0.98) * whole;
}

bool holds(const Rectangle& outer, const Rectangle& inner) {
    return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right &&
           outer.bottom >= inner.bottom && width_of(inner) > 0 && height_of(inner) > 0;
}

void add_frame(const Rectangle& outer, const Rectangle& inner, std::vector<Rectangle>& boxes) {
    boxes.push_back({outer.left, outer.top, outer.right, inner.top});
    boxes.push_back({outer.left, inner.bottom, outer.right, outer.bottom});
    boxes.push_back({outer.left, outer.top, inner.left, outer.bottom});
    boxes.push_back({inner.right, outer.top, outer.right, outer.bottom});
}

int curves_of(const GfxSubpath& subpath) {
    int curves = 0;
    for (int i = 0; i < subpath.getNumPoints(); ++i) curves += subpath.getCurve(i);
    return (curves + 1) / 2;
}

}  // namespace

Shapes shapes_of_stroke(const GfxPath& path, const double* transform, const Pen& pen) {
    Stroke stroke(transform, pen);
    for (int i = 0; i < path.getNumSubpaths(); ++i) stroke.add(*path.getSubpath(i));
    return stroke.take();
}

Shapes shapes_of_fill(const GfxPath& path, const double* transform, bool even_odd) {
    Shapes shapes;
    std::optional<Polygon> outer;  // the subpath before, if it is a box
    for (int i = 0; i < path.getNumSubpaths(); ++i) {
        const GfxSubpath& subpath = *path.getSubpath(i);
        std::optional<Polygon> polygon = polygon_of(subpath, transform);
        if (!polygon || !is_box(*polygon)) {
            shapes.others +=
                polygon ? static_cast<int>(polygon->corners.size()) : curves_of(subpath);
            outer.reset();
            continue;
        }
        const bool is_hole = outer && holds(outer->bounds, polygon->bounds) &&
                             (even_odd || (outer->area > 0) != (polygon->area > 0));
        if (is_hole) {
            shapes.boxes.pop_back();
            add_frame(outer->bounds, polygon->bounds, shapes.boxes);
            outer.reset();
        } else {
            shapes.boxes.push_back(polygon->bounds);
            outer = std::move(polygon);
        }
    }
    return shapes;
}

}  // namespace mingzhang::pdfscan
