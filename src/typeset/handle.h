// Objects of GLib and Cairo that end with their owner.
#pragma once

#include <cairo.h>
#include <glib-object.h>

#include <memory>

namespace mingzhang::typeset {

template <auto function>
struct Ends {
    template <class T>
    void operator()(T* object) const {
        function(object);
    }
};

template <class T>
using GOwned = std::unique_ptr<T, Ends<g_object_unref>>;
using OwnedSurface = std::unique_ptr<cairo_surface_t, Ends<cairo_surface_destroy>>;
using OwnedCairo = std::unique_ptr<cairo_t, Ends<cairo_destroy>>;

}  // namespace mingzhang::typeset
