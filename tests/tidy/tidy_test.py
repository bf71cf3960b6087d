#!/usr/bin/env python3
"""Every rule of tidy.py turns red on what it forbids, and leaves alone what it does not: tidy_test.py [RULE]."""
import pathlib
import sys
import tempfile
import unittest

import tidy

GRAPH = """```mermaid
graph RL
  log[sync/log] --> domain[sync/domain]
  app[kiosk/app] --> log
  screens[kiosk/screens] --> app
  main[kiosk/main.cpp] --> screens
```
"""


class Rule(unittest.TestCase):
    """Plants files in a tree of its own and looks at what the rule says of them."""

    rule = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.plant("ARCHITECTURE.md", GRAPH)
        self.plant("sync/domain/ids.h", "#pragma once\n")

    def tearDown(self):
        self.folder.cleanup()

    def plant(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def breaches(self):
        return list(type(self).rule(self.root))

    def red(self, path, text, says=""):
        """The rule names `path`, and says why."""
        self.plant(path, text)
        found = self.breaches()
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(path), found)
        self.assertIn(says, found[0])

    def green(self, path, text):
        self.plant(path, text)
        self.assertEqual(self.breaches(), [])


class Includes(Rule):
    rule = tidy.includes

    def test_along_an_arrow(self):
        self.green("sync/log/log.h", '#include "sync/domain/ids.h"\n#include <vector>\n')

    def test_along_two_arrows(self):
        self.green("kiosk/app/kiosk.h", '#include "sync/domain/ids.h"\n')

    def test_against_an_arrow(self):
        self.plant("sync/log/log.h", "")
        self.red("sync/domain/hlc.h", '#include "sync/log/log.h"\n', "may not include sync/log")

    def test_main_is_a_place_of_its_own(self):
        self.plant("kiosk/app/kiosk.h", "")
        self.green("kiosk/main.cpp", '#include "kiosk/app/kiosk.h"\n')

    def test_sync_includes_kiosk_though_the_graph_says_it_may(self):
        self.plant("ARCHITECTURE.md", GRAPH.replace("  main[", "  log --> app\n  main["))
        self.plant("kiosk/app/kiosk.h", "")
        self.red("sync/log/log.h", '#include "kiosk/app/kiosk.h"\n', "sync never includes kiosk")

    def test_out_of_reach(self):
        self.plant("sync/log/log.h", "")
        self.red("kiosk/screens/ui.h", '#include "sync/log/log.h"\n', "may not include sync/log")

    def test_not_from_the_root(self):
        self.red("sync/domain/hlc.h", '#include "ids.h"\n', "from the root")

    def test_tests_include_from_the_root_too(self):
        self.red("tests/unit/domain/ids_test.cpp", '#include "ids_help.h"\n', "from the root")

    def test_a_program_includes_a_test(self):
        self.plant("tests/support/fakes.h", "")
        self.red("sync/log/log.cpp", '#include "tests/support/fakes.h"\n', "may not include tests/support")

    def test_a_library_that_belongs_to_another_folder(self):
        self.red("kiosk/app/kiosk.cpp", "#include <sqlite3.h>\n", "sync/sqlite only")

    def test_a_folder_that_the_graph_does_not_know(self):
        self.red("sync/odd/odd.h", "#pragma once\n", "not in the graph")

    def test_no_graph(self):
        self.plant("ARCHITECTURE.md", "Prose.\n")
        self.assertIn("ARCHITECTURE.md: has no graph of what may include what", self.breaches())


class Contracts(Rule):
    rule = tidy.contracts

    def test_a_class_with_words(self):
        self.green("sync/log/log.h", "/// The log.\nclass Log {\n public:\n  int size() const;\n};\n")

    def test_a_class_without_words(self):
        self.red("sync/log/log.h", "/// Numbers.\nusing N = int;\n\nclass Log {\n};\n", "class without")

    def test_a_forward_declaration_needs_none(self):
        self.green("sync/log/log.h", "class Database;\n")

    def test_a_header_without_a_word(self):
        self.red("sync/log/log.h", "struct Row {\n  int n;\n};\n", "without a contract")

    def test_a_function_that_can_fail(self):
        self.red("sync/log/log.h", "/// A.\nstruct A {\n};\n\n[[nodiscard]] Result<int> f();\n", "can fail")

    def test_a_heading_speaks_for_free_functions(self):
        self.green("sync/log/log.h", "/// Errors: io.\nnamespace hk {\n\nResult<int> f();\n}\n")

    def test_a_comment_speaks_for_its_group(self):
        self.green("sync/log/log.h", "/// Errors: io.\nResult<int> f();\nResult<int> g();\n")

    def test_a_member_that_can_fail(self):
        self.red("sync/log/log.h", "/// Log.\nclass Log {\n public:\n  Result<int> f();\n};\n", "can fail")

    def test_a_private_member_is_its_own_business(self):
        self.green("sync/log/log.h", "/// Log.\nclass Log {\n private:\n  Result<int> f();\n};\n")


