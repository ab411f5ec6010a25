#include "entente/base/output_file.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

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
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(path), {}); }
};

std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& error) {
    return std::string(name(error.code())) + ": " + error.message();
  }
  return "taken";
}

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
    CHECK(error.remedy() == "make the folder first, or choose another place");
  }
  fs::create_directories(folder.path / "folder");
  CHECK(refusal([&] { OutputFile out(folder.file("folder")); }) == "bad_request: this is a folder, not a file");
  CHECK(folder.files() == 1);
}

TEST_CASE("a writer that wants a path has its file put in place, or taken away where it fails") {
  const Folder folder;
  const std::string path = folder.file("a.bin");
  const auto put = [&](const std::function<void(const std::string&)>& write) {
    OutputSet files;
    files.add(path, write);
    files.finish();
  };
  put([](const std::string& temporary) { write_file(temporary, "whole"); });
  CHECK(read_file(path) == "whole");
  CHECK_THROWS_AS(put([](const std::string& temporary) {
                    write_file(temporary, "half");
                    throw std::runtime_error("the writer fails");
                  }),
                  std::runtime_error);
  CHECK(read_file(path) == "whole");
  CHECK_THROWS_AS(put([](const std::string&) {}), Error);  // it wrote nothing
  CHECK(read_file(path) == "whole");
  CHECK(folder.files() == 1);
}

TEST_CASE("devices, FIFOs and sockets are refused before anything is written, and links are followed") {
  const Folder folder;
  REQUIRE(mkfifo(folder.file("fifo").c_str(), 0600) == 0);
  CHECK(refusal([&] { OutputFile out(folder.file("fifo")); }) == "bad_request: this is a FIFO, not a file");
  CHECK(refusal([&] { read_kept(folder.file("fifo")); }) == "bad_request: this is a FIFO, not a file");
  fs::create_symlink("/dev/null", folder.path / "link-to-device");
  CHECK(refusal([&] { OutputFile out(folder.file("link-to-device")); }) == "bad_request: this is a device, not a file");
  CHECK(fs::is_character_file("/dev/null"));

  write_file(folder.file("real"), "old");
  fs::create_symlink("real", folder.path / "link");
  write_file(folder.file("link"), "new");
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(read_file(folder.file("real")) == "new");
  fs::create_symlink("not-yet", folder.path / "ahead");
  write_file(folder.file("ahead"), "made");
  CHECK(fs::is_symlink(folder.path / "ahead"));
  CHECK(read_file(folder.file("not-yet")) == "made");
  fs::create_symlink("never", folder.path / "kept");
  OutputSet files;
  files.keep(folder.file("kept"), [](std::string_view) { return std::string(); });  // nothing is kept
  files.finish();
  CHECK(fs::is_symlink(folder.path / "kept"));
  CHECK(!fs::exists(folder.path / "never"));
}

TEST_CASE("a file keeps its mode") {
  const Folder folder;
  write_file(folder.file("a"), "old");
  fs::permissions(folder.path / "a", fs::perms::owner_read | fs::perms::owner_write);
  write_file(folder.file("a"), "new");
  CHECK(fs::status(folder.path / "a").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("of the files of one run all appear or none") {
  const Folder folder;
  write_file(folder.file("a"), "old a");
  write_file(folder.file("ledger"), "one\n");
  const auto add_line = [](std::string_view before) { return std::string(before) + "two\n"; };
  {
    OutputSet files;
    files.add(folder.file("a"), "new a");
    files.keep(folder.file("none/ledger"), add_line);  // its folder is missing
    CHECK_THROWS_AS(files.finish(), Error);
  }
  {
    OutputSet files;
    files.add(folder.file("a"), "new a");
    files.add(folder.file("b"), "new b");
    files.keep(folder.file("ledger"), add_line);
    fs::create_directories(folder.path / "b" / "c");  // a folder gets in the way of the last
    CHECK_THROWS_AS(files.finish(), Error);
    fs::remove_all(folder.path / "b");
  }
  CHECK(read_file(folder.file("a")) == "old a");
  CHECK(read_file(folder.file("ledger")) == "one\n");
  CHECK(folder.files() == 2);
  OutputSet files;
  files.add(folder.file("a"), "new a");
  files.keep(folder.file("ledger"), add_line);
  files.keep(folder.file("other"), [](std::string_view) { return std::string(); });  // nothing is kept
  files.finish();
  CHECK(read_file(folder.file("a")) == "new a");
  CHECK(read_file(folder.file("ledger")) == "one\ntwo\n");
  CHECK(folder.files() == 2);
}

TEST_CASE("many writers of one kept file lose nothing") {
  const Folder folder;
  const std::string path = folder.file("ledger");
  constexpr int kWriters = 8;
  constexpr int kLines = 25;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w)
    writers.emplace_back([&path, w] {
      for (int i = 0; i < kLines; ++i) {
        OutputSet files;
        files.keep(path, [&](std::string_view before) {
          return std::string(before) + std::to_string(w) + "-" + std::to_string(i) + "\n";
        });
        files.finish();
      }
    });
  for (std::thread& writer : writers) writer.join();
  std::set<std::string> lines;
  std::istringstream text(read_kept(path));
  for (std::string line; std::getline(text, line);) CHECK(lines.insert(line).second);
  CHECK(lines.size() == kWriters * kLines);
}

TEST_CASE("no output is a file that the run reads, by whatever name") {
  const Folder folder;
  fs::create_directories(folder.path / "data" / "deep");
  write_file(folder.file("record"), "r");
  write_file(folder.file("data/deep/table"), "t");
  fs::create_hard_link(folder.path / "record", folder.path / "hard");
  fs::create_symlink("record", folder.path / "soft");
  InputFiles inputs;
  inputs.add(folder.file("record"));
  inputs.add(folder.file("data"));
  inputs.add(folder.file("not-there"));
  for (const char* name : {"record", "hard", "soft", "data/deep/table", "not-there", "data/../not-there"})
    CHECK_MESSAGE(refusal([&] { inputs.refuse(folder.file(name), "--out"); }).starts_with("bad_request: this"), name);
  for (const char* name : {"other", "data/deep/other"})
    CHECK_MESSAGE(refusal([&] { inputs.refuse(folder.file(name), "--out"); }) == "taken", name);
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
