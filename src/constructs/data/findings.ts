import { rule } from "../../findings/rule.js";

export const DATASTORE = rule("PRS201", "upgraded", "datastores come from ml_client.datastores");
export const DATASET = rule("PRS202", "upgraded", "a dataset becomes an Input");
export const DATASET_KIND = rule("PRS203", "decision", "is this dataset made of files or a table?");
export const TABLE_PATH = rule("PRS204", "decision", "a table that v2 reads through an MLTable file");
export const GLOB = rule("PRS205", "changed", "a pattern becomes the folder that holds it");
export const REGISTER = rule("PRS206", "changed", "register becomes ml_client.data.create_or_update");
export const SEVERAL_PATHS = rule("PRS207", "decision", "a dataset of several paths");
export const PATH_ON_COMPUTE = rule("PRS208", "changed", "v2 chooses where an input is mounted");
export const DATA_REFERENCE = rule("PRS209", "changed", "a DataReference becomes a read-only Input");
export const PARTITIONED = rule("PRS210", "decision", "partitions need an MLTable");
