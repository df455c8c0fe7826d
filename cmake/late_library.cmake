# A shared library that a folder loads when it first needs it (base/late_library.h): its headers, and
# the name by which the loader finds it.
function(mingzhang_late_library folder define includes libraries)
    list(GET libraries 0 library)  # what it needs follows
    file(REAL_PATH "${library}" file)
    string(REGEX MATCH "lib[a-z0-9]+\\.so\\.[0-9]+" soname "${file}")
    if(NOT soname)
        message(FATAL_ERROR "${library} is no shared library")
    endif()
    target_compile_definitions(mz_${folder} PRIVATE ${define}="${soname}")
    target_include_directories(mz_${folder} SYSTEM PUBLIC ${includes})
endfunction()