class Assertions(Rule):
    rule = tidy.assertions

    def test_one_that_checks(self):
        self.green("tests/unit/a_test.cpp", 'TEST_CASE("a") {\n  CHECK(1 == 1);\n}\n')

    def test_one_on_one_line(self):
        self.green("tests/unit/a_test.cpp", 'TEST_CASE("a") { CHECK(1 == 1); }\n')
        self.red("tests/unit/b_test.cpp", 'TEST_CASE("CHECK(b)") { run(); }\n', "asserts nothing")

    def test_one_that_checks_through_a_helper(self):
        self.green("tests/unit/a_test.cpp", 'TEST_CASE("a") {\n  check_every_cut(x);\n}\n')

    def test_one_that_checks_nothing(self):
        self.red("tests/unit/a_test.cpp", 'TEST_CASE("a") {\n  run();\n}\nTEST_CASE("b") {\n  CHECK(x);\n}\n', "asserts")

    def test_a_check_in_is_no_check(self):
        self.red("tests/unit/a_test.cpp", 'TEST_CASE("a") {\n  store.check_in(ada);\n}\n', "asserts nothing")

    def test_a_check_that_is_commented_out(self):
        self.red("tests/unit/a_test.cpp", 'TEST_CASE("a") {\n  // CHECK(x);\n}\n', "asserts nothing")

    def test_a_script(self):
        self.red("tests/e2e/a.test", "#!/bin/bash\n# fail\nrun\n", "asserts nothing")

    def test_a_script_that_compares(self):
        self.green("tests/e2e/a.test", 'equal "$(figure)" 1 attendances\n')


class Length(Rule):
    rule = tidy.length

    def tearDown(self):
        tidy.LONG_FILES.clear()
        super().tearDown()

    def test_400_lines(self):
        self.green("sync/log/log.cpp", "\n" * 400)

    def test_401_lines(self):
        self.red("sync/log/log.cpp", "\n" * 401, "over 400")

    def test_a_known_one_may_stay(self):
        tidy.LONG_FILES["sync/log/log.cpp"] = 450
        self.green("sync/log/log.cpp", "\n" * 450)

    def test_a_known_one_may_not_grow(self):
        tidy.LONG_FILES["sync/log/log.cpp"] = 450
        self.red("sync/log/log.cpp", "\n" * 451, "over 450")

    def test_a_known_one_that_shrank_is_taken_off(self):
        tidy.LONG_FILES["sync/log/log.cpp"] = 450
        self.red("sync/log/log.cpp", "\n" * 400, "take it off")


class Words(Rule):
    rule = tidy.words

    def test_each_word(self):
        for word in ("TO" + "DO", "FIX" + "ME", "X" * 3):
            with self.subTest(word):
                self.red("sync/log/log.cpp", f"int n;  // {word}: later\n", word)

    def test_also_in_prose(self):
        self.red("sync/log/SCHEMA.md", "TO" + "DO\n")

    def test_a_template_name_is_none(self):
        self.green("tests/support/temp_dir.h", 'mkdtemp("test-XXXXXX")\n')


class Openapi(Rule):
    rule = tidy.openapi

    def setUp(self):
        super().setUp()
        self.plant("sync/server/server.cpp", '{{"/push", "POST", handle_push}, {"/readyz", "GET", handle_ready}};\n')
        self.plant("sync/server/problem.h", 'inline constexpr Problem busy{503, "busy", "Full", true};\n')

    def test_what_the_server_has(self):
        self.green("sync/protocol/openapi.yaml",
                   "paths:\n  /v2/push:\n  /readyz:\nenum:\n  - urn:halsokiosk:problem:busy\n")

    def test_a_forgotten_address(self):
        self.red("sync/protocol/openapi.yaml", "paths:\n  /readyz:\n- urn:halsokiosk:problem:busy\n",
                 "lacks the address /v2/push")

    def test_a_problem_that_is_gone(self):
        self.red("sync/protocol/openapi.yaml", "paths:\n  /v2/push:\n  /readyz:\n- urn:halsokiosk:problem:busy\n"
                 "- urn:halsokiosk:problem:full\n", "the server has no problem full")


class Sleeps(Rule):
    rule = tidy.sleeps

    def test_each_call(self):
        for call in ("std::this_thread::sleep_for(1s)", "::usleep(10)", "sleep(1)"):
            with self.subTest(call):
                self.red("tests/unit/a_test.cpp", f"  {call};\n", "sleeps")

    def test_a_loop_in_code_that_looks(self):
        self.green("tests/bench/a.h", "  while (waiting()) std::this_thread::sleep_for(2ms);\n")

    def test_a_script(self):
        self.red("tests/e2e/a.test", "run &\nsleep 1\n", "sleeps")

    def test_a_script_after_a_loop(self):
        self.red("tests/e2e/a.test", "until grep -q x log; do sleep 0.02; done\nsleep 1\n", "sleeps")

    def test_a_loop_that_looks(self):
        self.green("tests/e2e/a.test", "until grep -q x log; do\n  sleep 0.02\ndone\nuntil y; do sleep 1; done\n")


if __name__ == "__main__":
    chosen = [name.capitalize() for name in sys.argv[1:]] or None
    unittest.main(argv=[sys.argv[0]], defaultTest=chosen)
