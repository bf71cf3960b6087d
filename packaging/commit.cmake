# Writes OUT, which tells the commit of SOURCE: empty outside git, with a + where files differ from it.
execute_process(COMMAND git -C ${SOURCE} describe --always --abbrev=7 --exclude=* --dirty=+
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  set(commit "")
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT [[#include "sync/machine/version.h"

const std::string_view hk::program_commit = "@commit@";
]] @ONLY)
