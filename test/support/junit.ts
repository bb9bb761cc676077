import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";

const schema = readFileSync(join(__dirname, "schemas", "junit-10.xsd"), "utf8");

/** What libxml2 has against a JUnit report: as XML, and by the schema of Jenkins. */
export async function junitErrors(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: "report.xml", contents: xml }, schema: { fileName: "junit-10.xsd", contents: schema } });
  return errors.map(({ message }) => message);
}
