# The target `clp`: Clp and what it needs, linked statically. As shared libraries these eight took
# half of the time in which the program starts.
pkg_check_modules(CLP REQUIRED clp)
add_library(clp INTERFACE)
target_include_directories(clp SYSTEM INTERFACE ${CLP_INCLUDE_DIRS})
foreach(name ClpSolver Clp CoinUtils bz2 z lapack blas)
    find_library(CLP_NEEDS_${name} lib${name}.a PATH_SUFFIXES lapack blas REQUIRED)
    target_link_libraries(clp INTERFACE ${CLP_NEEDS_${name}})
endforeach()
target_link_libraries(clp INTERFACE m)
