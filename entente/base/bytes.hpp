#pragma once
// Values as bytes: what one block of work hands on, to another thread or another machine.
//
// This is not a format to keep. Byte order and layout are those of the machine; whoever reads runs the same program.
// What can be written: trivially copyable types, std::string, std::vector of any of these, and each type that names its
// parts in a function found beside it:
//
//   template <class Take> void each_part(Leg& leg, Take& take) { take(leg.from, leg.to, leg.km); }
//
// Pointers and views are refused where they stand alone; a struct must not hide one.

#include "entente/base/error.hpp"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace entente {

using Bytes = std::vector<std::byte>;

/// A type that each_part() takes apart.
template <class T>
concept HasParts = requires(T& value, void (&take)(...)) { each_part(value, take); };

/// A type whose bytes are its value.
template <class T>
concept PlainBytes = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !HasParts<T>;

/// Appends values to a run of bytes.
class ByteWriter {
 public:
  /// Values are taken by reference and left as they are; not const, because each_part() serves both directions.
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }
  Bytes take() { return std::move(bytes_); }

 private:
  void raw(const void* from, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
  }
  template <PlainBytes T>
  void put(T& value) {
    raw(&value, sizeof(T));
  }
  template <HasParts T>
  void put(T& value) {
    each_part(value, *this);
  }
  void put(std::string& text) { put_list(text); }
  template <class T>
  void put(std::vector<T>& list) {
    put_list(list);
  }
  template <class List>
  void put_list(List& list) {
    static_assert(!std::is_same_v<List, std::vector<bool>>, "a vector<bool> has no elements to refer to");
    std::size_t size = list.size();
    put(size);
    if constexpr (PlainBytes<typename List::value_type>)
      raw(list.data(), size * sizeof(typename List::value_type));
    else
      for (auto& element : list) put(element);
  }

  Bytes bytes_;
};

/// Takes values from a run of bytes, in the order in which they were written. The bytes outlive the reader.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : left_(bytes) {}

  /// Throws Error{internal} where the bytes end too early.
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  bool at_end() const { return left_.empty(); }

 private:
  void raw(void* to, std::size_t size) {
    check(size <= left_.size(), "bytes of a block end too early");
    if (size > 0) std::memcpy(to, left_.data(), size);
    left_ = left_.subspan(size);
  }
  template <PlainBytes T>
  void get(T& value) {
    raw(&value, sizeof(T));
  }
  template <HasParts T>
  void get(T& value) {
    each_part(value, *this);
  }
  void get(std::string& text) { get_list(text); }
  template <class T>
  void get(std::vector<T>& list) {
    get_list(list);
  }
  template <class List>
  void get_list(List& list) {
    using Element = typename List::value_type;
    std::size_t size = 0;
    get(size);
    if constexpr (PlainBytes<Element>) {
      check(size <= left_.size() / sizeof(Element), "bytes of a block end too early");
      list.resize(size);
      raw(list.data(), size * sizeof(Element));
    } else {
      list.clear();
      for (std::size_t i = 0; i < size; ++i) get(list.emplace_back());
    }
  }

  std::span<const std::byte> left_;
};

template <class T>
Bytes to_bytes(T& value) {
  ByteWriter write;
  write(value);
  return write.take();
}

/// Throws Error{internal} where the bytes are not those of one T.
template <class T>
T from_bytes(std::span<const std::byte> bytes) {
  T value{};
  ByteReader read(bytes);
  read(value);
  check(read.at_end(), "bytes of a block are left over");
  return value;
}

}  // namespace entente
