#include "entente/base/output_file.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>

using namespace entente;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("entente-output-test-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const char* name) const { return (path / name).string(); }
  auto files() const { return std::distance(fs::directory_iterator(path), {}); }
};

}  // namespace

TEST_CASE("a file of pieces appears when it is finished, and an old one stays until then") {
  const Folder folder;
  const std::string path = folder.file("a.txt");
  write_file(path, "old");
  {
    OutputFile out(path);
    out.write("one, ");
    CHECK(read_file(path) == "old");
    out.write("two");
    out.finish();
    CHECK(read_file(path) == "one, two");
  }
  {
    OutputFile left(path);
    left.write("begun");
  }
  CHECK(read_file(path) == "one, two");
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that cannot be made or written is an error that names it and leaves nothing behind") {
  const Folder folder;
  const std::string path = folder.file("none/a.txt");
  try {
    OutputFile out(path);
    FAIL("a file was made in a folder that is not there");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::io);
    CHECK(error.place().file == path);
    CHECK(error.remedy().ends_with("an old file, if any, is unchanged"));
  }
  fs::create_directories(folder.path / "folder");
  OutputFile out(folder.file("folder"));
  out.write("x");
  CHECK_THROWS_AS(out.finish(), Error);  // a folder has the name
}

TEST_CASE("a writer that wants a path has its file put in place, or taken away where it fails") {
  const Folder folder;
  const std::string path = folder.file("a.bin");
  write_whole(path, [](const std::string& temporary) { write_file(temporary, "whole"); });
  CHECK(read_file(path) == "whole");
  const auto half = [](const std::string& temporary) {
    write_file(temporary, "half");
    throw std::runtime_error("the writer fails");
  };
  CHECK_THROWS_AS(write_whole(path, half), std::runtime_error);
  CHECK(read_file(path) == "whole");
  CHECK_THROWS_AS(write_whole(path, [](const std::string&) {}), Error);  // it wrote nothing
  CHECK(folder.files() == 1);
}

TEST_CASE("a folder is made with those above it, and where it cannot be made the option is named") {
  const Folder folder;
  const std::string deep = (folder.path / "a" / "b").string();
  make_folder(deep, "--folder");
  make_folder(deep, "--folder");  // it is there already
  CHECK(fs::is_directory(deep));
  write_file(folder.file("file"), "not a folder");
  try {
    make_folder(folder.file("file") + "/below", "--folder");
    FAIL("a file is not a folder");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::io);
    CHECK(error.place().field == "--folder");
    CHECK(error.place().file == folder.file("file") + "/below");
  }
}
