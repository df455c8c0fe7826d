# One library a folder: every .cpp in it, but *_test.cpp goes into its test program and
# *_fuzz.cpp becomes a fuzzer of its own. A main.cpp is left to the program of the folder, and a
# module.cpp to its module.
#
#   mingzhang_library(read DEPENDS base model LINK PkgConfig::ZIP)
#
# DEPENDS names other folders of src/, LINK outside libraries.
function(mingzhang_library name)
    cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    set(tests ${sources})
    set(fuzzers ${sources})
    list(FILTER sources EXCLUDE REGEX "(_(test|fuzz)|/(main|module))\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")

    set(depends ${ARG_DEPENDS})
    list(TRANSFORM depends PREPEND mz_)
    if(sources)
        add_library(mz_${name} STATIC ${sources})
        target_link_libraries(mz_${name} PUBLIC ${depends} ${ARG_LINK} fmt tl::expected)
    else()
        add_library(mz_${name} INTERFACE)
        target_link_libraries(mz_${name} INTERFACE ${depends} ${ARG_LINK} fmt tl::expected)
    endif()

    if(tests)
        add_executable(${name}_test ${tests})
        target_link_libraries(${name}_test mz_${name} GTest::gmock_main rapidcheck)
        # Tests run at the top of the project, so that they find packs, codes and examples.
        add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    endif()
    if(MINGZHANG_FUZZ)
        foreach(fuzzer ${fuzzers})
            get_filename_component(fuzzer_name ${fuzzer} NAME_WE)
            add_executable(${fuzzer_name} ${fuzzer})
            target_link_libraries(${fuzzer_name} mz_${name} -fsanitize=fuzzer)
        endforeach()
    endif()
endfunction()
