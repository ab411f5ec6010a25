// Reads the includes of every source file and fails on an arrow that tests/layers.txt does not have. Fails too on what
// a library may not do (print, exit, read the environment), on heavy outside headers in public headers, and on the
// paths of one machine or the address of a package registry in any file of the repository.
//
// The rules are tables below; each has a planted fault that shows that it bites.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

using Faults = std::vector<std::string>;

struct Arrows {
  std::map<std::string, std::set<std::string>> rooms;
  std::set<std::string> private_headers;
};

enum class Where { library_source, public_header, any_text };

struct Rule {
  Where where;
  std::string_view text;
  std::string_view why;
};

constexpr std::string_view kPrints = "a library room prints nothing: give the caller the text";
constexpr std::string_view kEnds = "a library room does not end the program: throw entente::Error";
constexpr std::string_view kHeavy = "a heavy header belongs into few .cpp files, not into a public header";
constexpr std::string_view kMachine = "the path of one machine";
constexpr std::string_view kRegistry = "the address of a package registry";

// What may not stand where. A text that begins with a letter matches only at the start of a word. The texts that hold
// for every file are cut in two, so that this file does not match itself.
constexpr std::array kRules{
    Rule{Where::library_source, "#include <iostream>", kPrints},
    Rule{Where::library_source, "std::cout", kPrints},
    Rule{Where::library_source, "std::cerr", kPrints},
    Rule{Where::library_source, "fmt::print(", kPrints},
    Rule{Where::library_source, "printf(", kPrints},
    Rule{Where::library_source, "fprintf(", kPrints},
    Rule{Where::library_source, "puts(", kPrints},
    Rule{Where::library_source, "exit(", kEnds},
    Rule{Where::library_source, "_exit(", kEnds},
    Rule{Where::library_source, "quick_exit(", kEnds},
    Rule{Where::library_source, "abort(", kEnds},
    Rule{Where::library_source, "terminate(", kEnds},
    Rule{Where::library_source, "getenv(", "a library room does not read the environment: take an argument"},
    Rule{Where::library_source, "secure_getenv(", "a library room does not read the environment: take an argument"},
    Rule{Where::public_header, "#include <CLI/", kHeavy},
    Rule{Where::public_header, "#include <nlohmann/", kHeavy},
    Rule{Where::public_header, "#include <duckdb", kHeavy},
    Rule{Where::public_header, "#include \"duckdb", kHeavy},
    Rule{Where::public_header, "#include <boost/", kHeavy},
    Rule{Where::public_header, "#include <Eigen/", kHeavy},
    Rule{Where::public_header, "#include <eigen3/", kHeavy},
    Rule{Where::public_header, "#include <GeographicLib/", kHeavy},
    Rule{Where::public_header, "#include <httplib", kHeavy},
    Rule{Where::public_header, "#include <toml++/", kHeavy},
    Rule{Where::public_header, "#include <mpi", kHeavy},
    Rule{Where::any_text,
         "/wor"
         "k/",
         kMachine},
    Rule{Where::any_text,
         "/hom"
         "e/",
         kMachine},
    Rule{Where::any_text,
         "/roo"
         "t/",
         kMachine},
    Rule{Where::any_text,
         "/Use"
         "rs/",
         kMachine},
    Rule{Where::any_text,
         "registry.npm"
         "js.org",
         kRegistry},
    Rule{Where::any_text,
         "registry.yarn"
         "pkg.com",
         kRegistry},
    Rule{Where::any_text,
         "deb.deb"
         "ian.org",
         kRegistry},
    Rule{Where::any_text,
         "security.deb"
         "ian.org",
         kRegistry},
    Rule{Where::any_text,
         "snapshot.deb"
         "ian.org",
         kRegistry},
    Rule{Where::any_text,
         "pypi"
         ".org",
         kRegistry},
    Rule{Where::any_text,
         "pythonhosted"
         ".org",
         kRegistry},
    Rule{Where::any_text,
         "static.crates"
         ".io",
         kRegistry},
    Rule{Where::any_text,
         "index.crates"
         ".io",
         kRegistry},
    Rule{Where::any_text,
         "proxy.golang"
         ".org",
         kRegistry},
    Rule{Where::any_text,
         "-docker.pkg"
         ".dev",
         kRegistry},
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether `rule` is broken by `line`. A path counts where no longer path or address runs into it.
bool breaks(std::string_view line, const Rule& rule) {
  for (std::size_t at = line.find(rule.text); at != std::string_view::npos; at = line.find(rule.text, at + 1)) {
    if (at == 0) return true;
    const char before = line[at - 1];
    if (rule.text.front() == '/' &&
        (is_word(before) || std::string_view(".-/~*}$%").find(before) != std::string_view::npos))
      continue;
    if (rule.where == Where::library_source && is_word(rule.text.front()) && is_word(before)) continue;
    return true;
  }
  return false;
}

std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find("//"); at != std::string_view::npos; at = line.find("//", at + 1))
    if (at == 0 || line[at - 1] != ':') return line.substr(0, at);
  return line;
}

