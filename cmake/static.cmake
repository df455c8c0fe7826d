# Libraries linked statically. A shared library costs the program up to a millisecond of start each,
# and the standard library one more: half of what it takes to check a document.

# The target `clp`: Clp and what it needs.
pkg_check_modules(CLP REQUIRED clp)
add_library(clp INTERFACE)
target_include_directories(clp SYSTEM INTERFACE ${CLP_INCLUDE_DIRS})
foreach(name ClpSolver Clp CoinUtils bz2 z lapack blas)
    find_library(CLP_NEEDS_${name} lib${name}.a PATH_SUFFIXES lapack blas REQUIRED)
    target_link_libraries(clp INTERFACE ${CLP_NEEDS_${name}})
endforeach()
target_link_libraries(clp INTERFACE m)

# The targets `re2` and `pugixml`.
foreach(name re2 pugixml)
    find_library(${name}_STATIC lib${name}.a REQUIRED)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${${name}_STATIC} Threads::Threads)
endforeach()

# The targets `fmt` and `toml`: packaged as shared libraries and as headers only. In every file the
# headers would be slow to compile; so each is compiled once. With sanitizers toml++ stays the packaged
# library: 3.3 calls values unreachable that a text may hold (U+040F), and they would end there.
add_library(fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/static/fmt.cpp)
if(MINGZHANG_FUZZ)
    find_package(tomlplusplus REQUIRED)
    add_library(toml INTERFACE)
    target_link_libraries(toml INTERFACE tomlplusplus::tomlplusplus)
else()
    add_library(toml STATIC ${CMAKE_CURRENT_LIST_DIR}/static/toml.cpp)
    target_compile_definitions(toml PUBLIC TOML_HEADER_ONLY=0)
endif()

# The standard library of a program that people start again and again.
function(mingzhang_starts_fast program)
    target_link_options(${program} PRIVATE $<$<CONFIG:Release>:-static-libstdc++ -static-libgcc>)
endfunction()
