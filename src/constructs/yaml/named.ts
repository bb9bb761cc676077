import { parseYaml, YamlError } from "../../yaml/document.js";
import { namedByConfig } from "./config.js";
import { namedByPipeline } from "./pipeline-read.js";
import { placesOf } from "./project.js";

/** The files that a YAML file names, in the places where they may lie. */
export async function namedByYaml(text: string, program: string): Promise<string[]> {
  try {
    const document = await parseYaml(text);
    return [...namedByConfig(document), ...namedByPipeline(document)].flatMap((path) => placesOf({ path, from: "cwd" }, program));
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
}
