// The schema checker accepts what fits, names the place of what does not, and refuses a schema that is wrong itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { validator } from "./validate.mjs";

const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["p", "day"],
  additionalProperties: false,
  properties: { p: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, day: { type: "string", format: "date" } },
};

test("a value that fits has no fault", () => assert.deepEqual(validator(SCHEMA)({ p: 0.5, day: "2024-03-17" }), []));

test("each fault is named with its place", () => {
  const faults = validator(SCHEMA)({ p: 1, day: "2024-02-30", odd: true });
  assert.equal(faults.length, 3);
  assert.match(faults.join("\n"), /^\/p must be < 1/m);
  assert.match(faults.join("\n"), /^\/day must match format "date"/m);
  assert.match(faults.join("\n"), /^\/ must NOT have additional properties \(odd\)/m);
  assert.match(validator(SCHEMA)({ p: 0.5 })[0], /day/);
});

test("a schema with an unknown keyword is refused", () =>
  assert.throws(() => validator({ ...SCHEMA, requierd: [] }), /requierd/));

test("older drafts are read by their own rules", () =>
  assert.deepEqual(validator({ $schema: "http://json-schema.org/draft-07/schema#", type: "string" })("text"), []));