/// The room that a file belongs to, "" if none; a room in another where it has a line of its own. Paths are relative to
/// the root of the repository.
std::string room_of(const Arrows& arrows, std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view top = path.substr(0, slash);
  if (top == "cli" || top == "server" || top == "python") return std::string(top);
  if (top != "entente") return {};
  const std::string_view rest = path.substr(slash + 1);
  for (std::size_t end = rest.rfind('/'); end != std::string_view::npos; end = rest.substr(0, end).rfind('/'))
    if (arrows.rooms.contains(std::string(rest.substr(0, end)))) return std::string(rest.substr(0, end));
  const std::size_t end = rest.find('/');
  return std::string(end == std::string_view::npos ? "" : rest.substr(0, end));
}

Arrows read_arrows(std::istream& table) {
  Arrows arrows;
  for (std::string line; std::getline(table, line);) {
    const std::size_t colon = line.find(':');
    if (line.empty() || line.front() == '#' || colon == std::string::npos) continue;
    std::istringstream words(line.substr(colon + 1));
    const std::string name = line.substr(0, colon);
    std::set<std::string>& listed = name == "private" ? arrows.private_headers : arrows.rooms[name];
    for (std::string word; words >> word;) listed.insert(word);
  }
  return arrows;
}

Arrows arrows_of(const std::string& text) {
  std::istringstream table(text);
  return read_arrows(table);
}

/// Rooms that take part in a circle of arrows, and targets that have no line of their own.
Faults faults_of_table(const Arrows& arrows) {
  Faults faults;
  std::set<std::string> placed;
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& [room, targets] : arrows.rooms)
      if (!placed.contains(room) && std::ranges::all_of(targets, [&](const auto& t) { return placed.contains(t); }))
        moved = placed.insert(room).second;
  }
  for (const auto& [room, targets] : arrows.rooms)
    if (!placed.contains(room)) faults.push_back("room " + room + ": in a circle, or leads to an unknown room");
  return faults;
}

Faults faults_of_file(const Arrows& arrows, const std::string& path, std::string_view text) {
  Faults faults;
  const auto fault = [&](long line, const std::string& what) {
    faults.push_back(path + ":" + std::to_string(line) + ": " + what);
  };
  const bool source = path.ends_with(".cpp") || path.ends_with(".hpp");
  const std::string room = source ? room_of(arrows, path) : std::string();
  const bool public_header = !room.empty() && path.ends_with(".hpp") && !arrows.private_headers.contains(path);
  const bool program = path.ends_with("_test.cpp") || path.ends_with("_main.cpp");
  const bool library = path.starts_with("entente/") && source && !program;
  const auto may = [&](const std::string& who, const std::string& what) {
    const auto arrow = arrows.rooms.find(who);
    return arrow != arrows.rooms.end() && arrow->second.contains(what);
  };
  if (!room.empty() && !arrows.rooms.contains(room)) fault(1, "room " + room + " has no line in tests/layers.txt");

  long number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    start = end + 1;
    ++number;
    for (const Rule& rule : kRules) {
      const bool applies = rule.where == Where::any_text || (rule.where == Where::library_source && library) ||
                           (rule.where == Where::public_header && public_header);
      if (applies && breaks(rule.where == Where::any_text ? line : without_comment(line), rule))
        fault(number, std::string(rule.text) + ": " + std::string(rule.why));
    }
    constexpr std::string_view kInclude = "#include \"";
    if (room.empty() || !line.starts_with(kInclude)) continue;
    const std::string_view rest = line.substr(kInclude.size());
    const std::string header(rest.substr(0, rest.find('"')));
    const std::string target = room_of(arrows, header);
    if (target.empty() && program && header.starts_with("tests/")) continue;  // what tests share
    if (target.empty())
      fault(number, "include with quotes only what is ours, by its path from the root");
    else if (target != room && arrows.rooms.contains(room) && !may(room, target) &&
             !(program && may("tests of " + room, target)))
      fault(number, room + " -> " + target + " is not an arrow of tests/layers.txt");
    if (arrows.private_headers.contains(header) && (target != room || public_header))
      fault(number, header + " is private to the .cpp files of its room");
  }
  return faults;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The files of the repository: what git tracks or would track; without git (an unpacked archive), all files but those
