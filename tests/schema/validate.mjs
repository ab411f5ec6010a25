// Checks JSON files against a JSON schema: node tests/schema/validate.mjs SCHEMA.json FILE.json...
//
// Prints one line per fault, with the place in the file, and ends with 1 if there is any. The schema is read strictly:
// an unknown keyword in it is a fault too.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import Ajv from "ajv";
import Ajv2019 from "ajv/dist/2019.js";
import Ajv2020 from "ajv/dist/2020.js";

const DRAFTS = { "2020-12": Ajv2020, "2019-09": Ajv2019, "draft-07": Ajv };

function isDate(text) {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) && new Date(`${text}T00:00:00Z`);
  return Boolean(day) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/// A function that gives the faults of a value as lines of text. Throws where the schema itself is wrong.
export function validator(schema) {
  const draft = Object.keys(DRAFTS).find((name) => schema.$schema?.includes(name)) ?? "2020-12";
  const Checker = DRAFTS[draft].default ?? DRAFTS[draft];
  const ajv = new Checker({ allErrors: true, strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
  ajv.addFormat("date", isDate);
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return validate.errors.map(({ instancePath, message, params }) => {
      const detail = Object.values(params).filter((v) => typeof v !== "object").join(", ");
      return `${instancePath || "/"} ${message}${detail && !message.includes(detail) ? ` (${detail})` : ""}`;
    });
  };
}

function main([schemaFile, ...files]) {
  if (!schemaFile || files.length === 0) {
    console.error("usage: validate.mjs SCHEMA.json FILE.json...");
    return 64;
  }
  const read = (file) => {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      throw new Error(`${file}: ${error.message}`);
    }
  };
  let faults = 0;
  try {
    const validate = validator(read(schemaFile));
    for (const file of files) {
      for (const fault of validate(read(file))) {
        console.log(`${file}: ${fault}`);
        faults += 1;
      }
    }
  } catch (error) {
    console.error(error.message);
    return 65;
  }
  return faults === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