/// in the folders of outputs.
std::vector<std::string> repository_files(const fs::path& root) {
  std::vector<std::string> files;
  if (fs::exists(root / ".git")) {
    const std::string command =
        "git -c safe.directory='*' -C '" + root.string() + "' ls-files -z --cached --others --exclude-standard";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe != nullptr);
    std::string name;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
      if (c != 0) {
        name += static_cast<char>(c);
        continue;
      }
      if (fs::is_regular_file(root / name)) files.push_back(name);
      name.clear();
    }
  } else {
    static const std::set<std::string> outputs{"build", "out", "node_modules", "third_party"};
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
      if (it.depth() == 0 && outputs.contains(it->path().filename().string())) it.disable_recursion_pending();
      if (it->is_regular_file()) files.push_back(fs::relative(it->path(), root).string());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("every include of the repository follows an arrow, and no file holds what its place forbids") {
  const fs::path root = ENTENTE_SOURCE_DIR;
  std::ifstream table(root / "tests/layers.txt");
  const Arrows arrows = read_arrows(table);
  REQUIRE(arrows.rooms.size() > 10);
  CHECK(faults_of_table(arrows) == Faults{});

  const std::vector<std::string> files = repository_files(root);
  REQUIRE(files.size() > 20);
  REQUIRE(std::ranges::count(files, "entente/base/error.hpp") == 1);
  for (const std::string& file : files) {
    const std::string text = read_file(root / file);
    if (std::string_view(text).substr(0, 8000).find('\0') != std::string_view::npos) continue;
    for (const std::string& fault : faults_of_file(arrows, file, text)) FAIL_CHECK(fault);
  }
}

TEST_CASE("a planted include against the arrows is found, and one along them is not") {
  const Arrows arrows = arrows_of("# comment\nbase:\ngeo: base\nstore: base\ncli: base geo store\n");
  CHECK(faults_of_table(arrows) == Faults{});
  CHECK(faults_of_file(arrows, "entente/geo/a.cpp",
                       "#include \"entente/base/error.hpp\"\n#include \"entente/geo/a.hpp\"\n")
            .empty());
  CHECK(faults_of_file(arrows, "cli/main.cpp", "#include \"entente/store/store.hpp\"\n").empty());
  CHECK(faults_of_file(arrows, "entente/base/a.hpp", "\n#include \"entente/geo/a.hpp\"\n") ==
        Faults{"entente/base/a.hpp:2: base -> geo is not an arrow of tests/layers.txt"});
  CHECK(faults_of_file(arrows, "entente/geo/a_test.cpp", "#include \"entente/store/a.hpp\"\n").size() == 1);
  CHECK(faults_of_file(arrows, "entente/geo/a.cpp", "#include \"cli/verbs.hpp\"\n").size() == 1);
  CHECK(faults_of_file(arrows, "entente/geo/a.cpp", "#include \"a.hpp\"\n").size() == 1);
  CHECK(faults_of_file(arrows, "entente/attic/a.cpp", "").size() == 1);
}

TEST_CASE("a room in another is open to doors and to the tests that its line names, and to no other room") {
  const Arrows arrows = arrows_of(
      "store:\nstore/duck: store\ntests of store: store/duck\nassess: store\ncli: store store/duck\n"
      "private: entente/store/duck/duck.hpp\n");
  CHECK(faults_of_table(arrows) == Faults{});
  const std::string include = "#include \"entente/store/duck/open.hpp\"\n";
  const auto count = [&](const std::string& path) { return faults_of_file(arrows, path, include).size(); };
  CHECK(count("cli/main.cpp") == 0);
  CHECK(count("bench/events.cpp") == 0);
  CHECK(count("entente/store/duck/events.cpp") == 0);
  CHECK(count("entente/store/contract_test.cpp") == 0);
  CHECK(count("entente/store/export.cpp") == 1);
  CHECK(count("entente/store/contract_test.hpp") == 1);
  CHECK(count("entente/assess/assess.cpp") == 1);
  CHECK(count("entente/assess/assess_test.cpp") == 1);
  CHECK(faults_of_file(arrows, "entente/store/duck/deeper/a.cpp", "#include \"entente/store/store.hpp\"\n").empty());
  CHECK(faults_of_file(arrows, "entente/store/a_test.cpp", "#include \"entente/store/duck/duck.hpp\"\n").size() == 1);
}

TEST_CASE("a circle of arrows and an arrow to an unknown room are found in the table") {
  CHECK(faults_of_table(arrows_of("a: b\nb: a\nc:\n")).size() == 2);
  CHECK(faults_of_table(arrows_of("a: b\n")).size() == 1);
}

TEST_CASE("each rule finds its planted fault where it holds, and lets pass what only looks like it") {
  const Arrows arrows = arrows_of("geo:\ncli: geo\n");
  const auto count = [&](const std::string& path, const std::string& line) {
    return faults_of_file(arrows, path, line + "\n").size();
  };
  for (const Rule& rule : kRules) {
    CAPTURE(rule.text);
    const std::string line(rule.text);
    const bool header_rule = rule.where == Where::public_header;
    CHECK(count(rule.where == Where::any_text ? "docs/a.md"
                : header_rule                 ? "entente/geo/a.hpp"
                                              : "entente/geo/a.cpp",
                line) >= 1);
    if (rule.where == Where::library_source) {
      CHECK(count("cli/main.cpp", line) == 0);
      CHECK(count("entente/geo/a_test.cpp", line) == 0);
      CHECK(count("entente/geo/a_main.cpp", line) == 0);
    }
    if (header_rule && rule.text.find('<') != std::string_view::npos) CHECK(count("entente/geo/a.cpp", line) == 0);
  }
  CHECK(count("entente/geo/a.cpp", "  std::exit(1);") == 1);
  CHECK(count("entente/geo/a.cpp", "  return time_to_exit(record);  // unlike exit(1)") == 0);
  CHECK(count("entente/geo/a.cpp", "  std::snprintf(text, size, \"x\");") == 0);
  CHECK(count("docs/a.md",
              "see https://example.org/hom"
              "e/page") == 0);
  CHECK(count("docs/a.md",
              "run `/hom"
              "e/somebody/entente`") == 1);
  CHECK(count("cli/a.hpp", "#include <nlohmann/json.hpp>") == 1);
}

TEST_CASE("a private header may be heavy, and no other room and no public header may include it") {
  const Arrows arrows = arrows_of("private: entente/store/duck/duck.hpp\nstore:\ncli: store\n");
  const auto count = [&](const std::string& path, const std::string& line) {
    return faults_of_file(arrows, path, line + "\n").size();
  };
  CHECK(count("entente/store/duck/duck.hpp", "#include <duckdb.h>") == 0);
  CHECK(count("entente/store/store.hpp", "#include <duckdb.h>") == 1);
  const std::string include = "#include \"entente/store/duck/duck.hpp\"";
  CHECK(count("entente/store/store.cpp", include) == 0);
  CHECK(count("entente/store/store.hpp", include) == 1);
  CHECK(count("cli/main.cpp", include) == 1);
}
